#include "spans.hpp"

#include <algorithm>

#include "csx/metrics/revenue.hpp"
#include "csx/sla/lifecycle.hpp"

namespace csx::metrics {

Exact days_between(time::Date from, time::Date to) {
  return Exact(std::max<std::int64_t>((to.day - from.day).count(), 0));
}

time::Date days_after(time::Date from, const time::Duration& duration) {
  using Measure = time::Duration::Unit;
  constexpr int k_hours = 24;
  constexpr int k_minutes = 24 * 60;
  switch (duration.unit) {
    case Measure::minutes:
    case Measure::business_minutes:
      return from.plus_days((duration.count + k_minutes - 1) / k_minutes);
    case Measure::hours:
    case Measure::business_hours:
      return from.plus_days((duration.count + k_hours - 1) / k_hours);
    case Measure::days:
    case Measure::business_days:
      return from.plus_days(duration.count);
    case Measure::weeks:
      return from.plus_days(7 * duration.count);
    case Measure::months:
      return from.plus_months(duration.count);
    case Measure::quarters:
      return from.plus_months(3 * duration.count);
    case Measure::years:
      return from.plus_months(12 * duration.count);
  }
  return from;
}

std::int64_t seconds_in(const time::Duration& duration) {
  using Measure = time::Duration::Unit;
  constexpr std::int64_t k_minute = 60;
  constexpr std::int64_t k_hour = 60 * k_minute;
  constexpr std::int64_t k_day = 24 * k_hour;
  std::int64_t unit = k_day;
  switch (duration.unit) {
    case Measure::minutes:
    case Measure::business_minutes:
      unit = k_minute;
      break;
    case Measure::hours:
    case Measure::business_hours:
      unit = k_hour;
      break;
    case Measure::days:
    case Measure::business_days:
      break;
    case Measure::weeks:
      unit = 7 * k_day;
      break;
    case Measure::months:
      unit = 30 * k_day;
      break;
    case Measure::quarters:
      unit = 91 * k_day;
      break;
    case Measure::years:
      unit = 365 * k_day;
      break;
  }
  return unit * duration.count;
}

Fraction days_in(const time::Duration& duration) {
  constexpr std::int64_t k_day = 86'400;
  return {Exact(seconds_in(duration)), Exact(k_day)};
}

bool pays_or_never_paid(const model::Account& account, time::Date day) {
  const auto spans = sla::paid_spans(account);
  return spans.empty() || spans.front().from > day || sla::pays_on(account, day);
}

}  // namespace csx::metrics
