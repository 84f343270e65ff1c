#include "csx/sla/agreement_difference.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "csx/model/read.hpp"
#include "csx/model/write.hpp"
#include "csx/sla/agreement_standing.hpp"
#include "csx/yaml/tree.hpp"

namespace csx::sla {
namespace {

constexpr std::string_view k_head =
    "kind: agreement\nid: sales-cs\nversion: 1\ntitle: Sales and CS\nbetween: [sales, cs]\neffective_from: "
    "2026-01-01\n";

model::AnyRecord agreement(std::string_view body) {
  const std::string text = std::string(k_head) + std::string(body);
  const yaml::Stream stream = yaml::read(text);
  std::vector<Diagnostic> findings;
  auto record = model::read_record(stream.documents.front(), "a.yaml", {}, findings);
  REQUIRE(record.has_value());
  REQUIRE(record->clean);
  return std::move(*record);
}

/// `weaker sales changed commitments c.target 95% -> 90%; …`
std::string outcome(std::string_view before, std::string_view after) {
  const model::AnyRecord old_one = agreement(before);
  const model::AnyRecord new_one = agreement(after);
  std::vector<std::string> words;
  for (const AgreementDifference& each :
       differences(old_one.as<model::Agreement>(), new_one.as<model::Agreement>())) {
    CHECK(each.why.empty() == (each.effect == Effect::neutral));
    words.push_back(fmt::format("{}{} {} {} {}: {} -> {}", word_of(each.effect),
                                each.owed_by ? " " + each.owed_by->value : "", word_of(each.what), each.part,
                                each.name, each.before.value_or("-"), each.after.value_or("-")));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

std::string commitment(std::string_view rest) {
  return fmt::format("commitments:\n  - id: c\n    responsible: sales\n{}", rest);
}
std::string clock(std::string_view rest) {
  return commitment(fmt::format("    subject: handoff\n    clock: {{to: submitted, {}}}\n", rest));
}
std::string target(std::string_view condition) {
  return commitment(fmt::format("    metric: fit.score\n    target: \"{}\"\n", condition));
}
std::string information(std::string_view rest) {
  return fmt::format("what:\n  information:\n    - {{from: sales, to: cs, field: context.pains{}}}\n", rest);
}

struct DifferenceRow {
  std::string before;
  std::string after;
  std::string_view expected;
};

void check(const std::vector<DifferenceRow>& rows) {
  for (const DifferenceRow& row : rows) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    CHECK(outcome(row.before, row.after) == row.expected);
  }
}

}  // namespace

TEST_CASE("a shorter time asks for more, business time is never shorter than elapsed time") {
  struct Times {
    std::string_view before;
    std::string_view after;
    std::string_view effect;
  };
  for (const Times& row : std::vector<Times>{{"8bh", "4bh", "stronger"},
                                             {"8bh", "480bm", "neutral"},
                                             {"8bh", "481bm", "weaker"},
                                             {"2bd", "3bd", "weaker"},
                                             {"48h", "2d", "neutral"},
                                             {"1w", "6d", "stronger"},
                                             {"1mo", "31d", "weaker"},
                                             {"1mo", "30d", "unclear"},
                                             {"1q", "3mo", "neutral"},
                                             {"1y", "3q", "stronger"},
                                             {"8bh", "8h", "stronger"},
                                             {"8h", "8bh", "weaker"},
                                             {"8bh", "9h", "unclear"},
                                             {"2bd", "16bh", "unclear"},
                                             {"2bd", "2d", "unclear"}}) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    const std::string found = outcome(clock(fmt::format("within: [{{within: {}}}]", row.before)),
                                      clock(fmt::format("within: [{{within: {}}}]", row.after)));
    CHECK(found == fmt::format("{} sales changed commitments c.clock.within.otherwise.within: {} -> {}",
                               row.effect, row.before, row.after));
  }
}

TEST_CASE("targets are compared where they point the same way") {
  struct Targets {
    std::string_view before;
    std::string_view after;
    std::string_view effect;
  };
  for (const Targets& row : std::vector<Targets>{{"90%", "95%", "stronger"},
                                                 {"90%", ">= 85%", "weaker"},
                                                 {">= 90%", "> 90%", "stronger"},
                                                 {"<= 5", "<= 4", "stronger"},
                                                 {"<= 5", "< 5", "stronger"},
                                                 {"< 5", "<= 7", "weaker"},
                                                 {"<= 5", ">= 4", "unclear"},
                                                 {"between 3 and 8", "between 4 and 8", "stronger"},
                                                 {"between 3 and 8", "between 2 and 9", "weaker"},
                                                 {"between 3 and 8", "between 2 and 7", "unclear"},
                                                 {">= 100.00 BRL", ">= 120.00 BRL", "stronger"},
                                                 {">= 100.00 BRL", ">= 120.00 USD", "unclear"},
                                                 {"<= 2d", "<= 24h", "stronger"},
                                                 {"= high", "= low", "unclear"}}) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    const std::string found = outcome(target(row.before), target(row.after));
    CHECK(found.starts_with(fmt::format("{} sales changed commitments c.target: ", row.effect)));
  }
}

