#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account_rules.hpp"
#include "csx/sla/service.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;
using model::SuccessObjective;

template <class Judge>
void each_objective(const Input& input, Judge judge) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    if (account.success) {
      for (const SuccessObjective& objective : account.success->objectives.value) {
        judge(record, account, objective);
      }
    }
  });
}

void no_definition(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.success) {
      report.add(record, account.success, "it is not said what success is for this customer");
    } else if (is_blank(account.success->definition)) {
      report.add(record, account.success->definition, "it is not said what success is for this customer");
    }
  });
}

void not_revalidated(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !agreement->thresholds || !agreement->thresholds->success_stale_after) {
    return;
  }
  const time::Duration limit = *agreement->thresholds->success_stale_after;
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.success || is_blank(account.success->definition)) {
      return;
    }
    const auto& confirmed = account.success->revalidated_on;
    // What was never confirmed is as old as the customer.
    const time::Date since = confirmed ? *confirmed : sla::paid_spans(account).front().from;
    const auto stale = later(since, limit);
    if (!stale || *stale >= input.today) {
      return;
    }
    report.add(record, confirmed,
               confirmed
                   ? fmt::format("the definition of success was last confirmed on {}, more than {} ago",
                                 confirmed->to_string(), limit.to_string())
                   : fmt::format("the definition of success was never confirmed, the customer pays since {}",
                                 since.to_string()));
  });
}

void no_numbers(const Input& input, Report& report) {
  each_objective(input, [&](const AnyRecord& record, const Account&, const SuccessObjective& objective) {
    if (!objective.baseline || !objective.target) {
      report.add(record, objective.id,
                 fmt::format("objective {} has no {}", quoted(objective.id.value),
                             objective.baseline ? "target"
                             : objective.target ? "baseline"
                                                : "baseline and no target"));
    }
  });
}

void of_other_segment(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr) {
    return;
  }
  each_objective(
      input, [&](const AnyRecord& record, const Account& account, const SuccessObjective& objective) {
        const model::Segment* segment = sla::segment_on(account, *agreement, input.today);
        if (!objective.objective || segment == nullptr || segment->objectives.empty()) {
          return;
        }
        const auto known = ids_of(segment->objectives);
        if (std::find(known.begin(), known.end(), objective.objective->value) == known.end()) {
          report.add(
              record, *objective.objective,
              fmt::format("objective {} is none of segment {}, which has {}",
                          quoted(objective.objective->value), quoted(segment->id.value), enumerate(known)));
        }
      });
}

void actuals_order(const Input& input, Report& report) {
  each_objective(input, [&](const AnyRecord& record, const Account&, const SuccessObjective& objective) {
    for (std::size_t i = 1; i < objective.actuals.size(); ++i) {
      const time::Date before = objective.actuals[i - 1].date;
      const time::Date& date = objective.actuals[i].date;
      if (date <= before) {
        report
            .add(record, date,
                 date == before
                     ? fmt::format("two values are measured on {}", date.to_string())
                     : fmt::format("{} is earlier than {} above it", date.to_string(), before.to_string()))
            .note(record, objective.actuals[i - 1].date, "the value above it");
      }
    }
  });
}

void not_celebrated(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const model::Milestone& milestone : account.milestones) {
      if (milestone.achieved_on && *milestone.achieved_on <= input.today && !milestone.celebrated_on) {
        report
            .add(record, milestone.celebrated_on,
                 fmt::format("milestone {} was reached on {} and not celebrated with the customer",
                             quoted(milestone.id.value), milestone.achieved_on->to_string()))
            .note(record, *milestone.achieved_on, "reached here");
      }
    }
  });
}

void celebrated_before(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const model::Milestone& milestone : account.milestones) {
      if (!milestone.celebrated_on) {
        continue;
      }
      if (!milestone.achieved_on) {
        report.add(record, *milestone.celebrated_on,
                   fmt::format("milestone {} was celebrated on {} and never reached",
                               quoted(milestone.id.value), milestone.celebrated_on->to_string()));
      } else if (*milestone.celebrated_on < *milestone.achieved_on) {
        report
            .add(record, *milestone.celebrated_on,
                 fmt::format("milestone {} was celebrated on {}, before it was reached on {}",
                             quoted(milestone.id.value), milestone.celebrated_on->to_string(),
                             milestone.achieved_on->to_string()))
            .note(record, *milestone.achieved_on, "reached here");
      }
    }
  });
}

constexpr auto k_success_rules = std::to_array<Rule>({
    {"account/no-success-definition", Severity::warning,
     "For every paying account it is known what success is, in the customer's words.",
     "Only the customer's success secures ours, and what success is only the customer can say. Without that "
     "sentence the team guesses, and measures what is easy instead of what counts.",
     "Ask the customer and add `success: {definition: …}`", no_definition},
    {"account/success-stale", Severity::warning,
     "The customer confirms its definition of success from time to time.",
     "What is needed today may not be needed tomorrow. The agreement says after how long the definition has "
     "to "
     "be confirmed; an old one leads the team to goals that the customer has left behind.",
     "Confirm it with the customer and set `success.revalidated_on`", not_revalidated},
    {"account/objective-without-numbers", Severity::warning, "An objective says from where to where.",
     "Whether customers reach their objectives is measured as the way from baseline to target. Without both "
     "numbers an objective can neither be reached nor missed.",
     "Add `baseline:` and `target:`", no_numbers},
    {"account/objective-of-other-segment", Severity::warning,
     "The customer's objectives are objectives of its segment.",
     "The agreement ties possible objectives to segments, because there the product reaches them. An "
     "objective "
     "of another segment is a sign of a wrong segment or of a customer who does not fit.",
     "Choose an objective of the segment, or correct the account's segment", of_other_segment},
    {"account/actuals-order", Severity::error, "Measured values stand in order of time.",
     "Progress is read from the last value. A list out of order, or two values of one day, makes an old "
     "value "
     "look like today's.",
     "Put the values in order, one for each day", actuals_order},
    {"account/milestone-not-celebrated", Severity::note,
     "A milestone that was reached is celebrated with the customer.",
     "Milestones are the peaks of a customer's success. They have to be shared and celebrated with the "
     "customer: "
     "value that nobody mentions is value that is not perceived.",
     "Celebrate it with the customer and add `celebrated_on:`", not_celebrated},
    {"account/celebrated-before-reached", Severity::error, "A milestone is reached before it is celebrated.",
     "One of the two dates is wrong or missing, and milestones reached are counted from them.",
     "Correct the dates, or add `achieved_on:`", celebrated_before},
});

}  // namespace

std::span<const Rule> success_rules() {
  return k_success_rules;
}

}  // namespace csx::rules::account
