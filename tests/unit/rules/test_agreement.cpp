#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "found.hpp"

using csx::rules::testing::Files;
using csx::rules::testing::found;

namespace {

std::string workspace(std::string_view more = {}) {
  return std::string(csx::rules::testing::k_workspace) + "main_agreement: sales-cs\n" + std::string(more);
}

/// A version that nobody has signed yet; `body` follows its head.
std::string version(int number, std::string_view effective_from, std::string_view body = {}) {
  return "kind: agreement\nid: sales-cs\nversion: " + std::to_string(number) +
         "\ntitle: Sales and Customer Success\nbetween: [sales, cs]\neffective_from: " +
         std::string(effective_from) + "\n" + std::string(body);
}

constexpr std::string_view k_tiers =
    "tiers:\n"
    "  - {id: a, rank: 1}\n"
    "  - {id: b, rank: 2}\n"
    "  - {id: c, rank: 3}\n";

/// An agreement whose only clock has these rows, each within [ ].
std::string clock(std::string_view rows) {
  return version(1, "2027-01-01",
                 std::string(k_tiers) +
                     "commitments:\n"
                     "  - id: handoff-submitted\n"
                     "    responsible: sales\n"
                     "    subject: handoff\n"
                     "    clock: {from: contract-signed, to: submitted, within: [" +
                     std::string(rows) + "]}\n");
}

const std::string k_row = "/commitments/0/clock/within/";

}  // namespace

TEST_CASE("a version is missing where it would have judged") {
  struct Row {
    std::string_view history;
    std::vector<std::pair<int, std::string_view>> versions;
    std::size_t missing;
  };
  const Row rows[] = {
      {"", {{1, "2025-01-01"}, {2, "2026-01-01"}}, 0},
      {"", {{2, "2026-01-01"}}, 1},
      {"history_from: 2026-01-01\n", {{2, "2026-01-01"}}, 0},
      {"history_from: 2025-12-31\n", {{2, "2026-01-01"}}, 1},
      {"", {{1, "2025-01-01"}, {4, "2026-01-01"}}, 1},
      {"history_from: 2026-06-01\n", {{1, "2025-01-01"}, {3, "2026-01-01"}, {5, "2026-09-01"}}, 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.history);
    CAPTURE(row.versions.size());
    Files files{{"csx.yaml", workspace(row.history)}};
    for (const auto& [number, from] : row.versions) {
      files.emplace_back("agreements/v" + std::to_string(number) + ".yaml", version(number, from));
    }
    CHECK(found("agreement/version-missing", files).size() == row.missing);
  }
}

TEST_CASE("a row of a decision table is unreachable below a wider one") {
  struct Row {
    std::string_view rows;
    std::vector<std::string> unreachable;
  };
  const Row table[] = {
      {"{tier: a, within: 8h}, {within: 48h}", {}},
      {"{within: 48h}, {tier: a, within: 8h}", {k_row + "1/within"}},
      {"{tier: [a, b], within: 8h}, {tier: b, within: 9h}, {within: 48h}", {k_row + "1/within"}},
      {"{tier: b, within: 8h}, {tier: [a, b], within: 9h}, {within: 48h}", {}},
      {"{tier: a, within: 8h}, {tier: a, touch_model: low-touch, within: 9h}", {k_row + "1/within"}},
      {"{tier: a, touch_model: low-touch, within: 8h}, {tier: a, within: 9h}", {}},
      {"{when: {type: [sales-to-cs]}, within: 8h}, {when: {type: sales-to-cs}, within: 9h}",
       {k_row + "1/within"}},
      {"{within: 8h}, {within: 9h}", {k_row + "1/within"}},
  };
  for (const Row& row : table) {
    CAPTURE(row.rows);
    CHECK(found("agreement/unreachable-row",
                {{"csx.yaml", workspace()}, {"agreements/sales-cs.yaml", clock(row.rows)}}) ==
          row.unreachable);
  }
}

