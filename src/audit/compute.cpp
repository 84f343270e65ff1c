#include "csx/audit/compute.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <future>
#include <map>

#include "bottlenecks.hpp"
#include "csx/base/text.hpp"
#include "csx/metrics/bottlenecks.hpp"
#include "csx/metrics/scorecard.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/governance.hpp"
#include "csx/rules/rule.hpp"
#include "csx/rules/suppress.hpp"
#include "csx/sla/version_spans.hpp"
#include "csx/store/locate.hpp"
#include "measures.hpp"

namespace csx::audit {
namespace {

using sla::VersionSpan;

Evidence evidence_of(const sla::Attainment& attained) {
  Evidence evidence{{}, attained.excluded};
  for (const sla::Clock* clock : attained.due) {
    if (clock->state != sla::ClockState::met) {
      evidence.missed.push_back(clock->subject.ref());
    }
  }
  return evidence;
}

/// Errors and warnings of `csx check`, suppressions applied, those of the family `audit` left out. *Order*:
/// file, position, rule, message.
std::vector<Finding> findings_of(const store::FileTree& tree, const store::Dataset& data,
                                 time::Instant as_of) {
  const time::Date today = data.zone().date_of(as_of);
  std::vector<Diagnostic> found = rules::check({data, as_of, today});
  std::erase_if(found, [](const Diagnostic& each) {
    return each.severity < Severity::warning || each.rule.starts_with("audit/");
  });
  return rules::apply_suppressions(store::locate(tree, std::move(found)), data.suppressions(), data.files(),
                                   today, data.workspace())
      .kept;
}

void add_findings(Computed& computed, const std::vector<Finding>& findings) {
  std::vector<model::AuditFinding>& all = computed.audit.findings;
  for (const Finding& finding : findings) {
    const Diagnostic& each = finding.diagnostic;
    model::AuditFinding entry;
    entry.rule.value = each.rule;
    entry.record = each.record.empty() ? std::nullopt : std::optional(each.record);
    entry.message = each.message;
    if (each.severity == Severity::error) {
      computed.errors.push_back(entry);
    }
    all.push_back(std::move(entry));
  }
  if (!computed.errors.empty()) {
    model::AuditFinding entry;
    entry.rule.value = k_errors_rule;
    entry.message = fmt::format("csx check finds {} in what was read; the results may be wrong for that",
                                counted(computed.errors.size(), "error"));
    all.insert(all.begin(), std::move(entry));
  }
}

}  // namespace

std::string id_of(const time::Period& period) {
  std::string text = period.to_string();
  if (const std::size_t dots = text.find(".."); dots != std::string::npos) {
    text.replace(dots, 2, "-to-");
  }
  return to_lower_ascii(text);
}

Status check_period(const store::Dataset& data, const time::Period& period, time::Instant as_of) {
  const time::Date today = data.zone().date_of(as_of);
  if (data.zone().end_of(period.last) > as_of) {
    return fail(ErrorKind::usage,
                fmt::format("the period {} ends on {} and is not over as of {}", period.to_string(),
                            period.last.to_string(), today.to_string()),
                {"audit a period that is over, such as --period last-month"});
  }
  bool judged = false;
  std::optional<std::pair<time::Date, std::string>> first;
  for (const std::string& agreement : sla::agreement_ids(data)) {
    for (const VersionSpan& span : sla::version_spans(data, agreement)) {
      const bool in_period = span.touches(period);
      if (in_period &&
          (span.kind == VersionSpan::Kind::missing || span.kind == VersionSpan::Kind::unreadable)) {
        return fail(
            ErrorKind::usage,
            fmt::format("version {} of agreement {}, which judged in {}, {}", span.number, agreement,
                        period.to_string(),
                        span.kind == VersionSpan::Kind::missing ? "is not in the folder" : "cannot be read"),
            {fmt::format("put it back as agreements/archive/{}.v{}.yaml; `git log -- agreements` has it",
                         agreement, span.number)});
      }
      judged = judged || (in_period && span.kind == VersionSpan::Kind::judged);
      if (span.kind == VersionSpan::Kind::judged && (!first || span.from < first->first)) {
        first = {span.from, span.record->identity()};
      }
    }
  }
  const auto& history = data.workspace().history_from;
  if (history && period.last < *history) {
    return fail(ErrorKind::usage,
                fmt::format("the period {} lies before {}, where recorded history begins", period.to_string(),
                            history->to_string()),
                {"`history_from` in csx.yaml says so"});
  }
  if (!judged) {
    return fail(
        ErrorKind::usage, fmt::format("no agreement was in force in {}", period.to_string()),
        {first ? fmt::format("the first to judge is {}, from {}", first->second, first->first.to_string())
               : std::string("no version of any agreement is approved: `csx agreement approve`")});
  }
  return {};
}

Results results_of(const store::Dataset& data, const time::Period& period, time::Instant as_of) {
  const metrics::Facts facts(data, as_of);
  Results results;
  for (const metrics::Score& score : metrics::scores_of(facts, period)) {
    results.commitments.push_back(result_of(score));
    if (score.is_of_clocks()) {
      results.evidence.emplace(score.path, evidence_of(score.attained));
    }
  }
  results.metrics = metrics_of(facts, period);
  results.bottlenecks = bottleneck_results(metrics::bottlenecks_of(facts, period, {}, {}));
  return results;
}

const model::Audit* audit_before(const store::Dataset& data, const time::Period& period) {
  const model::Audit* found = nullptr;
  for (const model::AnyRecord& record : data.all<model::Audit>()) {
    const auto& audit = record.as<model::Audit>();
    if (audit.period.last < period.first && (found == nullptr || found->period.last < audit.period.last)) {
      found = &audit;
    }
  }
  return found;
}

Computed compute(const store::FileTree& tree, const store::Dataset& data, const Request& request) {
  Computed computed;
  model::Audit& audit = computed.audit;
  audit.id.value = id_of(request.period);
  audit.period = request.period;
  audit.as_of = time::Timestamp::parse(data.zone().format(request.as_of)).value();
  audit.commit = request.commit;
  audit.tree = request.tree;
  audit.csx_version = request.csx_version;
  for (const std::string& agreement : sla::agreement_ids(data)) {
    for (const model::Agreement* version : sla::judging_versions(data, agreement, request.period)) {
      audit.agreements.push_back({{agreement}, version->version});
    }
  }
  if (const model::Audit* previous = audit_before(data, request.period)) {
    audit.previous = model::Reference<model::Audit>{previous->id.value};
    for (const model::AnyRecord& record : data.all<model::Action>()) {
      const auto& action = record.as<model::Action>();
      if (action.source.kind == model::ActionSource::audit && action.source.ref == previous->id.value) {
        audit.actions.push_back({action.id.value});
      }
    }
  }
  // Each of the two uses one core for long stretches. Where no thread is to be had, one comes after the
  // other.
  auto findings = std::async(std::launch::async | std::launch::deferred, findings_of, std::cref(tree),
                             std::cref(data), request.as_of);
  Results results = results_of(data, request.period, request.as_of);
  audit.commitments = std::move(results.commitments);
  audit.metrics = std::move(results.metrics);
  audit.bottlenecks = std::move(results.bottlenecks);
  computed.evidence = std::move(results.evidence);
  add_findings(computed, findings.get());
  return computed;
}

}  // namespace csx::audit
