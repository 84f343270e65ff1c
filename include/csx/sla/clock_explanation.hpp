#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "csx/sla/clock.hpp"
#include "csx/time/explanation.hpp"

/// How one clock came about. *Source*: clocks.md of the design, "Explaining".
namespace csx::sla {

/// A piece of a day, as the clock met it.
struct CountedPart {
  enum class Fate : std::uint8_t {
    counted,
    paused,        ///< in a hold
    before_start,  ///< passed before counting began
    after_end,     ///< left when it ended
    overlapped,    ///< in the window of the day before
    lost,          ///< clocks went forward over all of it
  };
  time::Instant from;
  time::Instant to;
  std::optional<time::Window> window;  ///< of business hours
  Fate fate = Fate::counted;
};

struct CountedDay {
  time::Date date;                      ///< in the zone that counts
  std::optional<time::DayHours> hours;  ///< of business time; none for elapsed time
  std::vector<CountedPart> parts;       ///< by time; none: closed
  std::chrono::seconds counted{0};      ///< on this day, pauses taken out
  std::chrono::seconds total{0};        ///< up to and with it
};

/// A row of the table of time limits, and whether its conditions hold.
struct TriedRow {
  const model::WithinRow* row = nullptr;
  bool matched = false;
};

struct ClockExplanation {
  VersionSpan version;                  ///< what was in force at the start, and for how long
  std::vector<TriedRow> rows;           ///< up to the one that matched
  std::vector<Pause> pauses;            ///< that the clock met
  time::Zone zone = time::Zone::utc();  ///< that counts: the calendar's, else the workspace's
  std::vector<CountedDay> days;  ///< from the beginning to the deadline, or to the as-of instant in a hold
  /// Counted until it was stopped, else until the as-of instant; of a recurring clock at most to its
  /// deadline.
  std::optional<std::chrono::seconds> used;
};

/// Of a clock of `clocks`. Of one that is not started or not judged only version and rows.
ClockExplanation explain_clock(const store::Dataset& data, const Clocks& clocks, const Clock& clock);

}  // namespace csx::sla
