#pragma once

#include <vector>

#include "csx/time/period.hpp"

namespace csx::time {

/// The period of the same length just before: as many months where it is whole months, else as many days.
Period previous(const Period& period);

/// The calendar months in a period, the first and last cut to it. *Order*: by date.
std::vector<Period> months_of(const Period& period);

/// Whether a period is one whole calendar month.
bool is_whole_month(const Period& period);

}  // namespace csx::time
