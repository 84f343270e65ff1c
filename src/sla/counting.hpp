#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "csx/sla/clock.hpp"

/// Time as one clock counts it: business time in its calendar, or elapsed time, and its pauses taken out.
namespace csx::sla {

class Counting {
 public:
  /// The clock's calendar and time limit are set.
  Counting(const Clock& clock, const time::Zone& workspace);

  bool is_business() const { return m_is_business; }
  const time::Zone& zone() const { return m_zone; }

  /// None outside of the years that calendars know; likewise below.
  std::optional<time::Instant> add(time::Instant start, time::Duration duration) const;
  /// Of counted time.
  std::optional<time::Instant> add(time::Instant start, std::chrono::seconds counted) const;
  std::optional<std::chrono::seconds> between(time::Instant from, time::Instant to) const;

 private:
  const time::BusinessCalendar* m_hours;  ///< null for none
  const time::Zone& m_zone;               ///< the calendar's, else the workspace's
  bool m_is_business;
};

/// When an amount of counted time is reached, or in which hold it is not yet, with what is left of it.
struct Reached {
  std::optional<time::Instant> at;
  std::chrono::seconds left{0};
  const Happening* hold = nullptr;
};

/// Counting from an instant, with pauses.
class PausedCount {
 public:
  PausedCount(const Counting& counting, time::Instant began, std::span<const Pause> pauses)
      : m_counting(counting), m_began(began), m_pauses(pauses) {}

  /// `unpaused` is where it is reached when no pause comes before.
  Reached reach(std::chrono::seconds amount, const std::optional<time::Instant>& unpaused) const;
  std::chrono::seconds counted_until(time::Instant at) const;
  /// Null when no pause is on.
  const Pause* hold_at(time::Instant at) const;

 private:
  const Counting& m_counting;
  time::Instant m_began;
  std::span<const Pause> m_pauses;
};

struct SubjectHistory;
struct Track;

/// The holds that touch a clock, cut to what lies after its beginning; one in which it is stopped ends there.
std::vector<Pause> pauses_of(const Clock& clock, const Track& track, const SubjectHistory& history);

/// The share of the allowance after which a clock warns, to the second above; none when it does not.
std::optional<std::chrono::seconds> warning_share(const model::Clock& terms, std::chrono::seconds allowance);

}  // namespace csx::sla