TEST_CASE("time limits get stricter as the tier falls") {
  struct Row {
    std::string_view rows;
    std::vector<std::string> stricter;
  };
  const Row table[] = {
      {"{tier: a, within: 8h}, {tier: b, within: 24h}, {within: 48h}", {}},
      {"{tier: a, within: 24h}, {within: 8h}", {k_row + "1/within"}},
      {"{tier: a, within: 90m}, {tier: b, within: 1h}, {within: 48h}", {k_row + "1/within"}},
      // Two business days may be more or less than sixteen hours.
      {"{tier: a, within: 2bd}, {within: 16h}", {}},
      {"{tier: a, within: 2w}, {within: 10d}", {k_row + "1/within"}},
      {"{tier: a, within: 1mo}, {within: 30d}", {}},
      {"{tier: a, within: 1mo}, {within: 20d}", {k_row + "1/within"}},
      // Compared among subjects of one priority; those that no row names fall to the last.
      {"{priority: urgent, within: 2h}, {tier: a, within: 8h}, {within: 72h}", {}},
      {"{tier: a, priority: low, within: 48h}, {tier: b, priority: urgent, within: 2h}, {within: 72h}",
       {k_row + "1/within"}},
      {"{tier: a, priority: urgent, within: 4h}, {tier: b, priority: urgent, within: 2h}, {within: 72h}",
       {k_row + "1/within"}},
  };
  for (const Row& row : table) {
    CAPTURE(row.rows);
    CHECK(found("agreement/stricter-as-tier-falls",
                {{"csx.yaml", workspace()}, {"agreements/sales-cs.yaml", clock(row.rows)}}) == row.stricter);
  }
}

TEST_CASE("a table needs no catch-all row where its rows name all tiers, touch models or priorities") {
  struct Row {
    std::string_view rows;
    std::size_t findings;
  };
  const Row table[] = {
      {"{within: 48h}", 0},
      {"{tier: a, within: 8h}, {tier: [b, c], within: 48h}", 0},
      {"{tier: a, within: 8h}, {tier: b, within: 48h}", 1},
      {"{priority: [low, normal], within: 48h}, {priority: [high, urgent], within: 8h}", 0},
      {"{tier: a, priority: low, within: 8h}, {tier: [b, c], within: 48h}", 1},
  };
  for (const Row& row : table) {
    CAPTURE(row.rows);
    CHECK(found("agreement/no-catch-all-row",
                {{"csx.yaml", workspace()}, {"agreements/sales-cs.yaml", clock(row.rows)}})
              .size() == row.findings);
  }
}

TEST_CASE("bands cover the scale") {
  struct Row {
    std::string_view bands;
    std::size_t findings;
  };
  const Row table[] = {
      {"{id: x, from: 0, to: 100}", 0},
      {"{id: y, from: 50, to: 100}, {id: x, from: 0, to: 50}", 0},
      {"{id: x, from: 0, to: 50}, {id: y, from: 50.5, to: 100}", 1},
      {"{id: x, from: 0, to: 60}, {id: y, from: 50, to: 100}", 1},
      {"{id: x, from: 10, to: 50}, {id: y, from: 50, to: 90}", 2},
      {"{id: x, from: 50, to: 50}", 1},
  };
  for (const Row& row : table) {
    CAPTURE(row.bands);
    const std::string body =
        "fit:\n  criteria:\n    - {field: fit.shops, weight: 1, score: {range: {worst: 1, best: 5}}}\n  "
        "bands: [" +
        std::string(row.bands) + "]\n";
    CHECK(found("agreement/bands",
                {{"csx.yaml", workspace()}, {"agreements/sales-cs.yaml", version(1, "2027-01-01", body)}})
              .size() == row.findings);
  }
}

TEST_CASE("what is missing from a version that is history is not asked for") {
  const std::string ended = version(1, "2025-01-01", "effective_to: 2025-12-31\n");
  const Files files{{"csx.yaml", workspace()}, {"agreements/sales-cs.yaml", ended}};
  CHECK(found("agreement/no-shared-objective", files, "2025-12-31").size() == 1);
  CHECK(found("agreement/no-shared-objective", files, "2026-01-01").empty());
}

TEST_CASE("parts of the main agreement are asked of no other") {
  const std::string other =
      "kind: agreement\nid: cs-support\nversion: 1\ntitle: Support\nbetween: [cs, support]\n"
      "effective_from: 2027-01-01\n";
  const Files named{{"csx.yaml", workspace()},
                    {"agreements/cs-support.yaml", other},
                    {"agreements/sales-cs.yaml", version(1, "2027-01-01")}};
  CHECK(found("agreement/no-segments", named).size() == 1);
  const Files unnamed{{"csx.yaml", std::string(csx::rules::testing::k_workspace)},
                      {"agreements/cs-support.yaml", other}};
  CHECK(found("agreement/no-segments", unnamed).empty());
}

