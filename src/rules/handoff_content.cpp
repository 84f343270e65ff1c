#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/submission.hpp"
#include "handoff_rules.hpp"

namespace csx::rules::handoff {

namespace {

using model::AnyRecord;
using model::Handoff;
using model::HandoffEvent;
using model::Information;
using model::TimelineEvent;

sla::HandoffState state_now(const Input& input, const Handoff& handoff) {
  return sla::state_at(handoff, input.as_of, input.data.zone());
}

void draft_incomplete(const Input& input, Report& report) {
  const sla::InForce in_force(input.data);
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const sla::HandoffState state = state_now(input, handoff);
    if (state == sla::HandoffState::cancelled || sla::was_submitted(state, handoff) || !record.clean) {
      return;
    }
    const std::string missing = missing_fields(asked_of(input, in_force, handoff, sla::Flow::forward));
    if (!missing.empty()) {
      report.add(record, handoff.context, fmt::format("the draft still lacks {}", missing)).at_key();
    }
  });
}

void incomplete(const Input& input, Report& report) {
  const sla::InForce in_force(input.data);
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    if (!sla::was_submitted(state_now(input, handoff), handoff) || !record.clean) {
      return;  // what could not be read is told already, and may be what is missing
    }
    const std::string missing = missing_fields(asked_of(input, in_force, handoff, sla::Flow::forward));
    if (!missing.empty()) {
      report
          .add(record, handoff.context,
               fmt::format("{} receives the handoff without {}", handoff.to.area.value, missing))
          .at_key();
    }
  });
}

void below_gate(const Input& input, Report& report) {
  const sla::InForce in_force(input.data);
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const sla::HandoffState state = state_now(input, handoff);
    const TimelineEvent* submitted = sla::last_event(handoff, HandoffEvent::submitted);
    if (submitted == nullptr || state == sla::HandoffState::returned ||
        state == sla::HandoffState::cancelled) {
      return;
    }
    const time::Date day = judged_on(input, handoff);
    const auto* account = input.data.get<model::Account>(handoff.account.value);
    const auto agreements = in_force.on(day);
    for (const sla::GateVerdict& verdict :
         sla::judge_gates(agreements, handoff, account, day, {submitted->completeness, submitted->quality})) {
      if (!verdict.met) {
        report.add(record, submitted->event,
                   fmt::format("the submission has {} {}%, commitment {} of {} asks for {}",
                               sla::word(verdict.figure), verdict.found.percent.to_string(),
                               quoted(verdict.commitment->id.value), quoted(verdict.agreement->id.value),
                               verdict.wanted->to_string()));
      }
    }
  });
}

/// Units such as % are not sentences.
bool is_unit(const model::Path& path) {
  return !path.steps().empty() && path.steps().back().key == "unit";
}

void vague(const Input& input, Report& report) {
  const model::Type& text = model::type_of<std::string>;
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    model::walk(model::type_of<Handoff>, &handoff,
                [&](const model::Type& type, const void* value, const model::Path& path) {
                  if (&type != &text || is_unit(path)) {
                    return model::Walk::into;
                  }
                  const std::string& said = *static_cast<const std::string*>(value);
                  if (sla::is_vague(said)) {
                    report.add_at(record, value, type, fmt::format("{} says nothing", quoted(said)));
                  }
                  return model::Walk::into;
                });
  });
}

bool is_accepted(sla::HandoffState state) {
  return state == sla::HandoffState::accepted || state == sla::HandoffState::introduced ||
         state == sla::HandoffState::kickoff_held || state == sla::HandoffState::activated ||
         state == sla::HandoffState::completed;
}

void no_feedback(const Input& input, Report& report) {
  const sla::InForce in_force(input.data);
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    if (!is_accepted(state_now(input, handoff))) {
      return;
    }
    const std::string missing = missing_fields(asked_of(input, in_force, handoff, sla::Flow::back));
    if (!missing.empty()) {
      report
          .add(record, handoff.feedback,
               fmt::format("{} accepted the handoff and owes {} {}", handoff.to.area.value,
                           handoff.from.area.value, missing))
          .at_key();
    }
  });
}

constexpr auto k_content_rules = std::to_array<Rule>({
    {"handoff/draft-incomplete", Severity::note, "What a draft still lacks is known before it is submitted.",
     "The agreement lists the information that the receiver needs. A draft may be incomplete; this is its "
     "list "
     "of things to do before the submission.",
     "Fill the fields named, or write `{none: reason}` where there is nothing to say", draft_incomplete},
    {"handoff/incomplete", Severity::warning,
     "A handoff that was submitted carries the information that the agreement asks for.",
     "An inefficient handoff is half of what makes customers difficult: the new team meets them without "
     "knowing "
     "what they were promised and what they want. The receiver then asks the customer again, and the "
     "customer "
     "notices.",
     "Fill the fields named, or write `{none: reason}`; while it is not accepted yet, return it and submit "
     "again",
     incomplete},
    {"handoff/below-gate", Severity::warning, "A submission reaches the quality that the agreement asks for.",
     "Speed without content does not help the receiver. A commitment may say how complete and how good a "
     "submission must be; one below that does not stop the clock, however early it came.",
     "Complete the content; while it waits for its acceptance it can be returned and submitted again",
     below_gate},
    {"handoff/vague", Severity::warning, "No field of a handoff is filled with a placeholder.",
     "\"TBD\", \"a definir\", \"-\" or \"?\" make a field look filled. They count as missing in completeness "
     "and "
     "quality, and they hide from the receiver that nobody asked the customer.",
     "Write what is known, remove the field, or say `{none: reason}`", vague},
    {"handoff/no-feedback", Severity::warning, "The receiver gives back what the agreement asks of it.",
     "Information flows in both directions. Sales learns whom to win next only if Customer Success says how "
     "well "
     "the last customer suited; without that the same bad fit is sold again.",
     "Fill `feedback: {fit: good, comment: …}` or the field named", no_feedback},
});

}  // namespace

std::span<const Rule> content_rules() {
  return k_content_rules;
}

}  // namespace csx::rules::handoff
