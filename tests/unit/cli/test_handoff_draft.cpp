#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "handoff_asked.hpp"
#include "handoff_draft.hpp"

using namespace csx;
using namespace csx::cli;
using model::HandoffType;

namespace {

constexpr std::string_view k_people =
    "kind: person\nid: ana\nname: Ana\narea: sales\n---\n"
    "kind: person\nid: gil\nname: Gil\narea:\n  - {from: 2024-01-01, value: sales}\n  - {from: 2026-02-01, "
    "value: cs}\n"
    "---\nkind: person\nid: igor\nname: Igor\narea: onboarding\n---\n"
    "kind: person\nid: dora\nname: Dora\narea: support\n---\n"
    "kind: person\nid: rui\nname: Rui\narea: field-team\n";

store::Dataset load(std::string_view account,
                    std::vector<std::pair<std::string, std::string>> handoffs = {}) {
  std::vector<std::pair<std::string, std::string>> files{
      {"csx.yaml", "kind: workspace\nname: T\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\n"},
      {"people.yaml", std::string(k_people)},
      {"accounts/a/account.yaml", fmt::format("kind: account\nid: a\nname: A\n{}", account)}};
  for (const auto& [id, rest] : handoffs) {
    files.emplace_back(
        fmt::format("accounts/a/handoffs/{}.yaml", id),
        fmt::format("kind: handoff\nid: {}\naccount: a\ntype: sales-to-cs\nfrom: {{area: sales}}\n"
                    "to: {{area: cs}}\n{}",
                    id, rest));
  }
  const auto tree = store::memory_tree(std::move(files));
  auto data = store::load(*tree);
  REQUIRE(data);
  REQUIRE(data->get<model::Account>("a") != nullptr);
  return std::move(*data);
}

time::Date day(std::string_view text) {
  return time::Date::parse(text).value();
}

std::string said(const model::HandoffSide& side) {
  return fmt::format("{}:{}", side.area.value, side.person ? side.person->value : "-");
}

constexpr std::string_view k_opened = "timeline: [{at: 2026-03-02, event: opened, by: ana}]\n";

}  // namespace

TEST_CASE("both sides of a new handoff follow from its type and the owners of the day") {
  struct Row {
    std::string_view owners;
    HandoffType type;
    std::string_view date;
    std::string_view from;
    std::string_view to;
  };
  for (const Row& row :
       {Row{"{sales: ana, csm: gil}", HandoffType::sales_to_cs, "2026-03-02", "sales:ana", "cs:gil"},
        Row{"{sales: ana, onboarding: igor}", HandoffType::sales_to_cs, "2026-03-02", "sales:ana",
            "onboarding:igor"},
        Row{"{sales: ana}", HandoffType::sales_to_cs, "2026-03-02", "sales:ana", "cs:-"},
        Row{"{csm: [{from: 2026-01-01, value: gil}, {from: 2026-06-01, value: ana}]}",
            HandoffType::cs_to_support, "2026-05-31", "cs:gil", "support:-"},
        Row{"{csm: gil}", HandoffType::csm_to_csm, "2026-03-02", "cs:gil", "cs:-"},
        Row{"{onboarding: igor, csm: gil}", HandoffType::onboarding_to_ongoing, "2026-03-02",
            "onboarding:igor", "cs:gil"},
        Row{"{sales: ana}", HandoffType::marketing_to_sales, "2026-03-02", "marketing:-", "sales:ana"}}) {
    CAPTURE(row.owners);
    CAPTURE(model::word(row.type));
    const store::Dataset data = load(fmt::format("owners: {}\n", row.owners));
    const auto sides =
        sides_for(data, *data.get<model::Account>("a"), row.type, std::nullopt, std::nullopt, day(row.date));
    REQUIRE(sides);
    CHECK(said(sides->from) == row.from);
    CHECK(said(sides->to) == row.to);
  }
}

TEST_CASE("whoever is named brings the area of that day along") {
  const store::Dataset data = load("owners: {sales: ana, csm: gil}\n");
  const model::Account& account = *data.get<model::Account>("a");
  const auto sides = [&](HandoffType type, std::optional<std::string> from, std::optional<std::string> to,
                         std::string_view date) {
    return sides_for(data, account, type, from, to, day(date));
  };
  SUBCASE("onboarding receives in place of cs") {
    CHECK(said(sides(HandoffType::sales_to_cs, {}, "igor", "2026-03-02")->to) == "onboarding:igor");
  }
  SUBCASE("a team with a name of its own is taken at its word") {
    CHECK(said(sides(HandoffType::sales_to_cs, {}, "rui", "2026-03-02")->to) == "field-team:rui");
  }
  SUBCASE("an area that the type does not go to") {
    const auto wrong = sides(HandoffType::sales_to_cs, {}, "dora", "2026-03-02");
    REQUIRE_FALSE(wrong);
    CHECK(
        wrong.error().message ==
        "--to dora worked in support on 2026-03-02, that side of a sales-to-cs handoff is cs or onboarding");
  }
  SUBCASE("the area changes with the day") {
    CHECK(said(sides(HandoffType::sales_to_cs, "gil", "igor", "2026-01-31")->from) == "sales:gil");
    CHECK_FALSE(sides(HandoffType::sales_to_cs, "gil", "igor", "2026-02-01"));
  }
  SUBCASE("nobody hands over to the same person") {
    CHECK(said(sides(HandoffType::csm_to_csm, {}, "gil", "2026-03-02")->from) == "cs:-");
  }
}

