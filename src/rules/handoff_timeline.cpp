#include <fmt/format.h>

#include <array>

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "handoff_rules.hpp"
#include "moments.hpp"

namespace csx::rules::handoff {

namespace {

using model::AnyRecord;
using model::Handoff;
using model::HandoffEvent;
using model::ReturnReason;
using model::TimelineEvent;

void begins_otherwise(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    if (!record.clean) {
      return;  // an event may be what could not be read
    }
    const TimelineEvent& first = handoff.timeline.front();
    if (first.event != HandoffEvent::opened) {
      report.add(record, first.event,
                 fmt::format("the timeline begins with {}, it must begin with \"opened\"",
                             quoted(model::word(first.event))));
    }
  });
}

std::string what_follows(sla::HandoffState state, model::HandoffType type) {
  const auto allowed = sla::allowed_from(state, type);
  if (allowed.empty()) {
    return "is final";
  }
  std::vector<std::string_view> words;
  for (HandoffEvent event : allowed) {
    words.push_back(model::word(event));
  }
  return fmt::format("allows {}", enumerate(words, "or"));
}

void illegal_step(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    if (!record.clean) {
      return;  // an event may be what could not be read
    }
    sla::HandoffProgress progress(handoff.type);
    for (std::size_t i = 0; i < handoff.timeline.size(); ++i) {
      const TimelineEvent& event = handoff.timeline[i];
      // What stands in place of `opened` is judged by the rule about beginnings.
      if (i > 0 && !progress.allows(event.event)) {
        report.add(record, event.event,
                   fmt::format("{} cannot follow {}, which {}", quoted(model::word(event.event)),
                               quoted(word(progress.state())), what_follows(progress.state(), handoff.type)));
      }
      progress.apply(event.event);
    }
  });
}

void time_backwards(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    for (std::size_t i = 1; i < handoff.timeline.size(); ++i) {
      const TimelineEvent& event = handoff.timeline[i];
      const TimelineEvent& before = handoff.timeline[i - 1];
      if (sla::is_before(input.data.zone(), event.at, before.at)) {
        report
            .add(record, event.at,
                 fmt::format("{} is dated {}, earlier than {} before it ({})",
                             quoted(model::word(event.event)), event.at.to_string(),
                             quoted(model::word(before.event)), before.at.to_string()))
            .note(record, before.at, "the event before it");
      }
    }
  });
}

void future_event(const Input& input, Report& report) {
  each_event(input, [&](const AnyRecord& record, const Handoff&, const TimelineEvent& event) {
    if (is_future(input, event.at)) {
      report.add(record, event.at,
                 fmt::format("{} is dated {}, after the as-of date {}", quoted(model::word(event.event)),
                             event.at.to_string(), input.today.to_string()));
    }
  });
}

void return_without_reason(const Input& input, Report& report) {
  each_event(input, [&](const AnyRecord& record, const Handoff&, const TimelineEvent& event) {
    if (event.event == HandoffEvent::returned && !event.reason) {
      report.add(record, event.reason, "the return gives no reason");
    }
  });
}

void return_without_fields(const Input& input, Report& report) {
  each_event(input, [&](const AnyRecord& record, const Handoff&, const TimelineEvent& event) {
    if (event.event == HandoffEvent::returned && event.fields.empty() &&
        event.reason == ReturnReason::missing_information) {
      report.add(record, event.fields, "the return for missing information names no field");
    }
  });
}

void unknown_field(const Input& input, Report& report) {
  std::vector<std::string> paths;
  each_event(input, [&](const AnyRecord& record, const Handoff&, const TimelineEvent& event) {
    for (const model::FieldPath& field : event.fields) {
      if (model::field_type(model::type_of<Handoff>, field.value) != nullptr) {
        continue;
      }
      if (paths.empty()) {
        paths = model::field_paths(model::type_of<Handoff>);
      }
      const std::vector<std::string_view> known(paths.begin(), paths.end());
      report.add(
          record, field,
          fmt::format("a handoff has no field {}{}", quoted(field.value), did_you_mean(field.value, known)));
    }
  });
}

