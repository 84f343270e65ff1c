#include <map>
#include <random>
#include <string>
#include <vector>

#include "csx/metrics/revenue.hpp"
#include "folder.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Files;
using testing::Folder;

/// Days from 2026-01-01.
std::string day(int number) {
  return time::Date::of(2026, 1, 1)->plus_days(number).to_string();
}

/// Accounts whose subscriptions begin, change, fall to zero, rise again and end on any day of a year.
Files random_accounts(std::mt19937& random, int count) {
  const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  Files files;
  for (int i = 0; i < count; ++i) {
    std::string keys =
        pick(0, 3) == 0 ? "" : fmt::format("lead_source: {}\n", pick(0, 1) == 0 ? "web" : "fair");
    keys += "subscriptions:\n";
    for (int s = pick(1, 3); s > 0; --s) {
      const std::string currency = pick(0, 3) == 0 ? "USD" : "BRL";
      const int start = pick(-200, 300);
      keys +=
          fmt::format("  - {{id: s{}, product: p{}, mrr: {}.{:02} {}, start_on: {}, trial: {}, changes: [", s,
                      pick(1, 2), pick(0, 500), pick(0, 99), currency, day(start), pick(0, 9) == 0);
      std::map<int, int> changes;
      for (int c = pick(0, 3); c > 0; --c) {
        changes[start + pick(1, 300)] = pick(0, 2) == 0 ? 0 : pick(1, 500);
      }
      for (const auto& [when, price] : changes) {
        keys += fmt::format("{{date: {}, mrr: {} {}}}, ", day(when),
                            price == 0 ? "0.00" : fmt::format("{}.50", price), currency);
      }
      keys += pick(0, 1) == 0 ? "]}\n" : fmt::format("], end_on: {}}}\n", day(start + pick(1, 400)));
    }
    files.push_back(account(fmt::format("a{:03}", i), keys));
  }
  return files;
}

constexpr std::string_view k_two_rates =
    "kind: workspace\nname: W\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\nexchange_rates:\n"
    "  - {currency: USD, date: 2025-01-01, rate: 5.0317}\n  - {currency: USD, date: 2026-04-17, rate: "
    "5.4471}\n";

Exact total(const Folder& folder, std::string_view metric, std::string_view period) {
  return folder.measured(metric, period).value.parts[0];
}

TEST_CASE("laws of revenue hold for any accounts and periods") {
  std::mt19937 random(20261120);
  for (int round = 0; round < 12; ++round) {
    const Folder folder(random_accounts(random, 60), "2026-11-20", k_two_rates);
    for (const std::string_view period :
         {"2026-02", "2026-Q2", "2026", "2026-04-10..2026-04-20", "2026-11"}) {
      CAPTURE(round);
      CAPTURE(period);
      const auto of = [&](std::string_view metric) { return total(folder, metric, period); };
      // Movements sum to the difference, to the last digit.
      CHECK(of("revenue.opening") + of("revenue.new") + of("revenue.reactivation") + of("revenue.expansion") -
                of("revenue.contraction") - of("revenue.churn") ==
            of("revenue.closing"));
      // Components sum to the net change of those that stayed.
      CHECK(of("revenue.upgrade") + of("revenue.cross-sell") - of("revenue.downgrade") -
                of("revenue.dropped-product") ==
            of("revenue.expansion") - of("revenue.contraction"));
      // What was closing before is opening now, but for the rates.
      const std::string before = time::Period::parse(period)->first.plus_days(-1).to_string();
      CHECK(of("revenue.opening") - total(folder, "revenue.closing", before) == of("revenue.revaluation"));
      // GRR is at most NRR and at most one.
      const auto nrr = folder.measured("revenue.nrr", period).value;
      const auto grr = folder.measured("revenue.grr", period).value;
      if (grr.value) {
        CHECK(*grr.value <= *nrr.value);
        CHECK(*grr.value <= Fraction(1));
      }
    }
  }
}

TEST_CASE("groups recompute from records and sum to the total") {
  std::mt19937 random(7);
  const Folder folder(random_accounts(random, 120), "2026-11-20", k_two_rates);
  for (const std::string_view metric :
       {"revenue.closing", "revenue.nrr", "revenue.logo-churn", "revenue.new"}) {
    for (const std::vector<Dimension>& by :
         {std::vector{Dimension::lead_source}, std::vector{Dimension::product},
          std::vector{Dimension::lead_source, Dimension::product}}) {
      CAPTURE(metric);
      const Measured measured = folder.measured(metric, "2026-Q2", by);
      Parts sum{};
      std::size_t n = 0;
      for (const Group& group : measured.groups) {
        for (std::size_t i = 0; i < sum.size(); ++i) {
          sum[i] += group.value.parts[i];
        }
        n += group.value.n;
      }
      CHECK(sum == measured.value.parts);
      CHECK(n >= measured.value.n);  // an account with two products is in two groups
      Parts again{};
      for (const Contribution& each : measured.contributions) {
        for (std::size_t i = 0; i < again.size(); ++i) {
          again[i] += each.parts[i];
        }
      }
      CHECK(again == measured.value.parts);
    }
  }
  const Measured web = folder.measured("revenue.nrr", "2026-Q2", {}, {"lead_source=web"});
  for (const Group& group : folder.measured("revenue.nrr", "2026-Q2", {Dimension::lead_source}).groups) {
    if (group.keys == std::vector<std::string>{"web"}) {
      CHECK(group.value.parts == web.value.parts);
      CHECK(group.value.n == web.value.n);
    }
  }
}

TEST_CASE(
    "the number of threads changes nothing; months are groups; a trend is the same question asked before") {
  std::mt19937 random(11);
  const Folder folder(random_accounts(random, 80), "2026-11-20", k_two_rates);
  Query query;
  for (const Metric& metric : table()) {
    query.metrics.push_back(&metric);
  }
  query.period = *time::Period::parse("2026-Q3");
  query.by = {Dimension::lead_source, Dimension::month};
  query.trend = 2;
  query.threads = 1;
  const auto one = evaluate(folder.facts(), query);
  query.threads = 4;
  const auto four = evaluate(folder.facts(), query);
  REQUIRE(one.size() == 3);
  CHECK(one[1].period == *time::Period::parse("2026-Q2"));
  for (std::size_t p = 0; p < one.size(); ++p) {
    for (std::size_t m = 0; m < one[p].metrics.size(); ++m) {
      CAPTURE(one[p].metrics[m].metric->id);
      CHECK(one[p].metrics[m].value.parts == four[p].metrics[m].value.parts);
      CHECK(one[p].metrics[m].value.why == four[p].metrics[m].value.why);
      REQUIRE(one[p].metrics[m].groups.size() == four[p].metrics[m].groups.size());
      for (std::size_t g = 0; g < one[p].metrics[m].groups.size(); ++g) {
        CHECK(one[p].metrics[m].groups[g].keys == four[p].metrics[m].groups[g].keys);
        CHECK(one[p].metrics[m].groups[g].value.parts == four[p].metrics[m].groups[g].value.parts);
      }
    }
  }
  CHECK(folder.groups("revenue.closing", "2026-Q3", {Dimension::month}) ==
        fmt::format("2026-07={}, 2026-08={}, 2026-09={}", folder.value("revenue.closing", "2026-07"),
                    folder.value("revenue.closing", "2026-08"), folder.value("revenue.closing", "2026-09")));
}

}  // namespace
}  // namespace csx::metrics
