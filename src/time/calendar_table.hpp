#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "calendar_days.hpp"
#include "civil.hpp"
#include "csx/time/calendar.hpp"

namespace csx::time {

/// An open stretch of real time that belongs to one date.
struct OpenSpan {
  Instant open;
  Instant close;          ///< later than `open`, not later than the next span's opening
  std::int32_t before{};  ///< open seconds of the year before this span
  std::uint32_t day{};    ///< index of its date in YearTable::days
};

/// A business day: its spans are `[first, end)` of YearTable::spans.
struct OpenDay {
  Date date;
  std::uint32_t first{};
  std::uint32_t end{};
};

/// All open time of the dates of one year, in order.
struct YearTable {
  std::vector<OpenSpan> spans;
  std::vector<OpenDay> days;
  std::int64_t total = 0;  ///< open seconds
};

/// A calendar's open time, year by year, each worked out when it is first asked for.
class CalendarTable {
 public:
  explicit CalendarTable(CalendarDays days);
  ~CalendarTable();
  CalendarTable(const CalendarTable&) = delete;
  CalendarTable& operator=(const CalendarTable&) = delete;

  struct Place {
    int year;
    const YearTable* table;
    std::size_t index;
    const OpenSpan& span() const { return table->spans[index]; }
    const OpenDay& day() const { return table->days[span().day]; }
  };

  const CalendarDays& days() const { return m_days; }
  const YearTable& year(int year) const;
  bool is_in_range(Instant at) const { return at >= m_first && at < m_end; }
  Instant end() const { return m_end; }  ///< of the range
  /// The span that closes first after an instant, which holds it or is the next.
  std::optional<Place> span_after(Instant at) const;
  /// The span that opened last before an instant.
  std::optional<Place> span_before(Instant at) const;
  std::optional<Place> next(Place place) const;

 private:
  static constexpr std::size_t k_years = k_last_year - k_first_year + 1;

  CalendarDays m_days;
  Instant m_first;
  Instant m_end;
  /// Filled once each, by whichever thread comes first.
  mutable std::array<std::atomic<const YearTable*>, k_years> m_years{};
};

}  // namespace csx::time
