#include "csx/time/calendar.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "calendar_count.hpp"
#include "shift.hpp"

namespace csx::time {
namespace {

using Unit = Duration::Unit;

enum class Towards : std::uint8_t { future, past };

struct Move {
  Towards towards;
  std::int64_t count;  // not negative
};

Move move_of(std::int64_t count, Towards towards) {
  if (count >= 0) {
    return {towards, count};
  }
  constexpr auto k_smallest = std::numeric_limits<std::int64_t>::min();
  return {towards == Towards::future ? Towards::past : Towards::future, -std::max(count, k_smallest + 1)};
}

/// Counts from an instant of the range, and sees that the result is one.
template <class Count>
Parsed<Instant> in_range(const CalendarTable& table, Instant from, Count count) {
  if (!table.is_in_range(from)) {
    return outside_range(from < table.end() ? -1 : 1, k_instant);
  }
  auto result = count();
  // The last night of the range may carry it out of it.
  if (result && !table.is_in_range(*result)) {
    return outside_range(1, k_result);
  }
  return result;
}

Parsed<Instant> move_seconds(const CalendarTable& table, Instant from, Move move) {
  return in_range(table, from, [&] {
    return move.towards == Towards::future ? add_seconds(table, from, move.count)
                                           : subtract_seconds(table, from, move.count);
  });
}

Parsed<Instant> move_days(const CalendarTable& table, Instant from, Move move) {
  return in_range(table, from, [&] {
    return move.towards == Towards::future ? add_days(table, from, move.count)
                                           : subtract_days(table, from, move.count);
  });
}

Parsed<Instant> move_by(const CalendarTable& table, Instant from, Duration duration, Towards towards) {
  const auto move = move_of(duration.count, towards);
  switch (duration.unit) {
    case Unit::business_minutes:
      return move_seconds(table, from, {move.towards, move.count * 60});
    case Unit::business_hours:
      return move_seconds(table, from, {move.towards, move.count * 3600});
    case Unit::business_days:
      return move_days(table, from, move);
    default:
      return shift(table.days().zone(), from, move.towards == Towards::future ? move.count : -move.count,
                   duration.unit);
  }
}

/// Most calendars open in the first year that is looked at.
bool ever_opens(const CalendarTable& table) {
  constexpr int k_years = k_last_year - k_first_year + 1;
  constexpr int k_begin_with = 2000 - k_first_year;
  for (int i = 0; i < k_years; ++i) {
    if (table.year(k_first_year + (k_begin_with + i) % k_years).total > 0) {
      return true;
    }
  }
  return false;
}

}  // namespace

BusinessCalendar::BusinessCalendar(std::shared_ptr<const CalendarTable> table) : m_table(std::move(table)) {}

Parsed<BusinessCalendar> BusinessCalendar::build(CalendarRules rules) {
  auto days = CalendarDays::make(std::move(rules));
  if (!days) {
    return tl::unexpected(std::move(days.error()));
  }
  auto table = std::make_shared<const CalendarTable>(*std::move(days));
  if (!ever_opens(*table)) {
    return tl::unexpected(std::string("the calendar never opens, expected a day with hours"));
  }
  return BusinessCalendar(std::move(table));
}

const Zone& BusinessCalendar::zone() const {
  return m_table->days().zone();
}

DayHours BusinessCalendar::hours_on(Date date) const {
  return m_table->days().hours(date);
}

Parsed<Instant> BusinessCalendar::add(Instant start, Duration duration) const {
  return move_by(*m_table, start, duration, Towards::future);
}

Parsed<Instant> BusinessCalendar::subtract(Instant end, Duration duration) const {
  return move_by(*m_table, end, duration, Towards::past);
}

Parsed<Instant> BusinessCalendar::add(Instant start, BusinessTime time) const {
  return move_seconds(*m_table, start, move_of(time.counted.count(), Towards::future));
}

Parsed<Instant> BusinessCalendar::subtract(Instant end, BusinessTime time) const {
  return move_seconds(*m_table, end, move_of(time.counted.count(), Towards::past));
}

Parsed<BusinessTime> BusinessCalendar::between(Instant from, Instant to) const {
  for (const Instant at : {from, to}) {
    if (!m_table->is_in_range(at)) {
      return outside_range(at < m_table->end() ? -1 : 1, k_instant);
    }
  }
  return BusinessTime{std::chrono::seconds{seconds_between(*m_table, from, to)}};
}

bool BusinessCalendar::is_open(Instant at) const {
  if (!m_table->is_in_range(at)) {
    return false;
  }
  const auto place = m_table->span_after(at);
  return place && place->span().open <= at;
}

Parsed<OpenState> BusinessCalendar::state_at(Instant at) const {
  if (!m_table->is_in_range(at)) {
    return outside_range(at < m_table->end() ? -1 : 1, k_instant);
  }
  if (is_open(at)) {
    return OpenState{OpenState::Now::open, time::next_closing(*m_table, at)};
  }
  return OpenState{OpenState::Now::closed, time::next_opening(*m_table, at)};
}

Parsed<Instant> BusinessCalendar::next_opening(Instant at) const {
  return in_range(*m_table, at, [&]() -> Parsed<Instant> {
    if (const auto opening = time::next_opening(*m_table, at)) {
      return *opening;
    }
    return tl::unexpected(std::string("the calendar does not open any more"));
  });
}

Parsed<Instant> BusinessCalendar::next_closing(Instant at) const {
  return in_range(*m_table, at, [&]() -> Parsed<Instant> {
    if (const auto closing = time::next_closing(*m_table, at)) {
      return *closing;
    }
    return tl::unexpected(std::string("the calendar does not close any more"));
  });
}

}  // namespace csx::time
