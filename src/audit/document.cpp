#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "bottlenecks.hpp"
#include "csx/audit/compute.hpp"
#include "csx/audit/text.hpp"
#include "csx/base/text.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/person.hpp"
#include "csx/report/bottlenecks.hpp"
#include "csx/report/metrics.hpp"
#include "csx/report/words.hpp"
#include "document_words.hpp"
#include "fraction.hpp"

namespace csx::audit {
namespace {

using model::AuditResult;
using model::Language;
using report::Align;
using report::Blocks;
using report::Callout;
using report::Heading;
using report::Phrase;
using namespace words;
using report::said;
using report::Table;

Phrase phrase_of(Trend trend) {
  switch (trend) {
    case Trend::better:
      return {"better", "melhor"};
    case Trend::worse:
      return {"worse", "pior"};
    case Trend::same:
      return {"same", "igual"};
    case Trend::unknown:
      break;
  }
  return {"", ""};
}

const AuditResult* find(const std::vector<AuditResult>& results, const std::string& id) {
  const auto found = std::ranges::find(results, id, &AuditResult::id);
  return found == results.end() ? nullptr : &*found;
}

class Document {
 public:
  Document(const store::Dataset& data, const model::Audit& audit,
           const std::map<std::string, Evidence>& evidence, Language language)
      : m_data(data),
        m_audit(audit),
        m_evidence(evidence),
        m_language(language),
        m_before(audit.previous ? data.get<model::Audit>(audit.previous->value) : nullptr) {}

  Blocks write() {
    head();
    summary();
    commitments();
    missed();
    bottlenecks();
    metrics();
    actions();
    findings();
    return std::move(m_out);
  }

 private:
  std::string in(const Phrase& phrase) const { return std::string(phrase.in(m_language)); }
  template <class... Ts>
  std::string in(const Phrase& phrase, const Ts&... values) const {
    return fmt::format(fmt::runtime(phrase.in(m_language)), values...);
  }
  std::string number(std::size_t count) const {
    return said(Decimal(static_cast<std::int64_t>(count), 0), m_language);
  }

  void head() {
    m_out.emplace_back(Heading{1, in(k_title, said(m_audit.period, m_language))});
    report::Facts facts;
    facts.rows = {{in(k_period), fmt::format("{} – {}", said(m_audit.period.first, m_language),
                                             said(m_audit.period.last, m_language))},
                  {in(k_as_of), said(m_audit.as_of, m_data.zone(), m_language)}};
    std::vector<std::string> versions;
    for (const model::AuditedAgreement& each : m_audit.agreements) {
      const auto* version =
          m_data.get<model::Agreement>(fmt::format("{}@{}", each.agreement.value, each.version));
      versions.push_back(version != nullptr
                             ? fmt::format("{} ({} {})", version->title, each.agreement.value, each.version)
                             : fmt::format("{} {}", each.agreement.value, each.version));
    }
    facts.rows.emplace_back(in(k_agreements), fmt::format("{}", fmt::join(versions, "\n")));
    if (m_before != nullptr) {
      facts.rows.emplace_back(in(k_previous), said(m_before->period, m_language));
    }
    facts.rows.emplace_back(in(k_commit), m_audit.commit);
    facts.rows.emplace_back(in(k_tree), m_audit.tree);
    facts.rows.emplace_back(in(k_version), m_audit.csx_version);
    m_out.emplace_back(std::move(facts));
  }

  void summary() {
    const bool has_errors = std::ranges::any_of(m_audit.findings, [](const model::AuditFinding& finding) {
      return finding.rule.value == k_errors_rule;
    });
    if (has_errors) {
      m_out.emplace_back(Callout{Callout::Tone::bad, in(k_errors), in(k_errors_text)});
    }
    std::size_t judged = 0;
    std::size_t missed = 0;
    for (const AuditResult& result : m_audit.commitments) {
      judged += result.met ? 1U : 0U;
      missed += result.met && !*result.met ? 1U : 0U;
    }
    const std::size_t without = static_cast<std::size_t>(
        std::ranges::count_if(m_audit.commitments, [](const AuditResult& result) { return !result.value; }));
    const std::string note = without > 0 ? in(k_without, number(without)) : std::string();
    if (judged == 0) {
      m_out.emplace_back(Callout{Callout::Tone::note, in(k_none_due), note});
    } else if (missed == 0) {
      m_out.emplace_back(Callout{Callout::Tone::good, in(k_all_met), note});
    } else {
      m_out.emplace_back(
          Callout{Callout::Tone::warning, in(k_some_missed, number(missed), number(judged)), note});
    }
  }

  /// The commitment in the newest version that judged and has it.
  const model::Commitment* commitment_of(const std::string& id) const {
    const std::size_t slash = id.find('/');
    for (const model::AnyRecord* record : m_data.versions(id.substr(0, slash))) {
      const auto& version = record->as<model::Agreement>();
      const auto found = std::ranges::find_if(version.commitments, [&](const model::Commitment& each) {
        return slash != id.npos && each.id.value == id.substr(slash + 1);
      });
      const bool judged = std::ranges::any_of(m_audit.agreements, [&](const model::AuditedAgreement& each) {
        return each.agreement.value == version.id.value && each.version == version.version;
      });
      if (found != version.commitments.end() && judged) {
        return &*found;
      }
    }
    return nullptr;
  }

