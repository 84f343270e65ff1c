#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "csx/time/date.hpp"

// What the parsers of this room share: reading fixed-width numbers and judging calendar dates.
namespace csx::time {

inline constexpr int k_first_year = 1900;
inline constexpr int k_last_year = 2200;

/// The number that exactly `count` digits at `at` write, or -1.
constexpr int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at > text.size() || text.size() - at < count) {
    return -1;
  }
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') {
      return -1;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Length of the run of digits at the start.
constexpr std::size_t count_digits(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] >= '0' && text[length] <= '9') {
    ++length;
  }
  return length;
}

constexpr bool has_at(std::string_view text, std::size_t at, char c) {
  return at < text.size() && text[at] == c;
}

/// Whether the text begins as a date is written, existing or not.
constexpr bool starts_like_date(std::string_view text) {
  return digits(text, 0, 4) >= 0 && has_at(text, 4, '-') && digits(text, 5, 2) >= 0 && has_at(text, 7, '-') &&
         digits(text, 8, 2) >= 0;
}

std::string_view month_name(int month);
int days_in_month(int year, int month);

/// Empty when the number exists, else the phrase: "month 13 does not exist".
std::string judge_year(int year);
std::string judge_month(int month);
std::string judge_time_of_day(int hour, int minute);

/// The date of these numbers, or why there is none.
Parsed<Date> make_date(int year, int month, int day);

/// A date written with other separators, without leading zeros or between spaces, for "did you mean".
std::optional<Date> loose_date(std::string_view text);

}  // namespace csx::time
