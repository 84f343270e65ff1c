#include "csx/report/scorecard.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common_words.hpp"
#include "csx/report/metrics.hpp"
#include "csx/report/reports.hpp"
#include "csx/time/period_steps.hpp"
#include "metric_words.hpp"
#include "report_view.hpp"

namespace csx::report {
namespace {

using metrics::PersonScore;
using metrics::Score;

constexpr Phrase k_scorecard_title{"Scorecard", "Placar"};
constexpr Phrase k_met_of{"{} of {} with a value and a target met", "{} de {} com valor e meta cumpridos"};
constexpr Phrase k_scorecard_result{"Result", "Resultado"};
constexpr Phrase k_met{"met", "cumprido"};
constexpr Phrase k_scorecard_missed{"MISSED", "NÃO CUMPRIDO"};
constexpr Phrase k_not_judged{"not comparable", "não comparável"};
constexpr Phrase k_people{"By person", "Por pessoa"};
constexpr Phrase k_person{"Person", "Pessoa"};
constexpr Phrase k_own{"Own", "Próprio"};
constexpr Phrase k_team{"With the team", "Com a equipe"};
constexpr Phrase k_scorecard_none{"No agreement judges in the period", "Nenhum acordo julga no período"};
constexpr Phrase k_scorecard_none_text{
    "A commitment is judged by the version of its agreement that is approved and in force.",
    "Um compromisso é julgado pela versão do acordo que está aprovada e em vigor."};
constexpr Phrase k_scorecard_reasons{"Without a value", "Sem valor"};

/// Areas that owe something, in the order of their first commitment.
std::vector<std::string> areas_of(const Scorecard& card) {
  std::vector<std::string> areas;
  for (const Score& score : card.scores) {
    if (std::ranges::find(areas, score.commitment->responsible.value) == areas.end()) {
      areas.push_back(score.commitment->responsible.value);
    }
  }
  return areas;
}

class Card {
 public:
  Card(const ReportInput& input, const Scorecard& card) : m_view(input), m_card(card) {}

  Blocks write() {
    m_out.emplace_back(Heading{1, m_view.in(k_scorecard_title)});
    std::size_t judged = 0;
    std::size_t met = 0;
    for (const Score& score : m_card.scores) {
      judged += score.met ? 1U : 0U;
      met += score.met.value_or(false) ? 1U : 0U;
    }
    m_out.emplace_back(
        Facts{{{m_view.in(k_period), m_view.period(m_card.period)},
               {m_view.in(k_commitments), m_view.in(k_met_of, m_view.number(met), m_view.number(judged))}}});
    if (m_card.scores.empty()) {
      m_out.emplace_back(
          Callout{Callout::Tone::warning, m_view.in(k_scorecard_none), m_view.in(k_scorecard_none_text)});
    }
    for (const std::string& area : areas_of(m_card)) {
      m_out.emplace_back(Heading{2, m_view.word(area)});
      m_out.emplace_back(table_of(area));
      reasons(area);
      people(area);
    }
    return std::move(m_out);
  }

 private:
  std::string value(const Score& score) const {
    if (!score.value) {
      return "n/a";
    }
    return said(score.unit(), *score.value, m_card.currency, m_view.input.language);
  }

  std::string result(const Score& score) const {
    if (score.met) {
      return m_view.in(*score.met ? k_met : k_scorecard_missed);
    }
    return score.value && score.commitment->target ? m_view.in(k_not_judged) : std::string();
  }

  /// The value of a commitment in each period before, oldest first: `90% → 95%`.
  std::string before(const Score& score) const {
    std::string text;
    for (auto period = m_card.before.rbegin(); period != m_card.before.rend(); ++period) {
      const auto same = std::ranges::find(*period, score.path, &Score::path);
      text += (text.empty() ? "" : " → ") + (same == period->end() ? std::string("–") : value(*same));
    }
    return text;
  }

  Table table_of(std::string_view area) const {
    Table table{{{m_view.in(k_commitment)},
                 {m_view.in(k_target), Align::right},
                 {m_view.in(k_value), Align::right},
                 {m_view.in(k_scorecard_result)},
                 {m_view.in(k_cases), Align::right}},
                {}};
    if (!m_card.before.empty()) {
      table.columns.push_back({m_view.in(k_before)});
    }
    for (const Score& score : m_card.scores) {
      if (score.commitment->responsible.value != area) {
        continue;
      }
      const auto& target = score.commitment->target;
      auto& row = table.rows.emplace_back(
          std::vector{score.path, target ? said(*target, m_view.input.language) : std::string(), value(score),
                      result(score), m_view.number(score.cases)});
      if (!m_card.before.empty()) {
        row.push_back(before(score));
      }
    }
    return table;
  }

