#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/model/handoff.hpp"
#include "csx/sla/handoff_state.hpp"

/// Which areas a handoff is between, and which of them takes a step.
namespace csx::sla {

/// The usual areas of each side of a type of handoff, the one it is named after first.
struct TypeAreas {
  std::vector<std::string_view> from;
  std::vector<std::string_view> to;
};
TypeAreas areas_of(model::HandoffType type);

/// Whether somebody of an area may take a step that belongs to an actor.
bool may_act(const model::Handoff& handoff, HandoffActor actor, const model::Area& area);

/// `sales, who hands over`; for messages.
std::string whose(const model::Handoff& handoff, HandoffActor actor);

}  // namespace csx::sla