void no_completeness(const Input& input, Report& report) {
  const sla::InForce in_force(input.data);
  each_event(input, [&](const AnyRecord& record, const Handoff& handoff, const TimelineEvent& event) {
    const bool lacks = event.event == HandoffEvent::submitted && (!event.completeness || !event.quality);
    // Where nothing is asked there is nothing to grade.
    if (lacks && !asked_of(input, in_force, handoff, sla::Flow::forward).empty()) {
      report.add(record, event.completeness,
                 fmt::format("the submission of {} records {}: it is graded from the content of today",
                             sla::day_of(input.data.zone(), event.at).to_string(),
                             event.completeness ? "no quality"
                             : event.quality    ? "no completeness"
                                                : "neither completeness nor quality"));
    }
  });
}

constexpr auto k_timeline_rules = std::to_array<Rule>({
    {"handoff/begins-with-opened", Severity::error, "Every handoff's timeline begins with opened.",
     "The timeline is the one place where it stands what happened and when. Whoever opened the handoff, and "
     "at "
     "which moment, starts the first clock between the two areas; without it the time that the handoff took "
     "cannot be told.",
     "Begin the timeline with `- {at: …, event: opened, by: …}`", begins_otherwise},
    {"handoff/illegal-step", Severity::error, "A handoff moves only by steps that its state allows.",
     "A handoff is a promise in stages: written, handed over, taken, and then the customer is met and "
     "brought "
     "to life. Skipping a stage means that somebody did not do what the agreement asks, or did not write it "
     "down; and times between stages would be counted from the wrong moment.",
     "Add the step that is missing, or correct the event; `csx handoff` moves a handoff only by legal steps",
     illegal_step},
    {"handoff/time-backwards", Severity::error, "The events of a timeline stand in order of time.",
     "The timeline only grows. An event dated earlier than the one above it is a slip of the pen or an event "
     "added afterwards in the wrong place, and every duration computed from it would be wrong.",
     "Correct the instant, or move the event to its place", time_backwards},
    {"handoff/future-event", Severity::warning, "No event of a timeline lies in the future.",
     "A timeline tells what has happened. What is dated later than the moment of the check is left out of "
     "every state and clock until then, so a wrong year or month hides a step that was done.",
     "Correct the instant; plans belong into `follow_up` or the account's plans", future_event},
    {"handoff/return-without-reason", Severity::warning, "A return says why.",
     "Returned handoffs show where the two areas are misaligned: a field that is always forgotten, a promise "
     "that nobody offers. Without the reason the return costs both sides time and teaches nothing.",
     "Add `reason: missing-information` or another reason to the event", return_without_reason},
    {"handoff/return-without-fields", Severity::warning,
     "A return for missing information names the fields that are missing.",
     "The giver has to know exactly what to add. The fields that are returned most often are also what a "
     "review "
     "of the agreement begins with.",
     "Add `fields: [context.objectives, …]` to the event", return_without_fields},
    {"handoff/unknown-field", Severity::error, "Fields named by a return exist.",
     "The names are counted to find the field that is missing most often, and they lead the giver to the "
     "place "
     "to fill. A name that no handoff has does neither.",
     "Name a field of the handoff; `csx explain handoff` lists them", unknown_field},
    {"handoff/no-completeness", Severity::note, "A submission records its completeness and quality.",
     "What was handed over must not change afterwards. The submission therefore keeps its figures; where "
     "they "
     "are missing, the content of today is graded instead and marked as regraded, and a field filled in "
     "later "
     "makes the submission look better than it was.",
     "Submit with `csx handoff submit`, which writes both figures", no_completeness},
});

}  // namespace

std::span<const Rule> timeline_rules() {
  return k_timeline_rules;
}

}  // namespace csx::rules::handoff
