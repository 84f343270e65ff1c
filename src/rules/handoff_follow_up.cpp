#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "csx/sla/service.hpp"
#include "handoff_rules.hpp"
#include "moments.hpp"

namespace csx::rules::handoff {

namespace {

using model::AnyRecord;
using model::Handoff;
using model::HandoffEvent;
using model::HandoffType;

/// The handoffs after which somebody of Customer Success follows up.
bool leads_to_cs(HandoffType type) {
  return type == HandoffType::sales_to_cs || type == HandoffType::onboarding_to_ongoing ||
         type == HandoffType::csm_to_csm;
}

/// Whether an action is listed, in these or nearly these words.
bool is_listed(std::string_view action, const std::vector<model::FollowUp>& listed) {
  const std::string wanted = to_lower_ascii(trim(action));
  return std::any_of(listed.begin(), listed.end(), [&](const model::FollowUp& item) {
    const std::string found = to_lower_ascii(trim(item.action));
    const std::array<std::string_view, 1> candidate{found};
    return found.find(wanted) != std::string::npos || nearest(wanted, candidate).has_value();
  });
}

void no_follow_up(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const sla::HandoffState state = sla::state_at(handoff, input.as_of, input.data.zone());
    if (!leads_to_cs(handoff.type) || !sla::was_submitted(state, handoff) || handoff.follow_up.is_none()) {
      return;
    }
    const time::Date day = judged_on(input, handoff);
    const model::Agreement* agreement = versions.on(day);
    const auto* account = input.data.get<model::Account>(handoff.account.value);
    const auto touch = account != nullptr ? sla::touch_model_on(*account, agreement, day) : std::nullopt;
    const model::TouchPolicy* policy =
        agreement != nullptr && touch ? sla::find_policy(*agreement, *touch) : nullptr;
    if (policy == nullptr) {
      return;
    }
    std::vector<std::string> missing;
    for (const std::string& action : policy->follow_up) {
      if (!is_listed(action, handoff.follow_up.value)) {
        missing.push_back(quoted(action));
      }
    }
    if (!missing.empty()) {
      report
          .add(record, handoff.follow_up,
               fmt::format("touch model {} asks for a follow-up that is not listed: {}",
                           quoted(model::word(*touch)), fmt::join(missing, ", ")))
          .at_key();
    }
  });
}

void no_risks(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const sla::HandoffState state = sla::state_at(handoff, input.as_of, input.data.zone());
    if (handoff.type == HandoffType::sales_to_cs && sla::was_submitted(state, handoff) &&
        handoff.risks.value.empty() && !handoff.risks.is_none()) {
      report.add(record, handoff.risks, "the handoff names no risk, and does not say that there is none");
    }
  });
}

/// The event, if it has happened by now.
const model::TimelineEvent* happened(const Input& input, const Handoff& handoff, HandoffEvent event) {
  const model::TimelineEvent* found = sla::first_event(handoff, event);
  return found != nullptr && !is_future(input, found->at) ? found : nullptr;
}

void no_introduction(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const auto* event = happened(input, handoff, HandoffEvent::introduced);
    if (event != nullptr && !handoff.introduction.value && !handoff.introduction.is_none()) {
      report.add(record, handoff.introduction, "the customer was introduced, it is not said how and to whom")
          .note(record, event->event, "introduced here");
    }
  });
}

void no_kickoff(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const auto* event = happened(input, handoff, HandoffEvent::kickoff_held);
    const auto& kickoff = handoff.kickoff;
    if (event != nullptr && !kickoff.is_none() && (!kickoff.value || kickoff.value->participants.empty())) {
      report.add(record, handoff.kickoff, "the kickoff was held, it is not said who took part")
          .at_key()
          .note(record, event->event, "held here");
    }
  });
}

constexpr auto k_follow_up_rules = std::to_array<Rule>({
    {"handoff/no-follow-up", Severity::warning,
     "A handoff lists the follow-up that the customer's touch model asks for.",
     "After the handoff the customer flies on with the product, and how it is accompanied depends on its "
     "touch "
     "model. The agreement lists the actions of each; one that nobody wrote down is one that nobody does.",
     "Add the action to `follow_up:` with who does it and by when", no_follow_up},
    {"handoff/no-risks", Severity::note, "A handoff says what may go wrong.",
     "The seller knows the doubts, the competitors and the people who were against the purchase. Not written "
     "down, that knowledge is lost with the handoff; written down, the first meeting can treat it.",
     "Add `risks: [ … ]`, or `risks: {none: reason}`", no_risks},
    {"handoff/no-introduction", Severity::note, "Once the customer was introduced, it is known how.",
     "The customer should feel no difference in welcome and trust when the team changes. How and by whom the "
     "new "
     "team was introduced is what a later look at the satisfaction after handoffs compares.",
     "Add `introduction: {how: …, who: …}`", no_introduction},
    {"handoff/no-kickoff", Severity::note, "Once the kickoff was held, it is known who took part.",
     "Expectations and goals are agreed in the kickoff. Whether the sponsor sat at the table decides how "
     "much "
     "that agreement is worth.",
     "Add `kickoff: {participants: [ … ]}`", no_kickoff},
});

}  // namespace

std::span<const Rule> follow_up_rules() {
  return k_follow_up_rules;
}

}  // namespace csx::rules::handoff
