#pragma once

#include <optional>
#include <string_view>

#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"

/// How an account is served on a day: its segment, tier, touch model and owner, seen through an agreement.
namespace csx::sla {

/// A part of an agreement by id; null for none.
const model::Segment* find_segment(const model::Agreement& agreement, std::string_view id);
const model::Tier* find_tier(const model::Agreement& agreement, std::string_view id);
const model::TouchPolicy* find_policy(const model::Agreement& agreement, model::TouchModel touch);
bool offers(const model::Agreement& agreement, std::string_view differentiator);

/// The account's segment and tier on a day, as the agreement describes them; null where unknown.
const model::Segment* segment_on(const model::Account& account, const model::Agreement& agreement,
                                 time::Date day);
const model::Tier* tier_on(const model::Account& account, const model::Agreement& agreement, time::Date day);

/// The account's own touch model, else its tier's. `agreement` may be null.
std::optional<model::TouchModel> touch_model_on(const model::Account& account,
                                                const model::Agreement* agreement, time::Date day);

/// The id of the account's Customer Success manager on a day; null where none is named.
const std::string* csm_on(const model::Account& account, time::Date day);

/// An area whose name tells what it does. Areas are an open vocabulary: of other names nothing is known.
bool is_known_area(std::string_view area);

}  // namespace csx::sla
