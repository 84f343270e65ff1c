#include <string>
#include <vector>

#include "folder.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Files;
using testing::Folder;

std::string one(std::string_view price, std::string_view start, std::string_view more = {}) {
  return testing::buys(fmt::format("start_on: {}{}{}", start, more.empty() ? "" : ", ", more),
                       fmt::format("{} BRL", price));
}

/// October 2026: a stays, b grows, c shrinks, d leaves, e joins, f returns, g joins and leaves, h leaves and
/// returns, i is on trial.
Files october_revenue() {
  return {
      account("a", one("100.00", "2026-01-01")),
      account("b", one("200.00", "2026-01-01", "changes: [{date: 2026-10-10, mrr: 260.00 BRL}]")),
      account("c", one("300.00", "2026-01-01", "changes: [{date: 2026-10-31, mrr: 210.00 BRL}]")),
      account("d", one("400.00", "2026-01-01", "end_on: 2026-10-31")),
      account("e", one("50.00", "2026-10-01")),
      account("f", one("70.00", "2025-01-01",
                       "changes: [{date: 2026-02-01, mrr: 0.00 BRL}, {date: 2026-10-20, mrr: 80.00 BRL}]")),
      account("g", one("90.00", "2026-10-02", "end_on: 2026-10-30")),
      account("h", one("500.00", "2026-01-01",
                       "changes: [{date: 2026-10-05, mrr: 0.00 BRL}, {date: 2026-10-15, mrr: 500.00 BRL}]")),
      account("i", one("1000.00", "2026-01-01", "trial: true"))};
}

TEST_CASE("revenue of a month, worked by hand") {
  const Folder folder(october_revenue(), "2026-11-20");
  struct Row {
    std::string_view metric;
    std::string_view value;
  };
  const std::vector<Row> rows{
      {"revenue.opening", "1500.00"},     // 100 + 200 + 300 + 400 + 500
      {"revenue.new", "50.00"},           // e
      {"revenue.reactivation", "80.00"},  // f
      {"revenue.expansion", "60.00"},     // b
      {"revenue.contraction", "90.00"},   // c
      {"revenue.churn", "400.00"},        // d
      {"revenue.closing", "1200.00"},     // 1500 + 50 + 80 + 60 - 90 - 400
      {"revenue.revaluation", "0.00"},
      {"revenue.upgrade", "60.00"},
      {"revenue.downgrade", "90.00"},
      {"revenue.cross-sell", "0.00"},
      {"revenue.dropped-product", "0.00"},
      {"revenue.nrr", "0.7133"},          // (100 + 260 + 210 + 0 + 500) / 1500
      {"revenue.grr", "0.6733"},          // (100 + 200 + 210 + 0 + 500) / 1500
      {"revenue.logo-churn", "0.2"},      // d of a, b, c, d, h
      {"revenue.gross-churn", "0.3267"},  // 490 / 1500
      {"revenue.net-churn", "0.2867"},    // 430 / 1500
      {"revenue.quick-ratio", "0.3878"},  // 190 / 490
      {"revenue.accounts", "6"},          // a b c e f h
      {"revenue.new-accounts", "1"},
      {"revenue.lost-accounts", "1"},
      {"revenue.reactivated-accounts", "1"},
      {"revenue.joined-and-left", "1"},  // g
      {"revenue.arpa", "200.00"},        // 1200 / 6
      {"revenue.lifetime", "5"},         // 5 openings, d lost
      {"revenue.ltv", "n/a: csx.yaml states no definitions.margin"},
      {"revenue.cac-payback", "n/a: csx.yaml states no definitions.margin"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.metric);
    CHECK(folder.value(row.metric, "2026-10") == row.value);
  }
  const Measured churn = folder.measured("revenue.logo-churn", "2026-10");
  CHECK(churn.value.n == 5);
  CHECK(churn.value.aside.at("joined and left") == 1);
  CHECK(folder.measured("revenue.nrr", "2026-10").value.aside.at("reactivated") == 1);
}

TEST_CASE("customers that joined and left are among the lost where the workspace says so") {
  const Folder folder(october_revenue(), "2026-11-20",
                      std::string(testing::k_workspace) + "definitions: {joined_and_left: in-ratio}\n");
  CHECK(folder.value("revenue.logo-churn", "2026-10") == "0.4");  // d and g of five
}

TEST_CASE("nothing before, nothing at all, and a period that has not begun") {
  const Folder folder({account("a", one("100.00", "2026-10-15"))}, "2026-11-20");
  CHECK(folder.value("revenue.nrr", "2026-10") == "n/a: no account had recurring revenue at opening");
  CHECK(folder.value("revenue.new", "2026-10") == "100.00");
  CHECK(folder.value("revenue.closing", "2026-09") == "n/a: no account has ever had recurring revenue");
  CHECK(folder.value("revenue.closing", "2027") == "n/a: the period begins after the as-of date, 2026-11-20");
  CHECK(folder.value("revenue.quick-ratio", "2026-10") == "n/a: no MRR was lost");
}

TEST_CASE("what lies after the as-of date has not happened") {
  const Folder before(october_revenue(), "2026-10-09");
  CHECK(before.value("revenue.closing", "2026-10") ==
        "1140.00");                                             // a, b, c, d at first prices, e, g; h is out
  CHECK(before.value("revenue.churn", "2026-10") == "500.00");  // h has not returned
  CHECK(before.value("revenue.lifetime", "2026-10") ==
        "n/a: the period holds no whole calendar month that has passed");
}

}  // namespace
}  // namespace csx::metrics
