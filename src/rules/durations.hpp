#pragma once

#include <cstdint>

#include "csx/time/calendar.hpp"
#include "csx/time/duration.hpp"

/// Comparing durations as they are written. Units of different kinds are never converted: whether 2bd is
/// longer than 20h depends on the day. Over a week of a calendar it can be told.
namespace csx::rules {

enum class Lengths : std::uint8_t { shorter, equal, longer, incomparable };

/// Elapsed with elapsed, business with business hours, business days with those, days with weeks, months with
/// quarters and years; and days with months where no month could turn the answer.
Lengths compare_lengths(const time::Duration& a, const time::Duration& b);

/// Of any two, by the deadlines that they give from each hour of a week: shorter when none is later and one
/// is earlier. The week is the first from a day on after which a calendar has a fortnight without holidays.
Lengths compare_over_week(const time::Duration& a, const time::Duration& b,
                          const time::BusinessCalendar& hours, time::Date from);

}  // namespace csx::rules
