#include "csx/sla/completeness.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/store/dataset.hpp"
#include "folder.hpp"

namespace csx::sla {
namespace {

TEST_CASE("words that say nothing") {
  for (std::string_view text :
       {"", " ", "-", "--", "—", "?", "???", "...", "tbd", "TBD", "Tbd.", "tba", "a definir", "A definir.",
        "à definir", "n/a", "N/A", "n.a.", "to be defined"}) {
    CAPTURE(text);
    CHECK(is_vague(text));
  }
  for (std::string_view text :
       {"não", "sim", "0", "5", "preço", "a definir com a cliente em abril", "ação", "日本"}) {
    CAPTURE(text);
    CHECK_FALSE(is_vague(text));
  }
}

/// A folder with one agreement, one account and one handoff, made of the lists and blocks given.
struct Case {
  store::Dataset data;
  const model::Agreement& agreement() const { return *data.get<model::Agreement>("sales-cs@1"); }
  const model::Handoff& handoff() const { return *data.get<model::Handoff>("h"); }
  const model::Account* account() const { return data.get<model::Account>("a"); }
  Completeness graded(std::string_view day = "2026-03-03", Flow flow = Flow::forward) const {
    return grade_handoff(agreement(), handoff(), account(), time::Date::parse(day).value(), flow);
  }
};

Case make(std::string_view information, std::string_view handoff, std::string_view account = {},
          std::string_view type = "sales-to-cs",
          std::string_view sides = "from: {area: sales}\nto: {area: cs}\n") {
  testing::Files files{
      {"csx.yaml", std::string(testing::k_workspace)},
      {"accounts/a/account.yaml", fmt::format("kind: account\nid: a\nname: A\n{}", account)},
      {"accounts/a/handoffs/h.yaml",
       fmt::format("kind: handoff\nid: h\naccount: a\ntype: {}\n{}timeline:\n"
                   "  - {{at: 2026-03-02T10:00:00-03:00, event: opened, by: ana}}\n{}",
                   type, sides, handoff)},
      {"agreements/sales-cs.yaml",
       fmt::format("kind: agreement\nid: sales-cs\nversion: 1\ntitle: T\nbetween: [sales, cs]\n"
                   "effective_from: 2026-01-01\ntiers:\n  - {{id: a, rank: 1, touch_model: high-touch}}\n"
                   "what:\n  information:\n{}",
                   information)}};
  const auto tree = store::memory_tree(std::move(files));
  auto data = store::load(*tree);
  REQUIRE(data);
  Case made{std::move(*data)};
  REQUIRE(made.data.get<model::Handoff>("h") != nullptr);
  REQUIRE(made.data.get<model::Agreement>("sales-cs@1") != nullptr);
  return made;
}

TEST_CASE("the grade of one row") {
  struct Row {
    std::string_view row;      ///< of the agreement, beside from and to
    std::string_view handoff;  ///< block of the handoff
    Grade grade;
  };
  const std::vector<Row> rows{
      {"field: context.history", "", Grade::none},
      {"field: context.history", "context: {}\n", Grade::none},
      {"field: context.history", "context: {history: ''}\n", Grade::none},
      {"field: context.history", "context: {history: TBD}\n", Grade::none},
      {"field: context.history", "context: {history: indicada por um cliente}\n", Grade::full},
      {"field: context.history, min_words: 5", "context: {history: indicada por um cliente}\n", Grade::half},
      {"field: context.history, min_words: 4", "context: {history: indicada por um cliente}\n", Grade::full},
      {"field: context.history", "context: {history: {none: comprou sozinha}}\n", Grade::full},
      {"field: context.history, min_words: 9", "context: {history: {none: comprou sozinha}}\n", Grade::full},
      // lists: so many items as the row asks for
      {"field: context.pains", "context: {pains: []}\n", Grade::none},
      {"field: context.pains", "context: {pains: [caixa lento]}\n", Grade::full},
      {"field: context.pains", "context: {pains: ['?', '-']}\n", Grade::none},
      {"field: context.pains, min: 2", "context: {pains: [caixa lento, a definir]}\n", Grade::none},
      {"field: context.pains, min: 2", "context: {pains: [caixa lento, a definir, sobra pão]}\n",
       Grade::full},
      {"field: context.pains, min: 2, min_words: 2", "context: {pains: [caixa lento, preço]}\n", Grade::half},
      {"field: context.pains, min: 1, min_words: 2", "context: {pains: [caixa lento, preço]}\n", Grade::full},
      {"field: context.pains", "context: {pains: {none: só conheceu o produto}}\n", Grade::full},
      // ids, numbers, names and words of a vocabulary are never graded
      {"field: context.promises, min_words: 9", "context: {promises: [p1]}\n", Grade::full},
      {"field: context.objectives, min_words: 9", "context: {objectives: [{objective: o1, baseline: 3}]}\n",
       Grade::full},
      {"field: context.objectives", "context: {objectives: [{objective: o1, unit: '%'}]}\n", Grade::full},
      {"field: context.objectives, min_words: 3",
       "context: {objectives: [{objective: o1, text: mais cedo}]}\n", Grade::half},
      {"field: context.objectives", "context: {objectives: [{objective: o1, text: TBD}]}\n", Grade::none},
      {"field: integrations, min_words: 4", "integrations: [{system: SAP, owner: TI}]\n", Grade::full},
      {"field: integrations, min_words: 4", "integrations: [{system: SAP, flow: notas fiscais}]\n",
       Grade::half},
      {"field: integrations", "integrations: [{system: '?'}]\n", Grade::none},
      {"field: integrations", "integrations: {none: vende só por telefone}\n", Grade::full},
      {"field: feedback.fit", "feedback: {comment: bom}\n", Grade::none},
      {"field: feedback.fit, min_words: 3", "feedback: {fit: good}\n", Grade::full},
      // of a block all texts count together
      {"field: context.contract, min_words: 3", "context: {contract: {plan: Pro, scope: três lojas}}\n",
       Grade::full},
      {"field: context.contract, min_words: 4", "context: {contract: {plan: Pro, scope: três lojas}}\n",
       Grade::half},
      {"field: context.contract", "context: {contract: {plan: '-', scope: a definir}}\n", Grade::none},
      // through a list: each item that has the field
      {"field: context.objectives.baseline, min: 2",
       "context: {objectives: [{objective: o1, baseline: 3}, {objective: o2}]}\n", Grade::none},
      {"field: context.objectives.baseline, min: 2",
       "context: {objectives: [{objective: o1, baseline: 3}, {objective: o2, baseline: 0}]}\n", Grade::full},
      {"field: context.objectives.baseline", "context: {objectives: {none: ainda não sabe}}\n", Grade::full},
      {"field: context.no_such_field", "context: {history: longa}\n", Grade::none},
  };
  for (const Row& row : rows) {
    CAPTURE(row.row);
    CAPTURE(row.handoff);
    const Case made = make(fmt::format("    - {{from: sales, to: cs, {}}}\n", row.row), row.handoff);
    const Completeness graded = made.graded();
    REQUIRE(graded.rows.size() == 1);
    CHECK(static_cast<int>(graded.rows[0].grade) == static_cast<int>(row.grade));
  }
}

TEST_CASE("completeness and quality are exact fractions of the weights") {
  struct Row {
    std::vector<std::string_view> weights;  ///< of a full, a half and an absent field
    std::optional<Ratio> completeness;
    std::optional<Ratio> quality;
  };
  const std::vector<Row> rows{
      {{"1", "1", "1"}, Ratio{2, 3}, Ratio{1, 2}},
      {{"3", "1", "2"}, Ratio{2, 3}, Ratio{7, 12}},
      {{"0.5", "0.25", "0.25"}, Ratio{3, 4}, Ratio{5, 8}},
      {{"1.5", "2", "0"}, Ratio{1, 1}, Ratio{5, 7}},
      {{"0", "0", "1"}, Ratio{0, 1}, Ratio{0, 1}},
      {{"0", "0", "0"}, std::nullopt, std::nullopt},
      {{"999999999999999", "999999999999999", "1"},
       Ratio{1999999999999998, 1999999999999999},
       Ratio{2999999999999997, 3999999999999998}},
  };
  for (const Row& row : rows) {
    const std::string information = fmt::format(
        "    - {{from: sales, to: cs, field: context.history, weight: {}}}\n"
        "    - {{from: sales, to: cs, field: context.why_now, min_words: 5, weight: {}}}\n"
        "    - {{from: sales, to: cs, field: context.needs, weight: {}}}\n",
        row.weights[0], row.weights[1], row.weights[2]);
    CAPTURE(information);
    const Completeness graded =
        make(information, "context: {history: indicada por um cliente, why_now: abre uma loja}\n").graded();
    CHECK((graded.completeness == row.completeness));
    CHECK((graded.quality == row.quality));
  }
}

TEST_CASE("a share is rounded down, so that 100% is said of all alone") {
  CHECK(to_share({2, 3}).percent.to_string() == "66");
  CHECK(to_share({999, 1000}).percent.to_string() == "99");
  CHECK(to_share({1, 1}).percent.to_string() == "100");
  CHECK(to_share({0, 1}).percent.to_string() == "0");
}

TEST_CASE("which rows concern a handoff") {
  struct Row {
    std::string_view row;
    std::string_view type;
    std::string_view sides;
    bool forward;
    bool back;
  };
  constexpr std::string_view k_sales_cs = "from: {area: sales}\nto: {area: cs}\n";
  constexpr std::string_view k_sales_onboarding = "from: {area: sales}\nto: {area: onboarding}\n";
  const std::vector<Row> rows{
      {"from: sales, to: cs", "sales-to-cs", k_sales_cs, true, false},
      {"from: cs, to: sales", "sales-to-cs", k_sales_cs, false, true},
      {"from: sales, to: support", "sales-to-cs", k_sales_cs, false, false},
      // handed to the onboarding team, a sale owes what it owes to cs
      {"from: sales, to: cs", "sales-to-cs", k_sales_onboarding, true, false},
      {"from: sales, to: onboarding", "sales-to-cs", k_sales_onboarding, true, false},
      {"from: sales, to: cs", "marketing-to-sales", "from: {area: marketing}\nto: {area: sales}\n", false,
       false},
      {"from: sales, to: cs", "csm-to-csm", "from: {area: cs}\nto: {area: cs}\n", false, false},
      {"from: cs, to: cs", "csm-to-csm", "from: {area: cs}\nto: {area: cs}\n", true, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.row);
    CAPTURE(row.type);
    const Case made =
        make(fmt::format("    - {{{}, field: context.history}}\n", row.row), "", "", row.type, row.sides);
    CHECK((made.graded("2026-03-03", Flow::forward).rows.size() == 1) == row.forward);
    CHECK((made.graded("2026-03-03", Flow::back).rows.size() == 1) == row.back);
  }
}

TEST_CASE("rows that apply on some conditions only") {
  constexpr std::string_view k_account =
      "segment: [{from: 2026-01-01, value: small}, {from: 2026-06-01, value: mid-market}]\n"
      "tier: a\nprofile: {size: small}\nlead_source: feira\nowners: {csm: bruno}\nfit: {erp: own}\n";
  struct Row {
    std::string_view when;
    std::string_view day;
    bool applies;
  };
  const std::vector<Row> rows{
      {"{}", "2026-03-03", true},
      {"{segment: small}", "2026-03-03", true},
      {"{segment: small}", "2026-06-01", false},
      {"{segment: [mid-market, small]}", "2026-06-01", true},
      {"{segment: small}", "2025-12-31", false},
      {"{tier: a}", "2026-03-03", true},
      {"{tier: b}", "2026-03-03", false},
      // the tier's, where the account says none
      {"{touch_model: high-touch}", "2026-03-03", true},
      {"{touch_model: mid-touch}", "2026-03-03", false},
      {"{profile.size: [small, medium]}", "2026-03-03", true},
      {"{profile.size: large}", "2026-03-03", false},
      {"{profile.industry: bakery}", "2026-03-03", false},
      {"{fit.erp: own}", "2026-03-03", true},
      {"{owners.csm: bruno}", "2026-03-03", true},
      {"{owners.sales: ana}", "2026-03-03", false},
      {"{type: sales-to-cs}", "2026-03-03", true},
      {"{type: csm-to-csm}", "2026-03-03", false},
      {"{context.pains: caixa lento}", "2026-03-03", true},
      {"{planned_improvements.promised: true}", "2026-03-03", true},
      {"{type: sales-to-cs, segment: small, tier: a}", "2026-03-03", true},
      {"{type: sales-to-cs, segment: small, tier: b}", "2026-03-03", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.when);
    CAPTURE(row.day);
    const Case made = make(
        fmt::format("    - {{from: sales, to: cs, field: context.history, when: {}}}\n", row.when),
        "context: {pains: [caixa lento]}\nplanned_improvements: [{what: app, promised: true}]\n", k_account);
    CHECK((made.graded(row.day).rows.size() == 1) == row.applies);
  }
}

TEST_CASE("of an unknown account no condition holds") {
  const Case made = make(
      "    - {from: sales, to: cs, field: context.history, when: {segment: small}}\n"
      "    - {from: sales, to: cs, field: context.pains, when: {type: sales-to-cs}}\n",
      "");
  const Completeness graded =
      grade_handoff(made.agreement(), made.handoff(), nullptr, time::Date::parse("2026-03-03").value());
  REQUIRE(graded.rows.size() == 1);
  CHECK(graded.rows[0].information->field.value == "context.pains");
}

}  // namespace
}  // namespace csx::sla
