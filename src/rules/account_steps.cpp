#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "account_rules.hpp"
#include "csx/model/playbook.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/completeness.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;
using model::OnboardingStep;
using model::Playbook;
using model::StepState;

/// Accounts in onboarding by a playbook, with it.
template <class Judge>
void each_plan(const Input& input, Judge judge) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.onboarding || !account.onboarding->playbook) {
      return;
    }
    const auto* playbook = input.data.get<Playbook>(account.onboarding->playbook->value);
    if (playbook != nullptr) {
      judge(record, *account.onboarding, *playbook);
    }
  });
}

bool has_begun(const OnboardingStep& step) {
  return step.state == StepState::doing || step.state == StepState::done;
}

/// The account's steps in the order of the playbook; those of other playbooks left out.
std::vector<const OnboardingStep*> in_order(const model::Onboarding& onboarding, const Playbook& playbook) {
  std::unordered_map<std::string_view, const OnboardingStep*> by_id;
  for (const OnboardingStep& step : onboarding.steps) {
    by_id.emplace(step.step.value, &step);
  }
  std::vector<const OnboardingStep*> steps;
  for (const model::PlaybookStep& step : playbook.steps) {
    const auto found = by_id.find(step.id.value);
    if (found != by_id.end()) {
      steps.push_back(found->second);
    }
  }
  return steps;
}

/// Which of the steps after a given one speaks most against it being before them.
struct Later {
  const OnboardingStep* begun = nullptr;     ///< any that has begun
  const OnboardingStep* finished = nullptr;  ///< any that is done
  const OnboardingStep* earliest = nullptr;  ///< the one that started first, as far as dated

  void add(const OnboardingStep& step) {
    if (!has_begun(step)) {
      return;
    }
    begun = &step;
    finished = step.state == StepState::done ? &step : finished;
    if (started(step) && (earliest == nullptr || *started(step) < *started(*earliest))) {
      earliest = &step;
    }
  }
  static std::optional<time::Date> started(const OnboardingStep& step) {
    return step.started_on ? step.started_on : step.done_on;
  }
};

void judge_order(Report& report, const AnyRecord& record, const OnboardingStep& step, const Later& later) {
  if (step.state == StepState::open && later.begun != nullptr) {
    report
        .add(record, step.state,
             fmt::format("step {} has not begun, and {} after it has", quoted(step.step.value),
                         quoted(later.begun->step.value)))
        .note(record, later.begun->state, "the later step");
  } else if (step.state == StepState::doing && later.finished != nullptr) {
    report
        .add(record, step.state,
             fmt::format("step {} is under way, and {} after it is done", quoted(step.step.value),
                         quoted(later.finished->step.value)))
        .note(record, later.finished->state, "the later step");
  } else if (step.state == StepState::done && step.done_on && later.earliest != nullptr &&
             *Later::started(*later.earliest) < *step.done_on) {
    report
        .add(record, *step.done_on,
             fmt::format("step {} was done on {}, after {} began on {}", quoted(step.step.value),
                         step.done_on->to_string(), quoted(later.earliest->step.value),
                         Later::started(*later.earliest)->to_string()))
        .note(record, later.earliest->step, "the later step");
  }
}

void step_order(const Input& input, Report& report) {
  each_plan(input,
            [&](const AnyRecord& record, const model::Onboarding& onboarding, const Playbook& playbook) {
              const auto steps = in_order(onboarding, playbook);
              Later later;
              for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
                judge_order(report, record, **step, later);
                later.add(**step);
              }
            });
}

void step_of_other_playbook(const Input& input, Report& report) {
  each_plan(input,
            [&](const AnyRecord& record, const model::Onboarding& onboarding, const Playbook& playbook) {
              const auto known = ids_of(playbook.steps);
              for (const OnboardingStep& step : onboarding.steps) {
                // A step of no playbook is reported by reference/unknown.
                if (std::find(known.begin(), known.end(), step.step.value) == known.end() &&
                    input.data.has_id("playbook step", step.step.value)) {
                  report.add(record, step.step,
                             fmt::format("playbook {} has no step {}{}", quoted(playbook.id.value),
                                         quoted(step.step.value), did_you_mean(step.step.value, known)));
                }
              }
            });
}

void omitted_steps(const Input& input, Report& report) {
  each_plan(input, [&](const AnyRecord& record, const model::Onboarding& onboarding,
                       const Playbook& playbook) {
    if (onboarding.steps.empty() || !record.clean) {
      return;
    }
    std::set<std::string_view> listed;
    for (const OnboardingStep& step : onboarding.steps) {
      listed.insert(step.step.value);
    }
    std::vector<std::string_view> missing;
    for (const model::PlaybookStep& step : playbook.steps) {
      if (!listed.contains(step.id.value)) {
        missing.push_back(step.id.value);
      }
    }
    if (!missing.empty()) {
      report
          .add(record, onboarding.steps,
               fmt::format("{} of playbook {} {} not listed: {}", counted(missing.size(), "step"),
                           quoted(playbook.id.value), missing.size() == 1 ? "is" : "are", enumerate(missing)))
          .at_key();
    }
  });
}

void step_twice(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.onboarding) {
      return;
    }
    std::unordered_map<std::string_view, const OnboardingStep*> seen;
    for (const OnboardingStep& step : account.onboarding->steps) {
      const auto [first, is_new] = seen.emplace(step.step.value, &step);
      if (!is_new) {
        report.add(record, step.step, fmt::format("step {} is listed twice", quoted(step.step.value)))
            .note(record, first->second->step, "listed before");
      }
    }
  });
}

