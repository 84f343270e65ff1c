#include <algorithm>
#include <map>

#include "common_words.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/handoff.hpp"
#include "csx/report/reports.hpp"
#include "csx/sla/attainment.hpp"
#include "csx/sla/completeness.hpp"
#include "csx/sla/version_spans.hpp"
#include "report_view.hpp"

namespace csx::report {
namespace {

constexpr Phrase k_review_title{"Agenda of the review: {}", "Pauta da revisão: {}"};
constexpr Phrase k_review_version{"{} version {}", "{} versão {}"};
constexpr Phrase k_review_period{"Period looked at", "Período olhado"};
constexpr Phrase k_last{"Last review", "Última revisão"};
constexpr Phrase k_never_reviewed{"never", "nunca"};
constexpr Phrase k_handoffs{"Handoffs submitted", "Passagens submetidas"};
constexpr Phrase k_suggested{"Suggested changes", "Mudanças sugeridas"};
constexpr Phrase k_review_nothing{"Nothing in the records asks for a change.",
                                  "Nada nos registros pede mudança."};
constexpr Phrase k_review_opinion{"Opinion", "Opinião"};
constexpr Phrase k_author{"Author", "Autor"};
constexpr Phrase k_section{"Section", "Parte"};
constexpr Phrase k_date{"Date", "Data"};
constexpr Phrase k_review_kept{"Kept", "Cumprido"};
constexpr Phrase k_remark{"Remark", "Observação"};
constexpr Phrase k_always_missed{"missed every time", "perdido todas as vezes"};
constexpr Phrase k_never_due{"never due", "nunca devido"};
constexpr Phrase k_review_unjudged{"not in force then", "não vigorava"};
constexpr Phrase k_review_no_evidence{"No version of the agreement judged in this period",
                                      "Nenhuma versão do acordo julgou neste período"};
constexpr Phrase k_review_no_evidence_text{
    "That nothing was due says nothing of what was agreed. Look at a period that a version judged with "
    "--period.",
    "Que nada foi devido não diz nada do que se combinou. Olhe um período que uma versão julgou com "
    "--period."};
constexpr Phrase k_metric{"a metric", "uma métrica"};
constexpr Phrase k_information{"Information", "Informação"};
constexpr Phrase k_review_from{"From", "De"};
constexpr Phrase k_review_to{"To", "Para"};
constexpr Phrase k_filled{"Filled", "Preenchido"};
constexpr Phrase k_never_filled{"never filled", "nunca preenchido"};
constexpr Phrase k_never_asked{"applied to no handoff", "não se aplicou a nenhuma passagem"};
constexpr Phrase k_returns{"Why handoffs were sent back", "Por que passagens voltaram"};
constexpr Phrase k_review_fields{"Missing fields", "Campos que faltaram"};
constexpr Phrase k_actions{"Actions not done", "Ações por fazer"};
constexpr Phrase k_review_due{"Due", "Prazo"};
constexpr Phrase k_suggest_missed{
    "{}: missed in all of its {} cases. Change the limit, the procedure or who is responsible.",
    "{}: perdido em todos os seus {} casos. Mude o prazo, o procedimento ou o responsável."};
constexpr Phrase k_suggest_missed_once{
    "{}: missed in its only case. Change the limit, the procedure or who is responsible.",
    "{}: perdido no seu único caso. Mude o prazo, o procedimento ou o responsável."};
constexpr Phrase k_suggest_not_due{"{}: was due for nobody. Does it still make sense?",
                                   "{}: não foi devido a ninguém. Ainda faz sentido?"};
constexpr Phrase k_suggest_unfilled{
    "{}: filled in none of {} handoffs. Explain what it is for, or take it off the list.",
    "{}: preenchido em nenhuma de {} passagens. Explique para que serve, ou tire da lista."};
constexpr Phrase k_suggest_returned{
    "{} was what most often was missing: {} times. Ask for it earlier in the sale.",
    "{} foi o que mais faltou: {} vezes. Pergunte antes, durante a venda."};
constexpr Phrase k_suggest_opinion{"Answer the opinion of {} of {}: {}",
                                   "Responda à opinião de {} de {}: {}"};

class Agenda {
 public:
  Agenda(const ReportInput& input, const model::Agreement& version, const time::Period& period)
      : m_view(input),
        m_version(version),
        m_period(period),
        m_judges(sla::judging_versions(input.data, version.id.value, period)) {}

  Blocks write() {
    opinions();
    commitments();
    information();
    returns();
    actions();
    Blocks out;
    head(out);
    if (m_judges.empty()) {
      out.emplace_back(Callout{Callout::Tone::note, m_view.in(k_review_no_evidence),
                               m_view.in(k_review_no_evidence_text)});
    }
    out.emplace_back(Heading{2, m_view.in(k_suggested)});
    if (m_suggestions.items.empty()) {
      out.emplace_back(Prose{m_view.in(k_review_nothing)});
    } else {
      out.emplace_back(std::move(m_suggestions));
    }
    std::ranges::move(m_body, std::back_inserter(out));
    return out;
  }

