#include <algorithm>
#include <map>
#include <set>

#include "common_words.hpp"
#include "csx/model/account.hpp"
#include "csx/model/blueprint.hpp"
#include "csx/report/reports.hpp"
#include "csx/sla/in_force.hpp"
#include "csx/sla/lifecycle.hpp"
#include "report_view.hpp"

namespace csx::report {
namespace {

constexpr Phrase k_coverage_title{"Coverage of the journey", "Cobertura da jornada"};
constexpr Phrase k_blueprint{"Blueprint", "Blueprint"};
constexpr Phrase k_paying{"Customers in the period", "Clientes no período"};
constexpr Phrase k_coverage_contacts{"Contacts in the period", "Contatos no período"};
constexpr Phrase k_no_blueprint{"There is no blueprint", "Não há blueprint"};
constexpr Phrase k_no_blueprint_text{
    "Nothing says which activities belong to which stage. Describe the experience with `csx new blueprint`.",
    "Nada diz quais atividades pertencem a cada etapa. Descreva a experiência com `csx new blueprint`."};
constexpr Phrase k_coverage_never{"{} of {} activities were not done in the period",
                                  "{} de {} atividades não foram feitas no período"};
constexpr Phrase k_all_done{"Every activity was done in the period",
                            "Todas as atividades foram feitas no período"};
constexpr Phrase k_activity{"Activity", "Atividade"};
constexpr Phrase k_initiative{"Initiative", "Iniciativa"};
constexpr Phrase k_no_stage{"No stage", "Sem etapa"};
constexpr Phrase k_total{"Contacts", "Contatos"};
constexpr Phrase k_reached{"Accounts reached", "Contas alcançadas"};
constexpr Phrase k_coverage_stages{"Stages of the journey", "Etapas da jornada"};
constexpr Phrase k_accountable{"Accountable", "Quem responde"};
constexpr Phrase k_coverage_outside{"Contacts that the blueprint does not know",
                                    "Contatos que o blueprint não conhece"};
constexpr Phrase k_without_activity{"without an activity", "sem atividade"};
constexpr Phrase k_coverage_chart{"Contacts by stage of the journey", "Contatos por etapa da jornada"};
constexpr Phrase k_coverage_chart_text{"How many contacts of the period each stage of the journey had.",
                                       "Quantos contatos do período cada etapa da jornada teve."};

/// Contacts of the period, by activity and stage.
struct StageTally {
  std::map<std::string, std::size_t> by_stage;  ///< empty: none is named
  std::set<std::string> accounts;
  std::size_t total = 0;

  void add(const std::string& stage, const std::string* account) {
    ++by_stage[stage];
    ++total;
    if (account != nullptr) {
      accounts.insert(*account);
    }
  }
};

class Coverage {
 public:
  Coverage(const ReportInput& input, const time::Period& period) : m_view(input), m_period(period) {
    for (const AccountEntry& each : m_view.entries()) {
      const auto* touchpoint = each.entry->body.get<model::Touchpoint>();
      if (touchpoint == nullptr || !period.contains(each.day) || touchpoint->no_show.value_or(false)) {
        continue;
      }
      const std::string stage = touchpoint->stage ? touchpoint->stage->value : std::string();
      m_all.add(stage, each.account);
      m_by_activity[touchpoint->activity.value_or("")].add(stage, each.account);
    }
    for (const model::AnyRecord& record : input.data.all<model::Account>()) {
      const auto spans = sla::paid_spans(record.as<model::Account>());
      m_customers +=
          std::ranges::any_of(spans,
                              [&](const sla::PaidSpan& span) {
                                return span.from <= period.last && (!span.to || period.first < *span.to);
                              })
              ? 1U
              : 0U;
    }
    if (const model::Agreement* agreement = sla::main_versions(input.data).on(period.last)) {
      m_journey = agreement->how ? &agreement->how->journey : nullptr;
    }
  }

  Blocks write() {
    m_out.emplace_back(Heading{1, m_view.in(k_coverage_title)});
    m_out.emplace_back(Facts{{{m_view.in(k_period), m_view.period(m_period)},
                              {m_view.in(k_paying), m_view.number(m_customers)},
                              {m_view.in(k_coverage_contacts), m_view.number(m_all.total)}}});
    const auto blueprints = m_view.input.data.all<model::Blueprint>();
    if (blueprints.empty()) {
      m_out.emplace_back(
          Callout{Callout::Tone::warning, m_view.in(k_no_blueprint), m_view.in(k_no_blueprint_text)});
    }
    for (const model::AnyRecord& record : blueprints) {
      blueprint(record.as<model::Blueprint>());
    }
    stages();
    outside();
    return std::move(m_out);
  }

 private:
  const StageTally& tally_of(const std::string& activity) const {
    static const StageTally k_none;
    const auto found = m_by_activity.find(activity);
    return found == m_by_activity.end() ? k_none : found->second;
  }
  std::string cell(const StageTally& tally, const std::string& stage) const {
    const auto found = tally.by_stage.find(stage);
    return found == tally.by_stage.end() ? std::string() : m_view.number(found->second);
  }

