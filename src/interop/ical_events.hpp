#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/interop/holidays.hpp"
#include "ical_lines.hpp"

/// Events of iCalendar, as far as whole days go. *Source*: RFC 5545, sections 3.6.1 and 3.8.
namespace csx::interop {

/// A VEVENT that lasts whole days.
struct DayEvent {
  std::uint32_t line = 0;
  std::string uid;
  std::string name;
  time::Date first;
  int days = 1;
  bool cancelled = false;
  std::vector<std::string> rules;        ///< RRULE, as written
  std::vector<time::Date> also;          ///< RDATE
  std::vector<time::Date> not_on;        ///< EXDATE
  std::optional<time::Date> instead_of;  ///< RECURRENCE-ID: it replaces that instance of the event of its uid
};

struct IcalContent {
  std::string calendar;
  std::vector<DayEvent> events;
  std::vector<PassedOver> passed_over;
};

/// Goes through the components. Faults are what no iCalendar may look like; what is only not for a calendar
/// of holidays is passed over.
IcalContent read_ical_events(const std::vector<IcalLine>& lines, std::vector<IcalFault>& faults);

}  // namespace csx::interop
