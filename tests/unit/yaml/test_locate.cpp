#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "csx/yaml/tree.hpp"
#include "reading.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;

TEST_CASE("what is empty or missing is found at the nearest thing that exists") {
  struct Row {
    std::string text;
    std::string pointer;
    Aspect aspect;
    std::string wanted;
  };
  const std::vector<Row> rows = {
      {"id: x\nname: y\n", "", k_key, "id"},
      {"id: x\nname: y\n", "", k_value, "id: x\nname: y"},
      {"id: x\nname:\n", "/name", k_value, "name"},
      {"id: x\n", "/missing", k_value, "id"},
      {"id: x\n", "/missing/deeper/0", k_key, "id"},
      {"id: x\nin:\n  a: 1\n", "/in/missing", k_value, "in"},
      {"id: x\nin:\n  a: 1\n", "/in/a/missing", k_value, "a"},
      {"list:\n  - a: 1\n  - b: 2\n", "/list/1/missing", k_value, "b"},
      {"list:\n  - a: 1\n  - b: 2\n", "/list/7", k_value, "list"},
      {"list:\n  - x\n  -\n", "/list/1", k_value, "list"},
      {"list:\n  - x\n", "/list/0", k_key, "x"},
      {"list: [x, {y: 1}]\n", "/list/1", k_key, "y"},
      {"- x\n", "/5", k_value, "- x"},
      {"[]", "/0", k_value, "[]"},
      {"scalar", "", k_key, "scalar"},
      {"scalar", "/a", k_value, "scalar"},
      {"a: {}\n", "/a/b", k_value, "a"},
      {"a/b: 1\nc~d: 2\n", "/a~1b", k_value, "1"},
      {"a/b: 1\nc~d: 2\n", "/c~0d", k_value, "2"},
      {"'': 1\n", "/", k_value, "1"},
      {"a: 1\na: 2\n", "/a", k_value, "1"},
      {"a: 1\n", "no-slash", k_value, "a"},
      {"a: [1, 2]\n", "/a/00", k_value, "a"},
      {"a: [1, 2]\n", "/a/-", k_value, "a"},
      {"a: &x {p: 1}\nb: *x\n", "/b", k_value, "*x"},
      {"a: &x {p: 1}\nb: *x\n", "/b/p", k_value, "1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.pointer);
    const Stream stream = read(row.text);
    REQUIRE(stream.documents.size() == 1);
    const auto span = locate(stream.documents[0], row.pointer, row.aspect);
    REQUIRE(span.has_value());
    CHECK(row.text.substr(span->begin, span->end - span->begin) == row.wanted);
  }
}

TEST_CASE("items of lists are told by what they are and by where they stand") {
  const std::string text =
      "contacts:\n  - {name: Bia, id: b/1}\n  - {name: Ana}\ntags: [vip, ~]\nodd: [[a], {in: {x: 1}}]\n"
      "one: 5\nuse: *x\n";
  const Stream stream = read(text);
  REQUIRE(stream.documents.size() == 1);
  struct Row {
    std::string pointer;
    std::string by_name;  // `#`: a digest
    std::string by_place;
  };
  const std::vector<Row> rows = {
      {"", "", ""},
      {"/contacts", "/contacts", "/contacts"},
      {"/contacts/0", "/contacts/=b~11", "/contacts/0 of 2"},
      {"/contacts/0/email", "/contacts/=b~11/email", "/contacts/0 of 2/email"},
      {"/contacts/1/email/x/0", "/contacts/#/email/x/0", "/contacts/1 of 2/email/x/0"},
      {"/contacts/2/email", "/contacts/2/email", "/contacts/2/email"},
      {"/tags/0", "/tags/=vip", "/tags/0 of 2"},
      {"/tags/1", "/tags/#", "/tags/1 of 2"},
      {"/odd/0/0", "/odd/#/=a", "/odd/0 of 2/0 of 1"},
      {"/odd/1/in/x", "/odd/#/in/x", "/odd/1 of 2/in/x"},
      {"/one/0", "/one/0", "/one/0"},
      {"/use/0", "/use/0", "/use/0"},
      {"/", "/", "/"},
      {"no-slash", "no-slash", "no-slash"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pointer);
    ItemPointers found = item_pointers(stream.documents[0], row.pointer);
    if (const std::size_t digest = found.by_name.find('#'); digest != std::string::npos) {
      found.by_name.erase(digest + 1, 16);
    }
    CHECK(found.by_name == row.by_name);
    CHECK(found.by_place == row.by_place);
  }
}

TEST_CASE("an item without id is told by all that it holds, however it is written") {
  const auto name = [](const std::string& item) {
    const std::string text = "list:\n  - x\n  - " + item + "\n";
    const Stream stream = read(text);
    return item_pointers(stream.documents.front(), "/list/1").by_name;
  };
  const std::string known = name("{kind: call, at: 2026-01-02}");
  CHECK(name("kind: \"call\"   # c\n    at: 2026-01-02") == known);
  for (const char* other : {"{kind: call}", "{kind: call, at: 2026-01-03}", "{kind: call, at: [2026-01-02]}",
                            "[kind, call, at, 2026-01-02]", "{at: 2026-01-02, kind: call}"}) {
    CAPTURE(other);
    CHECK(name(other) != known);
  }
}

TEST_CASE("an empty document has no place to show") {
  const Stream stream = read("---\n---\na: 1\n");
  REQUIRE(stream.documents.size() == 2);
  CHECK_FALSE(locate(stream.documents[0], "", k_value).has_value());
  CHECK_FALSE(locate(stream.documents[0], "/a", k_key).has_value());
}

TEST_CASE("resolve finds what a pointer names and nothing near it") {
  const Stream stream = read("a: {b: [1, 2]}\n1: x\n");
  const Node& root = stream.documents.at(0).root;
  CHECK(resolve(root, "") == &root);
  REQUIRE(resolve(root, "/a/b/1") != nullptr);
  CHECK(resolve(root, "/a/b/1")->text == "2");
  CHECK(resolve(root, "/1")->text == "x");
  for (const char* pointer :
       {"/a/b/2", "/a/b/01", "/a/b/", "/a/c", "/a/b/1/x", "a", "/a/b/99999999999999999999"}) {
    CAPTURE(pointer);
    CHECK(resolve(root, pointer) == nullptr);
  }
}

TEST_CASE("find gives the first of equal keys and skips keys that are not scalars") {
  const Stream stream = read("? [a]\n: 0\na: 1\na: 2\n");
  const Node& root = stream.documents.at(0).root;
  REQUIRE(root.find("a") != nullptr);
  CHECK(root.find("a")->text == "1");
  CHECK(root.find("") == nullptr);
  CHECK(root.entries[0].value.find("a") == nullptr);
}
