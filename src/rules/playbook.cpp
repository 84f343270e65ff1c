#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "csx/model/playbook.hpp"
#include "csx/model/walk.hpp"
#include "families.hpp"
#include "lookup.hpp"

namespace csx::rules {

namespace {

constexpr std::string_view k_activation = "activation";

/// The nine steps of the source articles, in their order.
constexpr std::array<std::string_view, 9> k_standard_steps{
    "current-scenario",  "right-team",         "personas",   "touch-model",    "success-and-value",
    "setup-and-handoff", "planning-and-goals", k_activation, "ongoing-handoff"};

/// Where a step stands among the nine; none for a step of the company's own.
std::optional<std::size_t> standard_place(const model::PlaybookStep& step) {
  const auto* found = std::find(k_standard_steps.begin(), k_standard_steps.end(), step.id.value);
  if (found == k_standard_steps.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - k_standard_steps.begin());
}

bool is_empty(const std::optional<std::string>& text) {
  return !text || trim(*text).empty();
}

bool is_contingency_plan(const model::Playbook& playbook) {
  return !is_empty(playbook.trigger);
}

/// Stages are named in the company's own words: these are understood, and so are the acts of the folder.
bool names_onboarding(const std::optional<std::string>& stage) {
  const std::string word = stage ? to_lower_ascii(trim(*stage)) : std::string();
  return word == "onboarding" || word == "implementation" || word == "implantacao" || word == "implantação";
}

/// Playbooks that accounts follow in their onboarding.
std::unordered_set<std::string_view> followed_playbooks(const Input& input) {
  std::unordered_set<std::string_view> followed;
  for (const model::AnyRecord& record : input.data.all<model::Account>()) {
    const auto& account = record.as<model::Account>();
    if (account.onboarding && account.onboarding->playbook) {
      followed.insert(account.onboarding->playbook->value);
    }
  }
  return followed;
}

/// Every playbook that brings customers to first value: its stage says so, an account follows it, or most of
/// its steps are the standard ones.
template <class Judge>
void each_onboarding_playbook(const Input& input, Judge judge) {
  const auto followed = followed_playbooks(input);
  for (const model::AnyRecord& record : input.data.all<model::Playbook>()) {
    const auto& playbook = record.as<model::Playbook>();
    const auto standard =
        std::count_if(playbook.steps.begin(), playbook.steps.end(),
                      [](const model::PlaybookStep& step) { return standard_place(step).has_value(); });
    const bool mostly_standard = static_cast<std::size_t>(standard) > k_standard_steps.size() / 2;
    if (!is_contingency_plan(playbook) &&
        (names_onboarding(playbook.stage) || followed.contains(playbook.id.value) || mostly_standard)) {
      judge(record, playbook);
    }
  }
}

template <class Judge>
void each_step(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<model::Playbook>()) {
    for (const model::PlaybookStep& step : record.as<model::Playbook>().steps) {
      judge(record, step);
    }
  }
}

void no_steps(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Playbook>()) {
    const auto& playbook = record.as<model::Playbook>();
    if (playbook.steps.empty()) {
      report.add(record, playbook.steps,
                 fmt::format("the playbook {} has no steps", quoted(playbook.id.value)));
    }
  }
}

void step_without_guide(const Input& input, Report& report) {
  each_step(input, [&](const model::AnyRecord& record, const model::PlaybookStep& step) {
    if (is_empty(step.guide)) {
      report.add(record, step.guide, fmt::format("the step {} has no guide", quoted(step.id.value)));
    }
  });
}

void step_without_owner(const Input& input, Report& report) {
  each_step(input, [&](const model::AnyRecord& record, const model::PlaybookStep& step) {
    if (!step.owner) {
      report.add(record, step.owner, fmt::format("the step {} has no owner", quoted(step.id.value)));
    }
  });
}

void step_without_time_limit(const Input& input, Report& report) {
  each_step(input, [&](const model::AnyRecord& record, const model::PlaybookStep& step) {
    if (!step.within) {
      report.add(record, step.within,
                 fmt::format("the step {} does not say how long it may take", quoted(step.id.value)));
    }
  });
}

