#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "csx/sla/service.hpp"
#include "handoff_rules.hpp"

namespace csx::rules::handoff {

namespace {

using model::AnyRecord;
using model::Handoff;

bool contains(const std::vector<std::string_view>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void objection_not_agreed(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const model::Agreement* agreement = versions.on(judged_on(input, handoff));
    if (agreement == nullptr || !agreement->how || agreement->how->objections.empty() || !handoff.context) {
      return;
    }
    const auto known = ids_of(agreement->how->objections);
    for (const model::RaisedObjection& raised : handoff.context->objections.value) {
      if (!contains(known, raised.objection.value)) {
        report.add(record, raised.objection,
                   fmt::format("objection {} is not in version {} of {}{}", quoted(raised.objection.value),
                               agreement->version, quoted(agreement->id.value),
                               did_you_mean(raised.objection.value, known)));
      }
    }
  });
}

void objective_of_other_segment(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const time::Date day = judged_on(input, handoff);
    const model::Agreement* agreement = versions.on(day);
    const auto* account = input.data.get<model::Account>(handoff.account.value);
    if (agreement == nullptr || account == nullptr || !handoff.context) {
      return;
    }
    const model::Segment* segment = sla::segment_on(*account, *agreement, day);
    if (segment == nullptr || segment->objectives.empty()) {
      return;
    }
    const auto known = ids_of(segment->objectives);
    for (const model::HandoffObjective& objective : handoff.context->objectives.value) {
      if (!contains(known, objective.objective.value)) {
        report.add(
            record, objective.objective,
            fmt::format("objective {} is none of segment {}, which has {}", quoted(objective.objective.value),
                        quoted(segment->id.value), enumerate(known)));
      }
    }
  });
}

bool is_empty(const model::Box<model::Locations>& locations) {
  return !locations ||
         (!locations->contract && !locations->plan && !locations->context && !locations->objective);
}

void no_locations(const Input& input, Report& report) {
  const sla::InForce in_force(input.data);
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    if (handoff.type != model::HandoffType::sales_to_cs ||
        !sla::was_submitted(sla::state_at(handoff, input.as_of, input.data.zone()), handoff) ||
        !is_empty(handoff.locations)) {
      return;
    }
    const auto* account = input.data.get<model::Account>(handoff.account.value);
    const auto agreements = in_force.on(judged_on(input, handoff));
    const bool agreed =
        std::any_of(agreements.begin(), agreements.end(), [](const model::Agreement* agreement) {
          return agreement->how && !is_empty(agreement->how->locations);
        });
    const bool may_be_agreed = agreed || in_force.may_lack_one_on(judged_on(input, handoff));
    if (account != nullptr && is_empty(account->documents) && !may_be_agreed) {
      report.add(record, handoff.locations,
                 "it is not said where contract, plan, context and objective of this customer are kept");
    }
  });
}

constexpr auto k_agreed_rules = std::to_array<Rule>({
    {"handoff/objection-not-agreed", Severity::warning,
     "Objections raised in a sale are those whose treatment was agreed.",
     "The agreement says how the main objections are treated, so that every buyer hears the same. An "
     "objection "
     "that is not in the version in force was answered in some other way, and Customer Success will be held "
     "to "
     "that answer.",
     "Name an objection of the agreement, or propose to add this one: `csx opinion`", objection_not_agreed},
    {"handoff/objective-of-other-segment", Severity::warning,
     "The customer's objectives are objectives of its segment.",
     "The agreement ties the possible objectives to each segment, because the product reaches them there. An "
     "objective of another segment is a sign of a wrong segment or of a customer who does not fit.",
     "Choose an objective of the segment, or correct the account's segment", objective_of_other_segment},
    {"handoff/no-locations", Severity::warning,
     "It is known where contract, plan, context and objective of the customer are kept.",
     "The articles ask where this information lives and that both areas can reach it. Where neither the "
     "handoff, "
     "nor the account, nor the agreement says so, the receiver has to ask the seller.",
     "Add `locations: {contract: …, plan: …, context: …, objective: …}` to the handoff", no_locations},
});

}  // namespace

std::span<const Rule> agreed_rules() {
  return k_agreed_rules;
}

}  // namespace csx::rules::handoff
