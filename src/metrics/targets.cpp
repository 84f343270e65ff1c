#include "csx/metrics/scorecard.hpp"

namespace csx::metrics {
namespace {

using model::Condition;
using model::Operand;
using Length = time::Duration::Unit;

/// A duration in the unit of a value; none where it has no fixed length in it.
std::optional<std::int64_t> amount(const time::Duration& duration, Unit unit) {
  struct Row {
    Unit unit;
    Length length;
    std::int64_t amount;
  };
  constexpr Row k_rows[] = {{Unit::elapsed_time, Length::minutes, 60},
                            {Unit::elapsed_time, Length::hours, 3600},
                            {Unit::elapsed_time, Length::days, 86'400},
                            {Unit::elapsed_time, Length::weeks, 604'800},
                            {Unit::business_time, Length::business_minutes, 60},
                            {Unit::business_time, Length::business_hours, 3600},
                            {Unit::minutes, Length::minutes, 1},
                            {Unit::minutes, Length::hours, 60},
                            {Unit::days, Length::days, 1},
                            {Unit::days, Length::weeks, 7},
                            {Unit::months, Length::months, 1},
                            {Unit::months, Length::quarters, 3},
                            {Unit::months, Length::years, 12}};
  for (const Row& row : k_rows) {
    if (row.unit == unit && row.length == duration.unit) {
      return duration.count * row.amount;
    }
  }
  return std::nullopt;
}

/// Whatever the currency.
std::optional<Fraction> read(const Operand& operand, Unit unit) {
  constexpr std::int64_t k_percent = 100;
  switch (operand.kind) {
    case Operand::Kind::number:
      return Fraction(Exact::of(operand.number));
    case Operand::Kind::share:
      return unit == Unit::share || unit == Unit::ratio
                 ? std::optional(Fraction(Exact::of(operand.number), Exact(k_percent)))
                 : std::nullopt;
    case Operand::Kind::money:
      return unit == Unit::money ? std::optional(Fraction(Exact::of(operand.number))) : std::nullopt;
    case Operand::Kind::duration: {
      const auto length = amount(operand.duration, unit);
      return length ? std::optional(Fraction(*length)) : std::nullopt;
    }
    case Operand::Kind::word:
      break;
  }
  return std::nullopt;
}

bool is_other_money(const Operand& operand, const Currency& reporting) {
  return operand.kind == Operand::Kind::money && operand.currency != reporting;
}

}  // namespace

bool is_comparable(const Condition& target, Unit unit) {
  return read(target.low, unit) && (target.op != Condition::Operator::between || read(target.high, unit));
}

std::optional<bool> meets(const Fraction& value, Unit unit, const Condition& target,
                          const Currency& reporting) {
  const bool is_between = target.op == Condition::Operator::between;
  if (!is_comparable(target, unit) || is_other_money(target.low, reporting) ||
      (is_between && is_other_money(target.high, reporting))) {
    return std::nullopt;
  }
  const Fraction low = *read(target.low, unit);
  switch (target.op) {
    case Condition::Operator::less:
      return value < low;
    case Condition::Operator::at_most:
      return value <= low;
    case Condition::Operator::equal:
      return value == low;
    case Condition::Operator::not_equal:
      return value != low;
    case Condition::Operator::at_least:
      return value >= low;
    case Condition::Operator::greater:
      return value > low;
    case Condition::Operator::between:
      return value >= low && value <= *read(target.high, unit);
  }
  return std::nullopt;
}

}  // namespace csx::metrics
