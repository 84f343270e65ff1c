#include <string>
#include <vector>

#include "folder.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::buys;
using testing::Folder;
using testing::subscriptions;

TEST_CASE("components are gross, product by product, and sum to expansion minus contraction") {
  const Folder folder(
      {// erp grows by 50, pos is dropped, crm is new: 100 + 80 + 0 to 150 + 0 + 30
       account("a", subscriptions({"product: erp, mrr: 100.00 BRL, start_on: 2026-01-01, changes: [{date: "
                                   "2026-10-05, mrr: 150.00 BRL, origin: cs}]",
                                   "product: pos, mrr: 80.00 BRL, start_on: 2026-01-01, end_on: 2026-10-12, "
                                   "end_origin: sales",
                                   "product: crm, mrr: 30.00 BRL, start_on: 2026-10-20, origin: cs"})),
       // a second contract for a product that is held is an upgrade; the first shrinks: net 20 more
       account("b", subscriptions({"product: erp, mrr: 100.00 BRL, start_on: 2026-01-01, changes: [{date: "
                                   "2026-10-02, mrr: 60.00 BRL, origin: cs}]",
                                   "product: erp, mrr: 60.00 BRL, start_on: 2026-10-25, origin: sales"})),
       // upgrade and downgrade that cancel each other are no movement, and are components all the same
       account("c", subscriptions({"product: erp, mrr: 10.00 BRL, start_on: 2026-01-01, changes: [{date: "
                                   "2026-10-02, mrr: 15.00 BRL}]",
                                   "product: pos, mrr: 10.00 BRL, start_on: 2026-01-01, changes: [{date: "
                                   "2026-10-02, mrr: 5.00 BRL, origin: cs}]"})),
       // won in the period: no component
       account("d", subscriptions({"product: erp, mrr: 999.00 BRL, start_on: 2026-10-02, origin: cs"}))},
      "2026-11-20");
  struct Row {
    std::string_view metric;
    std::string_view value;
  };
  const std::vector<Row> rows{
      {"revenue.expansion", "20.00"},        // b
      {"revenue.contraction", "0.00"},       // a goes from 180 to 180
      {"revenue.upgrade", "75.00"},          // 50 + 20 + 5
      {"revenue.cross-sell", "30.00"},       // crm
      {"revenue.downgrade", "5.00"},         // pos of c
      {"revenue.dropped-product", "80.00"},  // pos of a; 75 + 30 - 5 - 80 = 20
      {"revenue.cs-upgrade", "50.00"},
      {"revenue.cs-upgrade-share", "0.4545"},  // 50 of 50 + 60; the change of c names no origin
      {"revenue.cs-cross-sell", "30.00"},
      {"revenue.cs-cross-sell-share", "1"},
      {"revenue.cs-downgrade", "45.00"},  // 40 of b and 5 of c
      {"revenue.cs-downgrade-share", "1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.metric);
    CHECK(folder.value(row.metric, "2026-10") == row.value);
  }
  CHECK(folder.measured("revenue.cs-upgrade-share", "2026-10").value.excluded.at("origin not recorded") == 1);
  CHECK(folder.value("revenue.cs-upgrade-share", "2026-09") == "n/a: no change with a known origin");
  CHECK(folder.groups("revenue.upgrade", "2026-10", {Dimension::product}) == "erp=75.00");
  CHECK(folder.groups("revenue.closing", "2026-10", {Dimension::product}) ==
        "crm=30.00, erp=1284.00, pos=5.00");
  CHECK(folder.groups("revenue.nrr", "2026-10", {Dimension::product}) == "erp=1.2, erp + pos=1");
}

constexpr std::string_view k_autumn_rates =
    "kind: workspace\nname: W\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\nexchange_rates:\n"
    "  - {currency: USD, date: 2026-08-31, rate: 5.00}\n  - {currency: USD, date: 2026-10-31, rate: 5.50}\n"
    "definitions: {margin: 80%}\n";

TEST_CASE("two currencies: opening and closing take the rate of the last day, revaluation is its own line") {
  const Folder folder(
      {account("a", subscriptions({"product: erp, mrr: 100.00 USD, start_on: 2026-01-01, changes: [{date: "
                                   "2026-10-15, mrr: 120.00 USD}]"})),
       account("b", subscriptions({"product: erp, mrr: 300.00 BRL, start_on: 2026-01-01"}))},
      "2026-11-20", k_autumn_rates);
  CHECK(folder.value("revenue.closing", "2026-09") == "800.00");     // 100 x 5.00 + 300
  CHECK(folder.value("revenue.opening", "2026-10") == "850.00");     // 100 x 5.50 + 300
  CHECK(folder.value("revenue.revaluation", "2026-10") == "50.00");  // 850 - 800
  CHECK(folder.value("revenue.expansion", "2026-10") == "110.00");   // 20 x 5.50, no gain by the rate
  CHECK(folder.value("revenue.closing", "2026-10") == "960.00");
  CHECK(folder.value("revenue.nrr", "2026-10") == "1.1294");  // 960 / 850
}

TEST_CASE("without a rate nobody knows the sum, and which record lacks it is said") {
  const Folder folder(
      {account("a", "segment: s\n" + subscriptions({"product: erp, mrr: 9.00 EUR, start_on: 2026-01-01"})),
       account("b", subscriptions({"product: erp, mrr: 300.00 BRL, start_on: 2026-01-01"})),
       {"agreements/x.yaml",
        "kind: agreement\nid: x\nversion: 1\ntitle: X\nbetween: [sales, cs]\neffective_from: "
        "2026-01-01\nstrategy: {segments: [{id: s}]}\n"}},
      "2026-11-20", k_autumn_rates);
  CHECK(folder.value("revenue.closing", "2026-10") ==
        "n/a: account/a: no rate of EUR in BRL on or before 2026-10-31");
  CHECK(folder.groups("revenue.closing", "2026-10", {Dimension::segment}) ==
        "s=n/a: account/a: no rate of EUR in BRL on or before 2026-10-31, unknown=300.00");
  CHECK(folder.value("revenue.closing", "2026-10", {"segment=s"}).starts_with("n/a"));
}

TEST_CASE("lifetime, lifetime value and payback over a quarter") {
  const Folder folder(
      {account("a",
               subscriptions({"product: erp, mrr: 100.00 BRL, start_on: 2026-01-01, end_on: 2026-08-20"})),
       account("b", subscriptions({"product: erp, mrr: 200.00 BRL, start_on: 2026-01-01"})),
       account("c", "acquisition: {cost: 600.00 BRL}\n" +
                        subscriptions({"product: erp, mrr: 300.00 BRL, start_on: 2026-09-10, signed_at: "
                                       "2026-09-01T10:00"})),
       account("d", subscriptions({"product: erp, mrr: 100.00 BRL, start_on: 2026-09-30"}))},
      "2026-11-20", k_autumn_rates);
  // openings: July a b, August a b, September b; a was lost in August
  CHECK(folder.value("revenue.lifetime", "2026-Q3") == "5");
  CHECK(folder.value("revenue.arpa", "2026-Q3") == "200.00");       // 600 of b, c, d
  CHECK(folder.value("revenue.ltv", "2026-Q3") == "800.00");        // 200 x 80% x 5
  CHECK(folder.value("revenue.cac-payback", "2026-Q3") == "3.75");  // 600 / (200 x 80%)
  CHECK(folder.measured("revenue.cac-payback", "2026-Q3")
            .value.aside.at("won at a cost that is not recorded") == 1);
  CHECK(folder.value("revenue.lifetime", "2026-09") ==
        "n/a: no account was lost: there is no churn to divide by");
  CHECK(folder.value("acquisition.cac", "2026-Q3") == "600.00");
  CHECK(folder.value("acquisition.cac", "2026-Q1") == "n/a: no account with an acquisition cost was won");
}

TEST_CASE("payback counts the cost of what was won, whether it pays at the end or not") {
  const Folder folder({account("pays", buys("start_on: 2026-01-01", "200.00 BRL")),
                       account("soon", "acquisition: {cost: 300.00 BRL}\n" +
                                           buys("start_on: 2026-08-10, signed_at: 2026-07-20T10:00")),
                       account("gone", "acquisition: {cost: 500.00 BRL}\n" +
                                           buys("start_on: 2026-07-02, end_on: 2026-07-20"))},
                      "2026-11-20", k_autumn_rates);
  CHECK(folder.value("acquisition.cac", "2026-07") == "400.00");
  CHECK(folder.value("revenue.cac-payback", "2026-07") == "2.5");  // 400 / (200 x 80%)
  const Measured measured = folder.measured("revenue.cac-payback", "2026-07");
  CHECK(measured.value.n == 3);
  REQUIRE(measured.contributions.size() == 3);
  CHECK(measured.contributions[2].subject.anchor == time::Date::parse("2026-07-20").value());
}

TEST_CASE("a product held for nothing is still held: downgraded to nothing, upgraded from it") {
  constexpr std::string_view k_kept = "product: erp, mrr: 100.00 BRL, start_on: 2026-01-01";
  const auto changes = [](std::string_view from, std::string_view to) {
    return fmt::format(
        "product: pos, mrr: {} BRL, start_on: 2026-01-01, changes: [{{date: 2026-07-05, mrr: {} BRL, origin: "
        "cs}}]",
        from, to);
  };
  const Folder folder(
      {account("falls", subscriptions({std::string(k_kept), changes("40.00", "0.00")})),
       account("rises", subscriptions({std::string(k_kept), changes("0.00", "30.00")})),
       account("drops", subscriptions({std::string(k_kept),
                                       "product: pos, mrr: 20.00 BRL, start_on: 2026-01-01, "
                                       "end_on: 2026-07-09"})),
       account("adds",
               subscriptions({std::string(k_kept), "product: pos, mrr: 10.00 BRL, start_on: 2026-07-09"}))},
      "2026-11-20");
  CHECK(folder.groups("revenue.downgrade", "2026-07", {Dimension::product}) == "pos=40.00");
  CHECK(folder.groups("revenue.upgrade", "2026-07", {Dimension::product}) == "pos=30.00");
  CHECK(folder.value("revenue.dropped-product", "2026-07") == "20.00");
  CHECK(folder.value("revenue.cross-sell", "2026-07") == "10.00");
  CHECK(folder.value("revenue.cs-downgrade", "2026-07") == "40.00");
  CHECK(folder.value("revenue.cs-upgrade", "2026-07") == "30.00");
  CHECK(folder.value("revenue.expansion", "2026-07") == "40.00");
  CHECK(folder.value("revenue.contraction", "2026-07") == "60.00");
}

}  // namespace
}  // namespace csx::metrics