TEST_CASE("limits in different units are compared over a week of the clock's calendar") {
  const std::string calendar =
      "kind: calendar\nid: br\ntimezone: America/Sao_Paulo\nhours:\n  mon: [\"09:00-17:00\"]\n  tue: "
      "[\"09:00-17:00\"]\n  wed: [\"09:00-17:00\"]\n  thu: [\"09:00-17:00\"]\n  fri: [\"09:00-17:00\"]\n"
      "holidays: [{date: 2027-01-06, name: Reis}]\n";
  struct Row {
    std::string_view rows;
    std::string_view workspace;
    std::size_t speaks;
  };
  const Row rows[] = {
      {"{tier: a, within: 2bd}, {within: 8bh}", "calendar: br\n", 1},  // never later, mostly earlier
      {"{tier: a, within: 2bd}, {within: 8bh}", "", 0},                // no calendar to compare in
      {"{tier: a, within: 8bh}, {within: 2bd}", "calendar: br\n", 0},
      {"{tier: a, within: 8bh}, {within: 30h}", "calendar: br\n", 0},  // a weekend turns it round
      {"{tier: a, within: 2bd}, {within: 2h}", "calendar: br\n", 1},
      {"{tier: a, within: 5d}, {within: 1bh}", "calendar: br\n", 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rows);
    CAPTURE(row.workspace);
    CHECK(found("agreement/stricter-as-tier-falls", Files{{"csx.yaml", workspace(row.workspace)},
                                                          {"calendars/br.yaml", calendar},
                                                          {"agreements/sales-cs.yaml", clock(row.rows)}})
              .size() == row.speaks);
  }
}

TEST_CASE("scores compare with what their field or source can be") {
  const auto pointers = [](std::string_view field, std::string_view score) {
    return found(
        "agreement/score-value",
        {{"csx.yaml", workspace()},
         {"agreements/sales-cs.yaml", version(1, "2027-01-01",
                                              "fit:\n  criteria:\n    - {field: " + std::string(field) +
                                                  ", weight: 1, score: {" + std::string(score) + "}}\n")}});
  };
  struct Row {
    std::string_view field;
    std::string_view score;
    std::size_t wrong;
  };
  const Row rows[] = {
      {"profile.employees", "steps: [{is: \"< 5\", score: 0}]", 0},
      {"profile.employees", "steps: [{is: \"< 5 BRL\", score: 0}]", 1},
      {"profile.employees", "steps: [{is: \"between 1 BRL and 5 BRL\", score: 0}]", 1},
      {"profile.employees", "table: {few: 0, 7: 100}", 1},
      {"mrr", "steps: [{is: \">= 500.00 BRL\", score: 0}, {is: \">= 500\", score: 1}]", 0},
      {"mrr", "steps: [{is: \">= 5d\", score: 0}, {is: \"= high\", score: 1}]", 2},
      {"expansion_potential", "table: {high: 100, lo: 0}", 1},
      {"fit.erp", "table: {anything: 100, 5 BRL: 0}", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.field);
    CAPTURE(row.score);
    CHECK(pointers(row.field, row.score).size() == row.wrong);
  }
}

TEST_CASE("no more than all is asked of a clock, of completeness and of quality") {
  struct Row {
    std::string_view rule;
    std::string_view more;
    std::vector<std::string> wrong;
  };
  const Row rows[] = {
      {"agreement/target-not-a-share", "target: 100%", {}},
      {"agreement/target-not-a-share", "target: 195%", {"/commitments/0/target"}},
      {"agreement/quality-not-a-share", "quality: {completeness: \">= 100%\"}", {}},
      {"agreement/quality-not-a-share",
       "quality: {completeness: \">= 190%\", quality: \">= 90%\"}",
       {"/commitments/0/quality/completeness"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.more);
    CHECK(found(row.rule, {{"csx.yaml", workspace()},
                           {"agreements/sales-cs.yaml",
                            clock("{within: 48h}") + "    " + std::string(row.more) + "\n"}}) == row.wrong);
  }
}
