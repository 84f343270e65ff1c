#pragma once

#include <span>

#include "csx/model/agreement_commitments.hpp"

/// Which events happen to which subject. *Source*: clocks.md of the design, table of subjects.
namespace csx::rules {

/// *Order*: as a subject lives through them.
std::span<const model::Event> events_of(model::Subject subject);
bool has_event(model::Subject subject, model::Event event);

}  // namespace csx::rules
