#include <string>
#include <vector>

#include "csx/metrics/fit.hpp"
#include "csx/metrics/health.hpp"
#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::agreed;
using testing::Folder;
using testing::journal;
using testing::pays;

std::string printed(const std::optional<Fraction>& score) {
  return score ? score->rounded(4) : std::string("unknown");
}

Fit fit(const Folder& data, std::string_view id) {
  return fit_of(data.facts(), *data.facts().find(id)->account, data.facts().today());
}

Health health(const Folder& data, std::string_view id) {
  return HealthBook(data.facts(), data.facts().as_of()).of(*data.facts().find(id));
}

constexpr std::string_view k_fit =
    "fit:\n"
    "  criteria:\n"
    "    - {field: fit.erp, weight: 3, score: {table: {own: 20, known: 100, none: 60}}, knock_out: [none]}\n"
    "    - {field: fit.loss, weight: 1, score: {range: {worst: 2, best: 10}}}\n"
    "    - field: profile.employees\n"
    "      weight: 2\n"
    "      score: {steps: [{is: \"< 5\", score: 0}, {is: \"between 5 and 50\", score: 80}]}\n"
    "  minimum: 60\n"
    "  coverage_floor: 50%\n"
    "  bands: [{id: low, from: 0, to: 60}, {id: high, from: 60, to: 100}]\n";

TEST_CASE("fit, worked by hand: tables, lines and steps; what is missing is left out") {
  const Folder data = agreed(
      {testing::agreement(k_fit), account("all", "fit: {erp: known, loss: 4}\nprofile: {employees: 20}\n"),
       account("some", "fit: {erp: own}\n"), account("few", "fit: {loss: 99}\n"), account("nothing", ""),
       account("odd", "fit: {erp: other, loss: 10}\nprofile: {employees: 5}\n"),
       account("big", "fit: {erp: known}\nprofile: {employees: 51}\n"),
       account("out", "fit: {erp: none, loss: 10}\nprofile: {employees: 20}\n")});
  // (3 x 100 + 1 x 25 + 2 x 80) / 6
  CHECK(printed(fit(data, "all").score()) == "80.8333");
  CHECK(fit(data, "all").band->id.value == "high");
  CHECK(fit(data, "all").is_bad == false);
  // Half of the weight: 3 of 6.
  CHECK(printed(fit(data, "some").score()) == "20.0000");
  CHECK(fit(data, "some").is_bad == true);
  CHECK(printed(fit(data, "some").total.coverage) == "0.5000");
  CHECK(fit(data, "few").total.why == "only 17% of the weight is known, 50% is asked for");
  CHECK_FALSE(fit(data, "few").is_bad);
  CHECK(fit(data, "nothing").total.why == "nothing that has a weight is known");
  CHECK(fit(data, "odd").parts[0].why == "\"other\" is not in the table");
  CHECK(printed(fit(data, "odd").score()) == "86.6667");  // (100 + 2 x 80) / 3
  CHECK(fit(data, "big").parts[2].why == "no step holds for 51");
  CHECK(printed(fit(data, "out").score()) == "0.0000");
  CHECK(fit(data, "out").knocked_out == &fit(data, "out").model->criteria[0]);
  CHECK(fit(data, "out").is_bad == true);
}

TEST_CASE("fit: additions sum to the score") {
  const Folder data = agreed(
      {testing::agreement(k_fit), account("all", "fit: {erp: known, loss: 3}\nprofile: {employees: 20}\n")});
  Fraction sum;
  for (const ScoredPart& part : fit(data, "all").parts) {
    sum = sum + *part.addition;
  }
  CHECK(sum == *fit(data, "all").score());
}

TEST_CASE("fit: without a minimum, without weights, without a declaration") {
  const std::string one = "fit:\n  criteria: [{field: fit.erp, weight: 0, score: {table: {own: 20}}}]\n";
  const Folder zero = agreed({testing::agreement(one), account("a", "fit: {erp: own}\n")});
  CHECK(fit(zero, "a").total.why == "the weights sum to zero");
  CHECK_FALSE(fit(zero, "a").total.coverage);
  const Folder none = agreed({testing::agreement(""), account("a", "fit: {erp: own}\n")});
  CHECK(fit(none, "a").total.why == "the agreement does not say how fit is scored");
  const Folder before = agreed({testing::agreement(k_fit), account("a", "fit: {erp: own}\n")}, "2025-11-20");
  CHECK(fit(before, "a").total.why == "no agreement was in force");
}

