#include <string>
#include <vector>

#include "csx/model/write.hpp"
#include "folder.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::buys;
using testing::Files;
using testing::Folder;
using testing::subscriptions;

TEST_CASE("a customer is won on the day of the signature, to the second in a zone with daylight saving") {
  constexpr std::string_view k_lisbon =
      "kind: workspace\nname: W\nformat: 1\ncurrency: EUR\ntimezone: Europe/Lisbon\n";
  struct Row {
    std::string_view keys;
    std::string_view month;
  };
  const std::vector<Row> rows{
      {"start_on: 2026-05-10, signed_at: 2026-03-31T22:59:59Z", "2026-03"},  // 23:59:59 in summer time
      {"start_on: 2026-05-10, signed_at: 2026-03-31T23:00:00Z", "2026-04"},  // midnight
      {"start_on: 2026-05-10, signed_at: 2026-02-28T23:59:59Z", "2026-02"},  // winter time is UTC
      {"start_on: 2026-05-10, signed_at: 2026-03-01T00:00:00Z", "2026-03"},
      {"start_on: 2026-05-10, signed_at: 2026-10-25T01:30:00+01:00", "2026-10"},  // the hour that comes twice
      {"start_on: 2026-05-10, signed_at: 2026-04-30T23:59:59", "2026-04"},        // without offset: local
      {"start_on: 2026-05-10, signed_at: 2026-04-30", "2026-04"},
      {"start_on: 2026-05-10", "2026-05"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.keys);
    const Folder folder({account("a", buys(row.keys, "100.00 EUR"))}, "2026-11-20", k_lisbon);
    for (const std::string_view month : {"2026-02", "2026-03", "2026-04", "2026-05", "2026-10"}) {
      CAPTURE(month);
      CHECK(folder.value("acquisition.accounts", month) == (month == row.month ? "1" : "0"));
      CHECK(folder.value("acquisition.mrr", month) == (month == row.month ? "100.00" : "0.00"));
    }
  }
}

TEST_CASE(
    "what is free at first is won when it begins to be paid; what is signed on one day is one contract") {
  const Folder folder(
      {account("a",
               subscriptions({"product: erp, mrr: 0.00 BRL, start_on: 2026-01-01, signed_at: 2025-12-01, "
                              "changes: [{date: 2026-10-10, mrr: 40.00 BRL}]"})),
       account("b",
               subscriptions({"product: erp, mrr: 10.00 BRL, start_on: 2026-10-20, signed_at: 2026-10-01",
                              "product: pos, mrr: 5.00 BRL, start_on: 2026-11-01, signed_at: 2026-10-01",
                              "product: crm, mrr: 7.00 BRL, start_on: 2026-10-02"})),
       account("c", buys("start_on: 2026-12-01, signed_at: 2026-11-21")),  // after the as-of date
       account("d", buys("start_on: 2026-10-05, trial: true"))},
      "2026-11-20");
  CHECK(folder.value("acquisition.accounts", "2026-10") == "2");
  CHECK(folder.value("acquisition.mrr", "2026-10") == "55.00");
  CHECK(folder.groups("acquisition.mrr", "2026-10", {Dimension::product}) == "erp=50.00, pos=5.00");
  // b was signed before it began: it goes to what was signed
  CHECK(folder.groups("acquisition.accounts", "2026-10", {Dimension::product}) == "erp=1, erp + pos=1");
  CHECK(folder.value("acquisition.accounts", "2026-10", {"product=pos"}) == "1");
  CHECK(folder.value("acquisition.accounts", "2026-11") == "0");
}

/// An agreement between both areas, approved as it stands.
std::pair<std::string, std::string> agreement(std::string_view what) {
  std::string text = fmt::format(
      "kind: agreement\nid: x\nversion: 1\ntitle: X\nbetween: [sales, cs]\neffective_from: 2026-01-01\n"
      "strategy: {{segments: [{{id: small}}, {{id: large}}]}}\nwhat:\n{}",
      what);
  const auto tree = store::memory_tree({{"csx.yaml", std::string(testing::k_workspace)}, {"x.yaml", text}});
  const auto data = store::load(*tree, {.threads = 1});
  REQUIRE(data);
  const model::AnyRecord* record = data->find("agreement", "x");
  REQUIRE(record != nullptr);
  const std::string digest = model::content_digest(record->value());
  text += fmt::format(
      "approvals:\n  - {{area: sales, by: ana, date: 2025-12-20, of: \"{0}\"}}\n  - {{area: cs, by: bia, "
      "date: "
      "2025-12-20, of: \"{0}\"}}\n",
      digest);
  return {"agreements/x.yaml", text};
}

constexpr std::string_view k_main =
    "kind: workspace\nname: W\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\nmain_agreement: x\n";

Files customers() {
  return {account("a", "segment: small\nowners: {sales: ana}\n" + buys("start_on: 2026-10-01")),
          account("b", "segment: small\n" + buys("start_on: 2026-10-02")),
          account("c", "segment: large\nacquisition: {cost: 50.00 BRL, commission: 30.00 BRL}\n" +
                           buys("start_on: 2026-10-03, end_on: 2026-11-10", "300.00 BRL")),
          account("d", "segment: large\nacquisition: {commission: 10.00 BRL}\n" +
                           buys("start_on: 2026-10-04", "500.00 BRL")),
          account("e", buys("start_on: 2026-12-01, signed_at: 2026-10-05")),
          {"people.yaml",
           "kind: person\nid: ana\nname: Ana\narea: sales\n---\nkind: person\nid: bia\nname: "
           "Bia\narea: cs\n"}};
}

