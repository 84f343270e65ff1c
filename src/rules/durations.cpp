#include "durations.hpp"

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

}  // namespace

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
