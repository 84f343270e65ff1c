#include "core.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <system_error>

#include "scan.hpp"

namespace csx::yaml {

namespace {

template <class... Words>
bool is_one_of(std::string_view text, Words... words) {
  return ((text == words) || ...);
}

bool is_octal(char c) {
  return c >= '0' && c <= '7';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    text.remove_prefix(1);
  }
  return text;
}

// Takes the longest run of characters that satisfy `wanted`, and says whether there was one.
template <class Wanted>
bool take(std::string_view& text, Wanted wanted) {
  const auto run =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), wanted) - text.begin());
  text.remove_prefix(run);
  return run > 0;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text[0] != wanted) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

template <class Wanted>
bool all_of(std::string_view text, Wanted wanted) {
  return !text.empty() && std::all_of(text.begin(), text.end(), wanted);
}

Core resolve_number(std::string_view text) {
  if (text.starts_with("0o")) {
    return all_of(text.substr(2), is_octal) ? Core::integer : Core::text;
  }
  if (text.starts_with("0x")) {
    return all_of(text.substr(2), is_hex) ? Core::integer : Core::text;
  }
  if (is_one_of(text, ".nan", ".NaN", ".NAN")) {
    return Core::real;
  }
  std::string_view rest = without_sign(text);
  if (is_one_of(rest, ".inf", ".Inf", ".INF")) {
    return Core::real;
  }
  const bool whole = take(rest, is_digit);
  if (whole && rest.empty()) {
    return Core::integer;
  }
  const bool point = take(rest, '.');
  const bool fraction = point && take(rest, is_digit);
  if (!whole && !fraction) {
    return Core::text;
  }
  if (take(rest, 'e') || take(rest, 'E')) {
    rest = without_sign(rest);
    if (!take(rest, is_digit)) {
      return Core::text;
    }
  }
  return rest.empty() ? Core::real : Core::text;
}

bool integer_in_range(std::string_view text) {
  int base = 10;
  if (text.starts_with("0o") || text.starts_with("0x")) {
    base = text[1] == 'o' ? 8 : 16;
    text.remove_prefix(2);
  } else if (text[0] == '+') {
    text.remove_prefix(1);
  }
  std::int64_t value = 0;
  return std::from_chars(text.data(), text.data() + text.size(), value, base).ec == std::errc{};
}

// Too small a real counts as out of range to from_chars; it is 0 to us. Only one with a positive order of
// magnitude is too big.
bool overflows(std::string_view text) {
  const std::size_t exponent_at = text.find_first_of("eE");
  std::int64_t exponent = 0;
  if (exponent_at != std::string_view::npos) {
    std::string_view digits = text.substr(exponent_at + 1);
    const bool negative = digits.starts_with('-');
    digits = without_sign(digits);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec != std::errc{}) {
      return !negative;
    }
    exponent = negative ? -exponent : exponent;
    text = text.substr(0, exponent_at);
  }
  const std::size_t first = text.find_first_of("123456789");
  const std::size_t point = std::min(text.find('.'), text.size());
  if (first == std::string_view::npos) {
    return false;
  }
  const auto order = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  return exponent > -order;
}

bool real_in_range(std::string_view text) {
  const std::string_view digits = without_sign(text);
  if (digits.size() > 1 && digits[0] == '.' && !is_digit(digits[1])) {
    return false;  // .inf and .nan
  }
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return result.ec == std::errc::result_out_of_range ? !overflows(digits) : std::isfinite(value);
}

Yaml11 integer_reading(std::string_view text) {
  if (text.starts_with("0o")) {
    return Yaml11::text;
  }
  const std::string_view digits = without_sign(text);
  if (text.starts_with("0x") || digits[0] != '0' || digits.size() == 1) {
    return Yaml11::same;
  }
  if (!all_of(digits, is_octal)) {
    return Yaml11::text;
  }
  const std::size_t first = digits.find_first_not_of('0');
  const bool same_either_way = first == std::string_view::npos || first + 1 == digits.size();
  return same_either_way ? Yaml11::same : Yaml11::octal;
}

// YAML 1.1 wants a point, and a sign before an exponent.
Yaml11 real_reading(std::string_view text) {
  const std::string_view digits = without_sign(text);
  if (digits[0] == '.' && !is_digit(digits[1])) {
    return Yaml11::same;
  }
  const std::size_t exponent = digits.find_first_of("eE");
  if (exponent != std::string_view::npos && digits[exponent + 1] != '+' && digits[exponent + 1] != '-') {
    return Yaml11::text;
  }
  return digits.find('.') == std::string_view::npos ? Yaml11::text : Yaml11::same;
}

