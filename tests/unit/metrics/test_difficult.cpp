#include <string>
#include <vector>

#include "csx/metrics/crossing.hpp"
#include "csx/metrics/tiers.hpp"
#include "csx/metrics/trace.hpp"
#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::agreed;
using testing::Folder;
using testing::journal;
using testing::pays;
using testing::subscriptions;

/// `on: 2 of 3 appointments`, of the first sign.
std::string sign(std::string_view signal, const std::vector<std::string>& entries,
                 std::string_view keys = "") {
  const Folder data =
      agreed({testing::agreement(fmt::format("difficult:\n  signals: [{}]\n  limit: 1\n", signal)),
              account("a", std::string(keys) + pays()), journal("a", entries)});
  const Difficulty found = difficulty_of(data.facts(), *data.facts().find("a"), data.facts().today());
  const Sign& first = found.signs.front();
  CHECK(found.is_difficult == (first.state == Sign::State::on));
  return fmt::format("{}: {}",
                     first.state == Sign::State::on    ? "on"
                     : first.state == Sign::State::off ? "off"
                                                       : "unknown",
                     first.found);
}

TEST_CASE("signs: what a condition compares follows from its unit") {
  const std::vector<std::string> meetings{
      "type: touchpoint, at: 2026-10-01T10:00, channel: meeting, late_by: {customer: 30m}",
      "type: touchpoint, at: 2026-10-02T10:00, channel: meeting, late_by: {us: 30m}",
      "type: touchpoint, at: 2026-10-03T10:00, channel: meeting, scheduled_at: 2026-10-03T10:00, started_at: "
      "2026-10-03T10:00",
      "type: touchpoint, at: 2026-10-04T10:00, channel: meeting, no_show: true",
      "type: touchpoint, at: 2026-10-05T10:00, channel: call"};
  CHECK(sign("{id: lateness, is: \">= 30%\"}", meetings) == "on: 1 of 3 appointments, longest 30min");
  CHECK(sign("{id: lateness, is: \">= 34%\"}", meetings) == "off: 1 of 3 appointments, longest 30min");
  CHECK(sign("{id: lateness, is: \"> 30m\"}", meetings) == "off: 1 of 3 appointments, longest 30min");
  CHECK(sign("{id: lateness, is: \">= 30m\"}", meetings) == "on: 1 of 3 appointments, longest 30min");
  CHECK(sign("{id: lateness}", meetings) == "on: 1 of 3 appointments, longest 30min");
  CHECK(sign("{id: no-shows, is: \">= 2\"}", meetings) == "off: 1 of 2 appointments");
  CHECK(sign("{id: no-shows, is: \">= 1\"}", meetings) == "on: 1 of 2 appointments");
  // The no-show was 47 days ago.
  CHECK(sign("{id: no-shows, is: \">= 1\", over: 47d}", meetings) == "on: 1 of 1 appointment");
  CHECK(sign("{id: no-shows, is: \">= 1\", over: 46d}", meetings) == "unknown: no appointment tells");
}

TEST_CASE("signs: answers, payments, expectations, fit; what nothing tells of is not known") {
  const std::vector<std::string> requests{
      "type: request, at: 2026-10-01T10:00, answered_at: 2026-10-04T10:00",
      "type: request, at: 2026-11-14T23:59:59, due_on: 2026-11-19"};
  CHECK(sign("{id: slow-answers, is: \"> 5d\"}", requests) == "on: 1 of 2 requests, longest 6d");
  CHECK(sign("{id: slow-answers, is: \"> 6d\"}", requests) == "off: 1 of 2 requests, longest 6d");
  const std::vector<std::string> payments{
      "type: payment, at: 2026-10-01, due_on: 2026-10-05, paid_on: 2026-10-16, amount: 1.00 BRL",
      "type: payment, at: 2026-10-01, due_on: 2026-11-15, amount: 1.00 BRL",
      "type: payment, at: 2026-10-01, due_on: 2026-12-15, amount: 1.00 BRL"};
  CHECK(sign("{id: overdue-payments, is: \"> 10d\"}", payments) == "on: 2 of 2 payments, longest 11d");
  CHECK(sign("{id: overdue-payments, is: \"> 11d\"}", payments) == "off: 2 of 2 payments, longest 11d");
  CHECK(sign("{id: overdue-payments, is: \"> 10d\", over: 20d}", payments) ==
        "off: 1 of 1 payment, longest 5d");
  CHECK(sign("{id: overdue-payments}", {}) == "unknown: no payment tells");
  CHECK(sign("{id: expectation-gap}", {}, "expectations: [{id: e1, text: T, gap: minor}]\n") ==
        "off: 0 of 1 expectation");
  CHECK(sign("{id: expectation-gap}", {},
             "expectations: [{id: e1, text: T, gap: major}, {id: e2, text: T, gap: none}, {id: e3, text: "
             "T}]\n") == "on: 1 of 2 expectations");
  CHECK(sign("{id: bad-fit}", {}) == "unknown: the agreement does not say how fit is scored");
}

