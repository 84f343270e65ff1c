#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "journal_rules.hpp"

namespace csx::rules::journal {

namespace {

using model::AnyRecord;
using model::ChurnEvent;
using model::Entry;
using model::Improvement;
using model::Journal;
using model::Referral;
using model::Value;

void value_without_proof(const Input& input, Report& report) {
  each<Value>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Value& value) {
    const bool proven = value.evidence && !trim(*value.evidence).empty();
    if (!value.objective && !value.milestone && !proven) {
      report.add(record, value.evidence,
                 fmt::format("{}names no objective, no milestone and no evidence", subject(entry)));
    }
  });
}

void self_referral(const Input& input, Report& report) {
  each<Referral>(input, [&](const AnyRecord& record, const Journal& journal, const Entry& entry,
                            const Referral& referral) {
    const auto* account = account_of(journal, entry);
    if (account != nullptr && referral.became && referral.became->value == account->value) {
      report.add(record, *referral.became,
                 fmt::format("{}account {} has referred itself", subject(entry), quoted(account->value)));
    }
  });
}

void improvement_times(const Input& input, Report& report) {
  each<Improvement>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry,
                               const Improvement& improvement) {
    const auto judge = [&](const std::optional<time::Timestamp>& at, std::string_view what) {
      if (at && sla::is_before(input.data.zone(), *at, entry.at)) {
        report
            .add(record, *at,
                 fmt::format("{}{} at {}, before it was raised at {}", subject(entry), what, at->to_string(),
                             entry.at.to_string()))
            .note(record, entry.at, "raised here");
      }
    };
    judge(improvement.answered_at, "answered");
    judge(improvement.delivered_at, "delivered");
  });
}

void delivered_before_answered(const Input& input, Report& report) {
  each<Improvement>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry,
                               const Improvement& improvement) {
    const auto& answered = improvement.answered_at;
    const auto& delivered = improvement.delivered_at;
    if (answered && delivered && sla::is_before(input.data.zone(), *delivered, *answered)) {
      report
          .add(record, *delivered,
               fmt::format("{}delivered at {}, before it was answered at {}", subject(entry),
                           delivered->to_string(), answered->to_string()))
          .note(record, *answered, "answered here");
    }
  });
}

void churn_without_end(const Input& input, Report& report) {
  each<ChurnEvent>(input, [&](const AnyRecord& record, const Journal& journal, const Entry& entry,
                              const ChurnEvent&) {
    const model::Account* account = find_account(input, journal, entry);
    if (account == nullptr) {
      return;
    }
    const bool ended = std::any_of(account->subscriptions.begin(), account->subscriptions.end(),
                                   [](const model::Subscription& each) { return each.end_on.has_value(); });
    if (!ended) {
      report.add(record, entry.type,
                 fmt::format("{}account {} has no subscription that ended", subject(entry),
                             quoted(account->id.value)));
    }
  });
}

constexpr auto k_voice_rules = std::to_array<Rule>({
    {"journal/value-without-proof", Severity::warning, "An entry of perceived value says what value it was.",
     "Time to value and the value cycle count the moments in which the customer perceived value. A moment "
     "tied to "
     "no objective, no milestone and no evidence is our own belief, and the numbers built on it flatter us.",
     "Add `objective:`, `milestone:` or `evidence:`", value_without_proof},
    {"journal/self-referral", Severity::error, "A customer refers somebody else.",
     "Referrals are the last step of the funnel: retained, expanded, promoter. An account that referred "
     "itself "
     "would be counted as its own promoter.",
     "Correct `became:`", self_referral},
    {"journal/improvement-times", Severity::error,
     "An improvement is answered and delivered after it was raised.",
     "The voice of the customer goes to other areas with a deadline. An answer before the question makes the "
     "time "
     "that area took negative.",
     "Correct the instants", improvement_times},
    {"journal/delivered-before-answered", Severity::warning,
     "An improvement is answered before it is delivered.",
     "The customer hears first what will be done and then receives it. Delivered first and answered later, "
     "the "
     "answer was forgotten, or the two instants were swapped.",
     "Correct `answered_at` or `delivered_at`", delivered_before_answered},
    {"journal/churn-without-end", Severity::warning, "Who churned has a subscription that ended.",
     "The journal says why a customer left, the subscription says when and how much. Without its end the "
     "customer "
     "goes on counting as revenue.",
     "Add `end_on:` and `end_reason:` to the subscription", churn_without_end},
});

}  // namespace

std::span<const Rule> voice_rules() {
  return k_voice_rules;
}

}  // namespace csx::rules::journal