void onboarding_steps_missing(const Input& input, Report& report) {
  each_onboarding_playbook(input, [&](const model::AnyRecord& record, const model::Playbook& playbook) {
    std::array<bool, k_standard_steps.size()> present{};
    for (const model::PlaybookStep& step : playbook.steps) {
      if (const auto place = standard_place(step)) {
        present[*place] = true;
      }
    }
    std::vector<std::string_view> missing;
    for (std::size_t i = 0; i < k_standard_steps.size(); ++i) {
      if (!present[i]) {
        missing.push_back(k_standard_steps[i]);
      }
    }
    if (!missing.empty() && !playbook.steps.empty()) {
      report
          .add(record, playbook.steps,
               fmt::format("the onboarding playbook {} lacks {} of the nine steps: {}",
                           quoted(playbook.id.value), missing.size(), enumerate(missing)))
          .at_key();
    }
  });
}

void onboarding_step_order(const Input& input, Report& report) {
  each_onboarding_playbook(input, [&](const model::AnyRecord& record, const model::Playbook& playbook) {
    const model::PlaybookStep* furthest = nullptr;
    for (const model::PlaybookStep& step : playbook.steps) {
      const auto place = standard_place(step);
      if (!place) {
        continue;
      }
      if (furthest != nullptr && *place < *standard_place(*furthest)) {
        report
            .add(record, step.id,
                 fmt::format("the step {} stands after {}, wanted before it", quoted(step.id.value),
                             quoted(furthest->id.value)))
            .note(record, furthest->id, "the later step stands here");
      } else {
        furthest = &step;
      }
    }
  });
}

void activation_without_tests(const Input& input, Report& report) {
  each_onboarding_playbook(input, [&](const model::AnyRecord& record, const model::Playbook& playbook) {
    for (const model::PlaybookStep& step : playbook.steps) {
      if (step.id.value == k_activation && step.tests.empty()) {
        report.add(record, step.tests, "the activation step has no tests: what must work before going live");
      }
    }
  });
}

void unknown_required_field(const Input& input, Report& report) {
  const model::Type& account = model::type_of<model::Account>;
  const std::vector<std::string> paths = model::field_paths(account);
  const std::vector<std::string_view> known(paths.begin(), paths.end());
  each_step(input, [&](const model::AnyRecord& record, const model::PlaybookStep& step) {
    for (const model::FieldPath& field : step.requires_fields) {
      if (model::field_type(account, field.value) == nullptr) {
        report.add(record, field,
                   fmt::format("an account has no field {}{}", quoted(field.value),
                               did_you_mean(field.value, known)));
      }
    }
  });
}

void unknown_stage(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::AnyRecord* main = versions.record_on(input.today);
  if (main == nullptr || !main->as<model::Agreement>().how ||
      main->as<model::Agreement>().how->journey.empty()) {
    return;
  }
  const auto& journey = main->as<model::Agreement>().how->journey;
  std::vector<std::string_view> names;
  for (const model::JourneyStage& stage : journey) {
    names.push_back(stage.id.value);
    if (stage.title) {
      names.push_back(*stage.title);
    }
  }
  for (const model::AnyRecord& record : input.data.all<model::Playbook>()) {
    const auto& stage = record.as<model::Playbook>().stage;
    if (!is_empty(stage) && std::find(names.begin(), names.end(), trim(*stage)) == names.end()) {
      report
          .add(record, stage,
               fmt::format("the journey of the agreement has no stage {}{}", quoted(*stage),
                           did_you_mean(*stage, names)))
          .note(*main, journey, "the journey");
    }
  }
}

void contingency_plan_without_owner(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Playbook>()) {
    const auto& playbook = record.as<model::Playbook>();
    if (is_contingency_plan(playbook) && !playbook.owner) {
      report
          .add(record, playbook.owner,
               fmt::format("the contingency plan {} has no owner", quoted(playbook.id.value)))
          .note(record, playbook.trigger, "what sets it off");
    }
  }
}

void no_contingency_plan(const Input& input, Report& report) {
  if (input.data.all<model::Account>().empty()) {
    return;
  }
  for (const model::AnyRecord& record : input.data.all<model::Playbook>()) {
    if (is_contingency_plan(record.as<model::Playbook>())) {
      return;
    }
  }
  report.add(input.data.workspace_record(), "no playbook has a trigger: there is no contingency plan");
}

void no_onboarding_playbook(const Input& input, Report& report) {
  bool found = input.data.all<model::Account>().empty() ||
               may_be_unread<model::Playbook>(input.data, [](const auto&) { return true; });
  each_onboarding_playbook(input, [&](const model::AnyRecord&, const model::Playbook&) { found = true; });
  if (!found) {
    report.add(input.data.workspace_record(), "there are accounts, but no playbook for their onboarding");
  }
}

