#include "csx/metrics/scorecard.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "csx/metrics/bottlenecks.hpp"
#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Folder;

/// Tickets are answered within one hour of business time, nine of ten; those of the month are resolved, on
/// average, within two.
constexpr std::string_view k_owed =
    "commitments:\n"
    "  - {id: first-answer, responsible: support, subject: ticket, target: 90%, clock: {from: opened, to: "
    "first-response, within: [{within: 1bh}]}}\n"
    "  - {id: solved-fast, responsible: support, metric: support.resolution, every: 1mo, target: \"<= "
    "2bh\"}\n"
    "  - {id: kept, responsible: cs, metric: revenue.nrr, every: 1q, target: \">= 100%\"}\n"
    "  - {id: liked, responsible: cs, metric: revenue.grr, every: 1mo, target: \">= 100%\"}\n";

/// Sam and Eva report to Bia, Bia to Ana.
std::pair<std::string, std::string> people() {
  return {"people.yaml",
          "kind: person\nid: ana\nname: Ana\narea: cs\n---\n"
          "kind: person\nid: bia\nname: Bia\narea: cs\nmanager: ana\n---\n"
          "kind: person\nid: eva\nname: Eva\narea: support\nmanager: bia\n---\n"
          "kind: person\nid: sam\nname: Sam\narea: support\nmanager: bia\n"};
}

/// Monday 5 October: kept by Sam; missed by Sam; not answered by Eva; not due yet on Friday at noon.
Folder owed(std::string_view as_of = "2026-11-20") {
  return {{account("a", "tier: a\n"), testing::calendar(), people(),
           testing::agreement("tiers: [{id: a, rank: 1}]\n" + std::string(k_owed)),
           testing::journal("a", {"type: ticket, at: 2026-10-05T10:00, handled_by: [sam], first_response_at: "
                                  "2026-10-05T10:30, resolved: [2026-10-05T11:00]",
                                  "type: ticket, at: 2026-10-05T10:00, handled_by: [sam], first_response_at: "
                                  "2026-10-05T11:30, resolved: [2026-10-05T15:00]",
                                  "type: ticket, at: 2026-10-06T10:00, handled_by: [eva], resolved: "
                                  "[2026-10-06T12:00]"})},
          as_of,
          testing::k_agreed};
}

const Score& of(const std::vector<Score>& scores, std::string_view path) {
  const auto found = std::ranges::find(scores, path, &Score::path);
  REQUIRE(found != scores.end());
  return *found;
}

TEST_CASE("a commitment on clocks is the share kept of those due, one on a metric its value") {
  const Folder data = owed();
  const std::vector<Score> scores = scores_of(data.facts(), time::Period::parse("2026-10").value());
  REQUIRE(scores.size() == 4);
  const Score& answer = of(scores, "x/first-answer");
  CHECK(answer.value == Fraction(Exact(1), Exact(3)));
  CHECK(answer.cases == 3);
  CHECK(answer.met == false);
  CHECK(answer.attained.breached == 1);
  const Score& solved = of(scores, "x/solved-fast");
  CHECK(solved.value == Fraction(2 * 3600));  // of one, four less the pause at noon, and two hours
  CHECK(solved.met == true);
  CHECK(of(scores, "x/kept").why == "judged every 1q");
  CHECK_FALSE(of(scores, "x/kept").met);
  CHECK_FALSE(of(scores, "x/liked").value);
  CHECK(of(scores, "x/liked").why.find("no account") != std::string::npos);
}

TEST_CASE("nothing due is no value, before and after") {
  const Folder data = owed();
  CHECK(of(scores_of(data.facts(), time::Period::parse("2026-09").value()), "x/first-answer").why ==
        "nothing was due");
  CHECK(scores_of(data.facts(), time::Period::parse("2025-10").value()).empty());
}

