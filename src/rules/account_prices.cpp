#include <fmt/format.h>

#include <array>

#include "account_rules.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;
using model::Subscription;

void mixed_currency(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const Subscription& subscription : account.subscriptions) {
      for (const model::SubscriptionChange& change : subscription.changes) {
        if (!(change.mrr.currency == subscription.mrr.currency)) {
          report
              .add(record, change.mrr,
                   fmt::format("the change is in {}, the subscription in {}", change.mrr.currency.view(),
                               subscription.mrr.currency.view()))
              .note(record, subscription.mrr, "the price at the start");
        }
      }
    }
  });
}

void zero_price(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const Subscription& subscription : account.subscriptions) {
      if (subscription.mrr.amount.units() == 0 && subscription.changes.empty() && !subscription.trial) {
        report.add(record, subscription.mrr, "the subscription costs nothing and is not called a trial");
      }
    }
  });
}

void trial_with_price(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const Subscription& subscription : account.subscriptions) {
      if (subscription.trial.value_or(false) && subscription.mrr.amount.units() > 0) {
        report
            .add(record, subscription.mrr,
                 fmt::format("the trial has a price, {}, which counts nowhere", subscription.mrr.to_string()))
            .note(record, *subscription.trial, "called a trial here");
      }
    }
  });
}

void commission_above_cost(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.acquisition || !account.acquisition->cost || !account.acquisition->commission) {
      return;
    }
    const Money& cost = *account.acquisition->cost;
    const Money& commission = *account.acquisition->commission;
    if (cost.currency == commission.currency && cost.amount < commission.amount) {
      report
          .add(record, commission,
               fmt::format("the commission, {}, is more than the whole cost of acquisition, {}",
                           commission.to_string(), cost.to_string()))
          .note(record, cost, "the cost of acquisition");
    }
  });
}

constexpr auto k_price_rules = std::to_array<Rule>({
    {"account/mixed-currency", Severity::error, "A subscription keeps its currency.",
     "Upgrade and downgrade are differences between two prices. Prices in two currencies have no difference; "
     "and "
     "amounts of different currencies are never added without a rate.",
     "End the subscription and begin another in the new currency", mixed_currency},
    {"account/zero-price", Severity::note, "A subscription without a price is a trial.",
     "A price of zero gives no revenue and no customer in any count. If that is meant, it is a trial; "
     "otherwise "
     "the price is missing.",
     "Set the price, or add `trial: true`", zero_price},
    {"account/trial-with-price", Severity::note, "A trial has no price.",
     "Trials give no revenue, no customer and no movement, whatever their price. A price on a trial is "
     "either "
     "what it will cost later or the sign that it has become a contract.",
     "Set the price to zero; begin a subscription of its own on the day the customer pays", trial_with_price},
    {"account/commission-above-cost", Severity::note,
     "The cost of winning a customer includes the commission.",
     "The acquisition cost is set beside the revenue to see after how long a customer pays back. If the "
     "commission alone is more, the cost leaves it out and the customer looks cheaper than it was.",
     "Add the commission to `acquisition.cost`", commission_above_cost},
});

}  // namespace

std::span<const Rule> price_rules() {
  return k_price_rules;
}

}  // namespace csx::rules::account
