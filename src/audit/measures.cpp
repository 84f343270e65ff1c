#include "measures.hpp"

#include <fmt/format.h>

#include "csx/metrics/evaluate.hpp"

namespace csx::audit {
namespace {

using metrics::Metric;
using metrics::Value;
using model::AuditResult;

/// All digits: a quotient as numerator and denominator, a distribution as its median.
std::string exact_text(const Metric& metric, const Value& value) {
  if (value.distribution) {
    return value.distribution->median.to_string();
  }
  if (value.has_denominator) {
    return fmt::format("{}/{}", value.parts[0].to_string(), value.parts[1].to_string());
  }
  if (metric.shape == metrics::Shape::sum) {
    return value.parts[0].to_string();
  }
  constexpr int k_digits = 12;
  return value.value->rounded(k_digits);
}

void fill(AuditResult& result, const Metric& metric, const Value& value) {
  result.cases = static_cast<std::int64_t>(value.n);
  if (value.value) {
    result.value = exact_text(metric, value);
  } else {
    result.reason = value.why;
  }
}

/// What a value is compared with; none for what it cannot be compared with.
std::optional<Fraction> operand_of(const model::Operand& operand, const Metric& metric,
                                   const Currency& currency) {
  constexpr std::int64_t k_percent = 100;
  switch (operand.kind) {
    case model::Operand::Kind::number:
      return Fraction(Exact::of(operand.number));
    case model::Operand::Kind::share:
      return Fraction(Exact::of(operand.number), Exact(k_percent));
    case model::Operand::Kind::money:
      return metric.unit == metrics::Unit::money && operand.currency == currency
                 ? std::optional(Fraction(Exact::of(operand.number)))
                 : std::nullopt;
    case model::Operand::Kind::duration:
    case model::Operand::Kind::word:
      break;
  }
  return std::nullopt;
}

std::optional<bool> meets(const Fraction& value, const model::Condition& condition, const Metric& metric,
                          const Currency& currency) {
  const auto low = operand_of(condition.low, metric, currency);
  if (!low) {
    return std::nullopt;
  }
  switch (condition.op) {
    case model::Condition::Operator::less:
      return value < *low;
    case model::Condition::Operator::at_most:
      return value <= *low;
    case model::Condition::Operator::equal:
      return value == *low;
    case model::Condition::Operator::not_equal:
      return value != *low;
    case model::Condition::Operator::at_least:
      return value >= *low;
    case model::Condition::Operator::greater:
      return value > *low;
    case model::Condition::Operator::between: {
      const auto high = operand_of(condition.high, metric, currency);
      return high ? std::optional(value >= *low && value <= *high) : std::nullopt;
    }
  }
  return std::nullopt;
}

/// Whole months of a period, 0 for others.
int months_of(const time::Period& period) {
  const auto first = period.first.ymd();
  const auto last = period.last.ymd();
  const std::chrono::year_month_day_last end{last.year(), std::chrono::month_day_last{last.month()}};
  const bool is_whole = static_cast<unsigned>(first.day()) == 1 && last.day() == end.day();
  constexpr int k_months_of_year = 12;
  return is_whole ? (static_cast<int>(last.year()) - static_cast<int>(first.year())) * k_months_of_year +
                        static_cast<int>(static_cast<unsigned>(last.month())) -
                        static_cast<int>(static_cast<unsigned>(first.month())) + 1
                  : 0;
}

bool judged_over(const time::Duration& every, const time::Period& period) {
  switch (every.unit) {
    case time::Duration::Unit::months:
      return months_of(period) == every.count;
    case time::Duration::Unit::quarters:
      return months_of(period) == 3 * every.count;
    case time::Duration::Unit::years:
      return months_of(period) == 12 * every.count;
    case time::Duration::Unit::weeks:
      return period.days() == 7 * every.count;
    case time::Duration::Unit::days:
      return period.days() == every.count;
    default:
      return false;
  }
}

}  // namespace

std::vector<AuditResult> metrics_of(const metrics::Facts& facts, const time::Period& period) {
  metrics::Query query;
  query.period = period;
  for (const Metric& metric : metrics::table()) {
    query.metrics.push_back(&metric);
  }
  std::vector<AuditResult> results;
  const std::vector<metrics::PeriodResult> periods = metrics::evaluate(facts, query);
  for (const metrics::Measured& measured : periods.front().metrics) {
    AuditResult& result = results.emplace_back();
    result.id = std::string(measured.metric->id);
    result.area = model::Area{std::string(measured.metric->area)};
    fill(result, *measured.metric, measured.value);
  }
  return results;
}

void measure_into(AuditResult& result, const metrics::Facts& facts, const model::Commitment& commitment,
                  const time::Period& period) {
  const Metric* metric = commitment.metric ? metrics::find(commitment.metric->value) : nullptr;
  if (metric == nullptr) {
    result.reason =
        fmt::format("{} is not computed", commitment.metric ? commitment.metric->value : "its metric");
    return;
  }
  if (commitment.every && !judged_over(*commitment.every, period)) {
    result.reason = fmt::format("judged every {}", commitment.every->to_string());
    return;
  }
  const Value value = metrics::measure(facts, *metric, period, {commitment.where});
  fill(result, *metric, value);
  if (value.value && commitment.target) {
    result.met = meets(*value.value, commitment.target->condition, *metric, facts.rates().currency());
  }
}

}  // namespace csx::audit
