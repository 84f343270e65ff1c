#include "csx/sla/lifecycle.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "csx/store/dataset.hpp"
#include "folder.hpp"

namespace csx::sla {
namespace {

time::Date date(std::string_view text) {
  return time::Date::parse(text).value();
}

/// One account with these keys, and a handoff after the sale with these events where there are any.
store::Dataset folder(std::string_view account, std::string_view events = {},
                      std::string_view type = "sales-to-cs") {
  testing::Files files{
      {"csx.yaml", std::string(testing::k_workspace)},
      {"accounts/a/account.yaml", fmt::format("kind: account\nid: a\nname: A\n{}", account)}};
  if (!events.empty()) {
    files.emplace_back("accounts/a/handoffs/h.yaml",
                       fmt::format("kind: handoff\nid: h\naccount: a\ntype: {}\nfrom: {{area: sales}}\n"
                                   "to: {{area: cs}}\ntimeline:\n{}",
                                   type, events));
  }
  const auto tree = store::memory_tree(std::move(files));
  auto data = store::load(*tree);
  REQUIRE(data);
  REQUIRE(data->get<model::Account>("a") != nullptr);
  return std::move(*data);
}

std::string sub(std::string_view keys) {
  return fmt::format("subscriptions:\n  - {{id: s1, product: P, {}}}\n", keys);
}

std::string printed(const std::vector<PaidSpan>& spans) {
  std::string text;
  for (const PaidSpan& span : spans) {
    text += fmt::format("{}..{} ", span.from.to_string(), span.to ? span.to->to_string() : "");
  }
  return text;
}

TEST_CASE("the days on which an account pays") {
  struct Row {
    std::string account;
    std::string_view spans;
  };
  const std::vector<Row> rows{
      {"", ""},
      {sub("mrr: 100.00 BRL, start_on: 2026-01-10"), "2026-01-10.. "},
      {sub("mrr: 100.00 BRL, start_on: 2026-01-10, end_on: 2026-03-01"), "2026-01-10..2026-03-01 "},
      {sub("mrr: 100.00 BRL, start_on: 2026-01-10, end_on: 2026-01-10"), ""},
      {sub("mrr: 100.00 BRL, start_on: 2026-01-10, trial: true"), ""},
      {sub("mrr: 0.00 BRL, start_on: 2026-01-10"), ""},
      // free until a change, and free again after another
      {sub("mrr: 0.00 BRL, start_on: 2026-01-10, changes: [{date: 2026-02-01, mrr: 50.00 BRL}, "
           "{date: 2026-04-01, mrr: 0.00 BRL}]"),
       "2026-02-01..2026-04-01 "},
      // changes written out of order, and one after the end
      {sub("mrr: 10.00 BRL, start_on: 2026-01-10, end_on: 2026-06-01, changes: [{date: 2026-07-01, mrr: 0.00 "
           "BRL}, "
           "{date: 2026-03-01, mrr: 0.00 BRL}, {date: 2026-05-01, mrr: 5.00 BRL}]"),
       "2026-01-10..2026-03-01 2026-05-01..2026-06-01 "},
      // a change on the first day is the first price
      {sub("mrr: 10.00 BRL, start_on: 2026-01-10, changes: [{date: 2026-01-10, mrr: 0.00 BRL}]"), ""},
      // one contract after another, without a day between
      {sub("mrr: 10.00 BRL, start_on: 2026-01-10, end_on: 2026-03-01") +
           "  - {id: s2, product: Q, mrr: 10.00 BRL, start_on: 2026-03-01, end_on: 2026-04-01}\n",
       "2026-01-10..2026-04-01 "},
      // one inside another
      {sub("mrr: 10.00 BRL, start_on: 2026-01-10") +
           "  - {id: s2, product: Q, mrr: 10.00 BRL, start_on: 2026-02-01, end_on: 2026-03-01}\n",
       "2026-01-10.. "},
      // gone for a month
      {sub("mrr: 10.00 BRL, start_on: 2026-01-10, end_on: 2026-03-01") +
           "  - {id: s2, product: P, mrr: 10.00 BRL, start_on: 2026-04-01}\n",
       "2026-01-10..2026-03-01 2026-04-01.. "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.account);
    const store::Dataset data = folder(row.account);
    CHECK(printed(paid_spans(*data.get<model::Account>("a"))) == row.spans);
  }
}

TEST_CASE("revenue of a day, in the account's own currencies") {
  const store::Dataset data =
      folder(sub("mrr: 1200.00 BRL, start_on: 2026-01-10, changes: [{date: 2026-05-01, mrr: 1500.5 BRL}]") +
             "  - {id: s2, product: Q, mrr: 99.95 BRL, start_on: 2026-03-01, end_on: 2026-06-01}\n"
             "  - {id: s3, product: R, mrr: 300.00 USD, start_on: 2026-04-01}\n"
             "  - {id: s4, product: S, mrr: 999.00 EUR, start_on: 2026-04-01, trial: true}\n");
  const auto& account = *data.get<model::Account>("a");
  struct Row {
    std::string_view day;
    std::string_view mrr;
  };
  const std::vector<Row> rows{
      {"2026-01-09", ""},
      {"2026-01-10", "1200.00 BRL "},
      {"2026-03-01", "1299.95 BRL "},
      {"2026-04-01", "1299.95 BRL 300.00 USD "},
      {"2026-04-30", "1299.95 BRL 300.00 USD "},
      {"2026-05-01", "1600.45 BRL 300.00 USD "},
      {"2026-06-01", "1500.5 BRL 300.00 USD "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.day);
    std::string text;
    for (const Money& money : mrr_on(account, date(row.day))) {
      text += money.to_string() + " ";
    }
    CHECK(text == row.mrr);
    CHECK(pays_on(account, date(row.day)) == !row.mrr.empty());
  }
}

TEST_CASE("where an account stands") {
  const std::string paying = sub("mrr: 100.00 BRL, start_on: 2026-03-10");
  const std::string left = sub("mrr: 100.00 BRL, start_on: 2026-03-10, end_on: 2026-06-01");
  const std::string returned = left + "  - {id: s2, product: P, mrr: 80.00 BRL, start_on: 2026-09-01}\n";
  const std::string opened = "  - {at: 2026-03-02T10:00:00-03:00, event: opened, by: ana}\n";
  const std::string activated = opened + "  - {at: 2026-04-06T23:30:00-03:00, event: activated, by: bruno}\n";
  const std::string completed = opened + "  - {at: 2026-05-04T10:00:00-03:00, event: completed, by: bruno}\n";
  struct Row {
    std::string account;
    std::string events;
    std::string_view type;
    std::string_view day;
    std::string_view stage;
    bool reactivated;
  };
  const std::vector<Row> rows{
      {"", "", "sales-to-cs", "2026-11-22", "prospect", false},
      {"", activated, "sales-to-cs", "2026-11-22", "prospect", false},
      {paying, activated, "sales-to-cs", "2026-03-09", "prospect", false},
      {sub("mrr: 100.00 BRL, start_on: 2026-03-10, trial: true"), "", "sales-to-cs", "2026-11-22", "prospect",
       false},
      {paying, "", "sales-to-cs", "2026-11-22", "unknown", false},
      {paying, opened, "sales-to-cs", "2026-11-22", "onboarding", false},
      {paying + "onboarding: {success_plan: drive}\n", "", "sales-to-cs", "2026-11-22", "onboarding", false},
      // the day of the activation is the workspace's
      {paying, activated, "sales-to-cs", "2026-04-05", "onboarding", false},
      {paying, activated, "sales-to-cs", "2026-04-06", "ongoing", false},
      {paying, completed, "onboarding-to-ongoing", "2026-05-04", "ongoing", false},
      // a handoff between two CSMs says nothing about going live
      {paying, completed, "csm-to-csm", "2026-11-22", "unknown", false},
      {paying + "onboarding: {activated_on: 2026-04-20}\n", "", "sales-to-cs", "2026-04-19", "onboarding",
       false},
      {paying + "onboarding: {activated_on: 2026-04-20}\n", "", "sales-to-cs", "2026-04-20", "ongoing",
       false},
      {left, activated, "sales-to-cs", "2026-05-31", "ongoing", false},
      {left, activated, "sales-to-cs", "2026-06-01", "churned", false},
      {returned, activated, "sales-to-cs", "2026-08-31", "churned", false},
      {returned, activated, "sales-to-cs", "2026-09-01", "ongoing", true},
      {returned, "", "sales-to-cs", "2026-09-01", "unknown", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.account);
    CAPTURE(row.events);
    CAPTURE(row.day);
    const store::Dataset data = folder(row.account, row.events, row.type);
    const LifecycleState state =
        lifecycle_on(*data.get<model::Account>("a"), data.handoffs_of("a"), date(row.day), data.zone());
    CHECK(word(state.stage) == row.stage);
    CHECK(state.reactivated == row.reactivated);
  }
}

TEST_CASE("the first of several activations counts, not the account's own date") {
  const store::Dataset data =
      folder(sub("mrr: 100.00 BRL, start_on: 2026-03-10") + "onboarding: {activated_on: 2026-03-20}\n",
             "  - {at: 2026-05-04T10:00:00-03:00, event: completed, by: b}\n"
             "  - {at: 2026-04-06T10:00:00-03:00, event: activated, by: b}\n");
  const auto& account = *data.get<model::Account>("a");
  CHECK(live_since(account, data.handoffs_of("a"), date("2026-11-22"), data.zone()) == date("2026-04-06"));
  CHECK(live_since(account, data.handoffs_of("a"), date("2026-04-01"), data.zone()) == date("2026-03-20"));
  CHECK(live_since(account, data.handoffs_of("a"), date("2026-03-01"), data.zone()) == std::nullopt);
}

}  // namespace
}  // namespace csx::sla
