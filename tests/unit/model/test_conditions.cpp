#include <doctest/doctest.h>

#include "csx/model/scalar.hpp"

using namespace csx;
using namespace csx::model;

TEST_CASE("conditions: read, printed, refused") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {">= 90%", ">= 90%"},
      {">=90%", ">= 90%"},
      {"<= 5", "<= 5"},
      {"< 8000.00 BRL", "< 8000.00 BRL"},
      {"> 30d", "> 30d"},
      {"= high", "= high"},
      {"!= red", "!= red"},
      {"between 3 and 8", "between 3 and 8"},
      {"between 10% and 20%", "between 10% and 20%"},
      {"between 8 and 3", "!8 is more than 3"},
      {"between 3", "!between needs two values, such as \"between 3 and 8\""},
      {"between 3 and 8%", "!between needs two values of one kind, such as \"between 3 and 8\""},
      {"between 1 BRL and 2 USD", "!between needs two sums in one currency"},
      {"> high", "!words have no order: compare \"high\" with = or !="},
      {">= ", "!\"\" is no number, share, sum of money, duration or word"},
      {"90%", "!it begins with none of >=, <=, >, <, =, != and between"},
      {"", "!it begins with none of >=, <=, >, <, =, != and between"},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    const time::Parsed<Condition> parsed = Condition::parse(text);
    CHECK((parsed ? parsed->to_string() : "!" + parsed.error()) == expected);
  }
}
