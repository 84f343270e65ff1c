#include <doctest/doctest.h>

#include <random>

#include "csx/time/duration.hpp"
#include "outcome.hpp"

using namespace csx::time;

using Unit = Duration::Unit;

TEST_CASE("a duration is read, or refused with the reason") {
  const std::string shape = "! expected a count and a unit, as in 8bh, 30d or 2bd";
  const std::string units = ", the units are m, h, d, w, mo, q, y and, in business time, bm, bh, bd";
  const Row rows[] = {
      {"30m", "30m"},
      {"48h", "48h"},
      {"90bm", "90bm"},
      {"16bh", "16bh"},
      {"5d", "5d"},
      {"2w", "2w"},
      {"1mo", "1mo"},
      {"1q", "1q"},
      {"1y", "1y"},
      {"2bd", "2bd"},
      {"0bd", "0bd"},
      {"0h", "0h"},
      {"1000000d", "1000000d"},
      {"000000008h", "8h"},
      {"1000001d", "! the count is above 1000000"},
      {"999999999h", "! the count is above 1000000"},
      {"99999999999999999999h", "! the count is above 1000000"},
      {"0000000008h", "! a count has at most 9 digits"},
      {"5hrs", "! unknown unit \"hrs\", did you mean \"h\"?"},
      {"5 hours", "! unknown unit \"hours\", did you mean \"h\"?"},
      {"5minutes", "! unknown unit \"minutes\", did you mean \"m\"?"},
      {"5Days", "! unknown unit \"Days\", did you mean \"d\"?"},
      {"5D", "! unknown unit \"D\", did you mean \"d\"?"},
      {"5BH", "! unknown unit \"BH\", did you mean \"bh\"?"},
      {"3months", "! unknown unit \"months\", did you mean \"mo\"?"},
      {"5s", "! unknown unit \"s\"" + units},
      {"5\xc3\xa9", "! unknown unit \"\xc3\xa9\"" + units},
      {"5 d", "! a duration has no spaces, write 5d"},
      {"5d ", "! a duration has no spaces, write 5d"},
      {"1.5h", "! fractions are not read, write 90m"},
      {"1,25bh", "! fractions are not read, write 75bm"},
      {"0.5y", "! fractions are not read, write 6mo"},
      {"1.5d", "! fractions are not read, write a whole number"},
      {"1.333h", "! fractions are not read, write a whole number"},
      {"1.h", "! fractions are not read, write a whole number"},
      {"1.99999999999999999999h", "! fractions are not read, write a whole number"},
      {"999999.5h", "! fractions are not read, write a whole number"},
      {"1h30m", "! expected one count and one unit, as in 90m"},
      {"5", "! the unit is missing, as in 5h, 5bh, 5d or 5bd"},
      {"bd", "! the count is missing, as in 2bd"},
      {"-5d", "! a duration is not negative"},
      {"+5d", shape},
      {"P5D", shape},
      {"", shape},
      {" 5d", shape},
      {"-", shape},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(outcome(Duration::parse(row.text)) == row.expected);
  }
}

TEST_CASE("every unit survives printing and reading") {
  std::mt19937 random(5);
  for (int i = 0; i < 20'000; ++i) {
    const auto unit = static_cast<Unit>(random() % 10);
    const Duration duration{static_cast<std::int32_t>(random() % 1'000'001), unit};
    const auto text = duration.to_string();
    CAPTURE(text);
    const auto again = Duration::parse(text);
    REQUIRE(again.has_value());
    REQUIRE(*again == duration);
    const bool is_business = text.find('b') != std::string::npos;
    REQUIRE(again->is_business() == is_business);
  }
}

TEST_CASE("the symbols stand for their units") {
  CHECK(Duration::parse("7m").value() == Duration{7, Unit::minutes});
  CHECK(Duration::parse("7bm").value() == Duration{7, Unit::business_minutes});
  CHECK(Duration::parse("7bh").value() == Duration{7, Unit::business_hours});
  CHECK(Duration::parse("7bd").value() == Duration{7, Unit::business_days});
  CHECK(Duration::parse("7mo").value() == Duration{7, Unit::months});
  CHECK(Duration::parse("7q").value() == Duration{7, Unit::quarters});
}
