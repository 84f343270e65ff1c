#include "handoff_draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/handoff_areas.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/people.hpp"
#include "csx/sla/service.hpp"

namespace csx::cli {
namespace {

using model::Account;
using model::Handoff;
using model::HandoffSide;
using model::HandoffType;
using DatedPerson = std::optional<model::Dated<model::Reference<model::Person>>>;

/// Who answers for the account in an area on a day; null for nobody.
const model::Reference<model::Person>* owner_of(const Account& account, std::string_view area,
                                                time::Date day) {
  if (!account.owners) {
    return nullptr;
  }
  const auto on = [&](const DatedPerson& owner) { return owner ? owner->on(day) : nullptr; };
  if (area == "sales") {
    return on(account.owners->sales);
  }
  if (area == "onboarding") {
    return on(account.owners->onboarding);
  }
  return area == "cs" ? on(account.owners->csm) : nullptr;
}

/// A side that somebody is named for: in the area of that day.
Result<HandoffSide> side_of(const store::Dataset& data, HandoffType type, std::string_view option,
                            const std::string& person, const std::vector<std::string_view>& usual,
                            time::Date day) {
  HandoffSide side{{std::string(usual.front())}, model::Reference<model::Person>{person}};
  const model::Area* area = sla::area_of(data, person, day);
  if (area == nullptr) {
    return side;
  }
  // Areas are an open vocabulary: only of the usual names is it known what they do.
  if (sla::is_known_area(area->value) && std::ranges::find(usual, area->value) == usual.end()) {
    return fail(ErrorKind::usage,
                fmt::format("{} {} worked in {} on {}, that side of a {} handoff is {}", option, person,
                            area->value, day.to_string(), model::word(type), enumerate(usual, "or")),
                {"name a person of that area, or another --type"});
  }
  side.area = *area;
  return side;
}

/// A side that nobody is named for: the first of its usual areas that somebody answers for.
HandoffSide usual_side(const Account& account, const std::vector<std::string_view>& usual, time::Date day) {
  for (const std::string_view area : usual) {
    if (const auto* owner = owner_of(account, area, day)) {
      return {{std::string(area)}, *owner};
    }
  }
  return {{std::string(usual.front())}, std::nullopt};
}

bool is_named(const std::vector<model::Reference<model::Subscription>>& list, std::string_view id) {
  return std::ranges::any_of(list, [&](const auto& each) { return each.value == id; });
}

}  // namespace

Result<Sides> sides_for(const store::Dataset& data, const Account& account, HandoffType type,
                        const std::optional<std::string>& from, const std::optional<std::string>& to,
                        time::Date day) {
  const sla::TypeAreas usual = sla::areas_of(type);
  Sides sides{usual_side(account, usual.from, day), usual_side(account, usual.to, day)};
  if (from) {
    Result<HandoffSide> side = side_of(data, type, "--from", *from, usual.from, day);
    if (!side) {
      return fail(std::move(side.error()));
    }
    sides.from = std::move(*side);
  }
  if (to) {
    Result<HandoffSide> side = side_of(data, type, "--to", *to, usual.to, day);
    if (!side) {
      return fail(std::move(side.error()));
    }
    sides.to = std::move(*side);
  }
  // The owner of today hands over or receives, not both.
  if (sides.from.person && sides.to.person && sides.from.person->value == sides.to.person->value) {
    (to && !from ? sides.from : sides.to).person.reset();
  }
  return sides;
}

std::vector<std::string> subscriptions_for(const store::Dataset& data, const Account& account,
                                           HandoffType type, time::Date day) {
  std::vector<std::string> ids;
  if (type != HandoffType::sales_to_cs) {
    return ids;
  }
  for (const model::Subscription& subscription : account.subscriptions) {
    const bool ended = subscription.end_on && *subscription.end_on <= day;
    const bool handed_over =
        std::ranges::any_of(data.handoffs_of(account.id.value), [&](const model::AnyRecord* record) {
          const auto& other = record->as<Handoff>();
          return other.type == type && sla::state_of(other) != sla::HandoffState::cancelled &&
                 is_named(other.subscriptions, subscription.id.value);
        });
    if (!ended && !handed_over && !subscription.trial.value_or(false)) {
      ids.push_back(subscription.id.value);
    }
  }
  return ids;
}

std::string id_for(const store::Dataset& data, const Account& account, HandoffType type, time::Date day) {
  constexpr std::size_t k_longest = 64;
  const auto with = [&](const std::string& tail) {
    std::string id = day.to_string().substr(0, 8) + account.id.value;
    id.resize(std::min(id.size(), k_longest - tail.size()));
    while (id.ends_with('-')) {
      id.pop_back();
    }
    return id + tail;
  };
  std::string id = with("");
  if (data.has_id("handoff", id)) {
    id = with(fmt::format("-{}", model::word(type)));
  }
  for (int number = 2; data.has_id("handoff", id); ++number) {
    id = with(fmt::format("-{}", number));
  }
  return id;
}

}  // namespace csx::cli
