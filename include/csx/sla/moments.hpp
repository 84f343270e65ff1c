#pragma once

#include <optional>

#include "csx/time/zone.hpp"

/// When things happened, as far as it was written down.
namespace csx::sla {

/// The day on which something happened, in the workspace's zone; of a date without a time, that date.
time::Date day_of(const time::Zone& zone, const time::Timestamp& at);

/// When something happened that stands after what happened at `before`. Of a date without a time the earliest
/// that can be: 00:00 of it, on the day of `before` that moment.
time::Instant instant_after(const time::Zone& zone, const time::Timestamp& at,
                            std::optional<time::Instant> before);

/// Whether `a` is surely earlier than `b`. Where one is only a date, the days decide.
bool is_before(const time::Zone& zone, const time::Timestamp& a, const time::Timestamp& b);

}  // namespace csx::sla