TEST_CASE("a handoff after a sale is for what no other one is for") {
  constexpr std::string_view k_account =
      "subscriptions:\n"
      "  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-01-01}\n"
      "  - {id: s2, product: P, mrr: 1.00 BRL, start_on: 2026-01-01}\n"
      "  - {id: s3, product: P, mrr: 1.00 BRL, start_on: 2026-01-01, end_on: 2026-02-01}\n"
      "  - {id: s4, product: P, mrr: 1.00 BRL, start_on: 2026-01-01, trial: true}\n";
  struct Row {
    std::vector<std::pair<std::string, std::string>> handoffs;
    std::string_view date;
    std::string_view expected;
  };
  const std::string cancelled =
      "subscriptions: [s1]\ntimeline: [{at: 2026-03-02, event: opened, by: ana}, {at: 2026-03-03, event: "
      "cancelled, "
      "by: ana}]\n";
  for (const Row& row : {Row{{}, "2026-03-02", "s1 s2"}, Row{{}, "2026-01-31", "s1 s2 s3"},
                         Row{{{"h", fmt::format("subscriptions: [s1]\n{}", k_opened)}}, "2026-03-02", "s2"},
                         Row{{{"h", cancelled}}, "2026-03-02", "s1 s2"}}) {
    CAPTURE(row.expected);
    const store::Dataset data = load(k_account, row.handoffs);
    const model::Account& account = *data.get<model::Account>("a");
    CHECK(
        fmt::format("{}", fmt::join(subscriptions_for(data, account, HandoffType::sales_to_cs, day(row.date)),
                                    " ")) == row.expected);
    CHECK(subscriptions_for(data, account, HandoffType::cs_to_support, day(row.date)).empty());
  }
}

TEST_CASE("the id of a new handoff is free and no longer than ids may be") {
  const std::string opened(k_opened);
  struct Row {
    std::vector<std::pair<std::string, std::string>> taken;
    std::string_view expected;
  };
  for (const Row& row :
       {Row{{}, "2026-03-a"}, Row{{{"2026-03-a", opened}}, "2026-03-a-sales-to-cs"},
        Row{{{"2026-03-a", opened}, {"2026-03-a-sales-to-cs", opened}}, "2026-03-a-2"},
        Row{{{"2026-03-a", opened}, {"2026-03-a-sales-to-cs", opened}, {"2026-03-a-2", opened}},
            "2026-03-a-3"}}) {
    CAPTURE(row.expected);
    const store::Dataset data = load("", row.taken);
    CHECK(id_for(data, *data.get<model::Account>("a"), HandoffType::sales_to_cs, day("2026-03-31")) ==
          row.expected);
  }
  const store::Dataset data = load("");
  model::Account account;
  account.id.value = std::string(55, 'x') + "-" + std::string(8, 'y');
  CHECK(id_for(data, account, HandoffType::sales_to_cs, day("2026-03-31")) ==
        "2026-03-" + std::string(55, 'x'));
}

TEST_CASE("for every field of a handoff there is a command that supplies it") {
  const store::Dataset data = load("promises: [{id: p1, text: T}, {id: p2, text: U}]\n",
                                   {{"h", fmt::format("{}context: {{promises: [p1]}}\n", k_opened)}});
  const auto named = find_handoff(data, "h");
  REQUIRE(named);
  struct Row {
    std::string_view field;
    std::string_view command;
  };
  for (const Row& row :
       {Row{"context.why_now", "csx set handoff/h context.why_now='…'"},
        Row{"context.pains", "csx add handoff/h context.pains \"…\""},
        Row{"context.promises", "csx add handoff/h context.promises p2"},
        Row{"context.objections", "csx add handoff/h context.objections objection=… [answer_given=…]"},
        Row{"context.contract", "csx set handoff/h context.contract='{plan: …, scope: …, special_terms: …}'"},
        Row{"context.contract.scope", "csx set handoff/h context.contract.scope='…'"},
        Row{"feedback.fit", "csx set handoff/h feedback.fit='good|poor'"}}) {
    CAPTURE(row.field);
    CHECK(command_to_supply(*named, row.field) == row.command);
  }
}
