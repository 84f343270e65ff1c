#include "past_change.hpp"

#include <doctest/doctest.h>

using namespace csx;
using namespace csx::cli;

namespace {

std::vector<PastRecord> records(std::string file, std::string text) {
  std::vector<PastRecord> found;
  add_records(found, file, std::make_shared<const PastFile>(std::move(text)));
  return found;
}

/// `ref what field before->after, …`.
std::string told(const std::optional<PastChange>& change) {
  if (!change) {
    return "nothing";
  }
  constexpr std::string_view k_what[] = {"changed", "made", "removed"};
  std::string line =
      change->change.ref + ' ' + std::string(k_what[static_cast<std::size_t>(change->change.what)]);
  for (const yaml::Difference& each : change->change.differences) {
    line += ' ' + each.name + ' ' + (each.before ? yaml::one_line(*each.before) : "") + "->" +
            (each.after ? yaml::one_line(*each.after) : "");
  }
  return line + (change->moved_from.empty() ? "" : " from " + change->moved_from);
}

std::string between(const std::vector<PastRecord>& before, const std::vector<PastRecord>& after) {
  return told(change_between(before.empty() ? nullptr : &before.front(),
                             after.empty() ? nullptr : &after.front(), {}));
}

}  // namespace

TEST_CASE("names of records are read from texts and written back") {
  struct Row {
    std::string_view text;
    std::string_view ref;
  };
  for (const Row& row : {Row{"{kind: account, id: aurora, version: 3}", "account/aurora"},
                         {"{kind: agreement, id: sales-cs, version: 2}", "agreement/sales-cs@2"},
                         {"{kind: workspace, name: x}", "workspace"},
                         {"{id: x}", "/x"},
                         {"[a]", ""}}) {
    CAPTURE(row.text);
    const PastFile file{std::string(row.text)};
    CHECK(file.name(0).text() == row.ref);
    CHECK(RecordName::parse(row.ref) == file.name(0));
  }
}

TEST_CASE("of several versions the one that is named is found, else the highest") {
  const PastFile file(
      "{kind: agreement, id: a, version: 9}\n---\n{kind: agreement, id: a, version: 10}\n"
      "---\n{kind: agreement, id: b, version: 11}\n");
  CHECK(file.find(RecordName::parse("agreement/a@9")) == 0);
  CHECK(file.find(RecordName::parse("agreement/a@10")) == 1);
  CHECK(file.find(RecordName::parse("agreement/a@8")) == 1);
  CHECK(file.find(RecordName::parse("agreement/a")) == 1);
  CHECK(file.find(RecordName::parse("agreement/c")) == std::nullopt);
  CHECK(file.find_exactly(RecordName::parse("agreement/a@8")) == std::nullopt);
}

TEST_CASE("a text with errors says on which line, what stands before it is still known") {
  const PastFile broken("{kind: account, id: a}\n---\nkind: account\nid: b\nname: \"no end\n");
  CHECK(broken.fault().starts_with("line 5: "));
  REQUIRE(broken.size() == 2);
  CHECK(broken.is_whole(0));
  CHECK_FALSE(broken.is_whole(1));
  CHECK(PastFile("").fault().empty());
  CHECK(PastFile("a: 1\na: 2\n").fault().empty());
}

TEST_CASE("likeness counts the single values that two records share, kind and id aside") {
  const auto value = [](std::string text) { return PastFile(std::move(text)).value(0); };
  CHECK(likeness(value("{kind: a, id: x, p: 1, q: [1, 2]}"), value("{kind: a, id: y, q: [2, 1], p: 1}")) ==
        1);
  CHECK(likeness(value("{id: x, p: 1, q: 2, r: 3, s: 4}"), value("{id: x, p: 1, q: 2, r: 3, s: 5}")) == 0.75);
  CHECK(likeness(value("{id: x, p: 1}"), value("{id: x, p: 2}")) == 0);
  CHECK(likeness(value("{id: x}"), value("{id: x}")) == 0);
}

TEST_CASE("two states of a record: changed, moved, made, removed or the same") {
  const auto a = records("a.yaml", "kind: account\nid: x\nname: A\n");
  CHECK(between(a, records("a.yaml", "kind: account\nid: x\nname: B # why\n")) ==
        "account/x changed name A->B");
  CHECK(between(a, records("a.yaml", "# only a comment\nname: A\nid: x\nkind: account\n")) == "nothing");
  CHECK(between(a, records("b.yaml", "kind: account\nid: x\nname: A\n")) == "account/x changed from a.yaml");
  CHECK(between({}, a) == "account/x made kind ->account id ->x name ->A");
  CHECK(between(a, {}) == "account/x removed kind account-> id x-> name A->");
  CHECK(between({}, {}) == "nothing");
  CHECK(records("many.yaml", "a: 1\n---\nb: 1\n").back().ref() == "many.yaml#2");
}

TEST_CASE("records are told by kind and id, wherever they stand") {
  const auto before = records("people.yaml", "kind: person\nid: ana\n---\nkind: person\nid: bia\nname: B\n");
  auto after = records("ana.yaml", "kind: person\nid: ana\n");
  after.push_back(records("new.yaml", "kind: person\nid: caio\n").front());
  const std::vector<PastChange> changes = changes_between(before, after, {});
  REQUIRE(changes.size() == 3);
  CHECK(told(changes[0]) == "person/ana changed from people.yaml");
  CHECK(told(changes[1]) == "person/caio made kind ->person id ->caio");
  CHECK(told(changes[2]) == "person/bia removed kind person-> id bia-> name B->");
}

TEST_CASE("a merge did what it did against every parent that has the record") {
  const auto merged = records("a.yaml", "{kind: account, id: x, left: 2, right: 2, both: 3}");
  const auto against = [&](std::string text) {
    const auto parent = text.empty() ? std::vector<PastRecord>() : records("a.yaml", std::move(text));
    return change_between(parent.empty() ? nullptr : &parent.front(), &merged.front(), {});
  };
  const std::string left = "{kind: account, id: x, left: 2, right: 1, both: 1}";
  const std::string right = "{kind: account, id: x, left: 1, right: 2, both: 2}";
  CHECK(told(common_change({against(left), against(right)})) == "account/x changed both 1->3");
  CHECK(told(common_change({against(left), against("")})) == "account/x changed right 1->2 both 1->3");
  CHECK(told(common_change({against("{kind: account, id: x, left: 2, right: 1, both: 3}"),
                            against("{kind: account, id: x, left: 1, right: 2, both: 3}")})) == "nothing");
  CHECK(told(common_change({against(left), std::nullopt})) == "nothing");
  CHECK(told(common_change({against(""), against("")})).starts_with("account/x made"));
}
