#include <algorithm>
#include <utility>

#include "calendar_count.hpp"
#include "csx/time/calendar.hpp"
#include "shift.hpp"

namespace csx::time {
namespace {

using Fate = WindowPart::Fate;

struct Interval {
  Instant from;
  Instant to;
};

/// Cuts the windows of one date into what lies in the interval counted and what does not.
std::vector<WindowPart> cut(const CalendarDays& days, Date date, Interval counted, LocalMap& map) {
  std::vector<WindowPart> parts;
  const Instant taken = last_closing(days, date.plus_days(-1), map);
  for (const auto& window : days.windows(date)) {
    const auto add = [&](Instant from, Instant to, Fate fate) {
      if (from < to) {
        parts.push_back({window, from, to, fate});
      }
    };
    const Instant open = map(date, window.open);
    const Instant close = map(date, window.close);
    if (open == close) {
      parts.push_back({window, open, close, Fate::lost});
    }
    const Instant own = std::clamp(taken, open, close);
    const Instant first = std::clamp(counted.from, own, close);
    const Instant last = std::clamp(counted.to, first, close);
    add(open, own, Fate::overlapped);
    add(own, first, Fate::before_start);
    add(first, last, Fate::counted);
    add(last, close, Fate::after_end);
  }
  return parts;
}

Date first_date(const CalendarTable& table, Instant from) {
  const auto date = table.days().zone().date_of(from);
  const auto around = table.span_after(from);
  return around && around->span().open <= from ? std::min(date, around->day().date) : date;
}

Date last_date(const CalendarTable& table, Instant to) {
  const auto before = table.span_before(to);
  return before && before->span().close == to ? before->day().date : table.days().zone().date_of(to);
}

std::vector<ExplainedDay> walk(const CalendarTable& table, Interval counted) {
  const auto& days = table.days();
  const auto start = table.span_after(counted.from);
  auto date = first_date(table, counted.from);
  const auto last = std::max(date, last_date(table, counted.to));
  LocalMap map(days.zone(), date);
  std::vector<ExplainedDay> result;
  BusinessTime total;
  std::int64_t business_days = 0;
  for (; date <= last; date = date.plus_days(1)) {
    ExplainedDay day{date, days.hours(date), cut(days, date, counted, map), {}, {}, {}};
    bool is_business_day = false;
    for (const auto& part : day.parts) {
      is_business_day |= part.fate != Fate::lost && part.fate != Fate::overlapped;
      if (part.fate == Fate::counted) {
        day.counted += {part.length()};
      }
    }
    total += day.counted;
    day.total = total;
    if (is_business_day && start && date >= start->day().date) {
      day.business_day = business_days++;
    }
    result.push_back(std::move(day));
  }
  return result;
}

}  // namespace

Parsed<Explanation> BusinessCalendar::explain(Instant from, Instant to) const {
  const auto total = between(from, to);
  if (!total) {
    return tl::unexpected(total.error());
  }
  if (to < from) {
    return Explanation{from, to, {}, *total};
  }
  return Explanation{from, to, walk(*m_table, {from, to}), *total};
}

Parsed<Explanation> BusinessCalendar::explain(Instant start, Duration duration) const {
  const auto end = add(start, duration);
  if (!end) {
    return tl::unexpected(end.error());
  }
  auto explained = explain(std::min(start, *end), std::max(start, *end));
  if (explained && !duration.is_business()) {
    explained->days.clear();
  }
  return explained;
}

}  // namespace csx::time
