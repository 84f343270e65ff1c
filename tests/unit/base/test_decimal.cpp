#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "csx/base/decimal.hpp"

namespace csx {
namespace {

TEST_CASE("decimals are read and printed as they were written") {
  struct Row {
    std::string text;
    std::int64_t units;
    int scale;
    std::string printed;
  };
  const Row rows[] = {
      {"0", 0, 0, "0"},
      {"1200.00", 120000, 2, "1200.00"},
      {"-1.5", -15, 1, "-1.5"},
      {"-0.05", -5, 2, "-0.05"},
      {"0.5", 5, 1, "0.5"},
      {"0.000000001", 1, 9, "0.000000001"},
      {"-0.000000001", -1, 9, "-0.000000001"},
      {"999999999999999", 999999999999999, 0, "999999999999999"},
      {"-999999.999999999", -999999999999999, 9, "-999999.999999999"},
      {"007", 7, 0, "7"},
      {"0000000000000000000001.50", 150, 2, "1.50"},
      {"-0", 0, 0, "0"},
      {"-0.00", 0, 2, "0.00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto parsed = Decimal::parse(row.text);
    REQUIRE(parsed);
    CHECK(parsed->units() == row.units);
    CHECK(parsed->scale() == row.scale);
    CHECK(parsed->to_string() == row.printed);
  }
}

TEST_CASE("what is no decimal, or too long a one, is refused") {
  const std::string rows[] = {"",
                              "-",
                              ".",
                              ".5",
                              "5.",
                              "-.5",
                              "+1",
                              "--1",
                              "1e3",
                              "1,000",
                              "1_0",
                              " 1",
                              "1 ",
                              "1.2.3",
                              "0x10",
                              "NaN",
                              "1-",
                              "١",
                              "1.-2",
                              "1000000000000000",
                              "0.0000000001",
                              "1000000.000000000"};
  for (const auto& row : rows) {
    CAPTURE(row);
    CHECK_FALSE(Decimal::parse(row));
  }
}

TEST_CASE("decimals compare by value, exactly") {
  struct Row {
    Decimal a;
    Decimal b;
    std::strong_ordering order;
  };
  const Row rows[] = {
      {{120, 2}, {12, 1}, std::strong_ordering::equal},
      {{0, 9}, {0, 0}, std::strong_ordering::equal},
      {{1, 9}, {0, 0}, std::strong_ordering::greater},
      {{-1, 9}, {0, 0}, std::strong_ordering::less},
      {{999999999999999, 0}, {999999999999999, 9}, std::strong_ordering::greater},
      {{999999999999999, 0}, {999999999999998, 0}, std::strong_ordering::greater},
      {{-999999999999999, 0}, {999999999999999, 9}, std::strong_ordering::less},
      {{std::numeric_limits<std::int64_t>::max(), 0},
       {std::numeric_limits<std::int64_t>::max(), 9},
       std::strong_ordering::greater},
      {{std::numeric_limits<std::int64_t>::min(), 0}, {1, 9}, std::strong_ordering::less},
      {{3, 1}, {300000001, 9}, std::strong_ordering::less},
  };
  for (const auto& row : rows) {
    CAPTURE(row.a.to_string());
    CAPTURE(row.b.to_string());
    CHECK((row.a <=> row.b) == row.order);
    CHECK((row.b <=> row.a) == 0 <=> row.order);
    CHECK((row.a == row.b) == (row.order == 0));
  }
}

TEST_CASE("the nearest double is the one a literal gives") {
  CHECK(Decimal(11, 1).to_double() == 1.1);
  CHECK(Decimal(-123456789012345, 9).to_double() == -123456.789012345);
  CHECK(Decimal(3, 1).to_double() == 0.3);
  CHECK(Decimal(0, 9).to_double() == 0.0);
}

TEST_CASE("money prints its amount as written and its currency") {
  const auto brl = Currency::parse("BRL");
  REQUIRE(brl);
  const Money money{Decimal(120000, 2), *brl};
  CHECK(money.to_string() == "1200.00 BRL");
  CHECK(money == Money{Decimal(1200, 0), *brl});
  CHECK_FALSE(money == Money{Decimal(1200, 0), *Currency::parse("USD")});
}

}  // namespace
}  // namespace csx
