#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "common_words.hpp"
#include "csx/report/handoff.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/in_force.hpp"
#include "csx/sla/submission.hpp"
#include "handoff_sections.hpp"

namespace csx::report {

namespace {

using model::HandoffEvent;
using model::TimelineEvent;

constexpr Phrase k_document_handoff{"Handoff", "Passagem"};
constexpr Phrase k_document_since{"since", "desde"};
constexpr Phrase k_document_from{"Hands over", "Entrega"};
constexpr Phrase k_document_to{"Receives", "Recebe"};
constexpr Phrase k_document_version{"version", "versão"};
constexpr Phrase k_details{"Details", "Detalhes"};
constexpr Phrase k_checklist{"Checklist", "Conferência"};
constexpr Phrase k_completeness{"Completeness", "Completude"};
constexpr Phrase k_at_submission{"at submission", "na submissão"};
constexpr Phrase k_missing{"Still missing", "Ainda falta"};
constexpr Phrase k_document_nothing{"nothing", "nada"};
constexpr Phrase k_nothing_asked{"No agreement in force asks for information of this handoff.",
                                 "Nenhum acordo em vigor pede informação desta passagem."};
constexpr Phrase k_document_why{"Why", "Por quê"};

std::string list(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

const TimelineEvent* last_happened(const HandoffView& view) {
  const TimelineEvent* last = nullptr;
  for (const TimelineEvent& event : view.handoff.timeline) {
    last = view.has_happened(event) ? &event : last;
  }
  return last;
}

const TimelineEvent* last_submission(const HandoffView& view) {
  const TimelineEvent* last = nullptr;
  for (const TimelineEvent& event : view.handoff.timeline) {
    last = event.event == HandoffEvent::submitted && view.has_happened(event) ? &event : last;
  }
  return last;
}

void add_head(Blocks& out, const HandoffView& view, const std::vector<const model::Agreement*>& agreements) {
  const model::Handoff& handoff = view.handoff;
  const std::string account = view.account != nullptr ? view.account->name : handoff.account.value;
  out.push_back(Heading{1, fmt::format("{} {}: {}", view.in(k_document_handoff),
                                       said(word(handoff.type), view.language), account)});
  const sla::HandoffState state = sla::state_at(handoff, view.as_of, view.data.zone());
  std::string stands(said(sla::word(state), view.language));
  if (const TimelineEvent* last = last_happened(view)) {
    stands +=
        fmt::format(", {} {}", view.in(k_document_since), said(last->at, view.data.zone(), view.language));
  }
  Facts facts;
  facts.rows.emplace_back(view.in(k_document_handoff), handoff.id.value);
  facts.rows.emplace_back(view.in(k_state), stands);
  facts.rows.emplace_back(view.in(k_document_from), view.side(handoff.from));
  facts.rows.emplace_back(view.in(k_document_to), view.side(handoff.to));
  for (const model::Agreement* agreement : agreements) {
    facts.rows.emplace_back(
        view.in(k_agreement),
        fmt::format("{} ({} {})", agreement->title, view.in(k_document_version), agreement->version));
  }
  facts.rows.emplace_back(view.in(k_as_of), said(view.today, view.language));
  out.push_back(std::move(facts));
}

std::string details_of(const HandoffView& view, const TimelineEvent& event) {
  std::vector<std::string> parts;
  const auto share = [&](const Phrase& name, const std::optional<model::Share>& value) {
    if (value) {
      parts.push_back(fmt::format("{} {}%", view.in(name), said(value->percent, view.language)));
    }
  };
  share(k_completeness, event.completeness);
  share(k_quality, event.quality);
  if (event.reason) {
    parts.emplace_back(said(word(*event.reason), view.language));
  }
  std::vector<std::string> fields;
  for (const model::FieldPath& field : event.fields) {
    fields.push_back(view.heading(field.value));
  }
  if (!fields.empty()) {
    parts.push_back(list(fields, ", "));
  }
  if (event.note) {
    parts.push_back(*event.note);
  }
  return list(parts, "; ");
}

void add_timeline(Blocks& out, const HandoffView& view) {
  out.push_back(Heading{2, view.heading("timeline")});
  Table table{{{view.in(k_when)}, {view.in(k_what)}, {view.in(k_who)}, {view.in(k_details)}}, {}};
  for (const TimelineEvent& event : view.handoff.timeline) {
    if (view.has_happened(event)) {
      table.rows.push_back({said(event.at, view.data.zone(), view.language),
                            std::string(said(word(event.event), view.language)),
                            view.names.person(event.by.value), details_of(view, event)});
    }
  }
  out.push_back(std::move(table));
  if (view.handoff.exclusions.empty()) {
    return;
  }
  out.push_back(Heading{3, view.heading("exclusions")});
  Table excluded{{{view.in(k_commitment)}, {view.in(k_when)}, {view.in(k_who)}, {view.in(k_document_why)}},
                 {}};
  for (const model::Exclusion& exclusion : view.handoff.exclusions) {
    std::string who = view.names.person(exclusion.by.value);
    if (exclusion.approved_by) {
      who += ", " + view.names.person(exclusion.approved_by->value);
    }
    excluded.rows.push_back({model::Scalar<model::CommitmentPath>::print(exclusion.commitment),
                             said(exclusion.from, view.language), std::move(who), exclusion.why});
  }
  out.push_back(std::move(excluded));
}

void add_checklist(Blocks& out, const HandoffView& view) {
  out.push_back(Heading{2, view.in(k_checklist)});
  if (view.asked.rows.empty()) {
    out.push_back(Prose{view.in(k_nothing_asked)});
    return;
  }
  const TimelineEvent* submitted = last_submission(view);
  Facts facts;
  const auto figure = [&](const Phrase& name, const std::optional<sla::Ratio>& now,
                          const std::optional<model::Share>& recorded) {
    if (!now) {
      return;
    }
    std::string text = fmt::format("{}%", said(sla::to_share(*now).percent, view.language));
    if (recorded) {
      text += fmt::format(" ({}% {})", said(recorded->percent, view.language), view.in(k_at_submission));
    }
    facts.rows.emplace_back(view.in(name), std::move(text));
  };
  figure(k_completeness, view.asked.completeness,
         submitted != nullptr ? submitted->completeness : std::nullopt);
  figure(k_quality, view.asked.quality, submitted != nullptr ? submitted->quality : std::nullopt);
  std::vector<std::string> missing;
  for (const sla::InformationGrade& row : view.asked.rows) {
    if (!row.present()) {
      missing.push_back(view.heading(row.information->field.value));
    }
  }
  facts.rows.emplace_back(view.in(k_missing),
                          missing.empty() ? view.in(k_document_nothing) : list(missing, ", "));
  out.push_back(std::move(facts));
}

}  // namespace

std::string HandoffView::side(const model::HandoffSide& side) const {
  const std::string area(said(side.area.value, language));
  return side.person ? fmt::format("{} ({})", names.person(side.person->value), area) : area;
}

bool HandoffView::is_accepted() const {
  return std::ranges::any_of(handoff.timeline, [&](const TimelineEvent& event) {
    return event.event == HandoffEvent::accepted && has_happened(event);
  });
}

Blocks handoff_document(const store::Dataset& data, const model::Handoff& handoff, time::Instant as_of,
                        model::Language language) {
  const time::Date today = data.zone().date_of(as_of);
  const time::Date day = sla::judged_on(handoff, data.zone(), today);
  const auto* account = data.get<model::Account>(handoff.account.value);
  const std::vector<const model::Agreement*> in_force = sla::InForce(data).on(day);
  const HandoffNames names(data, account, in_force);
  const sla::Completeness asked = sla::grade_for_all(in_force, handoff, account, day);
  const sla::Completeness answer = sla::grade_for_all(in_force, handoff, account, day, sla::Flow::back);
  const HandoffView view{data, handoff, account, as_of, today, language, names, asked, answer};

  // Only those that ask something of this handoff are its agreements.
  std::vector<const model::Agreement*> asking = in_force;
  std::erase_if(asking, [&](const model::Agreement* agreement) {
    return sla::grade_handoff(*agreement, handoff, account, day).rows.empty();
  });
  Blocks out;
  add_head(out, view, asking);
  add_customer(out, view);
  add_content(out, view);
  add_arrival(out, view);
  add_timeline(out, view);
  add_checklist(out, view);
  return out;
}

}  // namespace csx::report
