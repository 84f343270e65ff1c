#pragma once

#include "calendar_samples.hpp"

namespace csx::time {

/// Business time as clocks.md says it, minute by minute, for some days. It shares no idea with the real one:
/// no window is mapped to instants. A watchman looks at the wall clock every minute and writes down the
/// latest time that it ever showed. That is when a local time has first come, or been jumped over: an opening
/// or a closing has happened once the note reaches it, and a repeated hour leaves the note where it was.
/// Zones' offsets must be whole minutes.
class SlowCalendar {
 public:
  SlowCalendar(const CalendarRules& rules, Date first, int days);

  Instant begin() const { return m_begin; }
  Instant end() const { return m_begin + std::chrono::minutes{std::ssize(m_owners)}; }

  bool is_open(Instant at) const { return m_owners[minute_of(at)].has_value(); }
  /// None where what is asked lies beyond the days that were watched.
  std::optional<Instant> add(Instant start, std::int64_t seconds) const;
  std::optional<Instant> subtract(Instant end, std::int64_t seconds) const;
  std::optional<Instant> add_days(Instant start, int count) const;
  std::optional<Instant> subtract_days(Instant end, int count) const;
  std::optional<Instant> next_change(Instant at) const;
  std::int64_t between(Instant from, Instant to) const;

 private:
  std::size_t minute_of(Instant at) const {
    return static_cast<std::size_t>(std::chrono::floor<std::chrono::minutes>(at - m_begin).count());
  }
  Instant start_of(std::size_t minute) const {
    return m_begin + std::chrono::minutes{static_cast<std::int64_t>(minute)};
  }

  Instant m_begin;
  std::vector<std::optional<Date>> m_owners;  // the date to which each minute belongs
};

}  // namespace csx::time
