#include <fmt/format.h>

#include <cstdlib>

#include "civil.hpp"
#include "csx/base/text.hpp"
#include "csx/time/date.hpp"

namespace csx::time {
namespace {

constexpr int k_largest_offset = 14 * 60;  // Kiribati; XML Schema draws the same line

std::string expected_shape() {
  return "expected YYYY-MM-DDTHH:MM:SS and an offset such as -03:00 or Z";
}

tl::unexpected<std::string> no_timestamp(std::string phrase) {
  return tl::unexpected(std::move(phrase));
}

Parsed<std::int16_t> parse_offset(std::string_view text) {
  if (text == "Z") {
    return std::int16_t{0};
  }
  if (text == "z") {
    return no_timestamp("the Z is a capital letter");
  }
  const int hours = digits(text, 1, 2);
  const int minutes = digits(text, 4, 2);
  const bool has_sign = text.front() == '+' || text.front() == '-';
  if (text.size() != 6 || !has_sign || !has_at(text, 3, ':') || hours < 0 || minutes < 0) {
    return no_timestamp(
        fmt::format("expected an offset such as -03:00 or Z after the time, found {}", quoted(text)));
  }
  const int total = hours * 60 + minutes;
  if (minutes > 59 || total > k_largest_offset) {
    return no_timestamp(fmt::format("offset {} does not exist, offsets run from -14:00 to +14:00", text));
  }
  return static_cast<std::int16_t>(text.front() == '-' ? -total : total);
}

std::string why_no_time(std::string_view text) {
  if (text.size() > 10 && text[10] == 't') {
    return "the T is a capital letter";
  }
  if (const auto date = loose_date(text)) {
    return fmt::format("{}, did you mean \"{}\"?", expected_shape(), date->to_string());
  }
  return expected_shape();
}

std::string judge_clock(int hour, int minute, int second) {
  if (hour == 24 && minute == 0 && second == 0) {
    return "24:00 may only close a window, write 00:00 of the next day";
  }
  if (auto problem = judge_time_of_day(hour, minute); !problem.empty()) {
    return problem;
  }
  if (second == 60) {
    return "second 60 (a leap second) is not kept, write 59";
  }
  if (second > 59) {
    return fmt::format("second {:02} does not exist", second);
  }
  return {};
}

}  // namespace

Parsed<Timestamp> Timestamp::parse(std::string_view text) {
  const auto date_end = text.size() > 10 ? 10 : text.size();
  const auto date = Date::parse(text.substr(0, date_end));
  if (text.size() == 10 && date) {
    return Timestamp{date->day, std::nullopt, Precision::date};
  }
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const bool has_separator = has_at(text, 10, 'T') || has_at(text, 10, ' ');
  if (starts_like_date(text) && !date && (text.size() == 10 || has_separator)) {
    return no_timestamp(date.error());
  }
  if (!date || !has_separator || hour < 0 || minute < 0 || !has_at(text, 13, ':')) {
    return no_timestamp(why_no_time(text));
  }
  auto rest = text.substr(16);
  int second = 0;
  if (has_at(rest, 0, ':')) {
    second = digits(rest, 1, 2);
    if (second < 0) {
      return no_timestamp(expected_shape());
    }
    rest.remove_prefix(3);
  }
  if (has_at(rest, 0, '.') || has_at(rest, 0, ',')) {
    return no_timestamp("fractions of a second are not kept");
  }
  if (auto problem = judge_clock(hour, minute, second); !problem.empty()) {
    return no_timestamp(std::move(problem));
  }
  Timestamp result;
  result.local =
      date->day + std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
  if (!rest.empty()) {
    const auto offset = parse_offset(rest);
    if (!offset) {
      return no_timestamp(offset.error());
    }
    result.offset_minutes = *offset;
  }
  return result;
}

std::string Timestamp::to_string() const {
  const auto day = date();
  auto text = day.to_string();
  if (precision == Precision::date) {
    return text;
  }
  const std::chrono::hh_mm_ss clock{local - day.day};
  fmt::format_to(std::back_inserter(text), "T{:02}:{:02}:{:02}", clock.hours().count(),
                 clock.minutes().count(), clock.seconds().count());
  if (offset_minutes && *offset_minutes == 0) {
    text += 'Z';
  } else if (offset_minutes) {
    const int total = std::abs(int{*offset_minutes});
    fmt::format_to(std::back_inserter(text), "{}{:02}:{:02}", *offset_minutes < 0 ? '-' : '+', total / 60,
                   total % 60);
  }
  return text;
}

Date Timestamp::date() const {
  return Date{std::chrono::floor<std::chrono::days>(local)};
}

}  // namespace csx::time