constexpr auto k_playbook_rules = std::to_array<Rule>({
    {"playbook/no-steps", Severity::warning, "A playbook has steps.",
     "A playbook exists so that every customer gets the same experience whoever is on duty. Without steps "
     "there "
     "is nothing to follow and nothing to hand over.",
     "Add `steps:`, each with `id:`, `title:`, `guide:`, `owner:` and `within:`", no_steps},
    {"playbook/step-without-guide", Severity::note, "Each step says how it is done.",
     "A title tells what to do to somebody who has done it before. The guide lets a new colleague, or one "
     "who "
     "works from elsewhere, do it equally well.",
     "Write `guide:` in the step: what is done, with whom, and how one sees that it is done",
     step_without_guide},
    {"playbook/step-without-owner", Severity::note, "Each step names the area that does it.",
     "Playbooks cross areas: Sales, onboarding, Customer Success, Support. Where a step has no owner, each "
     "side "
     "waits for the other and the customer waits for both.",
     "Write `owner:` in the step, an area such as cs", step_without_owner},
    {"playbook/step-without-time-limit", Severity::note, "Each step says how long it may take.",
     "A schedule that both sides agree to is made of the time each step may take. Without it nobody can tell "
     "a step that runs from one that is stuck.",
     "Write `within:` in the step, such as 5d or 2w", step_without_time_limit},
    {"playbook/onboarding-steps-missing", Severity::warning,
     "An onboarding playbook has the nine steps from the current scenario to the handoff into ongoing.",
     "The nine steps take a customer from where it is (current scenario) through the right team, personas, "
     "touch model, success and value, setup and handoff, planning and goals, and activation to the handoff "
     "into ongoing. A step left out comes back as a surprise: nobody asked the personas why they need it, or "
     "nothing was tested before going live.",
     "Add the missing steps with these ids; write in `guide:` why a step takes little here rather than leave "
     "it out",
     onboarding_steps_missing},
    {"playbook/onboarding-step-order", Severity::warning,
     "The nine steps of onboarding stand in their order.",
     "Each step rests on the one before: goals are planned once success is defined, and customers go live "
     "once "
     "goals are agreed. Accounts are followed step by step in the order of the playbook.",
     "Move the step to its place: current-scenario, right-team, personas, touch-model, success-and-value, "
     "setup-and-handoff, planning-and-goals, activation, ongoing-handoff",
     onboarding_step_order},
    {"playbook/activation-without-tests", Severity::warning,
     "The activation step lists what is tested before going live.",
     "Activation is the moment the customer has been waiting for. Everything is tested before, so that the "
     "team "
     "is sure of itself when it comes; a first day that fails is remembered for years.",
     "Add `tests:` to the activation step, a line for each thing that must work", activation_without_tests},
    {"playbook/unknown-field", Severity::error, "Steps require fields that an account has.",
     "`requires` names fields of the account that must be filled when the step is done. A field that does "
     "not "
     "exist can never be filled, so the step could never be done.",
     "Correct the name; `csx explain account` lists the fields", unknown_required_field},
    {"playbook/unknown-stage", Severity::note, "A playbook is for a stage of the customer's journey.",
     "The agreement's journey says where each area's work begins and ends. A playbook for a stage that the "
     "journey does not have is found by nobody who looks for it.",
     "Name a stage of `how.journey` of the main agreement, or add the stage there", unknown_stage},
    {"playbook/contingency-without-owner", Severity::warning, "A contingency plan has an owner.",
     "When the trigger of a contingency plan comes, there is no time to find out who acts. The owner starts "
     "the "
     "plan and keeps it ready.",
     "Write `owner:` in the playbook, an area such as support", contingency_plan_without_owner},
    {"playbook/no-contingency-plan", Severity::note,
     "There is a contingency plan for the operation to go on.",
     "When offices close, the product is down or a whole team is away, customers still expect to be looked "
     "after. Teams that had a plan from the first day kept their quality; the others improvised.",
     "Write a playbook with `trigger:` and `owner:` for the interruption you fear most", no_contingency_plan},
    {"playbook/no-onboarding-playbook", Severity::note,
     "Where there are accounts, a playbook says how they are brought to first value.",
     "A well-defined process with its handoffs gives each new customer a consistent experience at every "
     "step. "
     "Without one, the experience depends on who happens to be free.",
     "Write `playbooks/onboarding.yaml` with `stage: onboarding` and the nine steps", no_onboarding_playbook},
});

}  // namespace

std::span<const Rule> playbook_rules() {
  return k_playbook_rules;
}

}  // namespace csx::rules