TEST_CASE("commitments, gates, pauses and filters say who owes more or less") {
  check({
      {"", clock("within: [{within: 2bd}]"),
       "stronger sales added commitments c: - -> {id: c, responsible: sales, subject: handoff, clock: {to: "
       "[submitted], "
       "within: {otherwise: {within: 2bd}}}}"},
      {commitment("    metric: fit.score\n"), "",
       "weaker sales removed commitments c: {id: c, responsible: sales, metric: fit.score} -> -"},
      {commitment("    metric: fit.score\n"), commitment("    metric: fit.score\n    target: 90%\n"),
       "stronger sales added commitments c.target: - -> 90%"},
      {commitment("    metric: fit.score\n    quality: {completeness: \">= 90%\"}\n"),
       commitment("    metric: fit.score\n"),
       "weaker sales removed commitments c.quality.completeness: >= 90% -> -"},
      {commitment("    metric: fit.score\n    every: 1mo\n"),
       commitment("    metric: fit.score\n    every: 1q\n"),
       "weaker sales changed commitments c.every: 1mo -> 1q"},
      {clock("every: 30d"), clock("every: cadence"),
       "unclear sales changed commitments c.clock.every: 30d -> cadence"},
      {clock("within: [{within: 1d}]"), clock("within: [{within: 1d}], pause: [on-hold]"),
       "weaker sales added commitments c.clock.pause: - -> [on-hold]"},
      {clock("within: [{within: 1d}], calendar: [br]"), clock("within: [{within: 1d}], calendar: [us]"),
       "unclear sales changed commitments c.clock.calendar: br -> us"},
      {clock("within: [{within: 1d}], warn_at: 50%"), clock("within: [{within: 1d}], warn_at: 75%"),
       "neutral sales changed commitments c.clock.warn_at: 50% -> 75%"},
      {clock("within: [{tier: a, within: 1d}, {within: 2d}]"), clock("within: [{within: 2d}]"),
       "unclear sales removed commitments c.clock.within.tier a: {tier: [a], within: 1d} -> -"},
      {clock("within: [{tier: a, within: 1d}, {within: 2d}]"),
       clock("within: [{within: 2d}, {tier: a, within: 1d}]"),
       "unclear sales changed commitments c.clock.within: tier a, otherwise -> otherwise, tier a"},
      {commitment("    metric: fit.score\n    where: {segment: [a, b]}\n"),
       commitment("    metric: fit.score\n    where: {segment: [a]}\n"),
       "weaker sales removed commitments c.where.segment: b -> -"},
      {commitment("    metric: fit.score\n    where: {segment: a}\n"), commitment("    metric: fit.score\n"),
       "stronger sales removed commitments c.where.segment: [a] -> -"},
      {commitment("    metric: fit.score\n"), "commitments: [{id: c, responsible: cs, metric: fit.score}]\n",
       "unclear cs changed commitments c.responsible: sales -> cs"},
      {commitment("    metric: fit.score\n    statement: One\n"),
       commitment("    metric: fit.score\n    statement: Two\n"),
       "neutral sales changed commitments c.statement: One -> Two"},
  });
}

TEST_CASE("information rows are told by areas and field, and say what is handed over") {
  check({
      {"", information(""),
       "stronger sales added what information.sales cs context.pains: - -> {from: sales, to: cs, "
       "field: context.pains}"},
      {information(""), information(", min: 2"),
       "stronger sales added what information.sales cs context.pains.min: - -> 2"},
      {information(", min: 2"), information(", min: 1"),
       "weaker sales changed what information.sales cs context.pains.min: 2 -> 1"},
      {information(", min: 1"), information(""),
       "neutral sales removed what information.sales cs context.pains.min: 1 -> -"},
      {information(""), information(", when: {tier: a}"),
       "weaker sales added what information.sales cs context.pains.when.tier: - -> [a]"},
      {information(", weight: 1"), information(", weight: 3"),
       "neutral sales changed what information.sales cs context.pains.weight: 1 -> 3"},
  });
}

TEST_CASE("how often the agreement is revisited counts, all else is neutral") {
  check({
      {"review_every: 90d\n", "review_every: 30d\n", "stronger changed review_every : 90d -> 30d"},
      {"audit_every: 1mo\n", "", "weaker removed audit_every : 1mo -> -"},
      {"", "shared_objective: Both win\n", "neutral added shared_objective : - -> Both win"},
      {"strategy:\n  segments: [{id: a, profile: Small}]\n",
       "strategy:\n  segments: [{id: b}, {id: a, profile: Large}]\n",
       "neutral added strategy segments.b: - -> {id: b}; neutral changed strategy segments.a.profile: Small "
       "-> Large"},
      {"how:\n  responsibilities: [{activity: x/y, responsible: [cs], accountable: cs}]\n",
       "how:\n  responsibilities: [{activity: x/y, responsible: [cs, sales], accountable: cs}]\n",
       "neutral added how responsibilities.x/y.responsible: - -> sales"},
  });
}

TEST_CASE("approvals, changes, order of items and ways of writing are no differences") {
  const std::string one = "owners: {sales: ana}\n" + clock("from: opened, within: [{tier: a, within: 1d}]");
  const std::string other =
      "commitments:\n- clock:\n    within:\n    - within: 1d\n      tier: [a]\n    to: [submitted]\n    "
      "from: [opened]\n"
      "  subject: handoff\n  responsible: sales\n  id: c\nowners:\n  sales: ana\n"
      "changes: [{version: 1, date: 2026-01-01, why: First}]\n"
      "approvals: [{area: cs, by: bo, date: 2025-12-01, of: 'sha256:" +
      std::string(64, 'a') + "'}]\n";
  CHECK(outcome(one, other).empty());
  CHECK(model::content_digest(agreement(one).value()) == model::content_digest(agreement(other).value()));
}

}  // namespace csx::sla