TEST_CASE("people answer for what they own, who leads them for the team too") {
  const Folder data = owed();
  const std::vector<PersonScore> people =
      scores_by_person(data.facts(), time::Period::parse("2026-10").value());
  REQUIRE(people.size() == 4);
  struct Row {
    std::string_view person;
    std::size_t own_due, own_met, team_due, team_met;
  };
  for (const Row& row :
       {Row{"ana", 0, 0, 3, 1}, Row{"bia", 0, 0, 3, 1}, Row{"eva", 1, 0, 0, 0}, Row{"sam", 2, 1, 0, 0}}) {
    CAPTURE(row.person);
    const auto found = std::ranges::find(people, row.person, &PersonScore::person);
    REQUIRE(found != people.end());
    const auto count = [](const auto& by_path) {
      const auto sum = by_path.find("x/first-answer");
      return sum == by_path.end() ? std::pair<std::size_t, std::size_t>()
                                  : std::pair(sum->second.due_count(), sum->second.met);
    };
    CHECK(count(found->own) == std::pair(row.own_due, row.own_met));
    CHECK(count(found->team) == std::pair(row.team_due, row.team_met));
  }
  CHECK(people[1].reports == std::vector<std::string>{"eva", "sam"});
}

TEST_CASE("a value is compared with its target exactly, and only in the same unit") {
  struct Row {
    Fraction value;
    Unit unit;
    std::string_view target;
    std::optional<bool> meets;
  };
  const auto ratio = [](std::int64_t a, std::int64_t b) { return Fraction(Exact(a), Exact(b)); };
  const std::vector<Row> rows{
      {ratio(19, 20), Unit::share, ">= 95%", true},
      {ratio(94, 99), Unit::share, ">= 95%", false},
      {ratio(1, 3), Unit::share, ">= 33.333333333%", true},
      {ratio(1, 3), Unit::share, ">= 33.333333334%", false},
      {ratio(1, 1), Unit::share, "= 100%", true},
      {ratio(0, 1), Unit::share, "< 1%", true},
      {ratio(1, 2), Unit::share, "between 50% and 60%", true},
      {ratio(7, 10), Unit::share, "between 50% and 60%", false},
      {ratio(1, 2), Unit::share, ">= 0.5", true},
      {ratio(1, 2), Unit::share, "!= 50%", false},
      {ratio(1, 2), Unit::share, "> 50%", false},
      {ratio(1, 2), Unit::share, "<= 50%", true},
      {ratio(1, 2), Unit::share, "= high", std::nullopt},
      {ratio(14'400, 1), Unit::business_time, "<= 4bh", true},
      {ratio(14'401, 1), Unit::business_time, "<= 4bh", false},
      {ratio(14'400, 1), Unit::business_time, "<= 4h", std::nullopt},
      {ratio(86'400, 1), Unit::elapsed_time, "<= 1d", true},
      {ratio(86'400, 1), Unit::elapsed_time, "<= 1bd", std::nullopt},
      {ratio(30, 1), Unit::days, "<= 1mo", std::nullopt},
      {ratio(15, 1), Unit::days, "< 2w", false},
      {ratio(50, 1), Unit::score, ">= 50", true},
      {ratio(50, 1), Unit::score, ">= 50%", std::nullopt},
      {ratio(1000, 1), Unit::money, ">= 1000 BRL", true},
      {ratio(1000, 1), Unit::money, ">= 1000 USD", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.target);
    CHECK(meets(row.value, row.unit, model::Condition::parse(row.target).value(),
                Currency::parse("BRL").value()) == row.meets);
  }
}

TEST_CASE("bottlenecks: the largest loss first, with whose it is") {
  const Folder data = owed();
  const Bottlenecks found = bottlenecks_of(data.facts(), time::Period::parse("2026-10").value(), {}, {});
  REQUIRE(found.commitments.parts.size() == 1);
  CHECK(found.commitments.parts[0].what == "x/first-answer");
  CHECK(found.commitments.parts[0].area == "support");
  CHECK(found.commitments.parts[0].cases == 2);
  CHECK(found.commitments.parts[0].due == 3);
  REQUIRE(found.owners.parts.size() == 2);
  CHECK(found.owners.whole == Exact(2));
  CHECK(found.owners.parts[0].what == "eva");
  CHECK(found.owners.parts[1].due == 2);
  CHECK(found.stages.parts.empty());
  const Bottlenecks split =
      bottlenecks_of(data.facts(), time::Period::parse("2026-10").value(), {Dimension::tier}, {});
  REQUIRE(split.commitments.parts.size() == 1);
  CHECK(split.commitments.parts[0].keys == std::vector<std::string>{"a"});
}

}  // namespace
}  // namespace csx::metrics
