#include "csx/time/period.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "civil.hpp"
#include "period_words.hpp"

namespace csx::time {
namespace {

constexpr std::string_view k_period_shape =
    "expected a period such as 2026, 2026-Q3, 2026-10, 2026-W41, 2026-10-05 or A..B";

tl::unexpected<std::string> no_period(std::string phrase) {
  return tl::unexpected(std::move(phrase));
}

Period whole_months(Date first, int count) {
  return {first, first.plus_months(count).plus_days(-1)};
}

Date first_of_month(int year, int month) {
  return Date{std::chrono::local_days{std::chrono::year{year} / month / 1}};
}

/// Monday of the first ISO week, the one that holds 4 January.
Date first_week_of(int year) {
  const auto fourth = first_of_month(year, 1).plus_days(3);
  return fourth.plus_days(-static_cast<int>(weekday_of(fourth)));
}

Parsed<Period> make_week(int year, int week) {
  const auto first = first_week_of(year);
  const int count = static_cast<int>((first_week_of(year + 1).day - first.day).count()) / 7;
  if (week < 1) {
    return no_period(fmt::format("week {:02} does not exist", week));
  }
  if (week > count) {
    return no_period(fmt::format("{} has {} weeks", year, count));
  }
  const auto monday = first.plus_days(7 * (week - 1));
  return Period{monday, monday.plus_days(6)};
}

/// `2026-q3`, `2026Q3`, `2026-3`, `2026/10`: what was probably meant.
std::string why_no_period(std::string_view text) {
  const int year = digits(text, 0, 4);
  auto rest = text.substr(year < 0 ? 0 : 4);
  while (!rest.empty() && std::string_view("-/ ").find(rest.front()) != std::string_view::npos) {
    rest.remove_prefix(1);
  }
  std::string unit;
  if (!rest.empty() && std::string_view("qQwW").find(rest.front()) != std::string_view::npos) {
    unit = rest.front() == 'q' || rest.front() == 'Q' ? "Q" : "W";
    rest.remove_prefix(1);
  }
  const auto length = count_digits(rest);
  std::optional<std::string> meant;
  if (year >= 0 && (length == 1 || length == 2) && rest.size() == length) {
    const int width = unit == "Q" ? 1 : 2;
    meant = fmt::format("{:04}-{}{:0{}}", year, unit, digits(rest, 0, length), width);
  } else if (const auto date = loose_date(text)) {
    meant = date->to_string();
  }
  if (meant && *meant != text && Period::parse(*meant)) {
    return fmt::format("{}, did you mean \"{}\"?", k_period_shape, *meant);
  }
  return std::string(k_period_shape);
}

/// One part, without `..`.
Parsed<Period> parse_absolute(std::string_view text) {
  if (text.size() == 10 && starts_like_date(text)) {
    const auto date = Date::parse(text);
    return date ? Parsed<Period>(Period{*date, *date}) : no_period(date.error());
  }
  const int year = digits(text, 0, 4);
  const bool is_year = text.size() == 4 && year >= 0;
  const int month = text.size() == 7 ? digits(text, 5, 2) : -1;
  const int quarter = text.size() == 7 && text[5] == 'Q' ? digits(text, 6, 1) : -1;
  const int week = text.size() == 8 && text[5] == 'W' ? digits(text, 6, 2) : -1;
  const bool is_part = has_at(text, 4, '-') && (month >= 0 || quarter >= 0 || week >= 0);
  if (year < 0 || (!is_year && !is_part)) {
    return no_period(why_no_period(text));
  }
  if (auto problem = judge_year(year); !problem.empty()) {
    return no_period(std::move(problem));
  }
  if (is_year) {
    return whole_months(first_of_month(year, 1), 12);
  }
  if (week >= 0) {
    return make_week(year, week);
  }
  if (quarter >= 0) {
    if (quarter < 1 || quarter > 4) {
      return no_period(fmt::format("quarter {} does not exist, a year has four", quarter));
    }
    return whole_months(first_of_month(year, 3 * quarter - 2), 3);
  }
  if (auto problem = judge_month(month); !problem.empty()) {
    return no_period(std::move(problem));
  }
  return whole_months(first_of_month(year, month), 1);
}

Parsed<Period> parse_part(std::string_view text, std::optional<Date> today) {
  if (!is_relative(text)) {
    return parse_absolute(text);
  }
  if (!today) {
    return no_period("it changes with the day it is read on, write its dates");
  }
  return parse_relative(text, *today);
}

Parsed<Period> parse_any(std::string_view text, std::optional<Date> today) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) {
    auto single = parse_part(text, today);
    if (!single && today && !is_relative(text) && !text.empty() && count_digits(text) == 0) {
      return no_period(unknown_word(text, single.error()));
    }
    return single;
  }
  const auto from = text.substr(0, dots);
  const auto to = text.substr(dots + 2);
  if (from.empty() || to.empty()) {
    return no_period(from.empty() ? "nothing stands before the \"..\"" : "nothing stands after the \"..\"");
  }
  const auto first = parse_part(from, today);
  if (!first) {
    return no_period("before the \"..\": " + first.error());
  }
  const auto last = parse_part(to, today);
  if (!last) {
    return no_period("after the \"..\": " + last.error());
  }
  if (first->first > last->last) {
    return no_period(fmt::format("the first day {} is after the last {}", first->first.to_string(),
                                 last->last.to_string()));
  }
  return Period{first->first, last->last};
}

