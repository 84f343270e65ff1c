#pragma once

#include "csx/time/zone.hpp"

/// When things happened, as far as it was written down.
namespace csx::sla {

/// The day on which something happened, in the workspace's zone; of a date without a time, that date.
time::Date day_of(const time::Zone& zone, const time::Timestamp& at);

/// Whether `a` is surely earlier than `b`. Where one is only a date, the days decide.
bool is_before(const time::Zone& zone, const time::Timestamp& a, const time::Timestamp& b);

}  // namespace csx::sla
