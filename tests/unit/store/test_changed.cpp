#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "csx/store/overlay.hpp"
#include "told.hpp"

using namespace csx;
using namespace csx::store;

namespace {

std::string plain_account(std::string_view id, std::string_view more = "") {
  return "kind: account\nid: " + std::string(id) + "\nname: " + std::string(id) + "\n" + std::string(more);
}

std::string handoff(std::string_view id, std::string_view of) {
  return "kind: handoff\nid: " + std::string(id) + "\naccount: " + std::string(of) +
         "\ntype: sales-to-cs\nfrom: sales\nto: cs\nagreement: sla@1\nstate: open\n";
}

std::string agreement(std::string_view version) {
  return "kind: agreement\nid: sla\nversion: " + std::string(version) + "\nname: SLA\nbetween: [sales, cs]\n";
}

std::vector<std::pair<std::string, std::string>> folder() {
  return {{"csx.yaml", std::string(k_workspace) + "checks: {ignore_paths: [drafts/**]}\n"},
          {"accounts/a/account.yaml", plain_account("a")},
          {"accounts/a/handoff.yaml", handoff("h-1", "a")},
          {"accounts/b/account.yaml",
           plain_account("b", "# csx:ignore account/no-tier reason=\"none here\"\ntags: []\n")},
          {"accounts/c/account.yaml", plain_account("twin") + "---\n" + plain_account("twin")},
          {"agreements/one.yaml", agreement("1")},
          {"agreements/two.yaml", agreement("2")},
          {"broken.yaml", "kind: [account\n"},
          {"cut.yaml", plain_account("cut", "]\nid: hidden\n")},
          {"drafts/d.yaml", plain_account("draft")},
          {"wrong.yaml", "kind: account\nid: wrong\nname: 7\nnonsense: 1\n"}};
}

struct Case {
  const char* name;
  ChangedTexts changed;
  bool shows = true;  ///< whether it makes a difference
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"nothing", {}, false},
      {"one value", {{"accounts/a/account.yaml", "kind: account\nid: a\nname: Other\n"}}},
      {"another id", {{"accounts/a/account.yaml", plain_account("z")}}},
      {"an id that is there already", {{"accounts/a/account.yaml", plain_account("b")}}},
      {"one of two alike goes", {{"accounts/c/account.yaml", plain_account("twin")}}},
      {"a file goes", {{"accounts/b/account.yaml", std::nullopt}}},
      {"what was cut short is mended", {{"cut.yaml", plain_account("cut")}}},
      {"what was cut short goes", {{"cut.yaml", std::nullopt}}},
      {"a file is cut short", {{"accounts/b/account.yaml", plain_account("b", "]\nid: hidden-too\n")}}},
      {"files come before, between and behind",
       {{"accounts/0.yaml", plain_account("first")},
        {"accounts/b/handoff.yaml", handoff("h-2", "a")},
        {"zzz.yaml", plain_account("last") + "---\n" + handoff("h-3", "a")}}},
      {"a file moves",
       {{"accounts/b/account.yaml", std::nullopt}, {"accounts/a/b.yaml", plain_account("b")}}},
      {"a version between",
       {{"agreements/three.yaml", agreement("3")}, {"agreements/two.yaml", agreement("1")}}},
      {"what was broken is mended",
       {{"broken.yaml", plain_account("mended")}, {"wrong.yaml", plain_account("wrong")}}},
      {"what was sound breaks", {{"accounts/a/account.yaml", "kind: account\nid: a\nname: [\n"}}},
      {"a suppression more, one less",
       {{"accounts/a/account.yaml",
         plain_account("a", "# csx:ignore account/no-tier reason=\"nor here\"\ntags: []\n")},
        {"accounts/b/account.yaml", plain_account("b")}}},
      {"where no records are read",
       {{"drafts/e.yaml", plain_account("e")}, {"notes.md", "no record\n"}},
       false},
      {"a workspace that is none", {{"accounts/w.yaml", std::string(k_workspace)}}},
      {"what the workspace ignores",
       {{"csx.yaml", std::string(k_workspace)}, {"accounts/a/account.yaml", plain_account("a2")}}}};
  return all;
}

}  // namespace

TEST_CASE("a change of a folder that was read gives what reading the changed folder gives") {
  const std::unique_ptr<FileTree> tree = memory_tree(folder());
  const Result<Dataset> base = load(*tree);
  REQUIRE(base);
  const std::string before = told(*base);
  for (const Case& each : cases()) {
    CAPTURE(each.name);
    const std::unique_ptr<FileTree> after = overlay_tree(*tree, each.changed);
    const Result<Dataset> shared = load_changed(*base, *after, each.changed);
    const Result<Dataset> whole = load(*after);
    REQUIRE(shared);
    REQUIRE(whole);
    CHECK(told(*shared) == told(*whole));
    CHECK((told(*whole) == before) != each.shows);
  }
  CHECK(told(*base) == before);
}

TEST_CASE("a change upon a change gives what reading the folder after both gives") {
  const std::unique_ptr<FileTree> tree = memory_tree(folder());
  const Result<Dataset> base = load(*tree);
  REQUIRE(base);
  for (const Case& first : cases()) {
    const std::unique_ptr<FileTree> between = overlay_tree(*tree, first.changed);
    const Result<Dataset> once = load_changed(*base, *between, first.changed);
    REQUIRE(once);
    for (const Case& second : cases()) {
      CAPTURE(first.name);
      CAPTURE(second.name);
      ChangedTexts both = second.changed;
      both.insert(first.changed.begin(), first.changed.end());
      const std::unique_ptr<FileTree> after = overlay_tree(*tree, both);
      const Result<Dataset> twice = load_changed(*once, *after, second.changed);
      const Result<Dataset> whole = load(*after);
      REQUIRE(twice);
      REQUIRE(whole);
      CHECK(told(*twice) == told(*whole));
    }
  }
}

TEST_CASE("what did not change is not read again") {
  const std::unique_ptr<FileTree> tree = memory_tree(folder());
  const Result<Dataset> base = load(*tree);
  REQUIRE(base);
  const ChangedTexts changed{{"accounts/a/account.yaml", plain_account("a", "tags: [new]\n")}};
  const Result<Dataset> after = load_changed(*base, *overlay_tree(*tree, changed), changed);
  REQUIRE(after);
  CHECK(after->find("account", "b") == base->find("account", "b"));
  CHECK(after->find("account", "a") != base->find("account", "a"));
}
