#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "csx/model/account.hpp"
#include "csx/model/agreement_commitments.hpp"
#include "csx/model/calendar.hpp"
#include "csx/model/person.hpp"
#include "csx/store/dataset.hpp"
#include "csx/time/calendar.hpp"

/// Calendars, from their records to what business time is counted in. *Source*: clocks.md of the design.
namespace csx::sla {

/// What a calendar's record says, for the engine. Windows of a weekday that stands twice are joined; what
/// could not be read is not there.
time::CalendarRules rules_of(const model::Calendar& calendar);

/// *Errors*: phrases, as of time::BusinessCalendar::build: it never opens, or has too many windows a day.
time::Parsed<time::BusinessCalendar> calendar_of(const model::Calendar& calendar);

/// Whose hours a clock may count in.
struct CalendarParties {
  const model::Person* responsible = nullptr;
  const model::Account* account = nullptr;
};

/// The calendars of a folder, each made ready once. Safe to ask from several threads.
class Calendars {
 public:
  struct Entry {
    std::string id;
    time::BusinessCalendar hours;
  };

  explicit Calendars(const store::Dataset& data);

  /// Null when there is none, or nothing can be counted in it.
  const Entry* find(std::string_view id) const;

  /// The first of a clock's choices that exists on a day, else the workspace's calendar; null for none.
  const Entry* choose(std::span<const model::CalendarChoice> choices, const CalendarParties& parties,
                      time::Date day) const;

 private:
  std::map<std::string, Entry, std::less<>> m_entries;
  std::string m_usual;  ///< of the workspace; empty for none
};

}  // namespace csx::sla
