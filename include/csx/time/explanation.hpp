#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "csx/time/date.hpp"
#include "csx/time/window.hpp"

namespace csx::time {

/// Time counted inside a calendar's windows, in seconds. Its own type, so that it is never taken for elapsed
/// time.
struct BusinessTime {
  std::chrono::seconds counted{};

  BusinessTime& operator+=(BusinessTime other) {
    counted += other.counted;
    return *this;
  }
  friend BusinessTime operator+(BusinessTime a, BusinessTime b) { return {a.counted + b.counted}; }
  friend BusinessTime operator-(BusinessTime a, BusinessTime b) { return {a.counted - b.counted}; }
  friend auto operator<=>(const BusinessTime&, const BusinessTime&) = default;
};

/// The hours of one date, and where they come from.
struct DayHours {
  enum class Source : std::uint8_t {
    weekday,    ///< the week's hours; without windows a day that is always closed
    holiday,    ///< closed, whatever the week says
    exception,  ///< hours of this date, in place of the week's and of a holiday
  };
  Source source = Source::weekday;
  std::vector<Window> windows;       ///< by opening; overlapping ones joined; none: closed
  std::vector<std::string> reasons;  ///< the holidays' names, or why the exception, if it says so
};

/// A piece of a date's window, as counting met it.
struct WindowPart {
  enum class Fate : std::uint8_t {
    counted,
    before_start,  ///< passed before counting began
    after_end,     ///< left when it ended
    overlapped,    ///< inside a window of the date before, where it is counted or skipped already
    lost,          ///< nothing is left of the window: clocks went forward over all of it
  };
  Window window;  ///< the whole of which this is a piece, as wall-clock time
  Instant from;
  Instant to;  ///< `from` for what was lost, else later
  Fate fate = Fate::counted;
  std::chrono::seconds length() const { return to - from; }
};

/// A local date, as counting met it.
struct ExplainedDay {
  Date date;
  DayHours hours;
  std::vector<WindowPart> parts;  ///< by time; none: closed
  BusinessTime counted;           ///< on this date
  BusinessTime total;             ///< up to and with this date
  /// How many business days after the first this one is, where it is one. The first, 0, is the one that a
  /// `bd` starts from.
  std::optional<std::int64_t> business_day;
};

/// How an addition or a span of business time came about, day by day.
/// *Order*: dates without a gap, from that of the window around `from`, else of `from`, to that of `to`; a
/// closing belongs to the date of its window.
struct Explanation {
  Instant from;
  Instant to;
  std::vector<ExplainedDay> days;
  BusinessTime total;  ///< business time inside `[from, to)`
};

}  // namespace csx::time
