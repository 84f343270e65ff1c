#include "period_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "civil.hpp"
#include "csx/base/text.hpp"
#include "csx/time/duration.hpp"

namespace csx::time {
namespace {

using Unit = Duration::Unit;

struct Word {
  std::string_view text;
  Unit unit;
  int units_before;  // 0: the one that holds today, 1: the one before
};

constexpr std::array<Word, 10> k_words = {{
    {"today", Unit::days, 0},
    {"yesterday", Unit::days, 1},
    {"this-week", Unit::weeks, 0},
    {"last-week", Unit::weeks, 1},
    {"this-month", Unit::months, 0},
    {"last-month", Unit::months, 1},
    {"this-quarter", Unit::quarters, 0},
    {"last-quarter", Unit::quarters, 1},
    {"this-year", Unit::years, 0},
    {"last-year", Unit::years, 1},
}};

constexpr std::string_view k_last = "last-";

/// First day of the unit that holds today; none for units that are no whole days.
std::optional<Date> unit_start(Unit unit, Date today) {
  const auto ymd = today.ymd();
  const auto month_start = today.plus_days(1 - static_cast<int>(static_cast<unsigned>(ymd.day())));
  const auto months_before = static_cast<int>(static_cast<unsigned>(ymd.month())) - 1;
  switch (unit) {
    case Unit::days:
      return today;
    case Unit::weeks:
      return week_of(today).first;
    case Unit::months:
      return month_start;
    case Unit::quarters:
      return month_start.plus_months(-(months_before % 3));
    case Unit::years:
      return month_start.plus_months(-months_before);
    case Unit::minutes:
    case Unit::hours:
    case Unit::business_minutes:
    case Unit::business_hours:
    case Unit::business_days:
      break;
  }
  return std::nullopt;
}

/// `count` units later; of a unit of whole days.
Date plus_units(Date date, Unit unit, int count) {
  switch (unit) {
    case Unit::weeks:
      return date.plus_days(7 * count);
    case Unit::months:
      return date.plus_months(count);
    case Unit::quarters:
      return date.plus_months(3 * count);
    case Unit::years:
      return date.plus_months(12 * count);
    default:
      return date.plus_days(count);
  }
}

const Word* find_word(std::string_view text) {
  const auto* const word =
      std::find_if(k_words.begin(), k_words.end(), [&](const Word& each) { return each.text == text; });
  return word == k_words.end() ? nullptr : word;
}

}  // namespace

bool is_relative(std::string_view text) {
  return find_word(text) != nullptr ||
         (text.starts_with(k_last) && count_digits(text.substr(k_last.size())) > 0);
}

Parsed<Period> parse_relative(std::string_view text, Date today) {
  if (const auto* const word = find_word(text)) {
    const auto current = unit_start(word->unit, today).value_or(today);
    const auto first = plus_units(current, word->unit, -word->units_before);
    return Period{first, plus_units(first, word->unit, 1).plus_days(-1)};
  }
  const auto length = Duration::parse(text.substr(std::min(k_last.size(), text.size())));
  if (!length) {
    return tl::unexpected(length.error());
  }
  const auto next = unit_start(length->unit, today);
  if (!next) {
    return tl::unexpected(std::string("a period is whole days: count d, w, mo, q or y"));
  }
  if (length->count == 0) {
    return tl::unexpected(std::string("the count is 0, it must be 1 or more"));
  }
  const auto first = plus_units(*next, length->unit, -length->count);
  if (static_cast<int>(first.ymd().year()) < k_first_year) {
    return tl::unexpected(fmt::format("it reaches back before {}", k_first_year));
  }
  return Period{first, next->plus_days(-1)};
}

std::string unknown_word(std::string_view text, std::string_view otherwise) {
  std::array<std::string_view, k_words.size()> words{};
  std::transform(k_words.begin(), k_words.end(), words.begin(), [](const Word& each) { return each.text; });
  if (const auto meant = nearest(text, words)) {
    return fmt::format("unknown word, did you mean \"{}\"?", *meant);
  }
  return std::string(otherwise) + ", or a word such as last-month, this-quarter or last-90d";
}

}  // namespace csx::time
