#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace csx {

/// An exact decimal number of at most 15 significant digits, at most 9 of them after the point; it remembers
/// how many were written there, so that 1200.00 prints as it was typed. Compares by value.
class Decimal {
 public:
  static constexpr int k_max_digits = 15;
  static constexpr int k_max_scale = 9;

  constexpr Decimal() = default;
  /// `units` times ten to the power of minus `scale`.
  constexpr Decimal(std::int64_t units, int scale) : m_units(units), m_scale(scale) {}

  /// `-?digits[.digits]`; no exponent, no leading plus, no thousands separators. None if it is not that or
  /// too long.
  static std::optional<Decimal> parse(std::string_view text);

  constexpr std::int64_t units() const { return m_units; }
  constexpr int scale() const { return m_scale; }
  std::string to_string() const;
  double to_double() const;

  friend std::strong_ordering operator<=>(const Decimal&, const Decimal&);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

 private:
  std::int64_t m_units = 0;
  int m_scale = 0;
};

/// An ISO 4217 code.
struct Currency {
  char code[4] = {};
  /// None unless `text` is one of the codes in force (list one of ISO 4217, funds codes and metals left out).
  static std::optional<Currency> parse(std::string_view text);
  std::string_view view() const { return {code, 3}; }
  friend bool operator==(const Currency& a, const Currency& b) { return a.view() == b.view(); }
};

/// All codes of `Currency`, sorted, separated by one space each.
std::string_view currency_codes();

/// An exact sum of money: `1200.00 BRL`.
struct Money {
  Decimal amount;
  Currency currency;
  std::string to_string() const;
  friend bool operator==(const Money&, const Money&) = default;
};

}  // namespace csx
