#include <fmt/format.h>

#include <algorithm>

#include "common_words.hpp"
#include "handoff_sections.hpp"

namespace csx::report {

namespace {

constexpr Phrase k_content_none{"None", "Não há"};
constexpr Phrase k_not_filled{"Not filled in, although the agreement asks for it.",
                              "Não preenchido, embora o acordo peça."};
constexpr Phrase k_content_objective{"Objective", "Objetivo"};
constexpr Phrase k_content_baseline{"From", "De"};
constexpr Phrase k_content_target{"To", "Para"};
constexpr Phrase k_content_due{"By", "Até"};
constexpr Phrase k_promise{"Promise", "Promessa"};
constexpr Phrase k_delivered{"Delivered", "Entregue"};
constexpr Phrase k_differentiator{"Differentiator", "Diferencial"};
constexpr Phrase k_objection{"Objection", "Objeção"};
constexpr Phrase k_answer{"Answer given", "Resposta dada"};
constexpr Phrase k_system{"System", "Sistema"};
constexpr Phrase k_flow{"Flow", "Fluxo"};
constexpr Phrase k_status{"Status", "Situação"};
constexpr Phrase k_process{"Process", "Processo"};
constexpr Phrase k_improvement{"Improvement", "Melhoria"};
constexpr Phrase k_promised{"Promised", "Prometida"};
constexpr Phrase k_expected{"Expected", "Prevista"};

bool is_there(const std::optional<std::string>& text) {
  return text && !text->empty();
}
template <class T>
bool is_there(const std::optional<T>& value) {
  return value.has_value();
}
template <class T>
bool is_there(const std::vector<T>& list) {
  return !list.empty();
}

/// Writes the fields of a handoff one after another.
class Content {
 public:
  Content(Blocks& out, const HandoffView& view, std::uint8_t level)
      : m_out(out), m_view(view), m_level(level) {}

  /// A field with what `show` makes of its value; the reason where there is none; a remark where the
  /// agreement asks for what is not there; else nothing.
  template <class T, class Show>
  void field(std::string_view name, const model::OrNone<T>& value, Show show) {
    if (value.is_none()) {
      heading(name);
      m_out.push_back(Prose{fmt::format("{}: {}", m_view.in(k_content_none), *value.none)});
    } else if (is_there(value.value)) {
      heading(name);
      m_out.push_back(show(value.value));
    } else {
      absent(name);
    }
  }
  void absent(std::string_view name) {
    // What the receiver gives back is not due before the handoff is accepted.
    if (is_missing(m_view.asked, name) || (m_view.is_accepted() && is_missing(m_view.answer, name))) {
      heading(name);
      m_out.push_back(Prose{m_view.in(k_not_filled)});
    }
  }
  void heading(std::string_view name) { m_out.push_back(Heading{m_level, m_view.heading(name)}); }

 private:
  static bool is_missing(const sla::Completeness& asked, std::string_view name) {
    return std::ranges::any_of(asked.rows, [&](const sla::InformationGrade& row) {
      const std::string_view field = row.information->field.value;
      return !row.present() && field.starts_with(name) &&
             (field.size() == name.size() || field[name.size()] == '.');
    });
  }