TEST_CASE("difficult customers: signs against the limit, and their share of the load") {
  const Folder data = agreed(
      {testing::agreement(
           "touch_models: [{id: mid-touch, hours_per_account: 3}, {id: low-touch, hours_per_account: 1}]\n"
           "difficult:\n  signals: [{id: expectation-gap}, {id: no-shows}]\n  limit: 2\n"),
       account("a", "touch_model: mid-touch\nexpectations: [{id: e1, text: T, gap: major}]\n" + pays()),
       account("b", "touch_model: low-touch\nexpectations: [{id: e1, text: T, gap: major}]\n" + pays()),
       account("c", pays()),
       journal("a", {"type: touchpoint, at: 2026-10-04T10:00, channel: meeting, no_show: true"})});
  CHECK(data.value("portfolio.difficult", "2026-11") == "0.5");  // of c nothing tells
  CHECK(data.value("portfolio.difficult-load", "2026-11") == "0.75");
  CHECK(data.value("portfolio.hours", "2026-11") == "4");
  CHECK(data.value("portfolio.revenue-per-hour", "2026-11") == "50.00");
}

std::string verdict(std::string_view tiers, std::string_view keys) {
  const Folder data = agreed({testing::agreement(fmt::format("tiers:\n{}", tiers)), account("a", keys)});
  const TierVerdict found = tier_of(data.facts(), *data.facts().find("a")->account, data.facts().today());
  return fmt::format("{}{}{}", found.follows != nullptr ? found.follows->id.value : "n/a: " + found.why,
                     found.tier_differs() ? ", not " + *found.given : "",
                     found.touch_differs() ? ", touch differs" : "");
}

TEST_CASE("tiers: the highest whose criteria hold; the last takes what is left") {
  constexpr std::string_view k_tiers =
      "  - {id: c, rank: 3, touch_model: low-touch}\n"
      "  - {id: a, rank: 1, touch_model: high-touch, criteria: [{field: mrr, is: \">= 300.00 BRL\"}, {field: "
      "profile.employees, is: \"> 50\"}]}\n"
      "  - {id: b, rank: 2, touch_model: mid-touch, criteria: [{field: mrr, is: \">= 100.00 BRL\"}]}\n";
  CHECK(verdict(k_tiers, "tier: a\nprofile: {employees: 51}\n" + pays("300.00 BRL")) == "a");
  CHECK(verdict(k_tiers, "tier: a\nprofile: {employees: 50}\n" + pays("300.00 BRL")) ==
        "b, not a, touch differs");
  CHECK(verdict(k_tiers, "tier: b\n" + pays("299.99 BRL")) == "b");  // one that fails settles tier a
  CHECK(verdict(k_tiers, "tier: b\n" + pays("300.00 BRL")) ==
        "n/a: tier \"a\" cannot be decided: profile.employees is not answered");
  CHECK(verdict(k_tiers, "tier: c\ntouch_model: mid-touch\n" + pays("99.99 BRL")) == "c, touch differs");
  CHECK(verdict("  - {id: a, rank: 1, criteria: [{field: mrr, is: \">= 300.00 BRL\"}]}\n", pays()) ==
        "n/a: no tier takes it");
  CHECK(verdict("  - {id: a, rank: 1}\n  - {id: b, rank: 2}\n", pays()) ==
        "n/a: tier \"a\" says nothing of who belongs to it");
}

