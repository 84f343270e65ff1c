#include "csx/sla/service.hpp"

#include <algorithm>
#include <array>

namespace csx::sla {

namespace {

constexpr std::array<std::string_view, 7> k_known_areas{"marketing", "sales",   "onboarding", "cs",
                                                        "support",   "product", "finance"};

template <class List>
auto find_by_id(const List& list, std::string_view id) -> const typename List::value_type* {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id.value == id; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const model::Segment* find_segment(const model::Agreement& agreement, std::string_view id) {
  return agreement.strategy ? find_by_id(agreement.strategy->segments, id) : nullptr;
}

const model::Tier* find_tier(const model::Agreement& agreement, std::string_view id) {
  return find_by_id(agreement.tiers, id);
}

const model::TouchPolicy* find_policy(const model::Agreement& agreement, model::TouchModel touch) {
  const auto found = std::find_if(agreement.touch_models.begin(), agreement.touch_models.end(),
                                  [&](const model::TouchPolicy& policy) { return policy.id == touch; });
  return found == agreement.touch_models.end() ? nullptr : &*found;
}

bool offers(const model::Agreement& agreement, std::string_view differentiator) {
  return agreement.what && std::any_of(agreement.what->offered_differentiators.begin(),
                                       agreement.what->offered_differentiators.end(),
                                       [&](const auto& offered) { return offered.value == differentiator; });
}

const model::Segment* segment_on(const model::Account& account, const model::Agreement& agreement,
                                 time::Date day) {
  const auto* segment = account.segment ? account.segment->on(day) : nullptr;
  return segment != nullptr ? find_segment(agreement, segment->value) : nullptr;
}

const model::Tier* tier_on(const model::Account& account, const model::Agreement& agreement, time::Date day) {
  const auto* tier = account.tier ? account.tier->on(day) : nullptr;
  return tier != nullptr ? find_tier(agreement, tier->value) : nullptr;
}

std::optional<model::TouchModel> touch_model_on(const model::Account& account,
                                                const model::Agreement* agreement, time::Date day) {
  if (const auto* own = account.touch_model ? account.touch_model->on(day) : nullptr) {
    return *own;
  }
  const model::Tier* tier = agreement != nullptr ? tier_on(account, *agreement, day) : nullptr;
  return tier != nullptr ? tier->touch_model : std::nullopt;
}

const std::string* csm_on(const model::Account& account, time::Date day) {
  const auto* csm = account.owners && account.owners->csm ? account.owners->csm->on(day) : nullptr;
  return csm != nullptr ? &csm->value : nullptr;
}

bool is_known_area(std::string_view area) {
  return std::find(k_known_areas.begin(), k_known_areas.end(), area) != k_known_areas.end();
}

}  // namespace csx::sla
