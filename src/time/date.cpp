#include "csx/time/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "civil.hpp"
#include "csx/base/text.hpp"

namespace csx::time {
namespace {

constexpr std::array<std::string_view, 12> k_month_names = {"January",   "February", "March",    "April",
                                                            "May",       "June",     "July",     "August",
                                                            "September", "October",  "November", "December"};

constexpr std::string_view k_date_shape = "expected YYYY-MM-DD";

std::string why_no_date(std::string_view text) {
  if (text.size() > 10 && starts_like_date(text) && (text[10] == 'T' || text[10] == ' ')) {
    const bool more_follows = !trim(text.substr(11)).empty();
    if (more_follows) {
      return fmt::format("a date has no time of day, {}", k_date_shape);
    }
  }
  if (const auto meant = loose_date(text)) {
    return fmt::format("{}, did you mean \"{}\"?", k_date_shape, meant->to_string());
  }
  return std::string(k_date_shape);
}

}  // namespace

std::string_view month_name(int month) {
  return k_month_names.at(static_cast<std::size_t>(month - 1));
}

int days_in_month(int year, int month) {
  const auto last = std::chrono::year{year} / month / std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::string judge_year(int year) {
  if (year < k_first_year || year > k_last_year) {
    return fmt::format("year {:04} is outside {} to {}", year, k_first_year, k_last_year);
  }
  return {};
}

std::string judge_month(int month) {
  if (month < 1 || month > 12) {
    return fmt::format("month {:02} does not exist", month);
  }
  return {};
}

std::string judge_time_of_day(int hour, int minute) {
  if (hour > 23) {
    return fmt::format("hour {:02} does not exist", hour);
  }
  if (minute > 59) {
    return fmt::format("minute {:02} does not exist", minute);
  }
  return {};
}

Parsed<Date> make_date(int year, int month, int day) {
  if (auto problem = judge_year(year); !problem.empty()) {
    return tl::unexpected(std::move(problem));
  }
  if (auto problem = judge_month(month); !problem.empty()) {
    return tl::unexpected(std::move(problem));
  }
  if (day < 1) {
    return tl::unexpected(fmt::format("day {:02} does not exist", day));
  }
  if (const int length = days_in_month(year, month); day > length) {
    return tl::unexpected(fmt::format("{} {} has {} days", month_name(month), year, length));
  }
  return Date{std::chrono::local_days{std::chrono::year{year} / month / day}};
}

std::optional<Date> loose_date(std::string_view text) {
  text = trim(text);
  std::array<int, 3> parts{};
  if (count_digits(text) == 8 && text.size() == 8) {
    parts = {digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2)};
  } else {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto length = count_digits(text);
      const bool fits = i == 0 ? length == 4 : length == 1 || length == 2;
      if (!fits) {
        return std::nullopt;
      }
      parts.at(i) = digits(text, 0, length);
      text.remove_prefix(length);
      if (i == 2) {
        break;
      }
      if (text.empty() || std::string_view("-/. ").find(text.front()) == std::string_view::npos) {
        return std::nullopt;
      }
      text.remove_prefix(1);
    }
    if (!text.empty()) {
      return std::nullopt;
    }
  }
  const auto date = make_date(parts[0], parts[1], parts[2]);
  return date ? std::optional(*date) : std::nullopt;
}

Parsed<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || !starts_like_date(text)) {
    return tl::unexpected(why_no_date(text));
  }
  return make_date(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

std::optional<Date> Date::of(int year, unsigned month, unsigned day) {
  const auto in_range = year >= k_first_year && year <= k_last_year && month <= 12 && day <= 31;
  if (!in_range) {
    return std::nullopt;
  }
  const auto ymd = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
  if (!ymd.ok()) {
    return std::nullopt;
  }
  return Date{std::chrono::local_days{ymd}};
}

std::string Date::to_string() const {
  const auto parts = ymd();
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()),
                     static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
}

Date Date::plus_months(int months) const {
  constexpr long k_latest_month = 9999L * 12 + 11;
  const auto from = ymd();
  const long target = static_cast<int>(from.year()) * 12L +
                      static_cast<long>(static_cast<unsigned>(from.month())) - 1 + months;
  const long month_count = std::clamp(target, 0L, k_latest_month);
  const auto year = static_cast<int>(month_count / 12);
  const auto month = static_cast<int>(month_count % 12) + 1;
  const auto target_day =
      std::min(static_cast<int>(static_cast<unsigned>(from.day())), days_in_month(year, month));
  return Date{std::chrono::local_days{std::chrono::year{year} / month / target_day}};
}

Weekday weekday_of(Date date) {
  return static_cast<Weekday>(std::chrono::weekday{date.day}.iso_encoding() - 1);
}

Parsed<MonthDay> MonthDay::parse(std::string_view text) {
  const int month = digits(text, 0, 2);
  const int day = digits(text, 3, 2);
  if (text.size() != 5 || !has_at(text, 2, '-') || month < 0 || day < 0) {
    const bool has_year = Date::parse(text).has_value();
    return tl::unexpected(std::string(has_year ? "expected MM-DD, without a year" : "expected MM-DD"));
  }
  if (auto problem = judge_month(month); !problem.empty()) {
    return tl::unexpected(std::move(problem));
  }
  constexpr int k_some_leap_year = 2000;
  const int length = days_in_month(k_some_leap_year, month);
  if (day > length) {
    return tl::unexpected(
        fmt::format("{} has {}{} days", month_name(month), month == 2 ? "at most " : "", length));
  }
  if (day < 1) {
    return tl::unexpected(fmt::format("day {:02} does not exist", day));
  }
  return MonthDay{static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::string MonthDay::to_string() const {
  return fmt::format("{:02}-{:02}", month, day);
}

Date easter_sunday(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int year_of_century = year % 100;
  const int correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
  const int weekday = (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - epact - year_of_century % 4) % 7;
  const int late = (golden + 11 * epact + 22 * weekday) / 451;
  const int days = epact + weekday - 7 * late + 114;
  return Date{std::chrono::local_days{std::chrono::year{year} / (days / 31) / (days % 31 + 1)}};
}

}  // namespace csx::time
