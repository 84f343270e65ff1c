#include "csx/base/decimal.hpp"

#include <fmt/format.h>

#include <array>

#include "csx/base/text.hpp"

namespace csx {
namespace {

// Units of 19 digits scaled by nine more stay far below 2^127.
__extension__ using Wide = __int128;

constexpr int k_table_size = 19;
constexpr auto k_powers_of_ten = [] {
  std::array<std::int64_t, k_table_size> powers{};
  std::int64_t power = 1;
  for (auto& entry : powers) {
    entry = power;
    power = entry < 1'000'000'000'000'000'000 ? entry * 10 : entry;
  }
  return powers;
}();

std::int64_t power_of_ten(int exponent) {
  return k_powers_of_ten[static_cast<std::size_t>(exponent)];
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1U : 0U);
  std::int64_t units = 0;
  int significant = 0;
  int scale = 0;
  bool after_point = false;
  bool digit_needed = true;  // one at least on each side of the point
  for (const char c : text) {
    if (c == '.' && !after_point && !digit_needed) {
      after_point = true;
      digit_needed = true;
      continue;
    }
    if (!is_digit(c)) {
      return std::nullopt;
    }
    digit_needed = false;
    significant += units != 0 || c != '0' ? 1 : 0;
    scale += after_point ? 1 : 0;
    if (significant > k_max_digits || scale > k_max_scale) {
      return std::nullopt;
    }
    units = units * 10 + (c - '0');
  }
  if (digit_needed) {
    return std::nullopt;
  }
  return Decimal(negative ? -units : units, scale);
}

std::string Decimal::to_string() const {
  std::string digits = fmt::format("{}", m_units);
  if (m_scale == 0) {
    return digits;
  }
  const std::size_t sign = m_units < 0 ? 1U : 0U;
  const auto scale = static_cast<std::size_t>(m_scale);
  if (digits.size() - sign <= scale) {
    digits.insert(sign, scale + 1 - (digits.size() - sign), '0');
  }
  digits.insert(digits.size() - scale, 1, '.');
  return digits;
}

// Exact operands up to 15 digits: the one division rounds to the nearest double.
double Decimal::to_double() const {
  return static_cast<double>(m_units) / static_cast<double>(power_of_ten(m_scale));
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int scale = a.m_scale > b.m_scale ? a.m_scale : b.m_scale;
  const Wide left = static_cast<Wide>(a.m_units) * power_of_ten(scale - a.m_scale);
  const Wide right = static_cast<Wide>(b.m_units) * power_of_ten(scale - b.m_scale);
  if (left < right) {
    return std::strong_ordering::less;
  }
  return left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::string Money::to_string() const {
  return fmt::format("{} {}", amount.to_string(), currency.view());
}

}  // namespace csx
