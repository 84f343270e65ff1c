#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "account_rules.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/person.hpp"
#include "csx/sla/handoff_state.hpp"
#include "moments.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;
using model::Handoff;
using model::HandoffType;
using model::Onboarding;

template <class Judge>
void each_onboarding(const Input& input, Judge judge) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    if (account.onboarding) {
      judge(record, account, *account.onboarding);
    }
  });
}

/// The handoff event that says when the customer went live.
struct Activation {
  const AnyRecord* record = nullptr;
  const model::TimelineEvent* event = nullptr;
};
Activation activation_of(const Input& input, const Account& account) {
  for (const AnyRecord* record : input.data.handoffs_of(account.id.value)) {
    const auto& handoff = record->as<Handoff>();
    const bool of_onboarding =
        handoff.type == HandoffType::sales_to_cs || handoff.type == HandoffType::onboarding_to_ongoing;
    const auto* event = sla::first_event(handoff, model::HandoffEvent::activated);
    if (of_onboarding && event != nullptr && !is_future(input, event->at)) {
      return {record, event};
    }
  }
  return {};
}

void untested_activation(const Input& input, Report& report) {
  each_onboarding(input, [&](const AnyRecord& record, const Account& account, const Onboarding& onboarding) {
    if (onboarding.activation_tests.empty()) {
      return;
    }
    const Activation activation = activation_of(input, account);
    std::optional<time::Date> day = onboarding.activated_on;
    if (activation.event != nullptr) {
      day = sla::day_of(input.data.zone(), activation.event->at);
    }
    if (!day || *day > input.today) {
      return;
    }
    for (const model::ActivationTest& test : onboarding.activation_tests) {
      if (test.passed_on && *test.passed_on <= *day) {
        continue;
      }
      Draft draft = report.add(
          record, test.passed_on,
          test.passed_on
              ? fmt::format("test {} passed on {}, after the activation on {}", quoted(test.what),
                            test.passed_on->to_string(), day->to_string())
              : fmt::format("activated on {}, test {} has not passed", day->to_string(), quoted(test.what)));
      if (activation.event != nullptr) {
        draft.note(*activation.record, activation.event->event, "activated here");
      }
    }
  });
}

void activated_twice(const Input& input, Report& report) {
  each_onboarding(input, [&](const AnyRecord& record, const Account& account, const Onboarding& onboarding) {
    const Activation activation = activation_of(input, account);
    if (onboarding.activated_on && activation.event != nullptr) {
      report
          .add(
              record, *onboarding.activated_on,
              fmt::format("a handoff says that the customer went live on {}, so `activated_on` is not needed",
                          sla::day_of(input.data.zone(), activation.event->at).to_string()))
          .note(*activation.record, activation.event->event, "activated here");
    }
  });
}

void no_ongoing_handoff(const Input& input, Report& report) {
  each_onboarding(input, [&](const AnyRecord& record, const Account& account, const Onboarding& onboarding) {
    if (onboarding.ongoing_team != model::OngoingTeam::distinct ||
        stage_of(input, account).stage != sla::Lifecycle::ongoing) {
      return;
    }
    const auto handoffs = input.data.handoffs_of(account.id.value);
    const bool handed_over = std::any_of(handoffs.begin(), handoffs.end(), [](const AnyRecord* each) {
      const auto& handoff = each->as<Handoff>();
      return handoff.type == HandoffType::onboarding_to_ongoing &&
             sla::state_of(handoff) != sla::HandoffState::cancelled;
    });
    if (!handed_over && !may_have_unread_handoff(input.data, account.id.value)) {
      report.add(record, *onboarding.ongoing_team,
                 "another team has taken over, and there is no handoff from onboarding to ongoing");
    }
  });
}

bool has_begun(const Onboarding& onboarding) {
  return std::any_of(onboarding.steps.begin(), onboarding.steps.end(), [](const model::OnboardingStep& step) {
    return step.state == model::StepState::doing || step.state == model::StepState::done;
  });
}

void no_scenario(const Input& input, Report& report) {
  each_onboarding(input, [&](const AnyRecord& record, const Account& account, const Onboarding& onboarding) {
    if (!has_begun(onboarding) || !pays(input, account)) {
      return;
    }
    const auto& scenario = onboarding.scenario;
    if (!scenario) {
      report.add(record, scenario, "the onboarding has begun without a current and a desired scenario");
    } else if (is_blank(scenario->as_is)) {
      report.add(record, scenario->as_is, "the onboarding has begun without a current scenario");
    } else if (is_blank(scenario->to_be)) {
      report.add(record, scenario->to_be, "the onboarding has begun without a desired scenario");
    }
  });
}

enum class Side : std::uint8_t { ours, theirs, unknown };

