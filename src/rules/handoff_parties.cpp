#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "csx/base/text.hpp"
#include "csx/sla/handoff_areas.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"
#include "handoff_rules.hpp"
#include "moments.hpp"

namespace csx::rules::handoff {

namespace {

using model::AnyRecord;
using model::Handoff;
using model::HandoffEvent;
using model::HandoffSide;
using model::HandoffType;
using model::Subscription;

/// Types that pass a customer on inside one area.
bool may_stay_in_area(HandoffType type) {
  return type == HandoffType::csm_to_csm || type == HandoffType::onboarding_to_ongoing;
}

void same_area(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    if (handoff.from.area == handoff.to.area && !may_stay_in_area(handoff.type)) {
      report
          .add(record, handoff.to.area,
               fmt::format("{} hands over to itself, type {} goes from one area to another",
                           handoff.to.area.value, quoted(model::word(handoff.type))))
          .note(record, handoff.from.area, "from the same area");
    }
  });
}

void judge_area(Report& report, const AnyRecord& record, const Handoff& handoff, const HandoffSide& side,
                const std::vector<std::string_view>& wanted) {
  // Areas are an open vocabulary: only of the usual names is it known what they do.
  if (!sla::is_known_area(side.area.value) ||
      std::find(wanted.begin(), wanted.end(), side.area.value) != wanted.end()) {
    return;
  }
  report.add(record, side.area,
             fmt::format("area {} does not fit type {}, which expects {}", quoted(side.area.value),
                         quoted(model::word(handoff.type)), enumerate(wanted, "or")));
}

void area_of_type(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const sla::TypeAreas areas = sla::areas_of(handoff.type);
    judge_area(report, record, handoff, handoff.from, areas.from);
    judge_area(report, record, handoff, handoff.to, areas.to);
  });
}

bool is_after_sale(const Input& input, const Handoff& handoff) {
  return handoff.type == HandoffType::sales_to_cs &&
         sla::was_submitted(sla::state_at(handoff, input.as_of, input.data.zone()), handoff);
}

void names_no_subscription(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const auto* account = input.data.get<model::Account>(handoff.account.value);
    if (account != nullptr && handoff.subscriptions.empty() && !account->subscriptions.empty() &&
        is_after_sale(input, handoff)) {
      report.add(record, handoff.subscriptions, "the handoff does not say which subscriptions were signed")
          .help(fmt::format("Add `subscriptions: [{}]`", account->subscriptions.front().id.value));
    }
  });
}

void nothing_sold(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const auto* account = input.data.get<model::Account>(handoff.account.value);
    if (account != nullptr && account->subscriptions.empty() && is_after_sale(input, handoff)) {
      report.add(record, handoff.account,
                 fmt::format("account {} was handed over after a sale and has no subscription",
                             quoted(handoff.account.value)));
    }
  });
}

void signed_after_submission(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    const auto* submitted = sla::first_event(handoff, HandoffEvent::submitted);
    const AnyRecord* account_record = input.data.usable<model::Account>(handoff.account.value);
    if (submitted == nullptr || account_record == nullptr || handoff.type != HandoffType::sales_to_cs) {
      return;
    }
    const auto& account = account_record->as<model::Account>();
    for (const auto& named : handoff.subscriptions) {
      const auto sold = std::find_if(account.subscriptions.begin(), account.subscriptions.end(),
                                     [&](const Subscription& candidate) { return named == candidate.id; });
      if (sold == account.subscriptions.end() || !sold->signed_at ||
          !sla::is_before(input.data.zone(), submitted->at, *sold->signed_at)) {
        continue;
      }
      report
          .add(record, submitted->at,
               fmt::format("submitted on {}, before subscription {} was signed on {}",
                           sla::day_of(input.data.zone(), submitted->at).to_string(), quoted(named.value),
                           sla::day_of(input.data.zone(), *sold->signed_at).to_string()))
          .note(*account_record, *sold->signed_at, "signed here");
    }
  });
}

/// Two handoffs that both name what they are for, and nothing twice, may go on side by side.
bool are_apart(const Handoff& a, const Handoff& b) {
  if (a.subscriptions.empty() || b.subscriptions.empty()) {
    return false;
  }
  return std::none_of(a.subscriptions.begin(), a.subscriptions.end(), [&](const auto& named) {
    return std::any_of(b.subscriptions.begin(), b.subscriptions.end(),
                       [&](const auto& other) { return other.value == named.value; });
  });
}

void two_open(const Input& input, Report& report) {
  struct Open {
    const AnyRecord* record;
    const Handoff* handoff;
  };
  std::map<std::pair<std::string_view, HandoffType>, std::vector<Open>> open;
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    if (!is_open(sla::state_at(handoff, input.as_of, input.data.zone()))) {
      return;
    }
    auto& others = open[{handoff.account.value, handoff.type}];
    const auto other = std::find_if(others.begin(), others.end(),
                                    [&](const Open& each) { return !are_apart(*each.handoff, handoff); });
    if (other != others.end()) {
      report
          .add(record, handoff.type,
               fmt::format("account {} has another open {} handoff, {}", quoted(handoff.account.value),
                           model::word(handoff.type), quoted(other->handoff->id.value)))
          .note(*other->record, other->handoff->id, "the other one");
    } else {
      others.push_back({&record, &handoff});
    }
  });
}

constexpr auto k_party_rules = std::to_array<Rule>({
    {"handoff/same-area", Severity::error, "A handoff passes a customer from one area to another.",
     "The agreement between two areas is what a handoff is measured by. Only handoffs between two CSMs, and "
     "from onboarding to the team that stays, may remain inside one area.",
     "Correct `from.area` or `to.area`, or the type", same_area},
    {"handoff/area-of-type", Severity::warning, "The areas of a handoff are those that its type names.",
     "The type decides which information is owed and which clocks run. A handoff from sales to cs that is "
     "recorded between two other areas is asked for the wrong things and counted in the wrong place.",
     "Correct the area or the type", area_of_type},
    {"handoff/no-subscriptions", Severity::note, "A handoff after a sale names what was signed.",
     "The contract's signature starts the clock of the handoff. Which signature it is follows from the "
     "subscriptions named; without them a second sale to the same customer cannot be told from the first.",
     "Add `subscriptions:` with the ids of the account's subscriptions", names_no_subscription},
    {"handoff/nothing-sold", Severity::warning, "An account handed over after a sale has a subscription.",
     "What the customer bought, from when and for how much is the account's. While it is missing, the "
     "customer "
     "counts as a prospect: no revenue, no renewal, no contract whose signature starts a clock.",
     "Add the subscription to the account", nothing_sold},
    {"handoff/submitted-before-signature", Severity::note, "A sale is signed before it is handed over.",
     "The handoff begins when the contract is signed. Submitted earlier, Customer Success prepares for a "
     "customer who may not come; or the date of the signature is wrong, and with it the time the handoff "
     "took.",
     "Correct `signed_at` of the subscription, or the instant of the submission", signed_after_submission},
    {"handoff/two-open", Severity::warning, "An account has one open handoff of a type at a time.",
     "Two open handoffs of one customer mean two places to look and two clocks running, and nobody knows "
     "which "
     "of the two is true. Handoffs that name different subscriptions may go on side by side.",
     "Cancel or complete one of them, or name in `subscriptions:` what each is for", two_open},
});

}  // namespace

std::span<const Rule> party_rules() {
  return k_party_rules;
}

}  // namespace csx::rules::handoff
