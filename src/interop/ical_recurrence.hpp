#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/time/date.hpp"
#include "csx/time/period.hpp"

/// Recurrence rules of iCalendar. *Source*: RFC 5545, section 3.3.10.
namespace csx::interop {

/// A rule that can be counted in whole days.
struct RecurrenceRule {
  std::string text;
  bool is_endless = true;     ///< neither COUNT nor UNTIL
  bool is_same_date = false;  ///< every year on the day of the year on which it starts, for ever
};

/// Reads a rule for an event that starts on `first`; or a phrase that says why it cannot be used, to follow
/// the name of the event.
time::Parsed<RecurrenceRule> read_recurrence(const std::string& text, time::Date first);

/// The days on which a rule falls, from `first` on, up to `last` where there is one. None when there are more
/// than `most`.
std::optional<std::vector<time::Date>> days_of(const RecurrenceRule& rule, time::Date first,
                                               const std::optional<time::Date>& last, std::size_t most);

}  // namespace csx::interop