enum class Part : std::uint8_t { year, quarter, month, week, day };
constexpr std::array<Part, 5> k_parts = {Part::year, Part::quarter, Part::month, Part::week, Part::day};

/// The year, quarter, … that holds a date.
Period around(Date date, Part part) {
  const auto ymd = date.ymd();
  const auto year = static_cast<int>(ymd.year());
  const auto month = static_cast<int>(static_cast<unsigned>(ymd.month()));
  switch (part) {
    case Part::year:
      return whole_months(first_of_month(year, 1), 12);
    case Part::quarter:
      return whole_months(first_of_month(year, (month - 1) / 3 * 3 + 1), 3);
    case Part::month:
      return whole_months(first_of_month(year, month), 1);
    case Part::week:
      return week_of(date);
    case Part::day:
      break;
  }
  return {date, date};
}

std::string part_text(Date first, Part part) {
  const auto ymd = first.ymd();
  const auto year = static_cast<int>(ymd.year());
  const auto month = static_cast<unsigned>(ymd.month());
  switch (part) {
    case Part::year:
      return fmt::format("{:04}", year);
    case Part::quarter:
      return fmt::format("{:04}-Q{}", year, (month + 2) / 3);
    case Part::month:
      return fmt::format("{:04}-{:02}", year, month);
    case Part::week: {
      const int week_year = static_cast<int>(first.plus_days(3).ymd().year());
      const auto weeks = (first.day - first_week_of(week_year).day).count() / 7;
      return fmt::format("{:04}-W{:02}", week_year, weeks + 1);
    }
    case Part::day:
      break;
  }
  return first.to_string();
}

}  // namespace

Period week_of(Date date) {
  const auto monday = date.plus_days(-static_cast<int>(weekday_of(date)));
  return {monday, monday.plus_days(6)};
}

Parsed<Period> Period::parse(std::string_view text) {
  return parse_any(text, std::nullopt);
}

Parsed<Period> Period::parse(std::string_view text, Date today) {
  return parse_any(text, today);
}

std::string Period::to_string() const {
  for (const auto part : k_parts) {
    if (around(first, part) == *this) {
      return part_text(first, part);
    }
  }
  // The shortest pair; of equals, both ends in the same kind of part. Weeks mix with nothing: nobody sees at
  // once where they lie in a month.
  auto best = first.to_string() + ".." + last.to_string();
  bool best_is_alike = true;
  for (const auto from : k_parts) {
    for (const auto to : k_parts) {
      const auto start = around(first, from);
      const auto end = around(last, to);
      const bool fits = start.first == first && end.last == last && start.last < end.first;
      const bool readable = (from == Part::week) == (to == Part::week);
      if (!fits || !readable) {
        continue;
      }
      auto text = part_text(start.first, from) + ".." + part_text(end.first, to);
      const bool is_alike = from == to;
      if (text.size() < best.size() || (text.size() == best.size() && is_alike && !best_is_alike)) {
        best = std::move(text);
        best_is_alike = is_alike;
      }
    }
  }
  return best;
}

}  // namespace csx::time
