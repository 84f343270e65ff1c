#include "calendar_count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace csx::time {
namespace {

using std::chrono::seconds;

/// More than all years of the range hold.
constexpr std::int64_t k_most_seconds = 366LL * 86400 * (k_last_year - k_first_year + 1);

tl::unexpected<std::string> too_few_hours_later() {
  return tl::unexpected(fmt::format("the calendar has not so many hours up to the year {}", k_last_year));
}

tl::unexpected<std::string> too_few_hours_earlier() {
  return tl::unexpected(fmt::format("the calendar has not so many hours since the year {}", k_first_year));
}

/// Open seconds of its year that lie before an instant, which is the span's opening or later.
std::int64_t seconds_up_to(const OpenSpan& span, Instant at) {
  return span.before + (std::min(at, span.close) - span.open).count();
}

}  // namespace

Parsed<Instant> add_seconds(const CalendarTable& table, Instant start, std::int64_t count) {
  const auto from = table.span_after(start);
  if (!from || count > k_most_seconds) {
    return too_few_hours_later();
  }
  const Instant counted_from = std::max(start, from->span().open);
  if (count == 0) {
    return counted_from;
  }
  std::int64_t wanted = seconds_up_to(from->span(), counted_from) + count;
  int in = from->year;
  const auto* year = from->table;
  while (wanted > year->total) {
    if (in == k_last_year) {
      return too_few_hours_later();
    }
    wanted -= year->total;
    year = &table.year(++in);
  }
  const auto beyond = std::partition_point(year->spans.begin(), year->spans.end(),
                                           [&](const OpenSpan& span) { return span.before < wanted; });
  const auto& last = *std::prev(beyond);
  return last.open + seconds{wanted - last.before};
}

Parsed<Instant> subtract_seconds(const CalendarTable& table, Instant end, std::int64_t count) {
  const auto from = table.span_before(end);
  if (!from || count > k_most_seconds) {
    return too_few_hours_earlier();
  }
  if (count == 0) {
    return std::min(end, from->span().close);
  }
  std::int64_t wanted = seconds_up_to(from->span(), end) - count;
  int in = from->year;
  const auto* year = from->table;
  while (wanted < 0) {
    if (in == k_first_year) {
      return too_few_hours_earlier();
    }
    year = &table.year(--in);
    wanted += year->total;
  }
  const auto beyond = std::partition_point(year->spans.begin(), year->spans.end(),
                                           [&](const OpenSpan& span) { return span.before <= wanted; });
  const auto& first = *std::prev(beyond);
  return first.open + seconds{wanted - first.before};
}

Parsed<Instant> add_days(const CalendarTable& table, Instant start, std::int64_t count) {
  const auto from = table.span_after(start);
  if (!from) {
    return too_few_hours_later();
  }
  std::int64_t wanted = from->span().day + count;
  int in = from->year;
  const auto* year = from->table;
  while (wanted >= std::ssize(year->days)) {
    if (in == k_last_year) {
      return too_few_hours_later();
    }
    wanted -= std::ssize(year->days);
    year = &table.year(++in);
  }
  return year->spans[year->days[static_cast<std::size_t>(wanted)].end - 1].close;
}

Parsed<Instant> subtract_days(const CalendarTable& table, Instant end, std::int64_t count) {
  const auto from = table.span_before(end);
  if (!from) {
    return too_few_hours_earlier();
  }
  std::int64_t wanted = from->span().day - count;
  int in = from->year;
  const auto* year = from->table;
  while (wanted < 0) {
    if (in == k_first_year) {
      return too_few_hours_earlier();
    }
    year = &table.year(--in);
    wanted += std::ssize(year->days);
  }
  return year->spans[year->days[static_cast<std::size_t>(wanted)].first].open;
}

std::int64_t seconds_between(const CalendarTable& table, Instant from, Instant to) {
  const auto first = from < to ? table.span_after(from) : std::nullopt;
  const auto last = first ? table.span_before(to) : std::nullopt;
  if (!last || last->span().close <= from) {
    return 0;
  }
  std::int64_t counted =
      seconds_up_to(last->span(), to) - seconds_up_to(first->span(), std::max(from, first->span().open));
  for (int in = first->year; in < last->year; ++in) {
    counted += table.year(in).total;
  }
  return counted;
}

std::optional<Instant> next_opening(const CalendarTable& table, Instant at) {
  auto place = table.span_after(at);
  if (place && place->span().open > at) {
    return place->span().open;
  }
  while (place) {
    const Instant closed = place->span().close;
    place = table.next(*place);
    if (place && place->span().open > closed) {
      return place->span().open;
    }
  }
  return std::nullopt;
}

std::optional<Instant> next_closing(const CalendarTable& table, Instant at) {
  auto place = table.span_after(at);
  while (place) {
    const Instant closed = place->span().close;
    place = table.next(*place);
    if (!place || place->span().open > closed) {
      return place || closed < table.end() ? std::optional(closed) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace csx::time