/// Ids and names of our people, in lower case.
std::set<std::string> our_names(const store::Dataset& data) {
  std::set<std::string> names;
  for (const AnyRecord& record : data.all<model::Person>()) {
    const auto& person = record.as<model::Person>();
    names.insert(person.id.value);
    names.insert(to_lower_ascii(person.name));
  }
  return names;
}

Side side_of(const std::set<std::string>& ours, const Account& account, std::string_view name) {
  const std::string wanted = to_lower_ascii(trim(name));
  const auto& contacts = account.contacts.value;
  if (std::any_of(contacts.begin(), contacts.end(), [&](const model::Contact& contact) {
        return wanted == contact.id.value || wanted == to_lower_ascii(contact.name);
      })) {
    return Side::theirs;
  }
  return ours.contains(wanted) ? Side::ours : Side::unknown;
}

void scenario_one_sided(const Input& input, Report& report) {
  const std::set<std::string> ours = our_names(input.data);
  each_onboarding(input, [&](const AnyRecord& record, const Account& account, const Onboarding& onboarding) {
    if (!onboarding.scenario || is_blank(onboarding.scenario->as_is)) {
      return;
    }
    const auto& agreed_by = onboarding.scenario->agreed_by;
    if (agreed_by.empty()) {
      report.add(record, agreed_by, "nobody has agreed to the scenario");
      return;
    }
    const Side first = side_of(ours, account, agreed_by.front());
    const bool one_sided = std::all_of(agreed_by.begin(), agreed_by.end(), [&](const std::string& name) {
      return side_of(ours, account, name) == first;
    });
    if (first != Side::unknown && one_sided) {
      report.add(record, agreed_by.front(),
                 first == Side::ours ? "only our side has agreed to the scenario, nobody of the customer's"
                                     : "only the customer's side has agreed to the scenario, nobody of ours");
    }
  });
}

void schedule_not_agreed(const Input& input, Report& report) {
  each_onboarding(input, [&](const AnyRecord& record, const Account& account, const Onboarding& onboarding) {
    const auto& schedule = onboarding.schedule;
    if (!pays(input, account) || (!schedule && !has_begun(onboarding))) {
      return;
    }
    if (!schedule) {
      report.add(record, schedule,
                 "the onboarding has begun without a schedule agreed inside and with the customer");
    } else if (!schedule->internal_ok.value_or(false)) {
      report.add(record, schedule->internal_ok, "the schedule is not agreed inside the company");
    } else if (!schedule->external_ok.value_or(false)) {
      report.add(record, schedule->external_ok, "the schedule is not agreed with the customer");
    }
  });
}

constexpr auto k_onboarding_rules = std::to_array<Rule>({
    {"account/untested-activation", Severity::warning, "Everything is tested before the customer goes live.",
     "The activation is the moment that the customer has waited for. Test everything before and be sure of "
     "it: "
     "a failure on that day costs the trust that the whole onboarding has built.",
     "Add `passed_on:` to the test, or correct the date of the activation", untested_activation},
    {"account/activated-twice", Severity::warning, "The activation is written down in one place.",
     "One fact has one home. Where a handoff's timeline says when the customer went live, the account must "
     "not "
     "say it again: sooner or later the two dates differ.",
     "Remove `onboarding.activated_on`", activated_twice},
    {"account/no-ongoing-handoff", Severity::warning,
     "Where another team takes over after onboarding, there is a handoff.",
     "Onboarding and ongoing may be one team or two. With two, the handoff between them is what keeps the "
     "customer from feeling a change of welcome and trust; without it the second team starts from nothing.",
     "Open it: `csx handoff open` with type onboarding-to-ongoing", no_ongoing_handoff},
    {"account/no-scenario", Severity::warning, "Onboarding begins with the current and the desired scenario.",
     "The first step of onboarding is that all are on the same page: where the customer is and where it "
     "wants to "
     "go. Every later step is chosen by that distance.",
     "Add `scenario: {as_is: …, to_be: …, agreed_by: [ … ]}`", no_scenario},
    {"account/scenario-one-sided", Severity::warning, "Both sides have agreed to the scenario.",
     "A scenario that only one side believes in is the difference between expectation and reality, written "
     "down. "
     "`agreed_by` names somebody of the customer's and somebody of ours.",
     "Agree on it with the other side and add the name to `agreed_by:`", scenario_one_sided},
    {"account/schedule-not-agreed", Severity::warning,
     "The schedule is agreed inside the company and with the customer.",
     "Share all stages with the customer and align the schedule on both sides. Dates that only one side "
     "knows "
     "are missed by the other, and the customer is called late for meetings it never agreed to.",
     "Agree on it and set `schedule: {internal_ok: true, external_ok: true}`", schedule_not_agreed},
});

}  // namespace

std::span<const Rule> onboarding_rules() {
  return k_onboarding_rules;
}

}  // namespace csx::rules::account