TEST_CASE("fit as metrics: by the day an account was won") {
  const Folder data =
      agreed({testing::agreement(k_fit), account("a", "fit: {erp: known}\nlead_source: event\n" + pays()),
              account("b", "fit: {erp: own}\nlead_source: event\n" + pays()), account("c", pays())});
  CHECK(data.value("fit.mean", "2026-01") == "60");
  CHECK(data.measured("fit.mean", "2026-01").value.excluded.at("nothing that has a weight is known") == 1);
  CHECK(data.value("fit.share-above-minimum", "2026-01") == "0.5");
  CHECK(data.value("fit.bad-wins", "2026-01") == "1");
  CHECK(data.value("fit.coverage", "2026-01") == "0.3333");  // 6 of 18
  CHECK(data.value("fit.mean", "2026-02") == "n/a: of no account won the fit is known");
  CHECK(data.groups("acquisition.accounts", "2026-01", {Dimension::fit_band}) == "high=1, low=1, unknown=1");
  CHECK(data.groups("acquisition.accounts", "2026-01", {Dimension::account}) == "a=1, b=1, c=1");
}

constexpr std::string_view k_bands =
    "  bands: [{id: red, from: 0, to: 40}, {id: yellow, from: 40, to: 70}, {id: green, from: 70, to: 100}]\n";

std::string measured_by(std::string_view measures, std::string_view more = "") {
  return fmt::format("health:\n  measures:\n{}{}{}", measures, k_bands, more);
}

constexpr std::string_view k_measures =
    "    - {id: logins, source: usage.logins, weight: 2, score: {range: {worst: 0, best: 200}}, "
    "expires_after: "
    "60d}\n"
    "    - {id: nps, source: survey.nps, weight: 1, score: {range: {worst: 0, best: 10}}, expires_after: "
    "30d}\n"
    "    - {id: feeling, source: health-note.sentiment, weight: 1, score: {table: {red: 0, yellow: 50, "
    "green: "
    "100}}}\n";

TEST_CASE("health, worked by hand: missing and expired measures are left out") {
  const Folder data =
      agreed({testing::agreement(measured_by(k_measures)), account("a", pays()), account("b", pays()),
              account("c", pays()), account("d", pays()),
              journal("a", {"type: usage, at: 2026-10-01, period: 2026-09, logins: 10",
                            "type: usage, at: 2026-11-01, period: 2026-10, logins: 150",
                            "type: survey, at: 2026-10-21T10:00, instrument: nps, score: 8",
                            "type: health-note, at: 2026-01-01, sentiment: green, reason: R",
                            "type: health-note, at: 2026-11-21, sentiment: red, reason: not yet"}),
              journal("b", {"type: usage, at: 2026-10-01, period: 2026-09-01..2026-09-20, logins: 150",
                            "type: survey, at: 2026-10-20T10:00, instrument: nps, score: 8"}),
              journal("c", {"type: health-note, at: 2026-11-01, sentiment: yellow, reason: R"})});
  // (2 x 75 + 80 + 100) / 4; the answer is 30 days old, and counts until its 30th day is over
  CHECK(printed(health(data, "a").score()) == "82.5000");
  CHECK(health(data, "a").band->id.value == "green");
  CHECK(health(data, "a").parts[0].evidence == "usage/a-1");
  CHECK(health(data, "a").parts[0].dated->to_string() == "2026-10-31");
  CHECK_FALSE(health(data, "a").only_feeling);
  // One day older each: nothing is left.
  CHECK(health(data, "b").parts[0].why == "expired: of 2026-09-20, valid for 60d");
  CHECK(health(data, "b").parts[1].why == "expired: of 2026-10-20, valid for 30d");
  CHECK(health(data, "b").total.why == "nothing that has a weight is known");
  CHECK(printed(health(data, "c").score()) == "50.0000");
  CHECK(health(data, "c").only_feeling);
  CHECK(printed(health(data, "c").total.coverage) == "0.2500");
  CHECK(printed(health(data, "d").score()) == "unknown");
  CHECK(data.value("health.only-feeling", "2026-11") == "0.5");
  CHECK(data.value("health.coverage", "2026-11") == "0.3125");  // 4 + 0 + 1 + 0 of 16
  CHECK(data.value("health.mean", "2026-11") == "n/a: of no paying account the health is known");
}

