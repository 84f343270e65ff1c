#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/handoff.hpp"
#include "csx/rules/rule.hpp"
#include "csx/sla/completeness.hpp"
#include "csx/sla/handoff_state.hpp"
#include "lookup.hpp"

/// What the files of the family `handoff` share.
namespace csx::rules::handoff {

std::span<const Rule> timeline_rules();
std::span<const Rule> actor_rules();
std::span<const Rule> party_rules();
std::span<const Rule> exclusion_rules();
std::span<const Rule> content_rules();
std::span<const Rule> agreed_rules();
std::span<const Rule> follow_up_rules();

template <class Judge>
void each_handoff(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<model::Handoff>()) {
    const auto& handoff = record.as<model::Handoff>();
    if (!handoff.timeline.empty()) {
      judge(record, handoff);
    }
  }
}

/// Every event of every handoff.
template <class Judge>
void each_event(const Input& input, Judge judge) {
  each_handoff(input, [&](const model::AnyRecord& record, const model::Handoff& handoff) {
    for (const model::TimelineEvent& event : handoff.timeline) {
      judge(record, handoff, event);
    }
  });
}

/// The day on which a handoff was opened.
time::Date opened_on(const Input& input, const model::Handoff& handoff);

/// The day whose agreement judges a handoff's content: of its last submission, or today for a draft.
time::Date judged_on(const Input& input, const model::Handoff& handoff);

/// What a handoff says to all that the agreements in force ask, in the order of the agreements.
std::vector<sla::InformationGrade> asked_of(const Input& input, const sla::InForce& in_force,
                                            const model::Handoff& handoff, sla::Flow flow);

/// `context.pains, context.objectives (1 of 2)`: what is missing, for messages; empty when nothing is.
std::string missing_fields(const std::vector<sla::InformationGrade>& rows);

}  // namespace csx::rules::handoff
