#include "durations.hpp"

#include <chrono>
#include <optional>

namespace csx::rules {

namespace {

using Unit = time::Duration::Unit;

enum class Scale : std::uint8_t { elapsed, business_time, business_days, calendar };

/// A duration as least and greatest number of the smallest unit of its scale.
struct Extent {
  Scale scale;
  std::int64_t least;
  std::int64_t most;
};

Extent extent(const time::Duration& duration) {
  const std::int64_t n = duration.count;
  // A month has 28 to 31 days; two in a row have at least 59.
  const auto months = [](std::int64_t count) { return Extent{Scale::calendar, count * 30 - 2, count * 31}; };
  switch (duration.unit) {
    case Unit::minutes:
      return {Scale::elapsed, n, n};
    case Unit::hours:
      return {Scale::elapsed, n * 60, n * 60};
    case Unit::business_minutes:
      return {Scale::business_time, n, n};
    case Unit::business_hours:
      return {Scale::business_time, n * 60, n * 60};
    case Unit::business_days:
      return {Scale::business_days, n, n};
    case Unit::days:
      return {Scale::calendar, n, n};
    case Unit::weeks:
      return {Scale::calendar, n * 7, n * 7};
    case Unit::months:
      return months(n);
    case Unit::quarters:
      return months(n * 3);
    case Unit::years:
      return months(n * 12);
  }
  return {Scale::elapsed, n, n};
}

/// Months, quarters and years as months; none for other units.
std::optional<std::int64_t> in_months(const time::Duration& duration) {
  switch (duration.unit) {
    case Unit::months:
      return duration.count;
    case Unit::quarters:
      return std::int64_t{duration.count} * 3;
    case Unit::years:
      return std::int64_t{duration.count} * 12;
    default:
      return std::nullopt;
  }
}

/// The Monday of the reference week.
time::Date reference_monday(const time::BusinessCalendar& hours, time::Date from) {
  constexpr int k_most_weeks = 52;
  constexpr int k_days = 14;
  const int to_monday = (7 - static_cast<int>(time::weekday_of(from))) % 7;
  const time::Date first = from.plus_days(to_monday);
  for (int week = 0; week < k_most_weeks; ++week) {
    const time::Date monday = first.plus_days(7 * week);
    int day = 0;
    while (day < k_days && hours.hours_on(monday.plus_days(day)).source == time::DayHours::Source::weekday) {
      ++day;
    }
    if (day == k_days) {
      return monday;
    }
  }
  return first;
}

}  // namespace

Lengths compare_over_week(const time::Duration& a, const time::Duration& b,
                          const time::BusinessCalendar& hours, time::Date from) {
  const time::Instant monday = hours.zone().start_of(reference_monday(hours, from));
  bool is_earlier = false;
  bool is_later = false;
  for (int hour = 0; hour < 24 * 7; ++hour) {
    const time::Instant start = monday + std::chrono::hours{hour};
    const auto left = hours.add(start, a);
    const auto right = hours.add(start, b);
    if (!left || !right) {
      return Lengths::incomparable;
    }
    is_earlier = is_earlier || *left < *right;
    is_later = is_later || *left > *right;
  }
  return is_earlier && is_later ? Lengths::incomparable
         : is_earlier           ? Lengths::shorter
         : is_later             ? Lengths::longer
                                : Lengths::equal;
}

Lengths compare_lengths(const time::Duration& a, const time::Duration& b) {
  const Extent left = extent(a);
  const Extent right = extent(b);
  if (left.scale != right.scale) {
    return Lengths::incomparable;
  }
  if (left.most < right.least) {
    return Lengths::shorter;
  }
  if (left.least > right.most) {
    return Lengths::longer;
  }
  const auto a_months = in_months(a);
  const auto b_months = in_months(b);
  if (a_months && b_months) {
    return *a_months < *b_months   ? Lengths::shorter
           : *a_months > *b_months ? Lengths::longer
                                   : Lengths::equal;
  }
  return a_months || b_months ? Lengths::incomparable : Lengths::equal;
}

}  // namespace csx::rules
