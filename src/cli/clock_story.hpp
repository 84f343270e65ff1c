#pragma once

#include <optional>
#include <string>

#include "csx/base/json.hpp"
#include "csx/sla/clock_explanation.hpp"
#include "session.hpp"

/// What `csx clock explain` says of a clock.
namespace csx::cli {

/// *Errors*: none; a place that cannot be found again is left out.
std::string story_text(const Session& session, const sla::Clocks& clocks, const sla::Clock& clock,
                       const sla::ClockExplanation& why, std::optional<std::size_t> width);

/// As clock_json, and `"statement", "in_force": {"version", "from", "to", "place"}, "rows": [{"conditions",
/// "within", "matched", "place"}], "start_place", "stop_place", "holds": […], "calendar", "days": […],
/// "used_seconds"`.
Json story_json(const Session& session, const sla::Clocks& clocks, const sla::Clock& clock,
                const sla::ClockExplanation& why);

}  // namespace csx::cli
