#include <doctest/doctest.h>

#include <string>

#include "csx/base/decimal.hpp"
#include "csx/base/text.hpp"

namespace csx {
namespace {

TEST_CASE("currencies in force are known, others are not") {
  for (const std::string_view code :
       {"AED", "BRL", "USD", "EUR", "JPY", "SLE", "VED", "VES", "XCG", "XOF", "ZWG"}) {
    CAPTURE(code);
    const auto currency = Currency::parse(code);
    REQUIRE(currency);
    CHECK(currency->view() == code);
  }
  for (const std::string_view code :
       {"",    "R$",  "brl", "BR",  "BRLX", "AAA", "ZZZ", "AED ", "D A", "XAU",
        "XXX", "XTS", "XDR", "BOV", "CLF",  "DEM", "HRK", "ZWL",  "ANG", "US\0"}) {
    CAPTURE(code);
    CHECK_FALSE(Currency::parse(code));
  }
}

TEST_CASE("the list of codes is the set that parses") {
  const auto codes = split(currency_codes(), ' ');
  CHECK(codes.size() == 156);
  for (const auto code : codes) {
    CAPTURE(code);
    CHECK(Currency::parse(code));
  }
}

}  // namespace
}  // namespace csx
