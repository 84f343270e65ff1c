#include "found.hpp"

/// What could not be read is told once, as what it is, and not again by what seems to be missing for it.
namespace csx::rules {
namespace {

using testing::Files;
using testing::found;

constexpr std::string_view k_account =
    "kind: account\nid: a\nname: A\nsubscriptions:\n  - {id: s1, product: p, mrr: 100.00 BRL, start_on: "
    "2026-01-15}\n";
constexpr std::string_view k_handoff =
    "kind: handoff\nid: h\naccount: a\ntype: sales-to-cs\nfrom: {area: sales}\nto: {area: cs}\n"
    "timeline:\n  - {at: 2026-01-16, event: opened, by: ana}\n";

std::string broken(std::string_view text) {
  return std::string(text) + "]\n";
}

Files folder(std::string account, std::string handoff) {
  return {{"csx.yaml", std::string(testing::k_workspace)},
          {"accounts/a/account.yaml", std::move(account)},
          {"accounts/a/handoffs/h.yaml", std::move(handoff)}};
}

TEST_CASE("an id in what could not be read is not unknown") {
  const std::string mention = "kind: person\nid: ana\nname: Ana\narea: sales\n";
  struct Row {
    std::string_view title;
    std::string account;
    bool is_unknown;
  };
  const std::vector<Row> rows{
      {"it is there", std::string(k_account), false},
      {"it is not there", "kind: account\nid: b\nname: B\n", true},
      {"before the fault", broken(k_account), false},
      {"after the fault", "kind: account\n]\nid: a\nname: A\n", false},
      {"after the fault, in quotes", "kind: account\n]\nid: \"a\"\n", false},
      {"just before the fault", "kind: account\nid: a\n  name: A\n", false},
      {"without its colon", "kind: account\nid a\nname: A\n", false},
      {"not as an id is written", "kind: account\nid: A\nname: A\n", false},
      {"under a misspelt key", "kind: account\nidd: a\nname: A\n", false},
      {"of a part, after the fault", "kind: account\nid: b\n]\npromises:\n  - {id: a, text: A}\n", true},
      {"of another kind, after the fault", "kind: person\n]\nid: a\nname: A\n", true},
      {"where a --- was forgotten", "kind: person\nid: b\nname: B\narea: cs\nkind: account\nid: a\nname: A\n",
       false},
      {"another after the fault", "kind: account\n]\nid: ab\nvalid: a\n", true},
      {"of an unknown kind", "kind: acount\nid: a\nname: A\n", false},
      {"of something else", "version: 3\nid: a\n", true},
      {"an id in brackets", "kind: account\nid: [a]\nname: A\n", false},
      {"not UTF-8 before it", "kind: account\nname: \xff\nid: a\n", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.title);
    const auto unknown =
        found("reference/unknown", folder(row.account, std::string(k_handoff) + "---\n" + mention));
    CHECK(unknown == (row.is_unknown ? std::vector<std::string>{"/account"} : std::vector<std::string>{}));
  }
}

TEST_CASE("an id in an item that was left out is not unknown") {
  const std::string account = "kind: account\nid: a\nname: A\ncontacts:\n  - {id: bia, name: [Bia]}\n";
  const std::string journal =
      "kind: journal\naccount: a\nentries:\n"
      "  - {id: e1, type: survey, at: 2026-02-01, instrument: nps, score: 9, contact: bia}\n"
      "  - {id: e2, type: survey, at: 2026-02-01, instrument: nps, score: 9, contact: bio}\n";
  CHECK(found("reference/unknown", {{"csx.yaml", std::string(testing::k_workspace)},
                                    {"accounts/a/account.yaml", account},
                                    {"accounts/a/journal/2026-02.yaml", journal}}) ==
        std::vector<std::string>{"/entries/1/contact"});
}

TEST_CASE("an id of another part excuses nobody") {
  // The account has a slip, and a contact of its own whose name is that of no person.
  const std::string account =
      std::string(k_account) + "foo: 1\ncontacts: [{id: ana, name: Ana}]\nowners: {sales: ana}\n";
  CHECK(found("reference/unknown", folder(account, std::string(k_handoff))) ==
        std::vector<std::string>{"/owners/sales", "/timeline/0/by"});
}

TEST_CASE("what a record that cannot be used may be is not missing") {
  struct Row {
    std::string_view title;
    std::string handoff;
    bool is_missing;
  };
  const std::string of_another =
      "kind: handoff\nid: h\naccount: b\ntype: sales-to-cs\nfrom: {area: sales}\nto: {area: cs}\n";
  const std::vector<Row> rows{
      {"a handoff", std::string(k_handoff), false},
      {"none", "kind: person\nid: ana\nname: Ana\narea: sales\n", true},
      {"one cut short", broken(k_handoff), false},
      {"one cut short before its account", "kind: handoff\nid: h\n]\n", false},
      {"one that lacks what it must have", "kind: handoff\nid: h\naccount: a\n", false},
      {"one of another account", broken(of_another), true},
      {"a person without an id", "kind: person\nid:\nname: Ana\narea: sales\n", true},
      {"a person whose id is no word", "kind: person\nid: \"!?\"\nname: Ana\narea: sales\n", true},
      {"a file of something else", "services:\n  web: {image: x}\n", true},
      {"a list of something else", "- a\n- b\n", true},
      {"one of a misspelt kind", "kindd: handoff\nid: h\n", false},
      {"one cut short before its kind", "]\nkind: handoff\nid: h\n", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.title);
    CHECK(found("account/no-handoff", folder(std::string(k_account), row.handoff)) ==
          (row.is_missing ? std::vector<std::string>{"/id"} : std::vector<std::string>{}));
  }
}

TEST_CASE("a version that could not be read is no other version") {
  const std::string agreement =
      "kind: agreement\nid: sla\ntitle: T\nbetween: [sales, cs]\neffective_from: 2026-01-01\nversion: ";
  const Files files{{"csx.yaml", std::string(testing::k_workspace)},
                    {"agreements/one.yaml", agreement + "1\n"},
                    {"agreements/two.yaml", agreement + "[2]\n"},
                    {"agreements/four.yaml", agreement + "4\n"}};
  CHECK(found("reference/duplicate-id", files).empty());
  CHECK(found("agreement/version-missing", files).empty());
}

TEST_CASE("a value that could not be read is not missing as well") {
  struct Row {
    std::string_view line;
    bool is_missing;
  };
  const std::vector<Row> rows{
      {"lead_source: outbound\n", false},
      {"", true},
      {"lead_source:\n", true},
      {"lead_sources: outbound\n", false},
      {"lead_source: [outbound]\n", false},
      {"source: outbound\n", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(found("account/no-lead-source",
                folder(std::string(k_account) + std::string(row.line), std::string(k_handoff))) ==
          (row.is_missing ? std::vector<std::string>{"/lead_source"} : std::vector<std::string>{}));
  }
}

TEST_CASE("a record that was cut short is judged by no rule") {
  CHECK(found("account/no-lead-source", folder(broken(k_account), std::string(k_handoff))).empty());
}

}  // namespace
}  // namespace csx::rules
