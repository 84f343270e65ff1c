#pragma once

#include <cstdint>

#include "csx/time/duration.hpp"

/// Comparing durations as they are written. Units of different kinds are never converted: whether 2bd is
/// longer than 20h depends on the day.
namespace csx::rules {

enum class Lengths : std::uint8_t { shorter, equal, longer, incomparable };

/// Elapsed with elapsed, business with business hours, business days with those, days with weeks, months with
/// quarters and years; and days with months where no month could turn the answer.
Lengths compare_lengths(const time::Duration& a, const time::Duration& b);

}  // namespace csx::rules
