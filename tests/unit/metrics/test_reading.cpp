#include <string>

#include "csx/metrics/reading.hpp"
#include "csx/metrics/score.hpp"
#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Folder;

Folder one_account(std::string_view keys = "") {
  return {{account("a", keys)},
          "2026-11-20",
          "kind: workspace\nname: W\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\n"
          "exchange_rates: [{currency: USD, date: 2026-01-01, rate: 5}]\n"};
}

/// `yes`, `no`, or why nobody can say.
std::string holds_said(std::string_view condition, std::string_view value) {
  const Folder data = one_account();
  const Rates& rates = data.facts().rates();
  const auto parsed = model::Condition::parse(condition);
  REQUIRE(parsed);
  const auto reading = reading_of(std::string(value), rates, data.facts().today());
  if (!reading) {
    return reading.error();
  }
  const auto is_met = holds(*parsed, *reading, rates, data.facts().today());
  return !is_met ? is_met.error() : *is_met ? "yes" : "no";
}

TEST_CASE("conditions compare what can be compared, and say what cannot") {
  CHECK(holds_said(">= 12", "12") == "yes");
  CHECK(holds_said("> 12", "12") == "no");
  CHECK(holds_said("between 3 and 8", "8") == "yes");
  CHECK(holds_said("between 3 and 8", "8.1") == "no");
  CHECK(holds_said("!= 12", "12.0") == "no");
  CHECK(holds_said("= red", "red") == "yes");
  CHECK(holds_said("= red", "Red and blue") == "no");
  CHECK(holds_said(">= 95%", "95%") == "yes");
  CHECK(holds_said(">= 95", "94.9%") == "no");  // shares count in percent
  CHECK(holds_said("> 2d", "49h") == "yes");
  CHECK(holds_said("> 2d", "48h") == "no");
  CHECK(holds_said("> 60", "61d") == "yes");  // a bare number of days
  CHECK(holds_said(">= 50.00 BRL", "10.00 USD") == "yes");
  CHECK(holds_said("> 10.00 USD", "50.00 BRL") == "no");
  CHECK(holds_said("> 10", "red") == "\"red\" cannot be compared with 10");
  CHECK(holds_said("> 10.00 BRL", "5%") == "5% cannot be compared with 10.00 BRL");
  CHECK(holds_said("> 10.00 EUR", "5.00 BRL") == "no rate of EUR in BRL on or before 2026-11-20");
}

TEST_CASE("fields of an account: dated ones of the day, mrr of today, several answers are none") {
  const Folder data = one_account(
      "segment: [{from: 2026-01-01, value: x}, {from: 2026-06-01, value: z}]\nprofile: {employees: 12}\n"
      "contacts: [{id: c, name: C, influence: high}, {id: d, name: D, influence: low}]\n"
      "subscriptions: [{id: s1, product: erp, mrr: 10.00 USD, start_on: 2026-01-01}]\n");
  const auto read = [&](std::string_view field, std::string_view day = "2026-11-20") {
    const auto reading =
        field_reading(data.facts(), *data.facts().find("a")->account, field, *time::Date::parse(day));
    return reading ? reading->text : reading.error();
  };
  CHECK(read("segment") == "z");
  CHECK(read("segment", "2026-05-31") == "x");
  CHECK(read("segment", "2025-05-31") == "not answered");
  CHECK(read("mrr") == "50.00 BRL");
  CHECK(read("mrr", "2025-12-31") == "0.00 BRL");
  CHECK(read("profile.employees") == "12");
  CHECK(read("profile.size") == "not answered");
  CHECK(read("contacts.influence") == "answered 2 times: high, low");
  CHECK(read("fit.erp") == "not answered");
}

TEST_CASE("a line scores between its ends, also downwards; a flat one scores nothing") {
  const Folder data = one_account();
  const auto score = [&](Decimal worst, Decimal best, std::int64_t value) {
    model::ScoreRule rule;
    rule.range = model::ScoreRange{worst, best};
    const auto found = score_of(rule, Reading::of_number(value), data.facts().rates(), data.facts().today());
    return found ? found->rounded(2) : found.error();
  };
  CHECK(score(Decimal(0, 0), Decimal(3, 0), 1) == "33.33");
  CHECK(score(Decimal(45, 0), Decimal(0, 0), 9) == "80.00");
  CHECK(score(Decimal(45, 0), Decimal(0, 0), 60) == "0.00");
  CHECK(score(Decimal(45, 0), Decimal(0, 0), -5) == "100.00");
  CHECK(score(Decimal(7, 0), Decimal(7, 0), 7) == "the range begins and ends at 7");
  model::ScoreRule empty;
  const auto found = score_of(empty, Reading::of_number(1), data.facts().rates(), data.facts().today());
  CHECK(found.error() == "no step holds for 1");
}

}  // namespace
}  // namespace csx::metrics