  void blueprint(const model::Blueprint& blueprint) {
    std::vector<std::string> never;
    std::size_t planned = 0;
    for (const model::BlueprintStage& stage : blueprint.stages) {
      for (const model::BlueprintActivity& activity : stage.activities) {
        ++planned;
        if (tally_of(activity.activity).total == 0) {
          never.push_back(fmt::format("{}: {}", stage.title, activity.activity));
        }
      }
    }
    m_out.emplace_back(Heading{2, fmt::format("{}: {}", m_view.in(k_blueprint), blueprint.title)});
    if (never.empty()) {
      m_out.emplace_back(Callout{Callout::Tone::good, m_view.in(k_all_done), {}});
    } else {
      m_out.emplace_back(
          Callout{Callout::Tone::warning,
                  m_view.in(k_coverage_never, m_view.number(never.size()), m_view.number(planned)),
                  fmt::format("{}", fmt::join(never, "\n"))});
    }
    for (const model::BlueprintStage& stage : blueprint.stages) {
      if (stage.activities.empty()) {
        continue;
      }
      m_out.emplace_back(Heading{3, stage.title});
      m_out.emplace_back(table_of(stage));
    }
  }

  Table table_of(const model::BlueprintStage& stage) const {
    Table table{{{m_view.in(k_activity)}, {m_view.in(k_area)}, {m_view.in(k_initiative)}}, {}};
    if (m_journey != nullptr) {
      for (const model::JourneyStage& each : *m_journey) {
        table.columns.push_back({each.title.value_or(each.id.value), Align::right});
      }
    }
    table.columns.push_back({m_view.in(k_no_stage), Align::right});
    table.columns.push_back({m_view.in(k_total), Align::right});
    table.columns.push_back({m_view.in(k_reached), Align::right});
    for (const model::BlueprintActivity& activity : stage.activities) {
      const StageTally& tally = tally_of(activity.activity);
      std::vector<std::string>& row = table.rows.emplace_back();
      row = {activity.activity, activity.owner ? m_view.word(activity.owner->value) : "",
             activity.initiative ? m_view.word(model::word(*activity.initiative)) : ""};
      if (m_journey != nullptr) {
        for (const model::JourneyStage& each : *m_journey) {
          row.push_back(cell(tally, each.id.value));
        }
      }
      row.push_back(cell(tally, {}));
      row.push_back(m_view.number(tally.total));
      row.push_back(m_view.share(tally.accounts.size(), std::max(m_customers, tally.accounts.size())));
    }
    return table;
  }

  void stages() {
    if (m_journey == nullptr || m_journey->empty()) {
      return;
    }
    Chart chart{Chart::Form::bars,
                m_view.in(k_coverage_chart),
                m_view.in(k_coverage_chart_text),
                m_view.in(k_stage),
                {},
                {{m_view.in(k_total), {}}}};
    Table table{{{m_view.in(k_stage)}, {m_view.in(k_accountable)}, {m_view.in(k_total), Align::right}}, {}};
    const auto add = [&](const std::string& name, std::string accountable, const std::string& id) {
      const auto found = m_all.by_stage.find(id);
      const std::size_t count = found == m_all.by_stage.end() ? 0 : found->second;
      chart.categories.push_back(name);
      chart.series.front().points.push_back(
          {Decimal(static_cast<std::int64_t>(count), 0), m_view.number(count)});
      table.rows.push_back({name, std::move(accountable), m_view.number(count)});
    };
    for (const model::JourneyStage& each : *m_journey) {
      add(each.title.value_or(each.id.value), each.accountable ? m_view.word(each.accountable->value) : "",
          each.id.value);
    }
    if (m_all.by_stage.contains("")) {
      add(m_view.in(k_no_stage), "", "");
    }
    m_out.emplace_back(Heading{2, m_view.in(k_coverage_stages)});
    m_out.emplace_back(std::move(chart));
    m_out.emplace_back(std::move(table));
  }

  void outside() {
    std::set<std::string> known;
    for (const model::AnyRecord& record : m_view.input.data.all<model::Blueprint>()) {
      for (const model::BlueprintStage& stage : record.as<model::Blueprint>().stages) {
        for (const model::BlueprintActivity& activity : stage.activities) {
          known.insert(activity.activity);
        }
      }
    }
    Table table{
        {{m_view.in(k_activity)}, {m_view.in(k_total), Align::right}, {m_view.in(k_accounts), Align::right}},
        {}};
    for (const auto& [activity, tally] : m_by_activity) {
      if (!known.contains(activity)) {
        table.rows.push_back({activity.empty() ? m_view.in(k_without_activity) : activity,
                              m_view.number(tally.total), m_view.number(tally.accounts.size())});
      }
    }
    if (!table.rows.empty()) {
      m_out.emplace_back(Heading{2, m_view.in(k_coverage_outside)});
      m_out.emplace_back(std::move(table));
    }
  }

  ReportView m_view;
  time::Period m_period;
  StageTally m_all;
  std::map<std::string, StageTally> m_by_activity;
  std::size_t m_customers = 0;
  const std::vector<model::JourneyStage>* m_journey = nullptr;
  Blocks m_out;
};

}  // namespace

Blocks journey_coverage(const ReportInput& input, const time::Period& period) {
  return Coverage(input, period).write();
}

}  // namespace csx::report
