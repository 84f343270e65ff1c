#include "calendar_table.hpp"

#include <algorithm>
#include <utility>

namespace csx::time {
namespace {

Date first_date_of(int year) {
  return Date{std::chrono::local_days{std::chrono::year{year} / 1 / 1}};
}

YearTable make_year(const CalendarDays& days, int year) {
  YearTable table;
  const auto first = first_date_of(year);
  const auto end = first_date_of(year + 1);
  LocalMap map(days.zone(), first.plus_days(-1));
  // A window reaches no farther than into the date after its own.
  Instant taken = last_closing(days, first.plus_days(-1), map);
  for (auto date = first; date < end; date = date.plus_days(1)) {
    const auto first_span = table.spans.size();
    for (const auto& window : days.windows(date)) {
      const Instant open = std::max(map(date, window.open), taken);
      const Instant close = map(date, window.close);
      if (open < close) {
        table.spans.push_back({open, close, static_cast<std::int32_t>(table.total),
                               static_cast<std::uint32_t>(table.days.size())});
        table.total += (close - open).count();
        taken = close;
      }
    }
    if (table.spans.size() > first_span) {
      table.days.push_back(
          {date, static_cast<std::uint32_t>(first_span), static_cast<std::uint32_t>(table.spans.size())});
    }
  }
  table.spans.shrink_to_fit();
  table.days.shrink_to_fit();
  return table;
}

int year_of(Instant at) {
  return static_cast<int>(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(at)}.year());
}

// A date's windows lie within three days of its midnight in UTC: the zone's offset takes one, the night
// another, a date that a zone skipped the third.
constexpr std::chrono::days k_reach{3};

}  // namespace

CalendarTable::CalendarTable(CalendarDays days)
    : m_days(std::move(days)),
      m_first(m_days.zone().start_of(first_date_of(k_first_year))),
      m_end(m_days.zone().start_of(first_date_of(k_last_year + 1))) {}

CalendarTable::~CalendarTable() {
  for (const auto& year : m_years) {
    delete year.load(std::memory_order_relaxed);
  }
}

const YearTable& CalendarTable::year(int year) const {
  auto& slot = m_years.at(static_cast<std::size_t>(year - k_first_year));
  const YearTable* known = slot.load(std::memory_order_acquire);
  if (known != nullptr) {
    return *known;
  }
  auto made = std::make_unique<const YearTable>(make_year(m_days, year));
  // Of several threads that made it one wins, and all use that one's.
  if (slot.compare_exchange_strong(known, made.get(), std::memory_order_acq_rel, std::memory_order_acquire)) {
    known = made.release();
  }
  return *known;
}

std::optional<CalendarTable::Place> CalendarTable::span_after(Instant at) const {
  for (int in = std::max(year_of(at - k_reach), k_first_year); in <= k_last_year; ++in) {
    const auto& table = year(in);
    const auto found = std::partition_point(table.spans.begin(), table.spans.end(),
                                            [&](const OpenSpan& span) { return span.close <= at; });
    if (found != table.spans.end()) {
      return Place{in, &table, static_cast<std::size_t>(found - table.spans.begin())};
    }
  }
  return std::nullopt;
}

std::optional<CalendarTable::Place> CalendarTable::span_before(Instant at) const {
  for (int in = std::min(year_of(at + k_reach), k_last_year); in >= k_first_year; --in) {
    const auto& table = year(in);
    const auto found = std::partition_point(table.spans.begin(), table.spans.end(),
                                            [&](const OpenSpan& span) { return span.open < at; });
    if (found != table.spans.begin()) {
      return Place{in, &table, static_cast<std::size_t>(found - table.spans.begin()) - 1};
    }
  }
  return std::nullopt;
}

std::optional<CalendarTable::Place> CalendarTable::next(Place place) const {
  ++place.index;
  while (place.index >= place.table->spans.size()) {
    if (place.year == k_last_year) {
      return std::nullopt;
    }
    ++place.year;
    place.table = &year(place.year);
    place.index = 0;
  }
  return place;
}

}  // namespace csx::time
