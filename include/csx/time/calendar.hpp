#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "csx/time/date.hpp"
#include "csx/time/duration.hpp"
#include "csx/time/explanation.hpp"
#include "csx/time/window.hpp"
#include "csx/time/zone.hpp"

namespace csx::time {

/// A holiday's day by its distance from Easter Sunday, negative before it: -2 is Good Friday.
struct DaysFromEaster {
  std::int32_t days = 0;
  friend auto operator<=>(const DaysFromEaster&, const DaysFromEaster&) = default;
};

/// What a calendar is made of, as its record says it. *Source*: the record `calendar`.
struct CalendarRules {
  struct Holiday {
    std::variant<Date, MonthDay, DaysFromEaster> day;
    std::string name;
  };
  struct Exception {
    Date date;
    std::vector<Window> windows;  ///< none: closed
    std::string why;
  };

  Zone zone;                                ///< in which dates and windows are meant
  std::array<std::vector<Window>, 7> week;  ///< by Weekday, Monday first
  std::vector<Holiday> holidays;
  std::vector<Exception> exceptions;  ///< of several for one date the first holds
};

/// Whether a calendar is open at an instant, and how long that lasts.
struct OpenState {
  enum class Now : std::uint8_t { closed, open };
  Now now = Now::closed;
  /// The closing of windows that touch, or the next opening; none before the end of 2200.
  std::optional<Instant> until;
  friend bool operator==(const OpenState&, const OpenState&) = default;
};

class CalendarTable;

/// When somebody works, to the second, and arithmetic in that time.
///
/// A date has the windows of its exception; else none on a holiday; else those of its weekday. Windows of one
/// date that overlap are one. Opening and closing are local times, mapped by Zone::to_instant: what is
/// counted is real time between the two instants, so an hour that daylight saving takes away is not counted,
/// one that it repeats is counted twice, and a window that shrinks to nothing does not exist. A window
/// belongs to the date on which it opens, however late it closes; a second in the windows of two dates
/// belongs to the first alone. A *business day* is a date to which at least one second belongs.
///
/// *Range*: local dates from 1900-01-01 to 2200-12-31. *Errors*: phrases, for an instant or a result outside
/// it. *Source*: clocks.md of the design, "Durations" and "Business time". *Cost*: the windows of a year are
/// worked out when the year is first met (some 30 microseconds, 17 KB) and kept; after that a question about
/// any number of years is a search in two of them. Copies share that; threads may ask at the same time.
class BusinessCalendar {
 public:
  /// *Errors*: the calendar never opens; a window or a distance from Easter that no record can hold; more
  /// than 48 windows on a date.
  static Parsed<BusinessCalendar> build(CalendarRules rules);

  const Zone& zone() const;
  DayHours hours_on(Date) const;

  /// The instant a duration after `start`.
  /// - `bm`, `bh`: the first instant up to which that much business time passes, so one that falls on a
  ///   closing stays there; zero: `start` itself inside a window, else the next opening. The closing instant
  ///   is outside.
  /// - `bd`: the closing of that many business days after the start's day, which is the owner of the window
  ///   around `start`, else of the next one.
  /// - all others as add(Zone, …) in this calendar's zone.
  /// A negative count subtracts.
  Parsed<Instant> add(Instant start, Duration) const;
  Parsed<Instant> add(Instant start, BusinessTime) const;

  /// The mirror image of add, in which windows hold their closing and not their opening.
  /// - `bm`, `bh`: the last instant from which that much business time passes up to `end`, so one that falls
  ///   on an opening stays there; zero: `end` itself inside a window or at its closing, else the closing
  ///   before.
  /// - `bd`: the opening of that many business days before the end's day, which is the owner of the window
  ///   that holds `end`, else of the one before.
  /// - all others as subtract(Zone, …).
  /// For more than nothing, subtract(add(t, d), d) is add(t, 0), and add(subtract(t, d), d) subtract(t, 0).
  Parsed<Instant> subtract(Instant end, Duration) const;
  Parsed<Instant> subtract(Instant end, BusinessTime) const;

  /// Business time inside `[from, to)`; zero when `to` is not later.
  Parsed<BusinessTime> between(Instant from, Instant to) const;

  /// Whether an instant is in a window; false at its closing, and outside the range.
  bool is_open(Instant) const;
  Parsed<OpenState> state_at(Instant) const;
  /// The first opening later than an instant; where windows touch nothing opens.
  /// *Errors*: also when there is none before the end of 2200.
  Parsed<Instant> next_opening(Instant) const;
  /// The first closing later than an instant; where windows touch nothing closes. *Errors*: as above.
  Parsed<Instant> next_closing(Instant) const;

  /// add, with the days it met; what a negative count gives is where they begin. Units that are no business
  /// time meet none.
  Parsed<Explanation> explain(Instant start, Duration) const;
  /// between, with the days it met; `to` before `from` meets none.
  Parsed<Explanation> explain(Instant from, Instant to) const;

 private:
  explicit BusinessCalendar(std::shared_ptr<const CalendarTable> table);

  std::shared_ptr<const CalendarTable> m_table;
};

/// The instant a duration after `start` in units that need no calendar: `m` and `h` elapsed; `d`, `w`, `mo`,
/// `q`, `y` to the same local time that much later, by Date::plus_months and Zone::to_instant. Nothing added
/// is `start` itself. A negative count subtracts.
/// *Errors*: phrases, for business units and for an instant or a result outside the local dates 1900-01-01 to
/// 2200-12-31.
Parsed<Instant> add(const Zone&, Instant start, Duration);
/// The same local time that much earlier.
Parsed<Instant> subtract(const Zone&, Instant end, Duration);

}  // namespace csx::time
