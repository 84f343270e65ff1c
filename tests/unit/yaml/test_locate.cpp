#include <doctest/doctest.h>

#include <string>
#include <utility>
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

TEST_CASE("a stable pointer names items by what they are") {
  const std::string text =
      "contacts:\n  - {name: Bia, id: b/1}\n  - {name: Ana}\ntags: [vip, ~]\nodd: [[a], {in: {x: 1}}, {~: "
      "2}]\n"
      "one: 5\nuse: *x\n";
  const Stream stream = read(text);
  REQUIRE(stream.documents.size() == 1);
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", ""},
      {"/contacts", "/contacts"},
      {"/contacts/0", "/contacts/=b~11"},
      {"/contacts/0/email", "/contacts/=b~11/email"},
      {"/contacts/1/email/x/0", "/contacts/name=Ana/email/x/0"},
      {"/contacts/2/email", "/contacts/2/email"},
      {"/tags/0", "/tags/=vip"},
      {"/tags/1", "/tags/1"},
      {"/odd/0/0", "/odd/0/=a"},
      {"/odd/1/in/x", "/odd/1/in/x"},
      {"/one/0", "/one/0"},
      {"/use/0", "/use/0"},
      {"/", "/"},
      {"no-slash", "no-slash"},
  };
  for (const auto& [pointer, wanted] : rows) {
    CAPTURE(pointer);
    CHECK(stable_pointer(stream.documents[0], pointer) == wanted);
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
