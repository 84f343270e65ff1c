#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account_rules.hpp"
#include "csx/model/handoff.hpp"
#include "csx/sla/service.hpp"
#include "moments.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;
using model::Promise;

template <class Judge>
void each_promise(const Input& input, Judge judge) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const Promise& promise : account.promises.value) {
      judge(record, account, promise);
    }
  });
}

/// The day of the sale in which a promise was made: of the signature of what its handoff is for, else of the
/// account's first contract.
std::optional<time::Date> sold_on(const Input& input, const Account& account, const Promise& promise) {
  std::optional<time::Date> first;
  const auto consider = [&](const model::Subscription& subscription) {
    const time::Date day = subscription.signed_at ? sla::day_of(input.data.zone(), *subscription.signed_at)
                                                  : subscription.start_on;
    if (!first || day < *first) {
      first = day;
    }
  };
  for (const AnyRecord* record : input.data.handoffs_of(account.id.value)) {
    const auto& handoff = record->as<model::Handoff>();
    const auto* context = handoff.context ? &*handoff.context : nullptr;
    const bool made_here =
        context != nullptr && std::any_of(context->promises.value.begin(), context->promises.value.end(),
                                          [&](const auto& each) { return each == promise.id; });
    for (const model::Subscription& subscription : account.subscriptions) {
      if (made_here && std::any_of(handoff.subscriptions.begin(), handoff.subscriptions.end(),
                                   [&](const auto& each) { return each == subscription.id; })) {
        consider(subscription);
      }
    }
  }
  if (!first) {
    std::for_each(account.subscriptions.begin(), account.subscriptions.end(), consider);
  }
  return first;
}

void unoffered(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  each_promise(input, [&](const AnyRecord& record, const Account& account, const Promise& promise) {
    if (!promise.differentiator) {
      return;
    }
    const time::Date day = sold_on(input, account, promise).value_or(input.today);
    const model::Agreement* agreement = versions.on(day);
    if (agreement == nullptr || !agreement->what || agreement->what->offered_differentiators.empty() ||
        sla::offers(*agreement, promise.differentiator->value)) {
      return;
    }
    std::vector<std::string_view> offered;
    for (const auto& each : agreement->what->offered_differentiators) {
      offered.push_back(each.value);
    }
    report.add(record, *promise.differentiator,
               fmt::format("differentiator {} was not offered on {}; version {} of {} offers {}",
                           quoted(promise.differentiator->value), day.to_string(), agreement->version,
                           quoted(agreement->id.value), enumerate(offered)));
  });
}

void without_evidence(const Input& input, Report& report) {
  each_promise(input, [&](const AnyRecord& record, const Account&, const Promise& promise) {
    if (promise.delivered_on && is_blank(promise.evidence)) {
      report.add(record, promise.evidence,
                 fmt::format("the promise was delivered on {}, nothing shows it",
                             promise.delivered_on->to_string()));
    }
  });
}

void overdue(const Input& input, Report& report) {
  each_promise(input, [&](const AnyRecord& record, const Account& account, const Promise& promise) {
    if (promise.due_on && !promise.delivered_on && *promise.due_on < input.today &&
        stage_of(input, account).stage != sla::Lifecycle::churned) {
      report.add(record, *promise.due_on,
                 fmt::format("the promise was due on {} and is not delivered", promise.due_on->to_string()));
    }
  });
}

void undated(const Input& input, Report& report) {
  each_promise(input, [&](const AnyRecord& record, const Account&, const Promise& promise) {
    if (!promise.due_on && !promise.delivered_on) {
      report.add(record, promise.due_on, "the promise has no due date");
    }
  });
}

constexpr auto k_promise_rules = std::to_array<Rule>({
    {"account/unoffered-promise", Severity::error,
     "Sales promises what the agreement offers at the time of the sale.",
     "The two areas agree which differentiators are offered, because one sells them and the other has to "
     "deliver "
     "them. A promise outside that list is the expectation that will differ from reality.",
     "Name an offered differentiator, or agree to offer this one in the next version", unoffered},
    {"account/promise-without-evidence", Severity::note, "A delivered promise is shown to be delivered.",
     "Customer Success guarantees that what was sold was delivered. The customer's word, a link or a "
     "document "
     "settles the question when a renewal depends on it.",
     "Add `evidence:`", without_evidence},
    {"account/promise-overdue", Severity::warning, "Promises are delivered when they are due.",
     "A promise that is not kept is the fastest way from a new customer to a difficult one. The customer "
     "remembers what was said in the sale.",
     "Deliver it and add `delivered_on:`, or agree on another date with the customer", overdue},
    {"account/promise-undated", Severity::note, "A promise says by when.",
     "Without a date nobody notices that a promise is not kept, except the customer.", "Add `due_on:`",
     undated},
});

}  // namespace

std::span<const Rule> promise_rules() {
  return k_promise_rules;
}

}  // namespace csx::rules::account
