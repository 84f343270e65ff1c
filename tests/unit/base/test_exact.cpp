#include "csx/base/exact.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace csx {
namespace {

Exact exact(std::string_view text) {
  return Exact::of(Decimal::parse(text).value());
}

TEST_CASE("exact decimals add up without loss and print all their digits") {
  Exact sum;
  for (int i = 0; i < 10; ++i) {
    sum += exact("0.1");
  }
  CHECK(sum == Exact(1));
  CHECK(sum.to_string() == "1");
  CHECK(sum.to_string(2) == "1.00");
  CHECK(exact("1200.50").to_string() == "1200.5");
  CHECK(exact("-0.000000001").to_string() == "-0.000000001");
  CHECK((exact("999999999999999") + exact("0.000000001")).to_string() == "999999999999999.000000001");
  CHECK((-exact("3.25")).to_string(1) == "-3.25");
  CHECK(Exact::middle(exact("1"), exact("2")).to_string() == "1.5");
  CHECK(exact("2") > exact("1.999999999"));
}

TEST_CASE("products of two decimals are exact, or there is none") {
  const auto product = [](std::string_view a, std::string_view b) {
    return Exact::product(Decimal::parse(a).value(), Decimal::parse(b).value());
  };
  CHECK(product("100.01", "5.4711")->to_string() == "547.164711");
  CHECK(product("0.000000001", "0.000000001")->to_string() == "0.000000000000000001");
  CHECK(product("-3", "0.5")->to_string() == "-1.5");
  CHECK_FALSE(product("999999999999999", "999999999999999"));
}

TEST_CASE("fractions are rounded half away from zero") {
  struct Row {
    Fraction value;
    int digits;
    std::string_view text;
  };
  const std::vector<Row> rows{
      {Fraction(Exact(2), Exact(3)), 3, "0.667"},
      {Fraction(Exact(1), Exact(8)), 2, "0.13"},
      {Fraction(Exact(-1), Exact(8)), 2, "-0.13"},
      {Fraction(Exact(1), Exact(-8)), 3, "-0.125"},
      {Fraction(Exact(199), Exact(200)), 0, "1"},
      {Fraction(Exact(0), Exact(7)), 1, "0.0"},
      {Fraction(exact("1070.00"), exact("1500.00")), 4, "0.7133"},
      {Fraction(Exact(5)) / Fraction(Exact(2)) * Fraction(Exact(3), Exact(4)), 3, "1.875"},
      {Fraction(Exact(1), Exact(3)) + Fraction(Exact(1), Exact(6)), 1, "0.5"},
      {Fraction(Exact(1), Exact(3)) - Fraction(Exact(1), Exact(2)), 2, "-0.17"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(row.value.rounded(row.digits) == row.text);
  }
  CHECK(Fraction(Exact(2), Exact(6)) == Fraction(Exact(1), Exact(3)));
  CHECK(Fraction(Exact(2), Exact(3)) > Fraction(Exact(3), Exact(5)));
}

TEST_CASE("fractions beyond 38 digits keep their size") {
  const Fraction large(exact("123456789012.345"), exact("0.000000007"));
  const Fraction odd(exact("987654.123456789"), exact("999999999999989"));
  const Fraction product = large * odd * large * odd;
  const double expected = large.to_double() * odd.to_double() * large.to_double() * odd.to_double();
  CHECK(product.to_double() == doctest::Approx(expected).epsilon(1e-12));
  CHECK((large + odd).to_double() == doctest::Approx(large.to_double() + odd.to_double()).epsilon(1e-12));
}

TEST_CASE("the nearest decimal of a fraction") {
  CHECK(Exact::nearest(Fraction(Exact(1), Exact(4))).to_string() == "0.25");
  CHECK(Exact::nearest(Fraction(Exact(2), Exact(3))).to_string() == "0.666666666666666667");
  CHECK(Exact::nearest(Fraction(Exact(-2), Exact(3))).to_string() == "-0.666666666666666667");
  CHECK(Exact::nearest(Fraction(0)).is_zero());
}

}  // namespace
}  // namespace csx