 private:
  void head(Blocks& out) const {
    const model::Review* last = nullptr;
    for (const model::AnyRecord& record : m_view.input.data.all<model::Review>()) {
      const auto& review = record.as<model::Review>();
      if (review.agreement == m_version.id && review.date <= m_view.input.today &&
          (last == nullptr || last->date < review.date)) {
        last = &review;
      }
    }
    out.emplace_back(Heading{1, m_view.in(k_review_title, m_version.title)});
    out.emplace_back(
        Facts{{{m_view.in(k_agreement), m_view.in(k_review_version, m_version.id.value, m_version.version)},
               {m_view.in(k_review_period),
                fmt::format("{} – {}", m_view.date(m_period.first), m_view.date(m_period.last))},
               {m_view.in(k_last), last != nullptr ? m_view.date(last->date) : m_view.in(k_never_reviewed)},
               {m_view.in(k_handoffs), m_view.number(m_handoffs)}}});
  }

  void suggest(std::string text) { m_suggestions.items.push_back(std::move(text)); }
  void add(const Phrase& heading, Table table) {
    if (!table.rows.empty()) {
      m_body.emplace_back(Heading{2, m_view.in(heading)});
      m_body.emplace_back(std::move(table));
    }
  }

  void opinions() {
    Table table{
        {{m_view.in(k_date)}, {m_view.in(k_author)}, {m_view.in(k_section)}, {m_view.in(k_review_opinion)}},
        {}};
    for (const model::AnyRecord& record : m_view.input.data.all<model::Opinion>()) {
      const auto& opinion = record.as<model::Opinion>();
      if (opinion.agreement == m_version.id && opinion.status == model::OpinionStatus::open &&
          opinion.date <= m_view.input.today) {
        const std::string author = m_view.names.person(opinion.author.value);
        table.rows.push_back({m_view.date(opinion.date), author,
                              opinion.section ? m_view.section(opinion.section->value) : "", opinion.text});
        suggest(m_view.in(k_suggest_opinion, author, m_view.date(opinion.date), opinion.text));
      }
    }
    add(k_opinions, std::move(table));
  }

  /// Whether a version that judged in the period asked for it: else that nothing was due is no evidence.
  bool was_judged(const model::Commitment& commitment) const {
    return std::ranges::any_of(m_judges, [&](const model::Agreement* version) {
      return std::ranges::find(version->commitments, commitment.id, &model::Commitment::id) !=
             version->commitments.end();
    });
  }

  void commitments() {
    std::map<std::string, sla::Attainment> attained;
    for (sla::AttainmentGroup& group : sla::attainment_by(
             m_view.input.clocks, m_period,
             [](const sla::Clock& clock) -> std::optional<std::string> { return clock.path(); })) {
      attained.emplace(group.key, std::move(group.attainment));
    }
    Table table{{{m_view.in(k_commitment)},
                 {m_view.in(k_owed_by)},
                 {m_view.in(k_review_kept), Align::right},
                 {m_view.in(k_target), Align::right},
                 {m_view.in(k_remark)}},
                {}};
    for (const model::Commitment& commitment : m_version.commitments) {
      const sla::Attainment& result = attained[m_version.id.value + "/" + commitment.id.value];
      const std::string name = commitment.statement.value_or(commitment.id.value);
      std::string remark;
      if (!commitment.clock) {
        remark = commitment.metric ? commitment.metric->value : m_view.in(k_metric);
      } else if (result.due_count() == 0 && !was_judged(commitment)) {
        remark = m_view.in(k_review_unjudged);
      } else if (result.due_count() == 0) {
        remark = m_view.in(k_never_due);
        suggest(m_view.in(k_suggest_not_due, name));
      } else if (result.met == 0) {
        remark = m_view.in(k_always_missed);
        suggest(result.due_count() == 1
                    ? m_view.in(k_suggest_missed_once, name)
                    : m_view.in(k_suggest_missed, name, m_view.number(result.due_count())));
      }
      table.rows.push_back({name, m_view.word(commitment.responsible.value),
                            commitment.clock ? m_view.share(result.met, result.due_count()) : "",
                            commitment.target ? said(*commitment.target, m_view.input.language) : "",
                            std::move(remark)});
    }
    add(k_commitments, std::move(table));
  }

  /// Handoffs that were submitted in the period.
  std::vector<const model::Handoff*> submitted() const {
    std::vector<const model::Handoff*> found;
    for (const model::AnyRecord& record : m_view.input.data.all<model::Handoff>()) {
      const auto& handoff = record.as<model::Handoff>();
      const bool is_in = std::ranges::any_of(handoff.timeline, [&](const model::TimelineEvent& event) {
        return event.event == model::HandoffEvent::submitted && m_view.has_happened(event.at) &&
               m_period.contains(m_view.day_of(event.at));
      });
      if (is_in) {
        found.push_back(&handoff);
      }
    }
    return found;
  }