  std::string name_of(const std::string& id) const {
    const model::Commitment* commitment = commitment_of(id);
    return commitment != nullptr && commitment->statement ? *commitment->statement : id;
  }

  std::string target_of(const AuditResult& result) const {
    model::Goal goal;
    const bool reads = result.target && !model::Scalar<model::Goal>::parse(*result.target, goal);
    return reads ? said(goal, m_language) : result.target.value_or("");
  }

  std::string value_of(const AuditResult& result) const {
    return result.value ? said_value(*result.value, m_language)
                        : fmt::format("n/a: {}", report::said_reason(result.reason.value_or(""), m_language));
  }
  /// Of a commitment on a metric in the unit of that.
  std::string measured(const AuditResult& result) const {
    if (!result.value) {
      return "n/a";
    }
    const model::Commitment* commitment = commitment_of(result.id);
    return commitment != nullptr && commitment->metric ? in_unit(commitment->metric->value, *result.value)
                                                       : value_of(result);
  }
  std::string in_unit(std::string_view metric, const std::string& value) const {
    return said_metric(metric, value, m_data.workspace().currency, m_language);
  }

  /// Of a commitment; on a metric, in the direction that is better for that.
  Trend trend(const AuditResult& now, const AuditResult* before) const {
    const model::Commitment* commitment = commitment_of(now.id);
    const metrics::Metric* metric =
        commitment != nullptr && commitment->metric ? metrics::find(commitment->metric->value) : nullptr;
    return trend_of(now, before, metric != nullptr ? metric->direction : metrics::Direction::higher);
  }

  void commitments() {
    if (m_audit.commitments.empty()) {
      return;
    }
    m_out.emplace_back(Heading{2, in(k_commitments)});
    chart();
    // By area, each in the order of its agreements.
    std::map<std::string, std::vector<const AuditResult*>> areas;
    std::vector<std::string> order;
    for (const AuditResult& result : m_audit.commitments) {
      const std::string area = result.area ? result.area->value : std::string();
      if (!areas.contains(area)) {
        order.push_back(area);
      }
      areas[area].push_back(&result);
    }
    for (const std::string& area : order) {
      m_out.emplace_back(Heading{3, std::string(said(area, m_language))});
      m_out.emplace_back(table_of(areas[area]));
    }
  }

  void chart() {
    report::Chart chart{report::Chart::Form::bars, in(k_chart), in(k_chart_text),
                        in(k_commitment),          {},          {{in(k_result), {}}}};
    chart.unit = "%";
    for (const AuditResult& result : m_audit.commitments) {
      if (const auto percent = result.value ? percent_of(*result.value) : std::nullopt) {
        chart.categories.push_back(name_of(result.id));
        chart.series.front().points.push_back({percent, value_of(result)});
      }
    }
    if (!chart.categories.empty()) {
      m_out.emplace_back(std::move(chart));
    }
  }

  std::string excluded_of(const AuditResult& result) const {
    const auto found = m_evidence.find(result.id);
    return found != m_evidence.end() && found->second.excluded > 0 ? number(found->second.excluded)
                                                                   : std::string();
  }

  Table table_of(const std::vector<const AuditResult*>& results) const {
    Table table{{{in(k_commitment)},
                 {in(k_result), Align::right},
                 {in(k_target), Align::right},
                 {in(k_reached)},
                 {in(k_cases), Align::right},
                 {in(k_excluded), Align::right}},
                {}};
    if (m_before != nullptr) {
      table.columns.push_back({in(k_before), Align::right});
      table.columns.push_back({in(k_change)});
    }
    for (const AuditResult* result : results) {
      std::vector<std::string>& row = table.rows.emplace_back();
      row = {name_of(result->id),
             measured(*result),
             target_of(*result),
             result->met ? in(*result->met ? k_yes : k_no)
                         : report::said_reason(result->reason.value_or(""), m_language),
             result->cases ? number(static_cast<std::size_t>(*result->cases)) : "",
             excluded_of(*result)};
      if (m_before != nullptr) {
        const AuditResult* before = find(m_before->commitments, result->id);
        row.push_back(before == nullptr ? "" : measured(*before));
        row.push_back(in(phrase_of(trend(*result, before))));
      }
    }
    return table;
  }

  void missed() {
    Table table{{{in(k_commitment)}, {in(k_missed_cases)}}, {}};
    for (const AuditResult& result : m_audit.commitments) {
      const auto found = m_evidence.find(result.id);
      if (found != m_evidence.end() && !found->second.missed.empty()) {
        table.rows.push_back({name_of(result.id), fmt::format("{}", fmt::join(found->second.missed, "\n"))});
      }
    }
    if (!table.rows.empty()) {
      m_out.emplace_back(Heading{2, in(k_missed)});
      m_out.emplace_back(std::move(table));
    }
  }

