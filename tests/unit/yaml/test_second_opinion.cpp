#include <doctest/doctest.h>
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>
#include <vector>

#include "csx/yaml/tree.hpp"
#include "generator.hpp"

using namespace csx;
using csx::yaml::Node;
using csx::yaml::NodeKind;
using csx::yaml::Stream;
using csx::yaml::test::Generated;
using csx::yaml::test::Meaning;

namespace {

// One form for three readings of a text, so that a difference shows as a difference of two lines.
std::string form(std::string_view scalar, bool null) {
  return null ? std::string("null") : fmt::format("<{}>", scalar);
}

std::string form(const Node& node) {
  if (node.kind == NodeKind::scalar) {
    return form(node.text, node.is_null());
  }
  std::string result = node.kind == NodeKind::sequence ? "[" : "{";
  for (const Node& item : node.items) {
    result += form(item) + ",";
  }
  for (const yaml::Entry& entry : node.entries) {
    result += form(entry.key) + ":" + form(entry.value) + ",";
  }
  return result + (node.kind == NodeKind::sequence ? "]" : "}");
}

std::string form(const YAML::Node& node) {
  if (node.IsNull()) {
    return form("", true);
  }
  if (node.IsScalar()) {
    return form(node.Scalar(), false);
  }
  std::string result = node.IsSequence() ? "[" : "{";
  for (const auto& child : node) {
    result += node.IsSequence() ? form(static_cast<const YAML::Node&>(child))
                                : form(child.first) + ":" + form(child.second);
    result += ",";
  }
  return result + (node.IsSequence() ? "]" : "}");
}

std::string form(const Meaning& value) {
  if (value.kind == Meaning::Kind::scalar) {
    return form(value.text, value.null);
  }
  std::string result = value.kind == Meaning::Kind::sequence ? "[" : "{";
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    result += value.kind == Meaning::Kind::mapping ? form(value.keys[i], false) + ":" : "";
    result += form(value.items[i]) + ",";
  }
  return result + (value.kind == Meaning::Kind::sequence ? "]" : "}");
}

}  // namespace

TEST_CASE("generated documents mean to us and to yaml-cpp what they were made to mean") {
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    const Generated generated = yaml::test::generate(seed);
    CAPTURE(seed);
    CAPTURE(generated.text);
    const Stream stream = yaml::read(generated.text);
    REQUIRE(stream.problems.empty());
    REQUIRE(stream.documents.size() == 1);
    REQUIRE(form(stream.documents[0].root) == form(generated.value));
    REQUIRE(form(YAML::Load(generated.text)) == form(generated.value));
  }
}

TEST_CASE("a corpus of forms means the same to yaml-cpp") {
  const std::vector<std::string> texts = {
      "a: 1\nb: [x, {y: z}, []]\n",
      "- a\n- - b\n  - c\n-\n  d: e\n",
      "? a\n: b\n? c\n",
      "{a, b: , \"c\":1, ? d : e}",
      "[a: b, c]",
      "a: |\n  x\n   y\n\n  z\n\nb: >-\n  x\n  y\n\n  z\n",
      "a: |2\n    x\n   y\nb: |+\n  x\n\nc: >+\n  y\n",
      "a: one\n  two\n\n  three\nb: 'it''s\n  here'\nc: \"x \\\n   y\\tz \\u00e9\"\n",
      "a: &x {p: 1}\nb: *x\nc: [*x]\n",
      "# c\na: # d\n  b: 1 # e\n# f\n",
      "a: 1\r\nb: |\r\n  x\r\n  y\r\nc: \"x\r\n  y\"\r\n",
      "\"\": ''\n'b': \"\"\n",
      "a:\n- 1\n- 2\nb:\n",
      "a: http://x/y?z=1#f\nb: a:b\nc: -x\nd: ?x\n",
      "nome: São José\n日本: 🎉\n",
      "--- |\n x\n",
      "---\n- 1\n...\n",
      "null",
      "a: ~\nb: null\nc: Null\nd: 'null'\n",
  };
  for (const std::string& text : texts) {
    CAPTURE(text);
    const Stream stream = yaml::read(text);
    REQUIRE(stream.documents.size() == 1);
    CHECK(stream.problems.empty());
    CHECK(form(stream.documents[0].root) == form(YAML::Load(text)));
  }
}

// What yaml-cpp accepts in silence, and what is said here.
TEST_CASE("an unclosed quote swallows the rest in yaml-cpp, and is a problem here") {
  const std::string text = "a: \"x\nb: 1\n";
  CHECK(YAML::Load(text)["a"].Scalar() == "x b: 1 ");
  REQUIRE(yaml::read(text).problems.size() == 1);
  CHECK(yaml::read(text).problems[0].message == "this quote is never closed");
}

TEST_CASE("yaml-cpp drops text that is indented less than the root, here it is a problem") {
  const std::string text = "  a: 1\nb: 2\n";
  CHECK(form(YAML::Load(text)) == "{<a>:<1>,}");
  const Stream stream = yaml::read(text);
  REQUIRE(stream.problems.size() == 1);
  CHECK(stream.problems[0].message == "\"b: 2\" stands after the end of the document");
  CHECK_FALSE(stream.documents.at(0).complete);
}

TEST_CASE("yaml-cpp lets duplicate keys pass, here they are a problem") {
  const std::string text = "a: 1\na: 2\n";
  CHECK_NOTHROW(YAML::Load(text));
  REQUIRE(yaml::read(text).problems.size() == 1);
  CHECK(yaml::read(text).problems[0].rule == "yaml/duplicate-key");
}

TEST_CASE("yaml-cpp accepts control characters and bytes that are not UTF-8, here they are problems") {
  for (const std::string text : {"a: x\x07y\n", "a: x\xe3y\n"}) {
    CAPTURE(text);
    CHECK_NOTHROW(YAML::Load(text));
    CHECK(yaml::read(text).problems.size() == 1);
  }
}

TEST_CASE("yaml-cpp loses blank lines that a folded scalar keeps, here they stay") {
  const std::string text = "c: >+\n  y\n\n";
  CHECK(YAML::Load(text)["c"].Scalar() == "y\n");
  CHECK(yaml::read(text).documents.at(0).root.find("c")->text == "y\n\n");
}

TEST_CASE("yaml-cpp takes words and quoted numbers for other types, here they are text") {
  const std::string text = "a: yes\nb: '1'\nc: 017\n";
  const YAML::Node other = YAML::Load(text);
  CHECK(other["a"].as<bool>());
  CHECK(other["b"].as<int>() == 1);
  CHECK(other["c"].as<int>() == 15);
  const Stream stream = yaml::read(text);
  const Node& root = stream.documents.at(0).root;
  CHECK(root.find("a")->core == yaml::Core::text);
  CHECK(root.find("b")->core == yaml::Core::text);
  CHECK(root.find("c")->core == yaml::Core::integer);
}
