#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "csx/time/date.hpp"

namespace csx::time {

/// A half-open span of wall-clock time: `09:00-12:00`. Opening and closing are minutes of the day it opens
/// on; `22:00-06:00` runs overnight (closing 1800), `08:00-24:00` to the day's end, `00:00-24:00` the whole
/// day. Equal ends are refused: they may mean nothing or a whole day.
struct Window {
  std::int16_t open = 0;   ///< 0 to 1439
  std::int16_t close = 0;  ///< open + 1 to open + 1439; 1440 for the whole day

  static Parsed<Window> parse(std::string_view text);
  std::string to_string() const;
  friend auto operator<=>(const Window&, const Window&) = default;
};

}  // namespace csx::time