TEST_CASE("health of a group weighs as declared") {
  const auto with = [](std::string_view weight) {
    return agreed({testing::agreement(measured_by(k_measures, fmt::format("  group_weight: {}\n", weight))),
                   account("a", "segment: x\n" + pays("300.00 BRL")), account("b", pays("100.00 BRL")),
                   journal("a", {"type: health-note, at: 2026-11-01, sentiment: yellow, reason: R"}),
                   journal("b", {"type: health-note, at: 2026-11-01, sentiment: green, reason: R"})});
  };
  CHECK(with("account").value("health.mean", "2026-11") == "75");
  CHECK(with("mrr").value("health.mean", "2026-11") == "62.5");  // (300 x 50 + 100 x 100) / 400
  CHECK(with("mrr").value("health.lowest-band", "2026-11") == "0");
}

TEST_CASE("health: an override caps the band, and says so; the score stays") {
  const std::string more =
      "  overrides: [{measure: feeling, is: \"= red\", cap: yellow}]\n  coverage_floor: 20%\n";
  const Folder data =
      agreed({testing::agreement(measured_by(k_measures, more)), account("a", pays()), account("b", pays()),
              journal("a", {"type: usage, at: 2026-11-01, period: 2026-10, logins: 500",
                            "type: survey, at: 2026-11-01, instrument: nps, score: 10",
                            "type: health-note, at: 2026-11-01, sentiment: red, reason: R"}),
              journal("b", {"type: health-note, at: 2026-11-01, sentiment: red, reason: R"})});
  const Health capped = health(data, "a");
  CHECK(printed(capped.score()) == "75.0000");
  CHECK(capped.uncapped->id.value == "green");
  CHECK(capped.band->id.value == "yellow");
  CHECK(capped.cap != nullptr);
  CHECK(health(data, "b").band->id.value == "red");  // below the cap already
  CHECK(health(data, "b").cap == nullptr);
}

TEST_CASE("health from a metric of the catalogue, over the time in which it is valid") {
  const std::string measures =
      "    - {id: no-shows, source: relationship.no-shows, weight: 1, score: {range: {worst: 50, best: 0}}, "
      "expires_after: 30d}\n"
      "    - {id: open, source: relationship.proactive, weight: 1, score: {range: {worst: 0, best: 100}}}\n"
      "    - {id: odd, source: usage.loggins, weight: 1, score: {range: {worst: 0, best: 100}}}\n"
      "    - {id: self, source: health.mean, weight: 1, score: {range: {worst: 0, best: 100}}, "
      "expires_after: "
      "30d}\n";
  const Folder data = agreed(
      {testing::agreement(measured_by(measures)), account("a", pays()), account("b", pays()),
       journal("a",
               {"type: touchpoint, at: 2026-10-20T10:00, channel: meeting, no_show: true",
                "type: touchpoint, at: 2026-10-21T10:00, channel: meeting, scheduled_at: 2026-10-21T10:00",
                "type: touchpoint, at: 2026-10-22T10:00, channel: meeting, scheduled_at: 2026-10-22T10:00",
                "type: touchpoint, at: 2026-10-23T10:00, channel: meeting, scheduled_at: 2026-10-23T10:00",
                "type: touchpoint, at: 2026-11-20T10:00, channel: meeting, no_show: true"})});
  const Health of_a = health(data, "a");
  CHECK(of_a.parts[0].reading->text == "25%");  // of the four since 21 October
  CHECK(printed(of_a.score()) == "50.0000");
  CHECK(of_a.parts[1].why ==
        "nothing says over which time relationship.proactive is measured: no expires_after");
  CHECK(of_a.parts[2].why == "usage.loggins is neither a metric nor a value of the journal");
  CHECK(of_a.parts[3].why == "health.mean is neither a metric nor a value of the journal");
  CHECK(health(data, "b").parts[0].why == "nothing was scheduled");
}