bool is_digit_or_gap(char c) {
  return is_digit(c) || c == '_';
}

// The sexagesimal forms: groups of at most two digits, below 60, after the first.
bool is_base_60(std::string_view rest) {
  while (take(rest, ':')) {
    if (rest.size() > 1 && rest[0] <= '5' && is_digit(rest[0]) && is_digit(rest[1])) {
      rest.remove_prefix(2);
    } else if (!rest.empty() && is_digit(rest[0])) {
      rest.remove_prefix(1);
    } else {
      return false;
    }
  }
  if (take(rest, '.')) {
    take(rest, is_digit_or_gap);
  }
  return rest.empty();
}

Yaml11 text_number_reading(std::string_view text) {
  std::string_view rest = without_sign(text);
  if (rest.starts_with("0b")) {
    const bool binary = all_of(rest.substr(2), [](char c) { return c == '0' || c == '1' || c == '_'; });
    return binary ? Yaml11::number : Yaml11::same;
  }
  if (rest.starts_with("0x")) {
    const bool hex = all_of(rest.substr(2), [](char c) { return is_hex(c) || c == '_'; });
    return hex ? Yaml11::number : Yaml11::same;
  }
  const bool zero = rest.starts_with('0');
  const bool whole = !rest.empty() && is_digit(rest[0]) && take(rest, is_digit_or_gap);
  if (whole && rest.empty()) {
    return Yaml11::number;
  }
  if (whole && rest[0] == ':') {
    const bool with_point = rest.find('.') != std::string_view::npos;
    return (!zero || with_point) && is_base_60(rest) ? Yaml11::base_60 : Yaml11::same;
  }
  if (!take(rest, '.') || (!whole && (rest.empty() || !is_digit(rest[0])))) {
    return Yaml11::same;
  }
  take(rest, is_digit_or_gap);
  if (take(rest, 'e') || take(rest, 'E')) {
    if ((!take(rest, '+') && !take(rest, '-')) || !take(rest, is_digit)) {
      return Yaml11::same;
    }
  }
  return rest.empty() ? Yaml11::number : Yaml11::same;
}

}  // namespace

Core resolve_core(std::string_view text) {
  if (text.empty() || text == "~") {
    return Core::null;
  }
  switch (text[0]) {
    case 'n':
    case 'N':
      return is_one_of(text, "null", "Null", "NULL") ? Core::null : Core::text;
    case 't':
    case 'T':
      return is_one_of(text, "true", "True", "TRUE") ? Core::boolean : Core::text;
    case 'f':
    case 'F':
      return is_one_of(text, "false", "False", "FALSE") ? Core::boolean : Core::text;
    case '+':
    case '-':
    case '.':
      return resolve_number(text);
    default:
      return is_digit(text[0]) ? resolve_number(text) : Core::text;
  }
}

bool in_range(std::string_view text, Core core) {
  switch (core) {
    case Core::integer:
      return integer_in_range(text);
    case Core::real:
      return real_in_range(text);
    default:
      return true;
  }
}

Yaml11 yaml11_reading(std::string_view text, Core core) {
  if (core == Core::integer) {
    return integer_reading(text);
  }
  if (core == Core::real) {
    return real_reading(text);
  }
  if (core != Core::text) {
    return Yaml11::same;
  }
  switch (text[0]) {
    case 'y':
    case 'Y':
      return is_one_of(text, "y", "Y", "yes", "Yes", "YES") ? Yaml11::boolean : Yaml11::same;
    case 'n':
    case 'N':
      return is_one_of(text, "n", "N", "no", "No", "NO") ? Yaml11::boolean : Yaml11::same;
    case 'o':
    case 'O':
      return is_one_of(text, "on", "On", "ON", "off", "Off", "OFF") ? Yaml11::boolean : Yaml11::same;
    case '=':
    case '<':
      return is_one_of(text, "=", "<<") ? Yaml11::special : Yaml11::same;
    case '+':
    case '-':
    case '.':
      return text_number_reading(text);
    default:
      return is_digit(text[0]) ? text_number_reading(text) : Yaml11::same;
  }
}

}  // namespace csx::yaml
