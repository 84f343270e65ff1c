#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "csx/time/date.hpp"

namespace csx::time {

/// How much time, in the unit it was written in; units of different kinds never convert silently.
struct Duration {
  enum class Unit : std::uint8_t {
    minutes,           ///< 30m, elapsed
    hours,             ///< 48h, elapsed
    business_minutes,  ///< 90bm, inside a calendar's windows
    business_hours,    ///< 16bh
    days,              ///< 5d, same local time that many days later
    weeks,             ///< 2w
    months,            ///< 1mo, 31 January + 1mo is the last of February
    quarters,          ///< 1q, three months
    years,             ///< 1y, twelve months
    business_days,     ///< 2bd, closing time of the second business day after the start's
  };
  std::int32_t count = 0;
  Unit unit = Unit::hours;

  static Parsed<Duration> parse(std::string_view text);
  std::string to_string() const;
  bool is_business() const {
    return unit == Unit::business_minutes || unit == Unit::business_hours || unit == Unit::business_days;
  }
  friend bool operator==(const Duration&, const Duration&) = default;
};

}  // namespace csx::time