TEST_CASE("values of the journal") {
  const auto source = [](std::string_view name, std::vector<std::string> entries) {
    const Folder data = agreed(
        {testing::agreement(measured_by(fmt::format(
             "    - {{id: m, source: {}, weight: 1, score: {{range: {{worst: 0, best: 100}}}}}}\n", name))),
         account("a", pays()), journal("a", entries)});
    const Health found = health(data, "a");
    return found.parts[0].reading ? found.parts[0].reading->text : found.parts[0].why;
  };
  const std::string paid =
      "type: payment, at: 2026-10-01, due_on: 2026-10-05, paid_on: 2026-10-09, amount: 1.00 BRL";
  const std::string open = "type: payment, at: 2026-10-01, due_on: 2026-11-10, amount: 1.00 BRL";
  const std::string later = "type: payment, at: 2026-10-01, due_on: 2026-11-21, amount: 1.00 BRL";
  CHECK(source("payment.days-overdue", {paid, open}) == "10d");
  CHECK(source("payment.days-overdue", {paid, later}) == "0d");
  CHECK(source("payment.days-overdue", {later}) == "no payment was due");
  CHECK(source("usage.adoption",
               {"type: usage, at: 2026-11-01, period: 2026-10, active_users: 3, licensed_users: 4"}) ==
        "75%");
  CHECK(source("usage.adoption",
               {"type: usage, at: 2026-11-01, period: 2026-10, active_users: 3, licensed_users: 0"}) ==
        "no use of it is recorded");
  CHECK(source("usage.features.reports",
               {"type: usage, at: 2026-11-01, period: 2026-10, features: {reports: 12}"}) == "12");
  CHECK(source("request.days-open",
               {"type: request, at: 2026-11-10T10:00", "type: request, at: 2026-11-15T10:00"}) == "10d");
  CHECK(source("request.days-open", {"type: request, at: 2026-11-10T10:00, answered_at: 2026-11-12T10:00"}) ==
        "0d");
  CHECK(source("relationship.days-since-contact",
               {"type: touchpoint, at: 2026-11-13, channel: call",
                "type: touchpoint, at: 2026-11-14, channel: call, no_show: true"}) == "7d");
  CHECK(source("value.days-since", {}) == "no value was ever perceived");
  CHECK(source("survey.csat",
               {"type: survey, at: 2026-11-13, instrument: csat, score: 4, scale: {min: 1, max: 5}"}) == "4");
}

std::vector<ScoredPart> parts_of(const std::vector<std::pair<int, int>>& lines) {
  std::vector<ScoredPart> parts;
  for (const auto& [weight, score] : lines) {
    ScoredPart& part = parts.emplace_back();
    part.weight = Decimal(weight, 0);
    part.score = Fraction(score);
  }
  return parts;
}

TEST_CASE("law: a line at the current score changes nothing; taking all away gives unknown") {
  std::uint32_t state = 7;
  const auto next = [&](std::uint32_t below) {
    state = state * 1'664'525U + 1'013'904'223U;
    return static_cast<int>((state >> 8U) % below);
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<std::pair<int, int>> lines;
    for (int i = next(6); i >= 0; --i) {
      lines.emplace_back(1 + next(9), next(101));
    }
    std::vector<ScoredPart> parts = parts_of(lines);
    const WeightedScore before = weigh(parts, std::nullopt);
    REQUIRE(before.score);
    CHECK(*before.score >= Fraction(0));
    CHECK(*before.score <= Fraction(100));
    ScoredPart& more = parts.emplace_back();
    more.weight = Decimal(1 + next(9), 0);
    more.score = before.score;
    CHECK(*weigh(parts, std::nullopt).score == *before.score);
    for (ScoredPart& part : parts) {
      part.score.reset();
    }
    CHECK_FALSE(weigh(parts, std::nullopt).score);
  }
  std::vector<ScoredPart> none;
  CHECK(weigh(none, std::nullopt).why == "the weights sum to zero");
}

TEST_CASE("bands hold their start, not their end; the highest holds 100") {
  std::vector<model::Band> bands(2);
  bands[0] = {{"green"}, std::nullopt, Decimal(70, 0), Decimal(100, 0)};
  bands[1] = {{"red"}, std::nullopt, Decimal(0, 0), Decimal(60, 0)};
  CHECK(band_of(bands, Fraction(0))->id.value == "red");
  CHECK(band_of(bands, Fraction(60)) == nullptr);  // a gap is nobody's
  CHECK(band_of(bands, Fraction(70))->id.value == "green");
  CHECK(band_of(bands, Fraction(100))->id.value == "green");
  CHECK(band_of({}, Fraction(5)) == nullptr);
}

}  // namespace
}  // namespace csx::metrics
