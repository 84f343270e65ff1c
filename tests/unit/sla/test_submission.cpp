#include "csx/sla/submission.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "csx/sla/handoff_state.hpp"
#include "csx/store/dataset.hpp"
#include "folder.hpp"

namespace csx::sla {
namespace {

constexpr std::string_view k_agreement =
    "kind: agreement\nid: sales-cs\nversion: 1\ntitle: T\nbetween: [sales, cs]\neffective_from: 2026-01-01\n"
    "what:\n  information:\n"
    "    - {from: sales, to: cs, field: context.history, weight: 3, min_words: 3}\n"
    "    - {from: sales, to: cs, field: risks, weight: 1}\n"
    "commitments:\n"
    "  - id: handed-over\n    responsible: sales\n    subject: handoff\n"
    "    clock: {from: opened, to: submitted, within: [{within: 2bd}]}\n"
    "    quality: {completeness: \">= 80%\", quality: \"> 50%\"}\n"
    "  - id: other-type\n    responsible: sales\n    subject: handoff\n    when: {type: csm-to-csm}\n"
    "    clock: {from: opened, to: submitted, within: [{within: 2bd}]}\n"
    "    quality: {completeness: \">= 100%\"}\n";
constexpr std::string_view k_other =
    "kind: agreement\nid: cs-product\nversion: 1\ntitle: T\nbetween: [cs, product]\neffective_from: "
    "2026-01-01\n"
    "what:\n  information:\n    - {from: sales, to: cs, field: integrations, weight: 1}\n";

struct Folder {
  store::Dataset data;
  const model::Handoff& handoff() const { return *data.get<model::Handoff>("h"); }
  std::vector<const model::Agreement*> agreements() const {
    return {data.get<model::Agreement>("cs-product@1"), data.get<model::Agreement>("sales-cs@1")};
  }
};

Folder make(std::string_view handoff) {
  testing::Files files{
      {"csx.yaml", std::string(testing::k_workspace)},
      {"agreements/sales-cs.yaml", std::string(k_agreement)},
      {"agreements/cs-product.yaml", std::string(k_other)},
      {"accounts/a/account.yaml", "kind: account\nid: a\nname: A\n"},
      {"accounts/a/handoffs/h.yaml",
       fmt::format("kind: handoff\nid: h\naccount: a\ntype: sales-to-cs\nfrom: {{area: sales}}\n"
                   "to: {{area: cs}}\ntimeline:\n"
                   "  - {{at: 2026-03-02T10:00:00-03:00, event: opened, by: ana}}\n{}",
                   handoff)}};
  const auto tree = store::memory_tree(std::move(files));
  auto data = store::load(*tree);
  REQUIRE(data);
  Folder folder{std::move(*data)};
  REQUIRE(folder.data.get<model::Handoff>("h") != nullptr);
  REQUIRE(folder.agreements()[1] != nullptr);
  return folder;
}

const time::Date k_day = time::Date::parse("2026-03-03").value();

TEST_CASE("what several agreements ask counts as one list") {
  const Folder folder = make("context: {history: Two meetings held}\n");
  const Completeness graded = grade_for_all(folder.agreements(), folder.handoff(), nullptr, k_day);
  REQUIRE(graded.rows.size() == 3);
  CHECK(graded.rows[0].information->field.value == "integrations");
  CHECK(graded.completeness == Ratio{3, 5});
  CHECK(graded.quality == Ratio{3, 5});
}

TEST_CASE("gates judge what was recorded, else what each agreement grades") {
  const Folder folder = make("context: {history: One}\n");
  SUBCASE("graded: 3 of 4 present, half of it good") {
    const auto verdicts = judge_gates(folder.agreements(), folder.handoff(), nullptr, k_day, {});
    REQUIRE(verdicts.size() == 2);
    CHECK(verdicts[0].commitment->id.value == "handed-over");
    CHECK(verdicts[0].figure == GateVerdict::Figure::completeness);
    CHECK(verdicts[0].found.percent == Decimal(75, 0));
    CHECK_FALSE(verdicts[0].met);
    CHECK(verdicts[1].found.percent == Decimal(37, 0));
    CHECK_FALSE(verdicts[1].met);
  }
  SUBCASE("recorded") {
    const model::Share recorded{Decimal(80, 0)};
    const auto verdicts =
        judge_gates(folder.agreements(), folder.handoff(), nullptr, k_day, {recorded, recorded});
    REQUIRE(verdicts.size() == 2);
    CHECK(verdicts[0].met);
    CHECK(verdicts[1].met);
  }
}

TEST_CASE("a handoff is judged on the day of its last submission, a draft today") {
  const time::Zone zone = time::Zone::find("America/Sao_Paulo").value();
  const time::Date today = time::Date::parse("2026-11-22").value();
  CHECK(judged_on(make("").handoff(), zone, today) == today);
  const Folder submitted = make("  - {at: 2026-03-04T01:00:00Z, event: submitted, by: ana}\n");
  CHECK(judged_on(submitted.handoff(), zone, today).to_string() == "2026-03-03");
}

}  // namespace
}  // namespace csx::sla
