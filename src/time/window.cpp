#include "csx/time/window.hpp"

#include <fmt/format.h>

#include "civil.hpp"
#include "csx/base/text.hpp"

namespace csx::time {
namespace {

constexpr int k_day = 24 * 60;
constexpr std::string_view k_window_shape = "expected HH:MM-HH:MM";

std::string clock_text(int minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

Parsed<Window> make_window(int open_hour, int open_minute, int close_hour, int close_minute) {
  if (open_hour == 24 && open_minute == 0) {
    return tl::unexpected(std::string("24:00 may only close a window"));
  }
  if (auto problem = judge_time_of_day(open_hour, open_minute); !problem.empty()) {
    return tl::unexpected(std::move(problem));
  }
  const bool to_midnight = close_hour == 24 && close_minute == 0;
  if (auto problem = judge_time_of_day(close_hour, close_minute); !to_midnight && !problem.empty()) {
    return tl::unexpected(std::move(problem));
  }
  const int open = open_hour * 60 + open_minute;
  const int close = close_hour * 60 + close_minute;
  if (open == close) {
    return tl::unexpected(
        fmt::format("it opens and closes at {}, write 00:00-24:00 for a whole day", clock_text(open)));
  }
  return Window{static_cast<std::int16_t>(open),
                static_cast<std::int16_t>(close < open ? close + k_day : close)};
}

/// `H:MM` at the start of `text`, which it consumes with the spaces around.
std::optional<std::pair<int, int>> take_loose_time(std::string_view& text) {
  text = trim(text);
  const auto hour_length = count_digits(text);
  if (hour_length < 1 || hour_length > 2 || !has_at(text, hour_length, ':')) {
    return std::nullopt;
  }
  const int hour = digits(text, 0, hour_length);
  const int minute = digits(text, hour_length + 1, 2);
  if (minute < 0) {
    return std::nullopt;
  }
  text = trim(text.substr(hour_length + 3));
  return std::pair{hour, minute};
}

std::string why_no_window(std::string_view text) {
  const auto open = take_loose_time(text);
  constexpr std::string_view k_dashes[] = {"-", "\u2013", "\u2014"};
  for (const auto dash : k_dashes) {
    if (!open || !text.starts_with(dash)) {
      continue;
    }
    text.remove_prefix(dash.size());
    const auto close = take_loose_time(text);
    if (!close || !text.empty()) {
      break;
    }
    if (const auto meant = make_window(open->first, open->second, close->first, close->second)) {
      return fmt::format("{}, did you mean \"{}\"?", k_window_shape, meant->to_string());
    }
  }
  return std::string(k_window_shape);
}

}  // namespace

Parsed<Window> Window::parse(std::string_view text) {
  const int open_hour = digits(text, 0, 2);
  const int open_minute = digits(text, 3, 2);
  const int close_hour = digits(text, 6, 2);
  const int close_minute = digits(text, 9, 2);
  const bool has_shape = text.size() == 11 && text[2] == ':' && text[5] == '-' && text[8] == ':';
  if (!has_shape || open_hour < 0 || open_minute < 0 || close_hour < 0 || close_minute < 0) {
    return tl::unexpected(why_no_window(text));
  }
  return make_window(open_hour, open_minute, close_hour, close_minute);
}

std::string Window::to_string() const {
  return clock_text(open) + '-' + clock_text(close > k_day ? close - k_day : close);
}

}  // namespace csx::time
