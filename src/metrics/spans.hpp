#pragma once

#include <cstdint>

#include "csx/base/exact.hpp"
#include "csx/model/account.hpp"
#include "csx/time/duration.hpp"

/// Spans of whole days.
namespace csx::metrics {

/// Days from one to the other; 0 where the other comes first.
Exact days_between(time::Date from, time::Date to);

/// The day a duration after another; hours make whole days, rounded up, and business days are calendar days.
time::Date days_after(time::Date from, const time::Duration& duration);

/// How long a duration is, in seconds: business time as elapsed time, a month as 30 days, a quarter as 91, a
/// year as 365.
std::int64_t seconds_in(const time::Duration& duration);
/// The same in days.
Fraction days_in(const time::Duration& duration);

/// Whether an account is still a customer on a day, or has not become one.
bool pays_or_never_paid(const model::Account& account, time::Date day);

}  // namespace csx::metrics
