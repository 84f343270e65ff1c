#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/time/date.hpp"
#include "csx/time/period.hpp"

/// Holidays out of calendars that other programs keep.
namespace csx::interop {

/// A day on which a calendar is closed: one of `date` and `every`.
struct ImportedHoliday {
  std::optional<time::Date> date;
  std::optional<time::MonthDay> every;
  std::string name;        ///< on one line
  std::uint32_t line = 0;  ///< of the event in the file, from 1
};

/// What stands in the file and is no holiday, or not this one.
struct PassedOver {
  std::uint32_t line = 0;
  std::string name;  ///< may be empty
  std::string reason;
};

struct ImportedHolidays {
  std::string calendar;  ///< what the file calls itself (X-WR-CALNAME); may be empty
  std::vector<ImportedHoliday> days;
  std::vector<PassedOver> passed_over;  ///< in the order of the file
  std::size_t outside = 0;              ///< days that lie outside of the period asked for
};

/// The whole-day events of an iCalendar text as holidays. Events that return every year on the same date
/// become `every`; other recurrences give their dates within `period`. Timed and cancelled events are passed
/// over. *Order*: days that return every year by date, then the others by date; a day that stands twice comes
/// once. *Errors*: io when the text is no iCalendar, with each fault and its line as causes; usage when an
/// event returns without end and no period is given. *Source*: RFC 5545; X-WR-CALNAME as calendar programs
/// write it.
Result<ImportedHolidays> holidays_of_ical(std::string_view text, const std::optional<time::Period>& period);

}  // namespace csx::interop
