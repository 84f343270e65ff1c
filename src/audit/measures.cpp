#include "measures.hpp"

#include <fmt/format.h>

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

AuditResult result_of(const metrics::Score& score) {
  AuditResult result;
  result.id = score.path;
  result.area = score.commitment->responsible;
  if (score.commitment->target) {
    result.target = model::Scalar<model::Goal>::print(*score.commitment->target);
  }
  result.met = score.met;
  if (score.metric != nullptr && score.value) {
    fill(result, *score.metric, score.measured);
  } else if (score.value) {
    result.value = fmt::format("{}/{}", score.attained.met, score.attained.due_count());
  } else {
    result.reason = score.why;
  }
  if (score.is_of_clocks() || score.measured.n > 0) {
    result.cases = static_cast<std::int64_t>(score.cases);
  }
  return result;
}

}  // namespace csx::audit
