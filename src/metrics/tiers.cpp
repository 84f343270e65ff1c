#include "csx/metrics/tiers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/metrics/reading.hpp"
#include "csx/sla/service.hpp"

namespace csx::metrics {

namespace {

CriterionAnswer answer_of(const Facts& facts, const model::Account& account,
                          const model::TierCriterion& criterion, time::Date day) {
  CriterionAnswer answer;
  answer.criterion = &criterion;
  const auto reading = field_reading(facts, account, criterion.field.value, day);
  if (!reading) {
    answer.why = reading.error();
    return answer;
  }
  answer.found = reading->text;
  const auto is_met = holds(criterion.is, *reading, facts.rates(), day);
  is_met ? void(answer.is_met = *is_met) : void(answer.why = is_met.error());
  return answer;
}

TierAnswer ask(const Facts& facts, const model::Account& account, const model::Tier& tier, time::Date day) {
  TierAnswer answer;
  answer.tier = &tier;
  bool is_unknown = false;
  answer.holds = true;
  for (const model::TierCriterion& criterion : tier.criteria) {
    answer.criteria.push_back(answer_of(facts, account, criterion, day));
    const CriterionAnswer& last = answer.criteria.back();
    is_unknown = is_unknown || !last.is_met;
    if (last.is_met && !*last.is_met) {
      answer.holds = false;
    }
  }
  if (*answer.holds && is_unknown) {
    answer.holds.reset();  // one that fails settles it, whatever is not known
  }
  return answer;
}

}  // namespace

bool TierVerdict::tier_differs() const {
  return follows != nullptr && given != nullptr && *given != follows->id.value;
}

bool TierVerdict::touch_differs() const {
  return follows != nullptr && follows->touch_model && touch_given && *touch_given != *follows->touch_model;
}

TierVerdict tier_of(const Facts& facts, const model::Account& account, time::Date day) {
  TierVerdict verdict;
  verdict.agreement = facts.agreement_on(day);
  if (const auto* given = account.tier ? account.tier->on(day) : nullptr) {
    verdict.given = &given->value;
  }
  verdict.touch_given = sla::touch_model_on(account, verdict.agreement, day);
  if (verdict.agreement == nullptr || verdict.agreement->tiers.empty()) {
    verdict.why = verdict.agreement == nullptr ? "no agreement was in force" : "the agreement has no tiers";
    return verdict;
  }
  std::vector<const model::Tier*> tiers;
  for (const model::Tier& tier : verdict.agreement->tiers) {
    tiers.push_back(&tier);
  }
  std::ranges::stable_sort(tiers, {}, &model::Tier::rank);
  for (const model::Tier* tier : tiers) {
    if (tier->criteria.empty() && tier != tiers.back()) {
      verdict.why = fmt::format("tier {} says nothing of who belongs to it", quoted(tier->id.value));
      return verdict;
    }
    verdict.tiers.push_back(ask(facts, account, *tier, day));
    const TierAnswer& answer = verdict.tiers.back();
    if (!answer.holds) {
      const auto unknown =
          std::ranges::find_if(answer.criteria, [](const CriterionAnswer& each) { return !each.is_met; });
      verdict.why = fmt::format("tier {} cannot be decided: {} is {}", quoted(tier->id.value),
                                unknown->criterion->field.value, unknown->why);
      return verdict;
    }
    if (*answer.holds) {
      verdict.follows = tier;
      return verdict;
    }
  }
  verdict.why = "no tier takes it";
  return verdict;
}

}  // namespace csx::metrics
