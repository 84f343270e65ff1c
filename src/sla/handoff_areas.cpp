#include "csx/sla/handoff_areas.hpp"

#include <fmt/format.h>

namespace csx::sla {

TypeAreas areas_of(model::HandoffType type) {
  switch (type) {
    case model::HandoffType::sales_to_cs:
      return {{"sales"}, {"cs", "onboarding"}};
    case model::HandoffType::marketing_to_sales:
      return {{"marketing"}, {"sales"}};
    case model::HandoffType::onboarding_to_ongoing:
      return {{"onboarding", "cs"}, {"cs"}};
    case model::HandoffType::csm_to_csm:
      return {{"cs"}, {"cs"}};
    case model::HandoffType::cs_to_support:
      return {{"cs", "onboarding"}, {"support"}};
  }
  return {};
}

bool may_act(const model::Handoff& handoff, HandoffActor actor, const model::Area& area) {
  const bool gives = area == handoff.from.area;
  const bool receives = area == handoff.to.area;
  return actor == HandoffActor::giver      ? gives
         : actor == HandoffActor::receiver ? receives
                                           : gives || receives;
}

std::string whose(const model::Handoff& handoff, HandoffActor actor) {
  switch (actor) {
    case HandoffActor::giver:
      return fmt::format("{}, who hands over", handoff.from.area.value);
    case HandoffActor::receiver:
      return fmt::format("{}, who receives", handoff.to.area.value);
    case HandoffActor::either:
      return fmt::format("{} or {}", handoff.from.area.value, handoff.to.area.value);
  }
  return {};
}

}  // namespace csx::sla
