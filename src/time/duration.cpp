#include "csx/time/duration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "civil.hpp"
#include "csx/base/text.hpp"

namespace csx::time {
namespace {

using Unit = Duration::Unit;

constexpr std::int32_t k_largest_count = 1'000'000;
constexpr std::size_t k_most_digits = 9;

struct UnitRow {
  std::string_view symbol;
  Unit unit;
  std::int32_t parts;  // how many of `part` it is, to write a fraction of it; 0: it has none
  std::string_view part;
};

constexpr std::array<UnitRow, 10> k_units = {{
    {"m", Unit::minutes, 0, ""},
    {"h", Unit::hours, 60, "m"},
    {"bm", Unit::business_minutes, 0, ""},
    {"bh", Unit::business_hours, 60, "bm"},
    {"d", Unit::days, 0, ""},
    {"w", Unit::weeks, 7, "d"},
    {"mo", Unit::months, 0, ""},
    {"q", Unit::quarters, 3, "mo"},
    {"y", Unit::years, 12, "mo"},
    {"bd", Unit::business_days, 0, ""},
}};

struct LongForm {
  std::string_view word;
  std::string_view symbol;
};

// What people type instead. Too far from the symbols for a comparison of letters to find.
constexpr std::array<LongForm, 26> k_long_forms = {{
    {"min", "m"},     {"mins", "m"},     {"minute", "m"}, {"minutes", "m"}, {"hr", "h"},     {"hrs", "h"},
    {"hour", "h"},    {"hours", "h"},    {"day", "d"},    {"days", "d"},    {"wk", "w"},     {"wks", "w"},
    {"week", "w"},    {"weeks", "w"},    {"mon", "mo"},   {"mth", "mo"},    {"month", "mo"}, {"months", "mo"},
    {"quarter", "q"}, {"quarters", "q"}, {"yr", "y"},     {"yrs", "y"},     {"year", "y"},   {"years", "y"},
    {"wd", "bd"},     {"bday", "bd"},
}};

const UnitRow* find_unit(std::string_view symbol) {
  const auto* const row = std::find_if(k_units.begin(), k_units.end(),
                                       [&](const UnitRow& each) { return each.symbol == symbol; });
  return row == k_units.end() ? nullptr : row;
}

std::string unknown_unit(std::string_view word) {
  const auto lower = to_lower_ascii(word);
  const auto* const known = std::find_if(k_long_forms.begin(), k_long_forms.end(),
                                         [&](const LongForm& each) { return each.word == lower; });
  if (known != k_long_forms.end()) {
    return fmt::format("unknown unit {}, did you mean \"{}\"?", quoted(word), known->symbol);
  }
  if (find_unit(lower) != nullptr) {
    return fmt::format("unknown unit {}, did you mean \"{}\"?", quoted(word), lower);
  }
  return fmt::format("unknown unit {}, the units are m, h, d, w, mo, q, y and, in business time, bm, bh, bd",
                     quoted(word));
}

/// `1.5h` as `90m`, where it comes out whole.
std::optional<std::string> in_smaller_unit(std::string_view whole_digits, std::string_view fraction_digits,
                                           std::string_view symbol) {
  const auto* const row = find_unit(symbol);
  constexpr std::size_t k_most_decimals = 4;
  if (row == nullptr || row->parts == 0 || fraction_digits.empty() || whole_digits.size() > k_most_digits ||
      fraction_digits.size() > k_most_decimals) {
    return std::nullopt;
  }
  std::int64_t scale = 1;
  for (std::size_t i = 0; i < fraction_digits.size(); ++i) {
    scale *= 10;
  }
  const std::int64_t scaled = digits(whole_digits, 0, whole_digits.size()) * scale +
                              digits(fraction_digits, 0, fraction_digits.size());
  const std::int64_t parts = scaled * row->parts;
  if (parts % scale != 0 || parts / scale > k_largest_count) {
    return std::nullopt;
  }
  return fmt::format("{}{}", parts / scale, row->part);
}

/// The text after the count is no unit.
std::string why_no_unit(std::string_view count, std::string_view rest) {
  if (rest.empty()) {
    return fmt::format("the unit is missing, as in {0}h, {0}bh, {0}d or {0}bd", count);
  }
  if (rest.front() == '.' || rest.front() == ',') {
    const auto fraction = rest.substr(1, count_digits(rest.substr(1)));
    const auto symbol = rest.substr(1 + fraction.size());
    const auto smaller = in_smaller_unit(count, fraction, symbol);
    return smaller ? fmt::format("fractions are not read, write {}", *smaller)
                   : std::string("fractions are not read, write a whole number");
  }
  if (find_unit(trim(rest)) != nullptr) {
    return fmt::format("a duration has no spaces, write {}{}", count, trim(rest));
  }
  if (rest.find_first_of("0123456789") != std::string_view::npos) {
    return "expected one count and one unit, as in 90m";
  }
  return unknown_unit(trim(rest));
}

}  // namespace

Parsed<Duration> Duration::parse(std::string_view text) {
  const auto length = count_digits(text);
  const auto symbol = text.substr(length);
  if (length == 0) {
    if (find_unit(text) != nullptr) {
      return tl::unexpected(fmt::format("the count is missing, as in 2{}", text));
    }
    const bool is_negative = text.size() > 1 && text.front() == '-' && count_digits(text.substr(1)) > 0;
    return tl::unexpected(std::string(is_negative ? "a duration is not negative"
                                                  : "expected a count and a unit, as in 8bh, 30d or 2bd"));
  }
  const auto zeros = std::min(text.find_first_not_of('0'), length);
  const bool is_large = length - zeros > k_most_digits;
  if (!is_large && length > k_most_digits) {
    return tl::unexpected(fmt::format("a count has at most {} digits", k_most_digits));
  }
  const int count = is_large ? k_largest_count + 1 : digits(text, 0, length);
  if (count > k_largest_count) {
    return tl::unexpected(fmt::format("the count is above {}", k_largest_count));
  }
  const auto* const row = find_unit(symbol);
  if (row == nullptr) {
    return tl::unexpected(why_no_unit(text.substr(0, length), symbol));
  }
  return Duration{count, row->unit};
}

std::string Duration::to_string() const {
  const auto* const row =
      std::find_if(k_units.begin(), k_units.end(), [this](const UnitRow& each) { return each.unit == unit; });
  return fmt::format("{}{}", count, row == k_units.end() ? std::string_view() : row->symbol);
}

}  // namespace csx::time
