#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "journal_rules.hpp"

namespace csx::rules::journal {

namespace {

using model::AnyRecord;
using model::Entry;
using model::Journal;
using model::Payment;
using model::Usage;

void paid_long_before(const Input& input, Report& report) {
  each<Payment>(
      input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Payment& payment) {
        if (payment.paid_on && payment.paid_on->plus_months(12) < payment.due_on) {
          report
              .add(record, *payment.paid_on,
                   fmt::format("{}paid on {}, more than a year before it was due on {}", subject(entry),
                               payment.paid_on->to_string(), payment.due_on.to_string()))
              .note(record, payment.due_on, "due here");
        }
      });
}

void payment_currency(const Input& input, Report& report) {
  each<Payment>(input, [&](const AnyRecord& record, const Journal& journal, const Entry& entry,
                           const Payment& payment) {
    const model::Account* account = find_account(input, journal, entry);
    if (account == nullptr || account->subscriptions.empty()) {
      return;
    }
    std::set<std::string_view> known;
    for (const model::Subscription& subscription : account->subscriptions) {
      known.insert(subscription.mrr.currency.view());
    }
    if (!known.contains(payment.amount.currency.view())) {
      const std::vector<std::string_view> currencies(known.begin(), known.end());
      report.add(record, payment.amount,
                 fmt::format("{}the payment is in {}, the account's contracts are in {}", subject(entry),
                             payment.amount.currency.view(), enumerate(currencies)));
    }
  });
}

void more_users_than_licences(const Input& input, Report& report) {
  each<Usage>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Usage& usage) {
    if (usage.active_users && usage.licensed_users && *usage.active_users > *usage.licensed_users) {
      report
          .add(record, *usage.active_users,
               fmt::format("{}{} active users, {} are paid for", subject(entry), *usage.active_users,
                           *usage.licensed_users))
          .note(record, *usage.licensed_users, "paid for");
    }
  });
}

void usage_before_period(const Input& input, Report& report) {
  each<Usage>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Usage& usage) {
    const time::Date day = sla::day_of(input.data.zone(), entry.at);
    if (usage.period.first > day) {
      report
          .add(record, usage.period,
               fmt::format("{}noted on {}, before its period {} began", subject(entry), day.to_string(),
                           usage.period.to_string()))
          .note(record, entry.at, "noted here");
    }
  });
}

constexpr auto k_money_rules = std::to_array<Rule>({
    {"journal/paid-long-before", Severity::warning, "A payment is not made a year before it is due.",
     "Overdue payments are a sign of a difficult customer, early ones are nothing to worry about. A year "
     "early is "
     "nearly always a wrong year, and then a late payment looks early.",
     "Correct `paid_on` or `due_on`", paid_long_before},
    {"journal/payment-currency", Severity::warning, "A payment is in a currency of the account's contracts.",
     "Sums of different currencies are never added without a rate. A payment in another currency than any "
     "contract is nearly always a slip of the pen.",
     "Correct the currency of `amount:`", payment_currency},
    {"journal/more-users-than-licences", Severity::note, "No more users are active than are paid for.",
     "Either the numbers come from two places that count differently, or the customer has outgrown its "
     "contract: "
     "a moment to offer more, which the account's CSM should know.",
     "Correct the numbers, or talk to the customer about its contract", more_users_than_licences},
    {"journal/usage-before-period", Severity::warning, "Usage is noted when its period has begun.",
     "Nobody can know what will be used. A period after the entry is a wrong month or year, and the usage "
     "counts "
     "in the wrong place.",
     "Correct `period:` or `at:`", usage_before_period},
});

}  // namespace

std::span<const Rule> money_rules() {
  return k_money_rules;
}

}  // namespace csx::rules::journal
