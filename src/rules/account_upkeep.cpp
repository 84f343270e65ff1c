#include <fmt/format.h>

#include <array>

#include "account_rules.hpp"
#include "csx/model/handoff.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::ActionPlan;
using model::AnyRecord;
using model::Locations;

/// Which of the four papers is known to be somewhere.
struct Known {
  bool contract = false;
  bool plan = false;
  bool context = false;
  bool objective = false;

  void add(const Locations& locations) {
    contract = contract || locations.contract.has_value();
    plan = plan || locations.plan.has_value();
    context = context || locations.context.has_value();
    objective = objective || locations.objective.has_value();
  }
  std::vector<std::string_view> missing() const {
    std::vector<std::string_view> names;
    const auto ask = [&](bool known, std::string_view name) {
      if (!known) {
        names.push_back(name);
      }
    };
    ask(contract, "contract");
    ask(plan, "plan");
    ask(context, "context");
    ask(objective, "objective");
    return names;
  }
};

void no_documents(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  if (versions.unreadable_on(input.today) != nullptr) {
    return;  // it may say so for all
  }
  const model::Agreement* agreement = versions.on(input.today);
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    Known known;
    bool handed_over = false;
    if (agreement != nullptr && agreement->how && agreement->how->locations) {
      known.add(*agreement->how->locations);
    }
    if (account.documents) {
      known.add(*account.documents);
    }
    for (const AnyRecord* each : input.data.handoffs_of(account.id.value)) {
      const auto& handoff = each->as<model::Handoff>();
      handed_over = handed_over || handoff.type == model::HandoffType::sales_to_cs;
      if (handoff.locations) {
        known.add(*handoff.locations);
      }
    }
    const auto missing = known.missing();
    // Where nothing at all is known of an account handed over, its handoff is told.
    if (missing.empty() || (missing.size() == 4 && handed_over)) {
      return;
    }
    report
        .add(record, account.documents,
             fmt::format("it is not said where this customer's {} {} kept", enumerate(missing),
                         missing.size() == 1 ? "is" : "are"))
        .at_key();
  });
}

void judge_plan(const Input& input, Report& report, const AnyRecord& record, const ActionPlan& plan) {
  if (plan.done_on) {
    return;
  }
  if (plan.due_on && *plan.due_on < input.today) {
    report.add(record, *plan.due_on,
               fmt::format("plan {} was due on {} and is not done", quoted(plan.id.value),
                           plan.due_on->to_string()));
    return;
  }
  for (const model::PlanStep& step : plan.steps) {
    if (step.due_on && !step.done_on && *step.due_on < input.today) {
      report.add(record, *step.due_on,
                 fmt::format("step {} of plan {} was due on {} and is not done", quoted(step.what),
                             quoted(plan.id.value), step.due_on->to_string()));
    }
  }
}

void plan_overdue(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const ActionPlan& plan : account.plans) {
      judge_plan(input, report, record, plan);
    }
  });
}

void plan_without_owner(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const ActionPlan& plan : account.plans) {
      if (!plan.owner && !plan.done_on) {
        report.add(record, plan.owner, fmt::format("nobody owns plan {}", quoted(plan.id.value)));
      }
    }
  });
}

constexpr auto k_upkeep_rules = std::to_array<Rule>({
    {"account/no-documents", Severity::note,
     "It is known where contract, plan, context and objective of every paying account are kept.",
     "The articles ask where this information lives and that both areas can reach it. It may be said once in "
     "the "
     "agreement for all customers, in the handoff, or on the account.",
     "Add `documents: {contract: …, plan: …, context: …, objective: …}`", no_documents},
    {"account/plan-overdue", Severity::warning, "Action plans and their steps are done when they are due.",
     "A plan is what a portfolio is steered by: an action, an owner, a date. Overdue plans are problems that "
     "were "
     "seen and left alone, which the customer minds more than those that nobody saw.",
     "Do it and add `done_on:`, or agree on another `due_on:`", plan_overdue},
    {"account/plan-without-owner", Severity::warning, "Every action plan has an owner.",
     "A plan that belongs to all belongs to nobody. Its owner is also who is told when it is due.",
     "Add `owner:`", plan_without_owner},
});

}  // namespace

std::span<const Rule> upkeep_rules() {
  return k_upkeep_rules;
}

}  // namespace csx::rules::account
