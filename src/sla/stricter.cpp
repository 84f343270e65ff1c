#include "stricter.hpp"

#include <cmath>
#include <compare>
#include <limits>
#include <optional>

namespace csx::sla {
namespace {

using model::Condition;
using model::Operand;
using time::Duration;

constexpr double k_endless = std::numeric_limits<double>::infinity();

/// The least and the most elapsed minutes that a duration can take.
struct Span {
  double least = 0;
  double most = k_endless;
};

Span span_of(const Duration& duration) {
  using Unit = Duration::Unit;
  constexpr double k_hour = 60;
  constexpr double k_day = 24 * k_hour;
  const double count = duration.count;
  switch (duration.unit) {
    case Unit::minutes:
      return {count, count};
    case Unit::hours:
      return {count * k_hour, count * k_hour};
    case Unit::days:
      return {count * k_day, count * k_day};
    case Unit::weeks:
      return {count * 7 * k_day, count * 7 * k_day};
    case Unit::months:
      return {count * 28 * k_day, count * 31 * k_day};
    case Unit::quarters:
      return {count * 90 * k_day, count * 92 * k_day};
    case Unit::years:
      return {count * 365 * k_day, count * 366 * k_day};
    case Unit::business_minutes:
      return {count, k_endless};
    case Unit::business_hours:
      return {count * k_hour, k_endless};
    case Unit::business_days:
      return {};
  }
  return {};
}

/// In minutes inside of windows; none for other units.
std::optional<double> business_minutes(const Duration& duration) {
  if (duration.unit == Duration::Unit::business_minutes) {
    return duration.count;
  }
  return duration.unit == Duration::Unit::business_hours ? std::optional(duration.count * 60.0)
                                                         : std::nullopt;
}

/// In months, for units that are made of them.
std::optional<int> months(const Duration& duration) {
  switch (duration.unit) {
    case Duration::Unit::months:
      return duration.count;
    case Duration::Unit::quarters:
      return duration.count * 3;
    case Duration::Unit::years:
      return duration.count * 12;
    default:
      return std::nullopt;
  }
}

std::partial_ordering compare(const Duration& a, const Duration& b) {
  if (a.unit == b.unit) {
    return a.count <=> b.count;
  }
  if (const auto in_a = business_minutes(a), in_b = business_minutes(b); in_a && in_b) {
    return *in_a <=> *in_b;
  }
  if (const auto in_a = months(a), in_b = months(b); in_a && in_b) {
    return *in_a <=> *in_b;
  }
  const Span span_a = span_of(a);
  const Span span_b = span_of(b);
  if (span_a.least == span_b.least && span_a.most == span_b.most && std::isfinite(span_a.most)) {
    return std::partial_ordering::equivalent;
  }
  if (span_a.most <= span_b.least) {
    return std::partial_ordering::less;
  }
  return span_a.least >= span_b.most ? std::partial_ordering::greater : std::partial_ordering::unordered;
}

std::partial_ordering compare(const Operand& a, const Operand& b) {
  if (a.kind != b.kind || a.kind == Operand::Kind::word) {
    return std::partial_ordering::unordered;
  }
  if (a.kind == Operand::Kind::duration) {
    return compare(a.duration, b.duration);
  }
  if (a.kind == Operand::Kind::money && !(a.currency == b.currency)) {
    return std::partial_ordering::unordered;
  }
  return a.number <=> b.number;
}

enum class Way : unsigned char { up, down, between, other };

Way way_of(const Condition& condition) {
  switch (condition.op) {
    case Condition::Operator::at_least:
    case Condition::Operator::greater:
      return Way::up;
    case Condition::Operator::at_most:
    case Condition::Operator::less:
      return Way::down;
    case Condition::Operator::between:
      return Way::between;
    default:
      return Way::other;
  }
}

bool is_strict(const Condition& condition) {
  return condition.op == Condition::Operator::greater || condition.op == Condition::Operator::less;
}

/// `order` is that of the new value to the old one, `greater` asks for more.
Effect effect_of(std::partial_ordering order) {
  return order == std::partial_ordering::greater      ? Effect::stronger
         : order == std::partial_ordering::less       ? Effect::weaker
         : order == std::partial_ordering::equivalent ? Effect::neutral
                                                      : Effect::unclear;
}

Effect effect_of_limits(const Condition& before, const Condition& after) {
  const std::partial_ordering order = compare(after.low, before.low);
  if (order == std::partial_ordering::equivalent) {
    return effect_of(is_strict(after) <=> is_strict(before));
  }
  const Effect up = effect_of(order);
  if (way_of(after) == Way::up || up == Effect::unclear) {
    return up;
  }
  return up == Effect::stronger ? Effect::weaker : Effect::stronger;
}

Effect effect_of_ranges(const Condition& before, const Condition& after) {
  const std::partial_ordering low = compare(after.low, before.low);
  const std::partial_ordering high = compare(after.high, before.high);
  if (low >= 0 && high <= 0) {
    return low == 0 && high == 0 ? Effect::neutral : Effect::stronger;
  }
  return low <= 0 && high >= 0 ? Effect::weaker : Effect::unclear;
}

}  // namespace

Effect effect_of_time(std::string_view before, std::string_view after) {
  const auto old_time = Duration::parse(before);
  const auto new_time = Duration::parse(after);
  return old_time && new_time ? effect_of(compare(*old_time, *new_time)) : Effect::unclear;
}

Effect effect_of_target(std::string_view before, std::string_view after) {
  model::Goal old_goal;
  model::Goal new_goal;
  if (model::Scalar<model::Goal>::parse(before, old_goal) ||
      model::Scalar<model::Goal>::parse(after, new_goal)) {
    return Effect::unclear;
  }
  const Condition& old_one = old_goal.condition;
  const Condition& new_one = new_goal.condition;
  const Way way = way_of(new_one);
  if (way != way_of(old_one) || way == Way::other) {
    return Effect::unclear;
  }
  return way == Way::between ? effect_of_ranges(old_one, new_one) : effect_of_limits(old_one, new_one);
}

Effect effect_of_minimum(std::string_view before, std::string_view after) {
  const std::optional<Decimal> old_one = Decimal::parse(before);
  const std::optional<Decimal> new_one = Decimal::parse(after);
  return old_one && new_one ? effect_of(*new_one <=> *old_one) : Effect::unclear;
}

}  // namespace csx::sla
