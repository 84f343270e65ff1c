#pragma once

#include "calendar_table.hpp"

// Counting along a calendar's table, forwards and backwards. Counts are not negative, instants in the range.
namespace csx::time {

Parsed<Instant> add_seconds(const CalendarTable& table, Instant start, std::int64_t count);
Parsed<Instant> subtract_seconds(const CalendarTable& table, Instant end, std::int64_t count);
/// The closing of the business day that lies `count` after the one that `start` belongs to.
Parsed<Instant> add_days(const CalendarTable& table, Instant start, std::int64_t count);
/// The opening of the business day that lies `count` before the one that `end` belongs to.
Parsed<Instant> subtract_days(const CalendarTable& table, Instant end, std::int64_t count);
std::int64_t seconds_between(const CalendarTable& table, Instant from, Instant to);

/// The first opening, or closing, after an instant, between spans that do not touch.
std::optional<Instant> next_opening(const CalendarTable& table, Instant at);
std::optional<Instant> next_closing(const CalendarTable& table, Instant at);

}  // namespace csx::time
