#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

/// What the customer was promised, wants to reach, and how it is brought there.
namespace csx::model {

struct Training {
  std::string what;
  std::optional<time::Date> done_on;
};
template <>
inline constexpr auto description<Training> = describe<Training>(
    "training", "Something the customer is taught.", field<&Training::what>("what", "Subject."),
    field<&Training::done_on>("done_on", "When it was given."));

struct Actual {
  time::Date date;
  Decimal value;
};
template <>
inline constexpr auto description<Actual> =
    describe<Actual>("actual", "A value measured.", field<&Actual::date>("date", "When it was measured."),
                     field<&Actual::value>("value", "The value, in the objective's unit."));

struct SuccessObjective {
  Id<SuccessObjective> id;
  std::optional<Reference<Objective>> objective;
  std::optional<std::string> text;
  std::optional<Decimal> baseline;
  std::optional<Decimal> target;
  std::optional<std::string> unit;
  std::optional<time::Date> due_on;
  std::vector<Actual> actuals;
};
template <>
inline constexpr auto description<SuccessObjective> = describe<SuccessObjective>(
    "success objective", "An objective of this customer, with numbers.",
    field<&SuccessObjective::id>("id", "Short name, unique in the account."),
    field<&SuccessObjective::objective>("objective", "Objective of the agreement it follows."),
    field<&SuccessObjective::text>("text", "The objective in the customer's words."),
    field<&SuccessObjective::baseline>("baseline", "Where the customer started."),
    field<&SuccessObjective::target>("target", "Where it wants to be."),
    field<&SuccessObjective::unit>("unit", "What the numbers count."),
    field<&SuccessObjective::due_on>("due_on", "By when."),
    field<&SuccessObjective::actuals>("actuals", "Values measured since."));

struct Success {
  std::optional<std::string> definition;
  std::optional<time::Date> revalidated_on;
  Box<std::string> first_value;
  std::optional<time::Duration> value_cycle;
  std::vector<std::string> use_cases;
  std::vector<Training> trainings;
  OrNone<std::vector<SuccessObjective>> objectives;
};
template <>
inline constexpr auto description<Success> = describe<Success>(
    "success", "What success is for this customer.",
    field<&Success::definition>("definition", "Success in the customer's own words."),
    field<&Success::revalidated_on>("revalidated_on", "When the customer last confirmed it."),
    field<&Success::first_value>("first_value", "What will be the first value delivered."),
    field<&Success::value_cycle>("value_cycle", "How often the product should deliver value."),
    field<&Success::use_cases>("use_cases", "What the customer uses the product for."),
    field<&Success::trainings>("trainings", "What the customer is taught."),
    field<&Success::objectives>("objectives", "Objectives with baseline, target and actuals."));

struct Promise {
  Id<Promise> id;
  std::string text;
  std::optional<Reference<Differentiator>> differentiator;
  std::optional<Reference<Person>> by;
  std::optional<time::Date> due_on;
  std::optional<time::Date> delivered_on;
  Box<std::string> evidence;
};
template <>
inline constexpr auto description<Promise> = describe<Promise>(
    "promise", "Something that was sold and must be delivered.",
    field<&Promise::id>("id", "Short name, unique in the account; handoffs refer to it."),
    field<&Promise::text>("text", "What was promised."),
    field<&Promise::differentiator>("differentiator", "Offered differentiator it rests on."),
    field<&Promise::by>("by", "Who promised it."), field<&Promise::due_on>("due_on", "By when."),
    field<&Promise::delivered_on>("delivered_on", "When it was delivered."),
    field<&Promise::evidence>("evidence", "What shows the delivery."));

struct Scenario {
  std::optional<std::string> as_is;
  std::optional<std::string> to_be;
  std::vector<std::string> agreed_by;
};
template <>
inline constexpr auto description<Scenario> = describe<Scenario>(
    "scenario", "Where the customer is and where it wants to go.", field<&Scenario::as_is>("as_is", "Today."),
    field<&Scenario::to_be>("to_be", "After the product is in use."),
    field<&Scenario::agreed_by>("agreed_by", "Who agreed that this is so, on both sides."));

enum class StepState : std::uint8_t { open, doing, done, skipped };
template <>
struct Words<StepState> {
  static constexpr std::string_view name = "step state";
  static constexpr std::array<Word, 4> words{{{"open", "Not begun"},
                                              {"doing", "Under way"},
                                              {"done", "Finished"},
                                              {"skipped", "Left out, on purpose"}}};
};

struct OnboardingStep {
  Reference<PlaybookStep> step;
  StepState state = StepState::open;
  std::optional<time::Date> started_on;
  std::optional<time::Date> done_on;
  std::optional<std::string> note;
};
template <>
inline constexpr auto description<OnboardingStep> =
    describe<OnboardingStep>("onboarding step", "How far a step of the playbook has come.",
                             field<&OnboardingStep::step>("step", "Step of the playbook."),
                             field<&OnboardingStep::state>("state", "Where it is."),
                             field<&OnboardingStep::started_on>("started_on", "When it began."),
                             field<&OnboardingStep::done_on>("done_on", "When it was finished."),
                             field<&OnboardingStep::note>("note", "What should be known."));

struct Schedule {
  std::optional<bool> internal_ok;
  std::optional<bool> external_ok;
};
template <>
inline constexpr auto description<Schedule> =
    describe<Schedule>("schedule", "Whether both sides agree to the stages and dates.",
                       field<&Schedule::internal_ok>("internal_ok", "Agreed inside the company."),
                       field<&Schedule::external_ok>("external_ok", "Agreed with the customer."));

enum class OngoingTeam : std::uint8_t { same, distinct };
template <>
struct Words<OngoingTeam> {
  static constexpr std::string_view name = "ongoing team";
  static constexpr std::array<Word, 2> words{
      {{"same", "The onboarding team stays"}, {"distinct", "Another team takes over, by a handoff"}}};
};

struct ActivationTest {
  std::string what;
  std::optional<time::Date> passed_on;
};
template <>
inline constexpr auto description<ActivationTest> =
    describe<ActivationTest>("activation test", "Something that must work before the customer goes live.",
                             field<&ActivationTest::what>("what", "What is tested."),
                             field<&ActivationTest::passed_on>("passed_on", "When it passed."));

struct Onboarding {
  std::optional<Reference<Playbook>> playbook;
  std::optional<Scenario> scenario;
  std::vector<OnboardingStep> steps;
  std::optional<Schedule> schedule;
  std::optional<OngoingTeam> ongoing_team;
  std::vector<ActivationTest> activation_tests;
  std::optional<std::string> success_plan;
  std::optional<time::Duration> meeting_cycle;
  std::optional<time::Date> activated_on;
};
template <>
inline constexpr auto description<Onboarding> = describe<Onboarding>(
    "onboarding", "How the customer is brought to first value.",
    field<&Onboarding::playbook>("playbook", "Playbook that is followed."),
    field<&Onboarding::scenario>("scenario", "Current and desired scenario."),
    field<&Onboarding::steps>("steps", "How far each step has come."),
    field<&Onboarding::schedule>("schedule", "Agreement on stages and dates."),
    field<&Onboarding::ongoing_team>("ongoing_team", "Whether another team takes over after onboarding."),
    field<&Onboarding::activation_tests>("activation_tests", "What must work before the customer goes live."),
    field<&Onboarding::success_plan>("success_plan", "The plan and goals agreed, or where they are."),
    field<&Onboarding::meeting_cycle>("meeting_cycle", "How often results are reviewed together."),
    field<&Onboarding::activated_on>("activated_on",
                                     "When the customer went live, where no handoff says it."));

struct Milestone {
  Id<Milestone> id;
  std::string title;
  std::optional<time::Date> target_on;
  std::optional<time::Date> achieved_on;
  std::optional<time::Date> celebrated_on;
};
template <>
inline constexpr auto description<Milestone> = describe<Milestone>(
    "milestone", "A peak of success, to be shared and celebrated with the customer.",
    field<&Milestone::id>("id", "Short name, unique in the account."),
    field<&Milestone::title>("title", "What is reached."),
    field<&Milestone::target_on>("target_on", "When it is meant to be reached."),
    field<&Milestone::achieved_on>("achieved_on", "When it was reached."),
    field<&Milestone::celebrated_on>("celebrated_on", "When it was celebrated with the customer."));

struct PlanStep {
  std::string what;
  std::optional<Reference<Person>> who;
  std::optional<time::Date> due_on;
  std::optional<time::Date> done_on;
};
template <>
inline constexpr auto description<PlanStep> = describe<PlanStep>(
    "plan step", "A step of an action plan.", field<&PlanStep::what>("what", "What is to be done."),
    field<&PlanStep::who>("who", "By whom."), field<&PlanStep::due_on>("due_on", "By when."),
    field<&PlanStep::done_on>("done_on", "When it was done."));

struct ActionPlan {
  Id<ActionPlan> id;
  std::string title;
  std::optional<Reference<Playbook>> playbook;
  std::optional<Reference<Person>> owner;
  std::optional<time::Date> due_on;
  std::optional<time::Date> done_on;
  std::vector<PlanStep> steps;
};
template <>
inline constexpr auto description<ActionPlan> =
    describe<ActionPlan>("action plan", "What is being done for the account.",
                         field<&ActionPlan::id>("id", "Short name, unique in the account."),
                         field<&ActionPlan::title>("title", "What for."),
                         field<&ActionPlan::playbook>("playbook", "Playbook it follows."),
                         field<&ActionPlan::owner>("owner", "Who answers for it."),
                         field<&ActionPlan::due_on>("due_on", "By when."),
                         field<&ActionPlan::done_on>("done_on", "When it was finished."),
                         field<&ActionPlan::steps>("steps", "Its steps."));

}  // namespace csx::model
