#pragma once

#include <string>
#include <string_view>

#include "csx/time/duration.hpp"
#include "csx/time/zone.hpp"

// Moving instants by units that need no calendar, and the years within which the room moves them.
namespace csx::time {

inline constexpr std::string_view k_instant = "the instant";
inline constexpr std::string_view k_result = "the result";

/// The phrase for what lies before (`side` negative) or after the years that the room knows.
tl::unexpected<std::string> outside_range(int side, std::string_view what);

Parsed<Instant> shift(const Zone& zone, Instant start, std::int64_t count, Duration::Unit unit);

}  // namespace csx::time