  void bottlenecks() {
    if (m_audit.bottlenecks.empty()) {
      return;
    }
    m_out.emplace_back(Heading{2, in(k_bottlenecks)});
    const report::BottlenecksAnswer answer{
        m_audit.period, m_data.workspace().currency, {}, bottlenecks_in(m_audit.bottlenecks)};
    std::ranges::move(report::bottleneck_parts(m_data, answer, m_language, 3), std::back_inserter(m_out));
  }

  void metrics() {
    if (m_audit.metrics.empty()) {
      return;
    }
    Table table{{{in(k_metric)}, {in(k_result), Align::right}, {in(k_cases), Align::right}}, {}};
    if (m_before != nullptr) {
      table.columns.push_back({in(k_before), Align::right});
    }
    table.columns.push_back({in(k_remark)});
    const auto shown = [this](const AuditResult* result) {
      return result == nullptr ? std::string() : result->value ? in_unit(result->id, *result->value) : "n/a";
    };
    for (const AuditResult& result : m_audit.metrics) {
      std::vector<std::string>& row = table.rows.emplace_back();
      row = {result.id, shown(&result), result.cases ? number(static_cast<std::size_t>(*result.cases)) : ""};
      if (m_before != nullptr) {
        row.push_back(shown(find(m_before->metrics, result.id)));
      }
      row.push_back(report::said_reason(result.reason.value_or(""), m_language));
    }
    m_out.emplace_back(Heading{2, in(k_metrics)});
    m_out.emplace_back(std::move(table));
  }

  void actions() {
    if (m_audit.actions.empty()) {
      return;
    }
    const time::Date today = m_data.zone().date_of(m_data.zone().resolve(m_audit.as_of));
    Table table{{{in(k_action)}, {in(k_owner)}, {in(k_due)}, {in(k_done)}, {in(k_result)}, {in(k_change)}},
                {}};
    for (const auto& reference : m_audit.actions) {
      const auto* action = m_data.get<model::Action>(reference.value);
      if (action == nullptr) {
        table.rows.push_back({reference.value, "", "", "", "", ""});
        continue;
      }
      const auto* owner = m_data.get<model::Person>(action->owner.value);
      const bool done = action->done_on && *action->done_on <= today;
      std::string change;
      if (action->commitment && m_before != nullptr) {
        const std::string id = model::Scalar<model::CommitmentPath>::print(*action->commitment);
        const AuditResult* now = find(m_audit.commitments, id);
        change = now != nullptr ? in(phrase_of(trend(*now, find(m_before->commitments, id)))) : std::string();
      }
      table.rows.push_back({action->title, owner != nullptr ? owner->name : action->owner.value,
                            action->due_on ? said(*action->due_on, m_language) : "",
                            done ? said(*action->done_on, m_language)
                                 : in(action->due_on && *action->due_on < today ? k_overdue : k_open),
                            action->result.value_or(""), std::move(change)});
    }
    m_out.emplace_back(Heading{2, in(k_actions)});
    m_out.emplace_back(std::move(table));
  }

  void findings() {
    m_out.emplace_back(Heading{2, in(k_findings)});
    if (m_audit.findings.empty()) {
      m_out.emplace_back(report::Prose{in(k_no_findings)});
      return;
    }
    struct Group {
      std::size_t count = 0;
      const model::AuditFinding* first = nullptr;
    };
    std::map<std::string, Group> rules;
    for (const model::AuditFinding& finding : m_audit.findings) {
      Group& group = rules[finding.rule.value];
      group.first = group.first == nullptr ? &finding : group.first;
      ++group.count;
    }
    Table table{{{in(k_rule)}, {in(k_count), Align::right}, {in(k_example)}}, {}};
    for (const auto& [rule, group] : rules) {
      // Messages are those of csx check, in English; other readers are told where to look.
      const std::string record = group.first->record.value_or("");
      const std::string message = (record.empty() ? "" : ": ") + group.first->message;
      table.rows.push_back(
          {rule, number(group.count), m_language == Language::en ? record + message : record});
    }
    m_out.emplace_back(std::move(table));
  }

  const store::Dataset& m_data;
  const model::Audit& m_audit;
  const std::map<std::string, Evidence>& m_evidence;
  Language m_language;
  const model::Audit* m_before;
  Blocks m_out;
};

}  // namespace

Trend trend_of(const AuditResult& now, const AuditResult* before, metrics::Direction direction) {
  const auto number = now.value ? number_of(*now.value) : std::nullopt;
  const auto earlier = before != nullptr && before->value ? number_of(*before->value) : std::nullopt;
  if (!number || !earlier || direction == metrics::Direction::neither) {
    return Trend::unknown;
  }
  if (*number == *earlier) {
    return Trend::same;
  }
  return (*number > *earlier) == (direction == metrics::Direction::higher) ? Trend::better : Trend::worse;
}

Blocks document_of(const store::Dataset& data, const model::Audit& audit,
                   const std::map<std::string, Evidence>& evidence, Language language) {
  return Document(data, audit, evidence, language).write();
}

}  // namespace csx::audit
