#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Content lines of iCalendar. *Source*: RFC 5545, section 3.1.
namespace csx::interop {

/// What is wrong in a file, and where.
struct IcalFault {
  std::uint32_t line = 0;  ///< from 1
  std::string message;
};

/// `DTSTART;VALUE=DATE:20261225`.
struct IcalLine {
  std::uint32_t line = 0;                                       ///< where it begins, from 1
  std::string name;                                             ///< in capitals
  std::vector<std::pair<std::string, std::string>> parameters;  ///< names in capitals, values without quotes
  std::string value;                                            ///< as written, escapes included

  /// The first value of a parameter; empty when it is not there.
  std::string_view parameter(std::string_view wanted) const;
};

/// Faults beyond this number are not told.
inline constexpr std::size_t k_most_faults = 10;

/// Unfolds and splits. CRLF and LF end lines, a byte order mark and empty lines are passed over. What cannot
/// be understood is a fault and left out.
std::vector<IcalLine> read_ical_lines(std::string_view text, std::vector<IcalFault>& faults);

/// A value of type TEXT: `\n`, `\,`, `\;` and `\\` undone, on one line.
std::string text_of_ical(std::string_view value);

}  // namespace csx::interop
