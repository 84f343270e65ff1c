#include "csx/base/exact.hpp"

#include <algorithm>

namespace csx {

namespace {

__extension__ using Unsigned128 = unsigned __int128;

constexpr int k_most_digits = 39;

Int128 wide_power_of_ten(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

Unsigned128 magnitude(Int128 value) {
  return value < 0 ? Unsigned128(0) - static_cast<Unsigned128>(value) : static_cast<Unsigned128>(value);
}

Int128 greatest_divisor(Int128 a, Int128 b) {
  Unsigned128 x = magnitude(a);
  Unsigned128 y = magnitude(b);
  while (y != 0) {
    const Unsigned128 rest = x % y;
    x = y;
    y = rest;
  }
  return static_cast<Int128>(x);
}

std::string digits_of(Unsigned128 value) {
  std::string digits;
  digits.reserve(k_most_digits);
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  std::ranges::reverse(digits);
  return digits;
}

/// A whole number of 10^-scale, written with a point.
std::string with_point(Int128 units, int scale) {
  std::string digits = digits_of(magnitude(units));
  const auto places = static_cast<std::size_t>(scale);
  if (places > 0) {
    if (digits.size() <= places) {
      digits.insert(0, places + 1 - digits.size(), '0');
    }
    digits.insert(digits.size() - places, 1, '.');
  }
  return units < 0 ? '-' + digits : digits;
}

/// A fraction in units of 10^-digits, halves away from zero.
Int128 rounded_units(Int128 numerator, Int128 denominator, int digits) {
  const Unsigned128 divisor = magnitude(denominator);
  Unsigned128 whole = magnitude(numerator) / divisor;
  Unsigned128 rest = magnitude(numerator) % divisor;
  for (int i = 0; i < digits; ++i) {
    // Digit by digit, so that nothing overflows: rest is less than the divisor.
    unsigned digit = 0;
    Unsigned128 scaled = 0;
    for (int k = 0; k < 10; ++k) {
      scaled += rest;
      if (scaled >= divisor) {
        scaled -= divisor;
        ++digit;
      }
    }
    rest = scaled;
    whole = whole * 10 + digit;
  }
  if (rest >= divisor - rest) {
    ++whole;
  }
  const auto units = static_cast<Int128>(whole);
  return numerator < 0 ? -units : units;
}

long double wide_double(Int128 value) {
  return static_cast<long double>(value);
}

}  // namespace

Exact Exact::of(const Decimal& decimal) {
  Exact exact;
  exact.m_units = static_cast<Int128>(decimal.units()) * wide_power_of_ten(k_scale - decimal.scale());
  return exact;
}

std::optional<Exact> Exact::product(const Decimal& a, const Decimal& b) {
  // Two scales of nine at most make eighteen.
  const Int128 units = static_cast<Int128>(a.units()) * b.units();
  Exact exact;
  if (__builtin_mul_overflow(units, wide_power_of_ten(k_scale - a.scale() - b.scale()), &exact.m_units)) {
    return std::nullopt;
  }
  constexpr Int128 k_room = k_one * 1'000'000'000'000'000;  // leaves room for sums of a hundred thousand
  return exact.m_units > k_room || exact.m_units < -k_room ? std::nullopt : std::optional(exact);
}

Exact Exact::nearest(const Fraction& fraction) {
  Exact exact;
  exact.m_units = rounded_units(fraction.m_numerator, fraction.m_denominator, k_scale);
  return exact;
}

double Exact::to_double() const {
  return static_cast<double>(wide_double(m_units) / wide_double(k_one));
}

std::string Exact::to_string(int least) const {
  std::string text = with_point(m_units, k_scale);
  const std::size_t point = text.find('.');
  std::size_t end = text.size();
  while (end > point + 1 + static_cast<std::size_t>(least) && text[end - 1] == '0') {
    --end;
  }
  text.resize(end == point + 1 ? point : end);
  return text;
}

Fraction::Fraction(const Exact& value) : Fraction(value, Exact(1)) {}

Fraction::Fraction(const Exact& numerator, const Exact& denominator)
    : Fraction(reduced(numerator.units(), denominator.units())) {}

Fraction Fraction::reduced(Int128 numerator, Int128 denominator) {
  Fraction fraction;
  const Int128 divisor = greatest_divisor(numerator, denominator);
  const Int128 sign = denominator < 0 ? -1 : 1;
  fraction.m_numerator = sign * (numerator / divisor);
  fraction.m_denominator = sign * (denominator / divisor);
  return fraction;
}

Fraction Fraction::product(Int128 a, Int128 b, Int128 c, Int128 d) {
  const Int128 first = greatest_divisor(a, d);
  const Int128 second = greatest_divisor(c, b);
  a /= first;
  d /= first;
  c /= second;
  b /= second;
  Int128 numerator = 0;
  Int128 denominator = 0;
  if (__builtin_mul_overflow(a, c, &numerator) || __builtin_mul_overflow(b, d, &denominator)) {
    // Beyond 38 digits nobody looks: the first eighteen are kept.
    long double value = wide_double(a) / wide_double(b) * (wide_double(c) / wide_double(d));
    constexpr long double k_enough = 1e18L;
    denominator = 1;
    for (int i = 0; i < k_most_digits - 2 && value < k_enough && value > -k_enough; ++i) {
      value *= 10;
      denominator *= 10;
    }
    numerator = static_cast<Int128>(value);
  }
  return reduced(numerator, denominator);
}

std::string Fraction::rounded(int digits) const {
  return with_point(rounded_units(m_numerator, m_denominator, digits), digits);
}

double Fraction::to_double() const {
  return static_cast<double>(wide_double(m_numerator) / wide_double(m_denominator));
}

Fraction operator+(const Fraction& a, const Fraction& b) {
  Int128 left = 0;
  Int128 right = 0;
  Int128 numerator = 0;
  Int128 denominator = 0;
  Fraction x = a;
  Fraction y = b;
  while (__builtin_mul_overflow(x.m_numerator, y.m_denominator, &left) ||
         __builtin_mul_overflow(y.m_numerator, x.m_denominator, &right) ||
         __builtin_add_overflow(left, right, &numerator) ||
         __builtin_mul_overflow(x.m_denominator, y.m_denominator, &denominator)) {
    Fraction& longer = x.m_denominator > y.m_denominator ? x : y;
    longer.m_numerator /= 2;
    longer.m_denominator = std::max<Int128>(longer.m_denominator / 2, 1);
  }
  return Fraction::reduced(numerator, denominator);
}

Fraction operator-(const Fraction& a, const Fraction& b) {
  Fraction negative = b;
  negative.m_numerator = -negative.m_numerator;
  return a + negative;
}

Fraction operator*(const Fraction& a, const Fraction& b) {
  return Fraction::product(a.m_numerator, a.m_denominator, b.m_numerator, b.m_denominator);
}

Fraction operator/(const Fraction& a, const Fraction& b) {
  return Fraction::product(a.m_numerator, a.m_denominator, b.m_denominator, b.m_numerator);
}

std::strong_ordering operator<=>(const Fraction& a, const Fraction& b) {
  const Int128 difference = (a - b).m_numerator;
  return difference < 0   ? std::strong_ordering::less
         : difference > 0 ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

}  // namespace csx
