#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account_rules.hpp"
#include "csx/model/person.hpp"
#include "csx/sla/service.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;
using model::Dated;
using model::Owners;
using model::Person;
using model::Reference;
using model::TouchModel;

/// The caret stands on the owners' own key where there is one.
void add_at_owner(Report& report, const AnyRecord& record, const Account& account,
                  std::optional<Dated<Reference<Person>>> Owners::*owner, std::string message) {
  if (account.owners) {
    report.add(record, (*account.owners).*owner, std::move(message));
  } else {
    report.add(record, account.owners, std::move(message));
  }
}

bool is_of_highest_tier(const model::Agreement* agreement, const Account& account, time::Date day) {
  const model::Tier* tier = agreement != nullptr ? sla::tier_on(account, *agreement, day) : nullptr;
  return tier != nullptr && tier->rank == 1;
}

void no_csm(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (sla::csm_on(account, input.today) != nullptr || is_of_highest_tier(agreement, account, input.today) ||
        sla::touch_model_on(account, agreement, input.today) == TouchModel::tech_touch) {
      return;
    }
    add_at_owner(report, record, account, &Owners::csm, "the paying account has no CSM");
  });
}

void high_tier_without_csm(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (sla::csm_on(account, input.today) == nullptr && is_of_highest_tier(agreement, account, input.today)) {
      add_at_owner(report, record, account, &Owners::csm,
                   fmt::format("the account is in the highest tier, {}, and has no named CSM",
                               quoted(account.tier->on(input.today)->value)));
    }
  });
}

void no_sales_owner(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.owners || !account.owners->sales) {
      add_at_owner(report, record, account, &Owners::sales, "it is not said who sold the account");
    }
  });
}

using Areas = std::array<std::string_view, 2>;

void judge_owner(const Input& input, Report& report, const AnyRecord& record,
                 const std::optional<Dated<Reference<Person>>>& owner, std::string_view role,
                 const Areas& wanted) {
  const Reference<Person>* person = owner ? owner->on(input.today) : nullptr;
  const model::Area* area =
      person != nullptr ? sla::area_of(input.data, person->value, input.today) : nullptr;
  if (area == nullptr || !sla::is_known_area(area->value) ||
      std::find(wanted.begin(), wanted.end(), area->value) != wanted.end()) {
    return;
  }
  report.add(record, *person,
             fmt::format("{} owner {} works in {}, not in {}", role, quoted(person->value), area->value,
                         wanted[0] == wanted[1] ? std::string(wanted[0])
                                                : fmt::format("{} or {}", wanted[0], wanted[1])));
}

void owner_area(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (account.owners) {
      judge_owner(input, report, record, account.owners->sales, "sales", {"sales", "sales"});
      judge_owner(input, report, record, account.owners->onboarding, "onboarding", {"onboarding", "cs"});
      judge_owner(input, report, record, account.owners->csm, "csm", {"cs", "onboarding"});
    }
  });
}

/// Every pair of neighbours in the dated lists of an account.
template <class T, class Judge>
void each_pair_of(const std::optional<Dated<T>>& dated, Judge judge) {
  for (std::size_t i = 1; dated && i < dated->size(); ++i) {
    judge((*dated)[i - 1].from, (*dated)[i].from);
  }
}

template <class Judge>
void each_pair(const Input& input, Judge judge) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    const auto pair = [&](const time::Date& before, const time::Date& from) { judge(record, before, from); };
    each_pair_of(account.segment, pair);
    each_pair_of(account.tier, pair);
    each_pair_of(account.touch_model, pair);
    if (account.owners) {
      each_pair_of(account.owners->sales, pair);
      each_pair_of(account.owners->onboarding, pair);
      each_pair_of(account.owners->csm, pair);
    }
  });
}

