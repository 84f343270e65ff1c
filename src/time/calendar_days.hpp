#pragma once

#include <bitset>
#include <span>

#include "csx/time/calendar.hpp"

// Which hours a calendar has on a date, and when they really begin and end.
namespace csx::time {

/// The rules of a calendar, sorted for being asked date by date. Closed outside the years 1900 to 2200.
class CalendarDays {
 public:
  static Parsed<CalendarDays> make(CalendarRules rules);

  const Zone& zone() const { return m_rules.zone; }
  std::span<const Window> windows(Date date) const;
  DayHours hours(Date date) const;

 private:
  const CalendarRules::Exception* exception_on(Date date) const;
  bool is_holiday(Date date) const;

  CalendarRules m_rules;  // windows joined, exceptions by date
  std::vector<Date> m_dates;
  std::vector<DaysFromEaster> m_easter;
  std::bitset<512> m_every;  // by day_index
};

/// Maps local times to instants as Zone::to_instant does, faster when they come in order.
class LocalMap {
 public:
  LocalMap(const Zone& zone, Date first);
  Instant operator()(Date date, std::int16_t minutes);

 private:
  const Zone* m_zone;
  Zone::Stretch m_stretch;
};

/// When a date's last window closes; the beginning of time for a closed one.
Instant last_closing(const CalendarDays& days, Date date, LocalMap& map);

}  // namespace csx::time