  Blocks& m_out;
  const HandoffView& m_view;
  std::uint8_t m_level;
};

Block prose(const std::optional<std::string>& text) {
  return Prose{*text};
}

Block bullets(const std::vector<std::string>& items) {
  return Bullets{items};
}

std::string word_of(const HandoffView& view, const std::optional<model::WorkStatus>& status) {
  return status ? std::string(said(word(*status), view.language)) : std::string();
}

std::string measure(const HandoffView& view, const std::optional<Decimal>& number,
                    const std::optional<std::string>& unit) {
  if (!number) {
    return {};
  }
  const std::string text = said(*number, view.language);
  return unit ? fmt::format("{}{}{}", text, *unit == "%" ? "" : " ", *unit) : text;
}

Block objectives(const HandoffView& view, const std::vector<model::HandoffObjective>& list) {
  Table table{{{view.in(k_content_objective)},
               {view.in(k_content_baseline), Align::right},
               {view.in(k_content_target), Align::right},
               {view.in(k_content_due)}},
              {}};
  for (const model::HandoffObjective& each : list) {
    table.rows.push_back({each.text.value_or(view.names.objective(each.objective.value)),
                          measure(view, each.baseline, each.unit), measure(view, each.target, each.unit),
                          view.said_date(each.due_on)});
  }
  return table;
}

Block expectations(const HandoffView& view, const std::vector<model::HandoffExpectation>& list) {
  Bullets items;
  for (const model::HandoffExpectation& each : list) {
    items.items.push_back(each.who ? fmt::format("{}: {}", view.names.contact(each.who->value), each.text)
                                   : each.text);
  }
  return items;
}

Block promises(const HandoffView& view, const std::vector<model::Reference<model::Promise>>& list) {
  Table table{{{"id"},
               {view.in(k_promise)},
               {view.in(k_content_due)},
               {view.in(k_delivered)},
               {view.in(k_differentiator)}},
              {}};
  for (const auto& each : list) {
    const model::Promise* promise = view.names.promise(each.value);
    if (promise == nullptr) {
      table.rows.push_back({each.value, "", "", "", ""});
      continue;
    }
    table.rows.push_back(
        {each.value, promise->text, view.said_date(promise->due_on), view.said_date(promise->delivered_on),
         promise->differentiator ? view.names.differentiator(promise->differentiator->value) : ""});
  }
  return table;
}

Block objections(const HandoffView& view, const std::vector<model::RaisedObjection>& list) {
  Table table{{{view.in(k_objection)}, {view.in(k_answer)}}, {}};
  for (const model::RaisedObjection& each : list) {
    table.rows.push_back({view.names.objection(each.objection.value), each.answer_given.value_or("")});
  }
  return table;
}

void add_fact(Facts& facts, const HandoffView& view, std::string_view field,
              const std::optional<std::string>& text) {
  if (is_there(text)) {
    facts.rows.emplace_back(view.heading(field), *text);
  }
}

Block contract(const HandoffView& view, const model::Contract& contract) {
  Facts facts;
  add_fact(facts, view, "context.contract.plan", contract.plan);
  add_fact(facts, view, "context.contract.scope", contract.scope);
  add_fact(facts, view, "context.contract.special_terms", contract.special_terms);
  return facts;
}

void add_context(Blocks& out, const HandoffView& view) {
  static const model::HandoffContext k_empty;
  const model::HandoffContext& context = view.handoff.context ? *view.handoff.context : k_empty;
  Blocks below;
  Content content(below, view, 3);
  content.field("context.current_scenario", context.current_scenario, prose);
  content.field("context.desired_scenario", context.desired_scenario, prose);
  content.field("context.history", context.history, prose);
  content.field("context.pains", context.pains, bullets);
  content.field("context.needs", context.needs, bullets);
  content.field("context.objectives", context.objectives,
                [&](const auto& list) { return objectives(view, list); });
  content.field("context.expectations", context.expectations,
                [&](const auto& list) { return expectations(view, list); });
  content.field("context.promises", context.promises, [&](const auto& list) { return promises(view, list); });
  content.field("context.objections", context.objections,
                [&](const auto& list) { return objections(view, list); });
  content.field("context.contract", context.contract,
                [&](const auto& value) { return contract(view, *value); });
  content.field("context.why_now", context.why_now, prose);
  if (!below.empty()) {
    out.push_back(Heading{2, view.heading("context")});
    out.insert(out.end(), std::make_move_iterator(below.begin()), std::make_move_iterator(below.end()));
  }
}

Block integrations(const HandoffView& view, const std::vector<model::Integration>& list) {
  Table table{{{view.in(k_system)}, {view.in(k_flow)}, {view.in(k_owner)}, {view.in(k_status)}}, {}};
  for (const model::Integration& each : list) {
    table.rows.push_back(
        {each.system, each.flow.value_or(""), each.owner.value_or(""), word_of(view, each.status)});
  }
  return table;
}

Block automations(const HandoffView& view, const std::vector<model::Automation>& list) {
  Table table{{{view.in(k_process)}, {view.in(k_status)}}, {}};
  for (const model::Automation& each : list) {
    table.rows.push_back({each.what, word_of(view, each.status)});
  }
  return table;
}

Block improvements(const HandoffView& view, const std::vector<model::PlannedImprovement>& list) {
  Table table{{{view.in(k_improvement)}, {view.in(k_promised)}, {view.in(k_expected)}}, {}};
  for (const model::PlannedImprovement& each : list) {
    table.rows.push_back({each.what, each.promised ? view.in(*each.promised ? k_yes : k_no) : "",
                          view.said_date(each.expected_on)});
  }
  return table;
}

Block follow_up(const HandoffView& view, const std::vector<model::FollowUp>& list) {
  Table table{{{view.in(k_action)}, {view.in(k_who)}, {view.in(k_content_due)}}, {}};
  for (const model::FollowUp& each : list) {
    table.rows.push_back(
        {each.action, each.who ? view.names.person(each.who->value) : "", view.said_date(each.due_on)});
  }
  return table;
}

void add_locations(Blocks& out, const HandoffView& view) {
  // What the handoff does not say itself, the account or the agreement does: not repeated here.
  if (!view.handoff.locations) {
    return;
  }
  const model::Locations& locations = *view.handoff.locations;
  Facts facts;
  add_fact(facts, view, "locations.contract", locations.contract);
  add_fact(facts, view, "locations.plan", locations.plan);
  add_fact(facts, view, "locations.context", locations.context);
  add_fact(facts, view, "locations.objective", locations.objective);
  if (!facts.rows.empty()) {
    out.push_back(Heading{2, view.heading("locations")});
    out.push_back(std::move(facts));
  }
}

}  // namespace

void add_content(Blocks& out, const HandoffView& view) {
  const model::Handoff& handoff = view.handoff;
  add_context(out, view);
  Content content(out, view, 2);
  content.field("integrations", handoff.integrations,
                [&](const auto& list) { return integrations(view, list); });
  content.field("automations", handoff.automations,
                [&](const auto& list) { return automations(view, list); });
  content.field("planned_improvements", handoff.planned_improvements,
                [&](const auto& list) { return improvements(view, list); });
  content.field("risks", handoff.risks, bullets);
  content.field("follow_up", handoff.follow_up, [&](const auto& list) { return follow_up(view, list); });
  add_locations(out, view);
}

void add_arrival(Blocks& out, const HandoffView& view) {
  const model::Handoff& handoff = view.handoff;
  Content content(out, view, 2);
  content.field("introduction", handoff.introduction, [&](const auto& introduction) -> Block {
    Facts facts;
    add_fact(facts, view, "introduction.how", introduction->how);
    add_fact(facts, view, "introduction.who", introduction->who);
    return facts;
  });
  content.field("kickoff", handoff.kickoff,
                [&](const auto& kickoff) -> Block { return Bullets{kickoff->participants}; });
  if (!handoff.feedback) {
    content.absent("feedback");
    return;
  }
  Facts facts;
  if (handoff.feedback->fit) {
    facts.rows.emplace_back(view.heading("feedback.fit"), said(word(*handoff.feedback->fit), view.language));
  }
  add_fact(facts, view, "feedback.comment", handoff.feedback->comment);
  content.heading("feedback");
  out.push_back(std::move(facts));
}

}  // namespace csx::report
