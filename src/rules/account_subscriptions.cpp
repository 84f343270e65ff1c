#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account_rules.hpp"
#include "moments.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;
using model::Subscription;
using model::SubscriptionChange;

template <class Judge>
void each_subscription(const Input& input, Judge judge) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const Subscription& subscription : account.subscriptions) {
      judge(record, subscription);
    }
  });
}

void ends_before_start(const Input& input, Report& report) {
  each_subscription(input, [&](const AnyRecord& record, const Subscription& subscription) {
    if (subscription.end_on && *subscription.end_on < subscription.start_on) {
      report
          .add(record, *subscription.end_on,
               fmt::format("the subscription ends on {}, before it starts on {}",
                           subscription.end_on->to_string(), subscription.start_on.to_string()))
          .note(record, subscription.start_on, "it starts here");
    }
  });
}

void change_dates(const Input& input, Report& report) {
  each_subscription(input, [&](const AnyRecord& record, const Subscription& subscription) {
    const SubscriptionChange* before = nullptr;
    for (const SubscriptionChange& change : subscription.changes) {
      if (change.date < subscription.start_on) {
        report.add(record, change.date,
                   fmt::format("the change of {} comes before the start on {}", change.date.to_string(),
                               subscription.start_on.to_string()));
      } else if (subscription.end_on && change.date >= *subscription.end_on) {
        report.add(record, change.date,
                   fmt::format("the change of {} does not come before the end on {}", change.date.to_string(),
                               subscription.end_on->to_string()));
      } else if (before != nullptr && change.date <= before->date) {
        report
            .add(record, change.date,
                 fmt::format("the change of {} does not come after the one above it, of {}",
                             change.date.to_string(), before->date.to_string()))
            .note(record, before->date, "the change above it");
      }
      before = &change;
    }
  });
}

/// Of subscriptions to one product that are active on the same days, the one that starts later.
void overlapping(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    std::vector<const Subscription*> sorted;
    for (const Subscription& subscription : account.subscriptions) {
      sorted.push_back(&subscription);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const Subscription* a, const Subscription* b) {
      return a->product != b->product ? a->product < b->product : a->start_on < b->start_on;
    });
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      const Subscription& earlier = *sorted[i - 1];
      const Subscription& later = *sorted[i];
      const bool overlap =
          earlier.product == later.product && (!earlier.end_on || later.start_on < *earlier.end_on);
      if (overlap && !earlier.trial.value_or(false) && !later.trial.value_or(false)) {
        report
            .add(record, later.product,
                 fmt::format("subscriptions {} and {} to {} are active at the same time",
                             quoted(earlier.id.value), quoted(later.id.value), quoted(later.product)))
            .note(record, earlier.id, "the other one");
      }
    }
  });
}

void renewal_past(const Input& input, Report& report) {
  each_subscription(input, [&](const AnyRecord& record, const Subscription& subscription) {
    if (!subscription.term || !subscription.term->renews_on || subscription.end_on ||
        *subscription.term->renews_on >= input.today) {
      return;
    }
    const time::Date renews = *subscription.term->renews_on;
    const bool changed = std::any_of(subscription.changes.begin(), subscription.changes.end(),
                                     [&](const SubscriptionChange& change) { return change.date >= renews; });
    if (!changed) {
      report.add(record, *subscription.term->renews_on,
                 fmt::format("the renewal of {} has passed, and neither an end nor the next term is recorded",
                             renews.to_string()));
    }
  });
}

void started_before_signed(const Input& input, Report& report) {
  each_subscription(input, [&](const AnyRecord& record, const Subscription& subscription) {
    if (subscription.trial.value_or(false) || !subscription.signed_at) {
      return;
    }
    const time::Date signed_on = sla::day_of(input.data.zone(), *subscription.signed_at);
    if (subscription.start_on < signed_on) {
      report
          .add(record, subscription.start_on,
               fmt::format("the subscription starts on {}, before it was signed on {}",
                           subscription.start_on.to_string(), signed_on.to_string()))
          .note(record, *subscription.signed_at, "signed here");
    }
  });
}

void end_without_reason(const Input& input, Report& report) {
  each_subscription(input, [&](const AnyRecord& record, const Subscription& subscription) {
    if (subscription.end_on && is_blank(subscription.end_reason) && !subscription.trial.value_or(false)) {
      report.add(
          record, subscription.end_reason,
          fmt::format("the subscription ends on {}, it is not said why", subscription.end_on->to_string()));
    }
  });
}

constexpr auto k_subscription_rules = std::to_array<Rule>({
    {"account/subscription-end", Severity::error, "A subscription does not end before it starts.",
     "Revenue is counted on every day from the start to the day before the end. With the dates the wrong way "
     "round the subscription never was, and churn and revenue of two periods are wrong.",
     "Correct `start_on` or `end_on`", ends_before_start},
    {"account/change-dates", Severity::error,
     "Changes of a subscription lie between its start and its end, oldest first.",
     "Upgrades and downgrades are derived from the dated changes. One that lies outside the subscription, or "
     "out "
     "of order, moves revenue into a month in which nothing happened.",
     "Correct the date, or put the changes in order", change_dates},
    {"account/overlapping-subscriptions", Severity::note,
     "An account has one subscription to a product at a time.",
     "A price that rises is a change of the same subscription, not a second one: two at a time count the "
     "revenue "
     "twice. Two contracts for the same product do exist, for two branches for example.",
     "End the earlier one, or make the later one a dated change of it", overlapping},
    {"account/renewal-past", Severity::warning, "The next renewal of a subscription lies ahead.",
     "Retention comes first, and it is decided before the term ends. A renewal that has passed without a "
     "word "
     "means that nobody knows whether the customer is still bound, and the alert for the next renewal cannot "
     "come.",
     "Set `term.renews_on` to the next renewal, or `end_on` and `end_reason` if the customer leaves",
     renewal_past},
    {"account/started-before-signed", Severity::note, "A contract is signed before it starts.",
     "The signature starts the clock of the handoff. A customer served before the signature was handed over "
     "too "
     "late from the first day, or one of the two dates is a slip of the pen.",
     "Correct `start_on` or `signed_at`", started_before_signed},
    {"account/end-without-reason", Severity::warning, "When a subscription ends, it is known why.",
     "Churn is worth learning from: reasons by segment and seller show whether the wrong customers were won "
     "or "
     "the right ones lost. The customer is asked once; later nobody remembers.",
     "Add `end_reason:`, and `end_origin:` if it is known who brought it about", end_without_reason},
});

}  // namespace

std::span<const Rule> subscription_rules() {
  return k_subscription_rules;
}

}  // namespace csx::rules::account