void step_dates(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.onboarding) {
      return;
    }
    for (const OnboardingStep& step : account.onboarding->steps) {
      if (step.done_on && step.state != StepState::done) {
        report.add(record, step.state,
                   fmt::format("step {} was done on {} and its state is {}", quoted(step.step.value),
                               step.done_on->to_string(), quoted(model::word(step.state))));
      } else if (step.started_on && step.state == StepState::open) {
        report.add(record, step.state,
                   fmt::format("step {} began on {} and its state is \"open\"", quoted(step.step.value),
                               step.started_on->to_string()));
      } else if (step.done_on && step.started_on && *step.done_on < *step.started_on) {
        report.add(record, *step.done_on,
                   fmt::format("step {} was done on {}, before it began on {}", quoted(step.step.value),
                               step.done_on->to_string(), step.started_on->to_string()));
      }
    }
  });
}

void stuck(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !agreement->thresholds || !agreement->thresholds->onboarding_stuck_after) {
    return;
  }
  const time::Duration limit = *agreement->thresholds->onboarding_stuck_after;
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.onboarding) {
      return;
    }
    for (const OnboardingStep& step : account.onboarding->steps) {
      const auto due = step.state == StepState::doing && step.started_on ? later(*step.started_on, limit)
                                                                         : std::optional<time::Date>();
      if (due && *due < input.today) {
        report.add(record, *step.started_on,
                   fmt::format("step {} is under way since {}, longer than {}", quoted(step.step.value),
                               step.started_on->to_string(), limit.to_string()));
      }
    }
  });
}

/// Whether a field holds something; "a definir" is nothing.
bool is_filled(const model::FieldValue& field) {
  if (field.none) {
    return true;
  }
  switch (field.type->form) {
    case model::Form::list:
      return field.type->list->size(field.value) > 0;
    case model::Form::map:
      return field.type->map->size(field.value) > 0;
    case model::Form::scalar:
      return field.type != &model::type_of<std::string> ||
             !sla::is_vague(*static_cast<const std::string*>(field.value));
    default:
      return true;
  }
}

void done_without_field(const Input& input, Report& report) {
  each_plan(input, [&](const AnyRecord& record, const model::Onboarding& onboarding,
                       const Playbook& playbook) {
    for (const OnboardingStep& step : onboarding.steps) {
      const auto found = std::find_if(playbook.steps.begin(), playbook.steps.end(),
                                      [&](const model::PlaybookStep& each) { return step.step == each.id; });
      if (step.state != StepState::done || found == playbook.steps.end() || !record.clean) {
        continue;  // of what could not be read, a field may be it
      }
      std::vector<std::string_view> missing;
      for (const model::FieldPath& field : found->requires_fields) {
        const model::Type& type = model::type_of<Account>;
        const auto values = model::field_values(type, &record.as<Account>(), field.value);
        if (model::field_type(type, field.value) != nullptr &&
            std::none_of(values.begin(), values.end(), is_filled)) {
          missing.push_back(field.value);
        }
      }
      if (!missing.empty()) {
        report.add(record, step.state,
                   fmt::format("step {} is done, and playbook {} asks for {}, which {} empty",
                               quoted(step.step.value), quoted(playbook.id.value), enumerate(missing),
                               missing.size() == 1 ? "is" : "are"));
      }
    }
  });
}

constexpr auto k_step_rules = std::to_array<Rule>({
    {"account/step-order", Severity::warning, "Onboarding follows the order of its playbook.",
     "The steps build on one another: who does not know the current scenario cannot choose the right team, "
     "and "
     "who has not agreed on goals cannot activate towards them. A step left behind is usually forgotten, and "
     "missed when it matters.",
     "Finish the earlier step, or mark it `state: skipped` with a note that says why", step_order},
    {"account/step-of-other-playbook", Severity::error,
     "The steps are those of the playbook that is followed.",
     "Progress and stuck steps are counted along the playbook. A step that it does not have is counted "
     "nowhere.",
     "Name a step of the playbook, or correct `onboarding.playbook`", step_of_other_playbook},
    {"account/omitted-steps", Severity::note, "All steps of the playbook are listed.",
     "A step that is not listed is neither open nor done: it is forgotten. Steps that do not apply here are "
     "skipped, on purpose and with a reason.",
     "Add `- {step: …, state: open}` for each, or `state: skipped` with a note", omitted_steps},
    {"account/step-twice", Severity::error, "A step is listed once.",
     "Two entries for one step say two things about how far it has come.", "Remove one of them", step_twice},
    {"account/step-dates", Severity::error, "A step's state and dates agree.",
     "The state says where the step is, the dates say since when. Where they contradict each other the "
     "duration "
     "of the onboarding is wrong, whichever is believed.",
     "Correct the state or the date", step_dates},
    {"account/step-without-field", Severity::warning, "A step is done when what it asks for is there.",
     "A playbook says which fields of the account a step fills, so that no knowledge is lost on the way. A "
     "step "
     "marked done without them was talked about and not written down.",
     "Fill the fields named, or set the step back to `state: doing`", done_without_field},
    {"account/onboarding-stuck", Severity::warning, "No step of an onboarding is stuck.",
     "The faster a customer comes to first value, the likelier it stays. The agreement says how long one "
     "step may "
     "take; longer than that somebody waits for somebody else, and often neither knows.",
     "Ask what is missing and act on it; `csx show account/ID` lists steps and owners", stuck},
});

}  // namespace

std::span<const Rule> step_rules() {
  return k_step_rules;
}

}  // namespace csx::rules::account