void dated_order(const Input& input, Report& report) {
  each_pair(input, [&](const AnyRecord& record, const time::Date& before, const time::Date& from) {
    if (from < before) {
      report
          .add(record, from,
               fmt::format("{} is earlier than {} above it", from.to_string(), before.to_string()))
          .note(record, before, "the value above it");
    }
  });
}

void dated_twice(const Input& input, Report& report) {
  each_pair(input, [&](const AnyRecord& record, const time::Date& before, const time::Date& from) {
    if (from == before) {
      report.add(record, from, fmt::format("two values hold from {}", from.to_string()))
          .note(record, before, "the other value");
    }
  });
}

void skill_mismatch(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    const auto* segment = account.segment ? account.segment->on(input.today) : nullptr;
    const auto* csm = account.owners && account.owners->csm ? account.owners->csm->on(input.today) : nullptr;
    const auto* person = csm != nullptr ? input.data.get<Person>(csm->value) : nullptr;
    if (segment == nullptr || person == nullptr || person->segments.empty() ||
        !input.data.has_id("segment", segment->value)) {
      return;
    }
    const bool prepared = std::any_of(person->segments.begin(), person->segments.end(),
                                      [&](const auto& known) { return known.value == segment->value; });
    if (!prepared) {
      std::vector<std::string_view> known;
      for (const auto& each : person->segments) {
        known.push_back(each.value);
      }
      report.add(record, *csm,
                 fmt::format("CSM {} is prepared for {}, the account is of segment {}", quoted(csm->value),
                             enumerate(known), quoted(segment->value)));
    }
  });
}

constexpr auto k_owner_rules = std::to_array<Rule>({
    {"account/no-csm", Severity::warning, "Every paying account that people look after has a CSM.",
     "Each Customer Success manager has a portfolio, and each account is in one: somebody watches its "
     "health, "
     "answers its feedback and calls before it is too late. Only tech-touch accounts, looked after by "
     "technology, may have nobody.",
     "Add `owners: {csm: …}`", no_csm},
    {"account/high-tier-without-csm", Severity::warning, "An account of the highest tier has a named CSM.",
     "The highest tier is promised dedication. Whatever its touch model, such a customer must know by name "
     "who "
     "looks after it; without that the tier is only a label.",
     "Add `owners: {csm: …}`", high_tier_without_csm},
    {"account/no-sales-owner", Severity::note, "It is known who sold each account.",
     "Sales is commissioned for a customer whom it does not follow afterwards. Fit, difficulty and churn by "
     "seller show which sales last; that needs the seller's name on the account.",
     "Add `owners: {sales: …}`", no_sales_owner},
    {"account/owner-area", Severity::warning,
     "An account's owners work in the area that their part belongs to.",
     "Clocks of an area are answered for by the account's owner for that area. A seller as CSM, or a support "
     "agent as seller, carries commitments of an area in which nobody measures them.",
     "Name an owner of the area, or correct the person's dated `area:`", owner_area},
    {"account/dated-order", Severity::warning,
     "Values that change over time stand in the order of their dates.",
     "Clocks read a dated value at their start, metrics at the day they count. Both find it in any order, "
     "people "
     "do not: the last line of a list is taken for today's value.",
     "Put the values in the order of `from:`", dated_order},
    {"account/dated-twice", Severity::error, "From one day there is one value.",
     "Two owners, tiers or segments from the same day contradict each other: one of them was meant to hold "
     "from "
     "another day, or to replace the other.",
     "Remove one of the values, or correct its `from:`", dated_twice},
    {"account/skill-mismatch", Severity::warning, "The CSM is prepared for the account's segment.",
     "The right team for the right customer: who works with a niche should know it. A person's `segments` "
     "say "
     "for which niches somebody is prepared; this account is of another.",
     "Choose another CSM, or add the segment to the person once prepared for it", skill_mismatch},
});

}  // namespace

std::span<const Rule> owner_rules() {
  return k_owner_rules;
}

}  // namespace csx::rules::account