  void reasons(std::string_view area) {
    Bullets list;
    for (const Score& score : m_card.scores) {
      if (score.commitment->responsible.value == area && !score.value) {
        list.items.push_back(
            fmt::format("{}: {}", score.path, said_reason(score.why, m_view.input.language)));
      }
    }
    if (!list.items.empty()) {
      m_out.emplace_back(Heading{3, m_view.in(k_scorecard_reasons)});
      m_out.emplace_back(std::move(list));
    }
  }

  std::string attained(const std::map<std::string, sla::Attainment>& by_path, const std::string& path) const {
    const auto found = by_path.find(path);
    return found == by_path.end() ? std::string()
                                  : m_view.share(found->second.met, found->second.due_count());
  }

  void people(std::string_view area) {
    Table table{{{m_view.in(k_person)},
                 {m_view.in(k_commitment)},
                 {m_view.in(k_own), Align::right},
                 {m_view.in(k_team), Align::right}},
                {}};
    for (const PersonScore& person : m_card.people) {
      for (const Score& score : m_card.scores) {
        if (score.commitment->responsible.value != area ||
            (!person.own.contains(score.path) && !person.team.contains(score.path))) {
          continue;
        }
        table.rows.push_back({m_view.names.person(person.person), score.path,
                              attained(person.own, score.path), attained(person.team, score.path)});
      }
    }
    if (!table.rows.empty()) {
      m_out.emplace_back(Heading{3, m_view.in(k_people)});
      m_out.emplace_back(std::move(table));
    }
  }

  ReportView m_view;
  const Scorecard& m_card;
  Blocks m_out;
};

Json attained_json(const std::map<std::string, sla::Attainment>& by_path) {
  Json all = Json::object();
  for (const auto& [path, attained] : by_path) {
    all[path] = {{"met", attained.met},
                 {"missed", attained.missed},
                 {"breached", attained.breached},
                 {"excluded", attained.excluded}};
  }
  return all;
}

Json score_json(const Score& score, const Currency& currency) {
  Json json{
      {"commitment", score.path},
      {"statement", score.commitment->statement ? Json(*score.commitment->statement) : Json()},
      {"metric", score.commitment->metric ? Json(score.commitment->metric->value) : Json()},
      {"unit", metrics::word(score.unit())},
      {"target", score.commitment->target ? Json(model::Scalar<model::Goal>::print(*score.commitment->target))
                                          : Json()},
      {"value", score.value ? number_json(score.unit(), *score.value, currency) : Json()},
      {"cases", score.cases},
      {"met", score.met ? Json(*score.met) : Json()},
      {"why", score.why.empty() ? Json() : Json(score.why)}};
  if (score.is_of_clocks()) {
    json["clocks"] = {{"met", score.attained.met},
                      {"missed", score.attained.missed},
                      {"breached", score.attained.breached},
                      {"open", score.attained.open},
                      {"excluded", score.attained.excluded}};
  }
  return json;
}

}  // namespace

Scorecard scorecard_of(const metrics::Facts& facts, const time::Period& period, unsigned trend) {
  Scorecard card{period, facts.rates().currency(), metrics::scores_of(facts, period), {}, {}, {}};
  card.people = metrics::scores_by_person(facts, period);
  time::Period at = period;
  for (unsigned i = 0; i < trend; ++i) {
    at = time::previous(at);
    card.periods_before.push_back(at);
    card.before.push_back(metrics::scores_of(facts, at));
  }
  return card;
}

Blocks scorecard(const ReportInput& input, const Scorecard& card) {
  return Card(input, card).write();
}

Json scorecard_json(const Scorecard& card) {
  Json areas = Json::array();
  for (const std::string& area : areas_of(card)) {
    Json commitments = Json::array();
    for (const Score& score : card.scores) {
      if (score.commitment->responsible.value != area) {
        continue;
      }
      Json json = score_json(score, card.currency);
      Json before = Json::array();
      for (std::size_t i = 0; i < card.before.size(); ++i) {
        const auto same = std::ranges::find(card.before[i], score.path, &Score::path);
        if (same != card.before[i].end()) {
          before.push_back(
              {{"period", card.periods_before[i].to_string()},
               {"value", same->value ? number_json(same->unit(), *same->value, card.currency) : Json()},
               {"met", same->met ? Json(*same->met) : Json()}});
        }
      }
      json["before"] = std::move(before);
      commitments.push_back(std::move(json));
    }
    areas.push_back({{"area", area}, {"commitments", std::move(commitments)}});
  }
  Json people = Json::array();
  for (const PersonScore& person : card.people) {
    people.push_back({{"person", person.person},
                      {"own", attained_json(person.own)},
                      {"team", attained_json(person.team)},
                      {"reports", person.reports}});
  }
  return {{"period", card.period.to_string()}, {"areas", std::move(areas)}, {"people", std::move(people)}};
}

}  // namespace csx::report