TEST_CASE("wins against goals: by segment, for all, and without any") {
  Files files = customers();
  files.push_back(agreement(
      "  acquisition:\n    - {period: 2026-10, segment: small, accounts: 4, mrr: 1000.00 BRL}\n    - "
      "{period: "
      "2026-10, segment: large, accounts: 1}\n    - {period: 2026-10, accounts: 10}\n    - {period: 2026-Q4, "
      "accounts: 99}\n  expected_mix: [{segment: small, share: 75%}, {segment: large, share: 25%}]\n"));
  const Folder folder(std::move(files), "2026-11-20", k_main);
  CHECK(folder.value("acquisition.accounts-attainment", "2026-10") == "0.5");  // 5 of 10
  CHECK(folder.measured("acquisition.accounts-attainment", "2026-10").value.n == 5);
  CHECK(folder.groups("acquisition.accounts-attainment", "2026-10", {Dimension::segment}) ==
        "large=2, small=0.5, unknown=n/a: no agreement in force states a goal for the period");
  CHECK(folder.value("acquisition.accounts-attainment", "2026-10", {"segment=large"}) == "2");
  CHECK(folder.value("acquisition.mrr-attainment", "2026-10") == "0.2");  // 200 of 1000: no goal for others
  CHECK(folder.value("acquisition.accounts-attainment", "2026-Q4") == "0.0505");  // 5 of 99
  CHECK(folder.value("acquisition.accounts-attainment", "2026-11") ==
        "n/a: no agreement in force states a goal for the period");
  // two of four are small, three were expected; two are large, one was expected
  CHECK(folder.value("acquisition.outside-mix", "2026-10") == "0.25");
  CHECK(folder.measured("acquisition.outside-mix", "2026-10").value.excluded.at("segment not recorded") == 1);
}

TEST_CASE("goals of overlapping periods are not summed: they want the same accounts") {
  Files files = customers();
  files.push_back(
      agreement("  acquisition:\n"
                "    - {period: 2026-Q3, accounts: 6}\n"
                "    - {period: 2026-Q4, accounts: 10, mrr: 2200.00 BRL}\n"
                "    - {period: 2026, accounts: 40}\n"
                "    - {period: 2026-10, segment: small, accounts: 4}\n"
                "    - {period: 2026-Q4, segment: small, accounts: 8}\n"
                "    - {period: 2026-11, segment: large, accounts: 4}\n"));
  const Folder folder(std::move(files), "2026-11-20", k_main);
  struct Row {
    std::string_view period;
    std::string_view value;
  };
  const std::vector<Row> rows{
      {"2026", "0.125"},               // 5 of 40
      {"2026-07..2026-12", "0.3125"},  // 5 of 6 + 10, which do not overlap
      {"2026-Q4", "0.5"},              // of 10
      {"2026-10..2026-11", "0.5"},     // without a goal for all: 2 + 2 of 4 + 4 by segment
  };
  for (const Row& row : rows) {
    CAPTURE(row.period);
    CHECK(folder.value("acquisition.accounts-attainment", row.period) == row.value);
  }
  CHECK(folder.groups("acquisition.accounts-attainment", "2026-Q4", {Dimension::segment}) ==
        "large=0.5, small=0.25, unknown=n/a: no agreement in force states a goal for the period");
  CHECK(folder.value("acquisition.mrr-attainment", "2026") == "0.5");  // the goal of the year names no MRR
}

TEST_CASE("cost, commission and what became of those won") {
  const Folder folder(customers(), "2026-11-20");
  CHECK(folder.value("acquisition.cac", "2026-10") == "50.00");
  CHECK(folder.value("acquisition.commission", "2026-10") == "40.00");
  CHECK(folder.value("acquisition.lost-commission", "2026-10") == "0.75");
  CHECK(folder.value("acquisition.later-churn", "2026-10") == "0.25");
  CHECK(folder.measured("acquisition.later-churn", "2026-10").value.aside.at("not begun to pay") == 1);
  CHECK(folder.value("acquisition.commission", "2026-10", {"rep=ana"}) ==
        "n/a: no account with a commission was won");
  CHECK(folder.groups("acquisition.accounts", "2026-10", {Dimension::segment, Dimension::rep}) ==
        "large+unknown=2, small+ana=1, small+unknown=1, unknown+unknown=1");
  CHECK(folder.value("acquisition.outside-mix", "2026-10") ==
        "n/a: no agreement in force on the first day states an expected mix");
}

TEST_CASE("what was won is converted with the rate of the day it was won, whatever period is asked") {
  constexpr std::string_view k_rising =
      "kind: workspace\nname: W\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\nexchange_rates:\n"
      "  - {currency: USD, date: 2026-07-01, rate: 5}\n  - {currency: USD, date: 2026-08-15, rate: 6}\n";
  const auto won = [](std::string_view id, std::string_view signed_at) {
    return account(id, "acquisition: {cost: 10.00 USD, commission: 5.00 USD}\n" +
                           buys(fmt::format("start_on: 2026-09-01, signed_at: {}", signed_at), "100.00 USD"));
  };
  const Folder folder({won("a", "2026-07-20"), won("b", "2026-08-15"), won("c", "2026-06-30")}, "2026-11-20",
                      k_rising);
  CHECK(folder.groups("acquisition.mrr", "2026-Q3", {Dimension::month}) ==
        "2026-07=500.00, 2026-08=600.00, 2026-09=0.00");
  CHECK(folder.value("acquisition.mrr", "2026-Q3") == "1100.00");
  CHECK(folder.value("acquisition.cac", "2026-Q3") == "55.00");
  CHECK(folder.value("acquisition.commission", "2026-Q3") == "55.00");
  CHECK(folder.value("acquisition.mrr", "2026-Q2") ==
        "n/a: account/c#s1: no rate of USD in BRL on or before 2026-06-30");
}

}  // namespace
}  // namespace csx::metrics
