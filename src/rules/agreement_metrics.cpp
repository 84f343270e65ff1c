#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agreement_rules.hpp"
#include "csx/metrics/scorecard.hpp"
#include "csx/model/exchange.hpp"

/// Targets on metrics: of the catalogue, never on volume, in a unit that can be compared, and measured at
/// all.
namespace csx::rules::agreement {

namespace {

using model::Commitment;

/// Audits in a row without a value after which nobody can say that a commitment is measured.
constexpr std::size_t k_audits_without_value = 3;

void unknown_metric(const Input& input, Report& report) {
  each_commitment(
      input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment) {
        if (commitment.metric && metrics::find(commitment.metric->value) == nullptr) {
          report.add(record, commitment.metric,
                     fmt::format("{} is no metric of the catalogue{}", quoted(commitment.metric->value),
                                 did_you_mean(commitment.metric->value, metrics::metric_ids())));
        }
      });
}

/// Calls with every commitment on a metric that is known.
template <class Judge>
void each_measured(const Input& input, Judge judge) {
  each_commitment(
      input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment) {
        const metrics::Metric* metric = commitment.metric ? metrics::find(commitment.metric->value) : nullptr;
        if (metric != nullptr) {
          judge(record, commitment, *metric);
        }
      });
}

void volume_as_goal(const Input& input, Report& report) {
  each_measured(input, [&](const model::AnyRecord& record, const Commitment& commitment,
                           const metrics::Metric& metric) {
    if (metric.nature == metrics::Nature::volume) {
      report.add(record, commitment.metric,
                 fmt::format("{} makes a goal of {}, which says how much work there is, not how good it is",
                             quoted(commitment.id.value), metric.id));
    }
  });
}

void target_unit(const Input& input, Report& report) {
  each_measured(input, [&](const model::AnyRecord& record, const Commitment& commitment,
                           const metrics::Metric& metric) {
    if (commitment.target && !metrics::is_comparable(commitment.target->condition, metric.unit)) {
      report.add(record, commitment.target,
                 fmt::format("the target {} cannot be compared with {}, which is measured in {}",
                             quoted(model::Scalar<model::Goal>::print(*commitment.target)), metric.id,
                             metrics::word(metric.unit)));
    }
  });
}

/// The last audits, latest first.
std::vector<const model::Audit*> last_audits(const store::Dataset& data, time::Date today) {
  std::vector<const model::Audit*> audits;
  for (const model::AnyRecord& record : data.all<model::Audit>()) {
    const auto& audit = record.as<model::Audit>();
    if (audit.period.last <= today) {
      audits.push_back(&audit);
    }
  }
  std::ranges::sort(audits, [](const auto* a, const auto* b) { return b->period.last < a->period.last; });
  audits.resize(std::min(audits.size(), k_audits_without_value));
  return audits;
}

void never_measured(const Input& input, Report& report) {
  const std::vector<const model::Audit*> audits = last_audits(input.data, input.today);
  if (audits.size() < k_audits_without_value) {
    return;
  }
  each_commitment(input, [&](const model::AnyRecord& record, const model::Agreement& version,
                             const Commitment& commitment) {
    const std::string path = version.id.value + "/" + commitment.id.value;
    const bool stale = std::ranges::all_of(audits, [&](const model::Audit* audit) {
      const auto result = std::ranges::find(audit->commitments, path, &model::AuditResult::id);
      return result != audit->commitments.end() && !result->value;
    });
    if (stale) {
      const auto& last = *std::ranges::find(audits.front()->commitments, path, &model::AuditResult::id);
      report.add(record, commitment.id,
                 fmt::format("{} had no value in the last {} audits, up to {}: {}",
                             quoted(commitment.id.value), audits.size(), audits.front()->period.to_string(),
                             last.reason.value_or("no reason is given")));
    }
  });
}

constexpr auto k_metric_rules = std::to_array<Rule>({
    {"agreement/unknown-metric", Severity::error, "A target is set on a metric of the catalogue.",
     "What csx does not compute it cannot judge: the commitment would be n/a for ever, and nobody would miss "
     "it.",
     "Name a metric that `csx metrics list` shows", unknown_metric},
    {"agreement/volume-as-goal", Severity::error, "How much work there was is no goal.",
     "Tickets opened, solved or waiting say how much customers asked for. Made a goal, they are reached by "
     "closing tickets early and by asking customers not to write, and quality pays for it.",
     "Set the target on quality or on time: `support.csat`, `support.reopened`, `support.first-response`",
     volume_as_goal},
    {"agreement/target-unit", Severity::error, "A target is written in the unit of its metric.",
     "A share is compared with a share, time with time that is counted alike: hours of business time are "
     "`bh`, "
     "elapsed ones `h`. Anything else can be neither met nor missed.",
     "Write the target in the unit that `csx explain METRIC` gives", target_unit},
    {"agreement/never-measured", Severity::warning, "What is promised is measured.",
     "A commitment that no audit can put a number to is a sentence, not a commitment: either nothing of its "
     "kind happens, or nobody writes it down.",
     "Write down what it is measured by, or release a version without it", never_measured},
});

}  // namespace

std::span<const Rule> metric_rules() {
  return k_metric_rules;
}

}  // namespace csx::rules::agreement
