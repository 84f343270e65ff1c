#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "csx/base/decimal.hpp"

/// Sums and quotients of decimals that lose nothing: what money and shares are counted in.
namespace csx {

__extension__ using Int128 = __int128;

class Fraction;

/// An exact decimal with eighteen digits after the point and twenty before it: room for the product of two
/// `Decimal`s, and for sums of millions of them.
class Exact {
 public:
  static constexpr int k_scale = 18;

  constexpr Exact() = default;
  constexpr Exact(std::int64_t whole) : m_units(static_cast<Int128>(whole) * k_one) {}
  static Exact of(const Decimal& decimal);
  /// None where it needs more digits than there are.
  static std::optional<Exact> product(const Decimal& a, const Decimal& b);
  /// The nearest that there is, halves away from zero. The fraction is less than 10^20 in size.
  static Exact nearest(const Fraction& fraction);

  /// Halfway between two; a last digit that does not fit is dropped.
  static constexpr Exact middle(const Exact& a, const Exact& b) {
    Exact half;
    half.m_units = a.m_units + (b.m_units - a.m_units) / 2;
    return half;
  }

  /// In units of 10^-18.
  constexpr Int128 units() const { return m_units; }
  constexpr bool is_zero() const { return m_units == 0; }
  double to_double() const;
  /// All digits that are not zero, at least `least` after the point: `1200.00`.
  std::string to_string(int least = 0) const;

  constexpr Exact& operator+=(const Exact& other) {
    m_units += other.m_units;
    return *this;
  }
  constexpr Exact& operator-=(const Exact& other) {
    m_units -= other.m_units;
    return *this;
  }
  friend constexpr Exact operator+(Exact a, const Exact& b) { return a += b; }
  friend constexpr Exact operator-(Exact a, const Exact& b) { return a -= b; }
  friend constexpr Exact operator-(const Exact& a) { return Exact() - a; }
  friend constexpr std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
    return a.m_units < b.m_units   ? std::strong_ordering::less
           : a.m_units > b.m_units ? std::strong_ordering::greater
                                   : std::strong_ordering::equal;
  }
  friend constexpr bool operator==(const Exact& a, const Exact& b) { return a.m_units == b.m_units; }

 private:
  static constexpr Int128 k_one = 1'000'000'000'000'000'000;
  Int128 m_units = 0;
};

/// A fraction in lowest terms. Exact as long as both terms have at most 38 digits; beyond that the last
/// digits of both are dropped together.
class Fraction {
 public:
  constexpr Fraction() = default;
  Fraction(const Exact& value);  // NOLINT(google-explicit-constructor): a decimal is a fraction
  Fraction(std::int64_t value) : m_numerator(value) {}
  /// `denominator` is not zero.
  Fraction(const Exact& numerator, const Exact& denominator);
  static Fraction of(const Decimal& decimal) { return Exact::of(decimal); }

  bool is_zero() const { return m_numerator == 0; }
  /// With this many digits after the point, halves away from zero: `0.667`.
  std::string rounded(int digits) const;
  double to_double() const;

  friend Fraction operator+(const Fraction& a, const Fraction& b);
  friend Fraction operator-(const Fraction& a, const Fraction& b);
  friend Fraction operator*(const Fraction& a, const Fraction& b);
  friend Fraction operator/(const Fraction& a, const Fraction& b);  ///< `b` is not zero
  friend std::strong_ordering operator<=>(const Fraction& a, const Fraction& b);
  friend bool operator==(const Fraction& a, const Fraction& b) = default;

 private:
  friend class Exact;
  static Fraction reduced(Int128 numerator, Int128 denominator);
  static Fraction product(Int128 a, Int128 b, Int128 c, Int128 d);  ///< a/b times c/d
  Int128 m_numerator = 0;
  Int128 m_denominator = 1;
};

}  // namespace csx