TEST_CASE("fit crossed with the handover: absent handoffs are a row of their own") {
  const Folder data = agreed(
      {testing::agreement(
           "fit:\n  criteria: [{field: fit.erp, weight: 1, score: {table: {own: 20, known: 100}}}]\n"
           "  bands: [{id: low, from: 0, to: 60}, {id: high, from: 60, to: 100}]\n"
           "difficult:\n  signals: [{id: expectation-gap}]\n  limit: 1\n"),
       account("a",
               "fit: {erp: own}\nexpectations: [{id: e1, text: T, gap: major}]\n" +
                   subscriptions({"product: erp, mrr: 1.00 BRL, start_on: 2026-01-01, end_on: 2026-06-01"})),
       account("b", "fit: {erp: own}\n" + pays()), account("c", "fit: {erp: known}\n" + pays()),
       account("d", "fit: {erp: known}\n" +
                        subscriptions({"product: erp, mrr: 1.00 BRL, start_on: 2026-01-01, origin: "
                                       "self-service"})),
       account("e", "")});
  const Crossing crossing = cross(data.facts());
  REQUIRE(crossing.size() == 2);
  const CrossCell& low = crossing.at("low")[static_cast<std::size_t>(Handover::absent)];
  CHECK(low.accounts == 2);
  CHECK(low.lost == 1);
  CHECK(low.difficult == 1);
  CHECK(low.difficult_known == 1);
  CHECK(crossing.at("high")[static_cast<std::size_t>(Handover::absent)].accounts == 1);
  CHECK(crossing.at("high")[static_cast<std::size_t>(Handover::alone)].accounts == 1);
  CHECK(last_paid_day(data.facts(), *data.facts().find("a")->account).to_string() == "2026-05-31");
}

TEST_CASE("the thread of a customer, and where it breaks") {
  const Folder data = agreed(
      {testing::agreement(""),
       account(
           "a",
           "promises:\n  - {id: p1, text: Training, due_on: 2026-02-01, delivered_on: 2026-02-10}\n"
           "  - {id: p2, text: Link, due_on: 2026-12-01}\n"
           "milestones: [{id: m1, title: Tenth shop, achieved_on: 2026-05-05}]\n"
           "success: {value_cycle: 30d, objectives: [{id: o1, text: Loss, baseline: 12, target: 5, due_on: "
           "2026-09-30, actuals: [{date: 2026-06-01, value: 8.5}, {date: 2026-12-01, value: 5}]}]}\n" +
               pays()),
       journal("a", {"type: value, at: 2026-03-01T10:00"})});
  std::string text;
  for (const Link& link : trace_of(data.facts(), *data.facts().find("a"))) {
    text += fmt::format("{} {}: {}\n", link.stage, word(link.state), link.text);
  }
  CHECK(text ==
        "segment broken: the account has no segment\n"
        "sale ok: erp, fit n/a: the agreement does not say how fit is scored\n"
        "promise ok: Training: delivered late, nothing shows it\n"
        "promise pending: Link: to be delivered\n"
        "handoff broken: the customer was never handed over\n"
        "onboarding broken: nothing is recorded of it\n"
        "objective broken: Loss: 50% of the way, overdue\n"
        "milestone broken: Tenth shop: reached, not celebrated\n"
        "value ok: first value, 59 days after the sale\n"
        "value broken: 1 time so far, the last 264 days ago, expected every 30d\n"
        "renewal ok: no term: it goes on until somebody ends it\n");
}

TEST_CASE("progress goes from baseline to target; without two ends there is none") {
  model::SuccessObjective objective;
  const time::Date day = *time::Date::parse("2026-11-20");
  CHECK_FALSE(progress_of(objective, day));
  objective.actuals.push_back({*time::Date::parse("2026-11-20"), Decimal(6, 0)});
  objective.baseline = Decimal(12, 0);
  CHECK_FALSE(progress_of(objective, day));
  objective.target = Decimal(12, 0);
  CHECK_FALSE(progress_of(objective, day));
  objective.target = Decimal(4, 0);
  CHECK(progress_of(objective, day)->rounded(2) == "0.75");
  CHECK_FALSE(progress_of(objective, day.plus_days(-1)));
}

}  // namespace
}  // namespace csx::metrics
