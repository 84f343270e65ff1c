#include "date_pattern.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "csx/base/text.hpp"

namespace csx::interop {
namespace {

constexpr std::string_view k_directives = "YymdbBHIMSfpz%";
constexpr std::array<std::string_view, 12> k_months{"january",   "february", "march",    "april",
                                                    "may",       "june",     "july",     "august",
                                                    "september", "october",  "november", "december"};

struct Parts {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  bool has_time = false;
  std::optional<bool> afternoon;
  std::optional<std::int16_t> offset_minutes;
};

/// Takes up to `most` digits off the front; none when there is no digit.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
  std::size_t size = 0;
  int number = 0;
  while (size < most && size < text.size() && is_digit(text[size])) {
    number = number * 10 + (text[size] - '0');
    ++size;
  }
  text.remove_prefix(size);
  return size == 0 ? std::nullopt : std::optional(number);
}

std::optional<int> take_month(std::string_view& text) {
  std::size_t size = 0;
  const std::string lower = to_lower_ascii(text);
  while (size < lower.size() && lower[size] >= 'a' && lower[size] <= 'z') {
    ++size;
  }
  const std::string_view word = std::string_view(lower).substr(0, size);
  for (std::size_t i = 0; i < k_months.size(); ++i) {
    if (word == k_months[i] || (word.size() == 3 && k_months[i].starts_with(word)) ||
        (i == 8 && word == "sept")) {
      text.remove_prefix(size);
      return static_cast<int>(i) + 1;
    }
  }
  return std::nullopt;
}

/// `Z`, `+03:00`, `-0300`, `+03`.
std::optional<std::int16_t> take_offset(std::string_view& text) {
  if (text.starts_with('Z')) {
    text.remove_prefix(1);
    return std::int16_t{0};
  }
  if (text.empty() || (text.front() != '+' && text.front() != '-')) {
    return std::nullopt;
  }
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const std::optional<int> hours = take_number(text, 2);
  if (text.starts_with(':')) {
    text.remove_prefix(1);
  }
  const int minutes = take_number(text, 2).value_or(0);
  if (!hours || *hours > 14 || minutes > 59) {
    return std::nullopt;
  }
  return static_cast<std::int16_t>(sign * (*hours * 60 + minutes));
}

std::optional<bool> take_half(std::string_view& text) {
  const std::string lower = to_lower_ascii(text.substr(0, 2));
  if (lower != "am" && lower != "pm") {
    return std::nullopt;
  }
  text.remove_prefix(2);
  return lower == "pm";
}

/// Takes what one directive asks for; false when it is not there.
bool take(char directive, std::string_view& text, Parts& parts) {
  const auto number = [&](std::size_t most, int& into) {
    const std::optional<int> taken = take_number(text, most);
    into = taken.value_or(into);
    return taken.has_value();
  };
  switch (directive) {
    case 'Y': {
      const std::size_t before = text.size();
      return number(4, parts.year) && before - text.size() == 4;
    }
    case 'y': {
      const bool taken = number(2, parts.year);
      parts.year += parts.year < 69 ? 2000 : 1900;
      return taken;
    }
    case 'm':
      return number(2, parts.month);
    case 'b':
    case 'B': {
      const std::optional<int> month = take_month(text);
      parts.month = month.value_or(0);
      return month.has_value();
    }
    case 'd':
      return number(2, parts.day);
    case 'H':
    case 'I':
      parts.has_time = true;
      return number(2, parts.hour);
    case 'M':
      return number(2, parts.minute);
    case 'S':
      return number(2, parts.second);
    case 'f': {
      int dropped = 0;
      return number(9, dropped);
    }
    case 'p':
      parts.afternoon = take_half(text);
      return parts.afternoon.has_value();
    case 'z':
      parts.offset_minutes = take_offset(text);
      return parts.offset_minutes.has_value();
    default:
      if (!text.starts_with('%')) {
        return false;
      }
      text.remove_prefix(1);
      return true;
  }
}

time::Parsed<time::Timestamp> timestamp_of(Parts parts) {
  if (parts.afternoon) {
    if (parts.hour < 1 || parts.hour > 12) {
      return tl::unexpected(fmt::format("{} is no hour of half a day", parts.hour));
    }
    parts.hour = parts.hour % 12 + (*parts.afternoon ? 12 : 0);
  }
  // The room time says what is wrong with a day that does not exist.
  const auto date = time::Date::parse(fmt::format("{:04}-{:02}-{:02}", parts.year, parts.month, parts.day));
  if (!date) {
    return tl::unexpected(date.error());
  }
  if (parts.hour > 23 || parts.minute > 59 || parts.second > 59) {
    return tl::unexpected(
        fmt::format("{:02}:{:02}:{:02} is no time of day", parts.hour, parts.minute, parts.second));
  }
  time::Timestamp timestamp;
  timestamp.local = date->day + std::chrono::hours{parts.hour} + std::chrono::minutes{parts.minute} +
                    std::chrono::seconds{parts.second};
  timestamp.offset_minutes = parts.offset_minutes;
  timestamp.precision =
      parts.has_time ? time::Timestamp::Precision::second : time::Timestamp::Precision::date;
  return timestamp;
}

}  // namespace

std::optional<std::string> fault_of_pattern(std::string_view pattern) {
  std::string seen;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      continue;
    }
    const char directive = ++i < pattern.size() ? pattern[i] : '\0';
    if (directive == '\0' || k_directives.find(directive) == std::string_view::npos) {
      return fmt::format("%{} is not known; known are %Y %y %m %d %b %B %H %I %M %S %f %p %z %%",
                         directive == '\0' ? std::string() : std::string(1, directive));
    }
    seen += directive;
  }
  const auto has = [&](std::string_view any) { return seen.find_first_of(any) != std::string::npos; };
  for (const auto& [any, what] : {std::pair{"Yy", "year (%Y)"}, {"mbB", "month (%m)"}, {"d", "day (%d)"}}) {
    if (!has(any)) {
      return fmt::format("it has no {}", what);
    }
  }
  if (has("I") != has("p")) {
    return std::string("%I and %p go together");
  }
  return std::nullopt;
}

time::Parsed<time::Timestamp> read_by_pattern(std::string_view pattern, std::string_view text) {
  Parts parts;
  std::string_view rest = text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '%' && i + 1 < pattern.size()) {
      const char directive = pattern[++i];
      if (!take(directive, rest, parts)) {
        return tl::unexpected(fmt::format("it does not follow {}, at %{}", pattern, directive));
      }
    } else if (rest.starts_with(pattern[i])) {
      rest.remove_prefix(1);
    } else {
      return tl::unexpected(fmt::format("it does not follow {}", pattern));
    }
  }
  if (!rest.empty()) {
    return tl::unexpected(fmt::format("{} stands behind what {} asks for", quoted(rest), pattern));
  }
  return timestamp_of(parts);
}

}  // namespace csx::interop