  void information() {
    struct Count {
      std::size_t asked = 0;
      std::size_t present = 0;
    };
    std::map<const model::Information*, Count> counts;
    for (const model::Handoff* handoff : submitted()) {
      const auto* account = m_view.input.data.get<model::Account>(handoff->account.value);
      bool asks = false;
      for (const sla::Flow flow : {sla::Flow::forward, sla::Flow::back}) {
        const sla::Completeness graded =
            sla::grade_handoff(m_version, *handoff, account, m_period.last, flow);
        for (const sla::InformationGrade& row : graded.rows) {
          ++counts[row.information].asked;
          counts[row.information].present += row.present() ? 1U : 0U;
          asks = asks || flow == sla::Flow::forward;
        }
      }
      m_handoffs += asks ? 1U : 0U;
    }
    Table table{{{m_view.in(k_field)},
                 {m_view.in(k_review_from)},
                 {m_view.in(k_review_to)},
                 {m_view.in(k_filled), Align::right},
                 {m_view.in(k_remark)}},
                {}};
    if (!m_version.what) {
      return;
    }
    for (const model::Information& information : m_version.what->information) {
      const Count& count = counts[&information];
      const std::string name(heading_of(information.field.value, m_view.input.language));
      std::string remark;
      if (count.asked == 0) {
        remark = m_view.in(k_never_asked);
      } else if (count.present == 0) {
        remark = m_view.in(k_never_filled);
        suggest(m_view.in(k_suggest_unfilled, name, m_view.number(count.asked)));
      }
      table.rows.push_back({name, m_view.word(information.from.value), m_view.word(information.to.value),
                            m_view.share(count.present, count.asked), std::move(remark)});
    }
    add(k_information, std::move(table));
  }

  void returns() {
    std::map<std::string, std::pair<std::size_t, std::map<std::string, std::size_t>>> reasons;
    std::map<std::string, std::size_t> fields;
    for (const model::AnyRecord& record : m_view.input.data.all<model::Handoff>()) {
      const auto& handoff = record.as<model::Handoff>();
      const bool ours =
          std::ranges::any_of(m_version.between,
                              [&](const model::Area& area) { return area == handoff.from.area; }) &&
          std::ranges::any_of(m_version.between,
                              [&](const model::Area& area) { return area == handoff.to.area; });
      for (const model::TimelineEvent& event : handoff.timeline) {
        if (!ours || event.event != model::HandoffEvent::returned || !m_view.has_happened(event.at) ||
            !m_period.contains(m_view.day_of(event.at))) {
          continue;
        }
        auto& [times, missing] = reasons[event.reason ? m_view.word(model::word(*event.reason)) : ""];
        ++times;
        for (const model::FieldPath& field : event.fields) {
          const std::string name(heading_of(field.value, m_view.input.language));
          ++missing[name];
          ++fields[name];
        }
      }
    }
    Table table{{{m_view.in(k_reason)}, {m_view.in(k_times), Align::right}, {m_view.in(k_review_fields)}},
                {}};
    for (const auto& [reason, found] : reasons) {
      std::string lines;
      for (const auto& [field, times] : found.second) {
        lines += fmt::format("{}{} ({})", lines.empty() ? "" : "\n", field, m_view.number(times));
      }
      table.rows.push_back({reason, m_view.number(found.first), std::move(lines)});
    }
    add(k_returns, std::move(table));
    const auto most = std::ranges::max_element(fields, {}, [](const auto& pair) { return pair.second; });
    if (most != fields.end() && most->second > 1) {
      suggest(m_view.in(k_suggest_returned, most->first, m_view.number(most->second)));
    }
  }

  void actions() {
    Table table{{{m_view.in(k_action)}, {m_view.in(k_owner)}, {m_view.in(k_review_due)}}, {}};
    for (const model::AnyRecord& record : m_view.input.data.all<model::Action>()) {
      const auto& action = record.as<model::Action>();
      const bool is_done = action.done_on && *action.done_on <= m_view.input.today;
      const bool is_other = action.commitment && action.commitment->agreement != m_version.id.value;
      if (!is_done && !is_other) {
        table.rows.push_back(
            {action.title, m_view.names.person(action.owner.value), m_view.date(action.due_on)});
      }
    }
    add(k_actions, std::move(table));
  }

  ReportView m_view;
  const model::Agreement& m_version;
  time::Period m_period;
  std::vector<const model::Agreement*> m_judges;  ///< versions that judge on a day of the period
  std::size_t m_handoffs = 0;
  Bullets m_suggestions;
  Blocks m_body;
};

}  // namespace

Blocks review_agenda(const ReportInput& input, const model::Agreement& version, const time::Period& period) {
  return Agenda(input, version, period).write();
}

}  // namespace csx::report
