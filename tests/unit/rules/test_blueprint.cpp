#include <fmt/format.h>

#include "csx/base/text.hpp"
#include "found.hpp"

namespace csx::rules {
namespace {

using Pointers = std::vector<std::string>;

Pointers found_in(std::string_view rule, std::string_view blueprint, std::string_view day = "2026-11-22") {
  return testing::found(
      rule,
      {{"csx.yaml", std::string(testing::k_workspace)},
       {"blueprints/b.yaml", fmt::format("kind: blueprint\nid: b\ntitle: B\n{}", blueprint)}},
      day);
}

struct BlueprintRow {
  std::string_view text;
  Pointers wrong;
};

TEST_CASE("an activity has exactly one accountable area and at least one responsible") {
  const std::vector<BlueprintRow> gaps{
      {"{activity: Kickoff, responsible: [cs], accountable: cs}", {}},
      {"{activity: Kickoff, responsible: [cs], accountable: [cs, sales]}", {}},
      {"{activity: Kickoff, responsible: [cs]}", {"/responsibilities/0/accountable"}},
      {"{activity: Kickoff, accountable: cs, responsible: []}", {"/responsibilities/0/responsible"}},
      {"{activity: Kickoff}", {"/responsibilities/0/accountable", "/responsibilities/0/responsible"}},
  };
  for (const BlueprintRow& row : gaps) {
    CAPTURE(row.text);
    CHECK(found_in("blueprint/raci-gap", fmt::format("responsibilities:\n  - {}\n", row.text)) == row.wrong);
  }
  const std::vector<BlueprintRow> conflicts{
      {"{activity: Kickoff, accountable: [cs, cs]}", {}},
      {"{activity: Kickoff, accountable: [cs, sales]}", {"/responsibilities/0/accountable"}},
      {"{activity: Kickoff, accountable: cs}\n  - {activity: ' kickoff', accountable: cs}", {}},
      {"{activity: Kickoff, accountable: cs}\n  - {activity: ' kickoff', accountable: sales}",
       {"/responsibilities/1/activity"}},
      {"{activity: Kickoff, accountable: cs}\n  - {activity: Training, accountable: sales}", {}},
  };
  for (const BlueprintRow& row : conflicts) {
    CAPTURE(row.text);
    CHECK(found_in("blueprint/raci-conflict", fmt::format("responsibilities:\n  - {}\n", row.text)) ==
          row.wrong);
  }
}

TEST_CASE("the touch may drop by one step between stages that say theirs") {
  const std::vector<BlueprintRow> rows{
      {"high-touch, mid-touch, low-touch, tech-touch", {}},
      {"tech-touch, exclusive-touch, high-touch", {}},
      {"high-touch, low-touch", {"/stages/1/touch_level"}},
      {"high-touch, '', low-touch", {"/stages/2/touch_level"}},
      {"exclusive-touch, mid-touch, tech-touch", {"/stages/1/touch_level", "/stages/2/touch_level"}},
  };
  for (const BlueprintRow& row : rows) {
    CAPTURE(row.text);
    std::string stages = "stages:\n";
    int number = 0;
    for (const std::string_view level : split(row.text, ',')) {
      const std::string value = trim(level) == "''" ? std::string() : fmt::format(", touch_level: {}", level);
      stages += fmt::format("  - {{id: s{}, title: S{}}}\n", number++, value);
    }
    CHECK(found_in("blueprint/touch-drop", stages) == row.wrong);
  }
}

TEST_CASE("experts close their round before customers, and the rollout waits for both") {
  struct Case {
    std::string_view experts;    ///< what the rounds with experts say
    std::string_view customers;  ///< likewise
    Pointers out_of_order;
    Pointers too_early;  ///< for an item of the rollout done on 10 June
  };
  const Pointers item{"/rollout/0/done_on"};
  const std::vector<Case> cases{
      {"closed_on: 2026-06-01", "closed_on: 2026-06-10", {}, {}},
      {"closed_on: 2026-06-01", "closed_on: 2026-06-01", {}, {}},
      {"closed_on: 2026-06-02", "closed_on: 2026-06-01", {"/walkthroughs/1/closed_on"}, {}},
      {"held_on: 2026-06-02", "closed_on: 2026-06-01", {"/walkthroughs/1/closed_on"}, item},
      {"closed_on: 2026-06-01", "held_on: 2026-06-05", {}, item},
      {"closed_on: 2026-06-01", "closed_on: 2026-06-11", {}, item},
      {"held_on: 2026-06-02", "held_on: 2026-06-05", {}, item},
  };
  for (const Case& each : cases) {
    CAPTURE(each.experts);
    CAPTURE(each.customers);
    const std::string text = fmt::format(
        "walkthroughs:\n  - {{round: experts, {}}}\n  - {{round: customers, {}}}\n"
        "rollout: [{{what: Screen, done_on: 2026-06-10}}]\n",
        each.experts, each.customers);
    CHECK(found_in("blueprint/rounds-out-of-order", text) == each.out_of_order);
    CHECK(found_in("blueprint/rollout-before-walkthroughs", text) == each.too_early);
  }
  CHECK(found_in("blueprint/rollout-before-walkthroughs",
                 "rollout: [{what: Screen, done_on: 2026-06-10}]\n") == item);
  CHECK(found_in("blueprint/rollout-before-walkthroughs", "rollout: [{what: Screen}]\n").empty());
}

TEST_CASE("a round that is yet to come needs nobody") {
  const std::string_view planned = "walkthroughs: [{round: customers, held_on: 2026-12-01}]\n";
  CHECK(found_in("blueprint/round-without-participants", planned, "2026-11-30").empty());
  CHECK(found_in("blueprint/round-without-participants", planned, "2026-12-01") ==
        Pointers{"/walkthroughs/0/customers"});
  CHECK(found_in("blueprint/round-without-participants", "walkthroughs: [{round: customers}]\n").empty());
}

}  // namespace
}  // namespace csx::rules
