#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "csx/yaml/tree.hpp"
#include "reading.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;
using namespace std::string_literals;

namespace {

struct SpanRow {
  std::string text;
  std::string pointer;
  Aspect aspect = Aspect::value;
  std::string wanted;
};

}  // namespace

TEST_CASE("a key and its value stand on exactly their own bytes") {
  const std::vector<SpanRow> rows = {
      // Plain.
      {"a: 1\nb: two words\n", "/b", k_value, "two words"},
      {"a: 1\nb: two words\n", "/b", k_key, "b"},
      {"a:   spaced   # c\n", "/a", k_value, "spaced"},
      {"a: one\n  two\n\n  three\nb: 1\n", "/a", k_value, "one\n  two\n\n  three"},
      {"a: http://x/#y\n", "/a", k_value, "http://x/#y"},
      {"a: b", "/a", k_value, "b"},
      // Quoted.
      {"a: \"x\\\"y\"  # c\n", "/a", k_value, "\"x\\\"y\""},
      {"a: 'it''s'\n", "/a", k_value, "'it''s'"},
      {"a: ''\n", "/a", k_value, "''"},
      {"\"k: 1\": 'v'\n", "/k: 1", k_key, "\"k: 1\""},
      {"'k' : v\n", "/k", k_key, "'k'"},
      {"a: \"one\n   two\"\nb: 1\n", "/a", k_value, "\"one\n   two\""},
      // Block scalars end with their last line that is not blank.
      {"a: |\n  x\n  y\nb: 1\n", "/a", k_value, "|\n  x\n  y"},
      {"a: |\n  x\n\n\n", "/a", k_value, "|\n  x"},
      {"a: |\n  x  \n   \n\nb: 1\n", "/a", k_value, "|\n  x  "},
      {"a: >-  # why\n  x\n\n  y\n\n# c\nb: 1\n", "/a", k_value, ">-  # why\n  x\n\n  y"},
      {"a: |2+\n    x\n\nb: 1\n", "/a", k_value, "|2+\n    x"},
      {"a: |+\n\n\nb: 1\n", "/a", k_value, "|+"},
      {"a: >2-  # why\n\n", "/a", k_value, ">2-"},
      {"a: |\n  x", "/a", k_value, "|\n  x"},
      {"- |\n x\n- y\n", "/0", k_value, "|\n x"},
      {"a: |\n  # no comment\nb: 1\n", "/a", k_value, "|\n  # no comment"},
      // Block collections end where their last child ends.
      {"a:\n  b: 1\n  c: 2\n\n# d\ne: 3\n", "/a", k_value, "b: 1\n  c: 2"},
      {"a:\n  - 1\n  - 2   # x\n\n\nb: 3\n", "/a", k_value, "- 1\n  - 2"},
      {"a:\n- 1\n- 2\nb: 3\n", "/a", k_value, "- 1\n- 2"},
      {"a:\n  b:\n    c:\n      - x\n\nd: 1\n", "/a", k_value, "b:\n    c:\n      - x"},
      {"a:\n  b: |\n    x\n\n\nc: 1\n", "/a", k_value, "b: |\n    x"},
      {"a:\n  b:\n\nc: 1\n", "/a", k_value, "b:"},
      {"a:\n  -\n\nc: 1\n", "/a", k_value, "-"},
      {"- - 1\n  - 2\n- 3\n", "/0", k_value, "- 1\n  - 2"},
      {"- a: 1\n  b: 2\n- c\n", "/0", k_value, "a: 1\n  b: 2"},
      {"- a: 1\n  b: 2\n- c\n", "/0/b", k_key, "b"},
      {"? a\n: b\n? c\n: d\n", "/c", k_value, "d"},
      {"? a\n: b\n", "", k_value, "? a\n: b"},
      // Flow collections with their brackets.
      {"a: [1, 2]  # c\n", "/a", k_value, "[1, 2]"},
      {"a: [1,\n    2 # c\n   ]\nb: 1\n", "/a", k_value, "[1,\n    2 # c\n   ]"},
      {"a: {x: 1, y: [2]}\n", "/a/y", k_value, "[2]"},
      {"a: {x: 1, y: [2]}\n", "/a/y", k_key, "y"},
      {"a: {x: 1, y: [2]}\n", "/a", k_value, "{x: 1, y: [2]}"},
      {"{\"a\":1,\"b\":\"c\"}", "/b", k_value, "\"c\""},
      {"a: []\n", "/a", k_value, "[]"},
      {"a: {}\n", "/a", k_value, "{}"},
      {"[a: b, c: , d]", "/0", k_value, "a: b"},
      {"[a: b, c: , d]", "/1", k_value, "c:"},
      {"[a: b, ? c : d ]", "/1", k_value, "? c : d"},
      {"{e, f}", "/f", k_key, "f"},
      // Anchors, aliases and tags are not the value.
      {"a: &x 1\nb: *x\n", "/a", k_value, "1"},
      {"a: &x 1\nb: *x\n", "/b", k_value, "*x"},
      {"a: &x\n  - 1\n", "/a", k_value, "- 1"},
      {"a: &x # c\n\n  [1]\n", "/a", k_value, "[1]"},
      {"a: !!str &x 'y'\n", "/a", k_value, "'y'"},
      {"a: &x !<tag:e> \"y\"\n", "/a", k_value, "\"y\""},
      {"a: &x |\n  y\n\n", "/a", k_value, "|\n  y"},
      {"&k a: 1\n", "/a", k_key, "a"},
      {"&m\n&k a: 1\n", "", k_value, "&k a: 1"},
      // Line ends, byte order mark, characters of several bytes.
      {"a: 1\r\nb: two\r\nc: |\r\n  x\r\n  y\r\n\r\nd: 1\r\n", "/b", k_value, "two"},
      {"a: 1\r\nb: two\r\nc: |\r\n  x\r\n  y\r\n\r\nd: 1\r\n", "/c", k_value, "|\r\n  x\r\n  y"},
      {"a: 1\r\nb:\r\n  - é\r\n  - z\r\n\r\nc: 1\r\n", "/b", k_value, "- é\r\n  - z"},
      {"a: 1\rb: 2\r", "/b", k_value, "2"},
      {"\xef\xbb\xbf"s + "a: 1\nb: 2\n", "/b", k_value, "2"},
      {"\xef\xbb\xbf"s + "a: 1\nb: 2\n", "", k_key, "a"},
      {"\xef\xbb\xbf"s + "é: à\nb: ü\n", "/b", k_value, "ü"},
      {"nome: São José\ncidade: \"Maceió\"  # é\nhéros: 日本 🎉 x\nfim: [ção, 'é']\n", "/cidade", k_value,
       "\"Maceió\""},
      {"nome: São José\ncidade: \"Maceió\"  # é\nhéros: 日本 🎉 x\nfim: [ção, 'é']\n", "/héros", k_value,
       "日本 🎉 x"},
      {"nome: São José\ncidade: \"Maceió\"  # é\nhéros: 日本 🎉 x\nfim: [ção, 'é']\n", "/héros", k_key,
       "héros"},
      {"nome: São José\ncidade: \"Maceió\"  # é\nhéros: 日本 🎉 x\nfim: [ção, 'é']\n", "/fim/1", k_value,
       "'é'"},
      {"a: |\n  ã\n  é\n\nb: ê\n", "/a", k_value, "|\n  ã\n  é"},
      {"a: |\n  ã\n  é\n\nb: ê\n", "/b", k_value, "ê"},
      // Documents.
      {"---\na: 1\n...\n", "", k_value, "a: 1"},
      {"--- |\n x\n\n", "", k_value, "|\n x"},
      {"# c\n--- # d\n- 1\n# e\n", "", k_value, "- 1"},
  };
  for (const SpanRow& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.pointer);
    const Stream stream = read(row.text);
    REQUIRE(stream.documents.size() == 1);
    const auto span = locate(stream.documents[0], row.pointer, row.aspect);
    REQUIRE(span.has_value());
    CHECK(slice(row.text, *span) == row.wanted);
  }
}

TEST_CASE("a value that is not there stands just after the ':' or '-', or after its anchor, tag or key") {
  struct Empty {
    std::string text;
    std::string pointer;
    std::string before;  // the text up to where the value would stand
  };
  const std::vector<Empty> rows = {
      {"a:\nb: 1\n", "/a", "a:"},
      {"a:   # c\n\nb: 1\n", "/a", "a:"},
      {"a :\n", "/a", "a :"},
      {"a:", "/a", "a:"},
      {"-\n- b\n", "/0", "-"},
      {"- x\n-", "/1", "- x\n-"},
      {"a:\n- \n- b\n", "/a/0", "a:\n-"},
      {"a: &x\nb: 1\n", "/a", "a: &x"},
      {"a: !!null\nb: 1\n", "/a", "a: !!null"},
      {"{e , f}", "/e", "{e"},
      {"{e: , f}", "/e", "{e:"},
      {"{\"e\":, f}", "/e", "{\"e\":"},
      {"[c: , d]", "/0/c", "[c:"},
      {"? a\n? b\n", "/a", "? a"},
      {"? a\n:b: 1\n", "/a", "? a"},
      {"? a # c\n\n? b\n", "/a", "? a"},
      {"? a # c\n: \n", "/a", "? a # c\n:"},
      {"---\n\n", "", "---"},
  };
  for (const Empty& row : rows) {
    CAPTURE(row.text);
    const Stream stream = read(row.text);
    REQUIRE(stream.documents.size() == 1);
    const Node* node = resolve(stream.documents[0].root, row.pointer);
    REQUIRE(node != nullptr);
    CHECK(node->is_null());
    CHECK(node->span.begin == node->span.end);
    CHECK(row.text.substr(0, node->span.begin) == row.before);
  }
}

TEST_CASE("scalars are decoded, and viewed in the text where they stand as they are meant") {
  struct Decoded {
    std::string text;
    std::string wanted;
    ScalarStyle style;
    bool in_text;
  };
  const std::vector<Decoded> rows = {
      {"a: two words", "two words", ScalarStyle::plain, true},
      {"a: one\n  two\n\n  three", "one two\nthree", ScalarStyle::plain, false},
      {"a: \"x y\"", "x y", ScalarStyle::double_quoted, true},
      {"a: \"\\t\\u00e9\\n\"", "\té\n", ScalarStyle::double_quoted, false},
      {"a: 'é'", "é", ScalarStyle::single_quoted, true},
      {"a: 'it''s'", "it's", ScalarStyle::single_quoted, false},
      {"a: |\n  x\n   y\n\n", "x\n y\n", ScalarStyle::literal, false},
      {"a: |-\r\n  x\r\n  y\r\n", "x\ny", ScalarStyle::literal, false},
      {"a: |+\n  x\n\n", "x\n\n", ScalarStyle::literal, false},
      {"a: >\n  x\n  y\n\n  z\n", "x y\nz\n", ScalarStyle::folded, false},
  };
  for (const Decoded& row : rows) {
    CAPTURE(row.text);
    const Stream stream = read(row.text);
    const Node* node = resolve(stream.documents.at(0).root, "/a");
    REQUIRE(node != nullptr);
    CHECK(node->text == row.wanted);
    CHECK(node->style == row.style);
    const bool in_text =
        node->text.data() >= row.text.data() && node->text.data() < row.text.data() + row.text.size();
    CHECK(in_text == row.in_text);
  }
}

TEST_CASE("documents have spans and say whether they hold anything") {
  const std::string text = "# c\na: 1\n---\n---  # only a comment\n---\n- x\n...\n# end\n";
  const Stream stream = read(text);
  REQUIRE(stream.documents.size() == 4);
  CHECK(stream.problems.empty());
  CHECK(slice(text, stream.documents[0].span) == "a: 1");
  CHECK_FALSE(stream.documents[0].empty);
  CHECK(stream.documents[1].empty);
  CHECK(stream.documents[2].empty);
  CHECK(stream.documents[2].root.is_null());
  CHECK(slice(text, stream.documents[3].span) == "- x");
  for (const Document& document : stream.documents) {
    CHECK(document.complete);
  }
}

TEST_CASE("a text without content has no documents") {
  for (const std::string_view text : {"", "\n\n", "# c\n", "\xef\xbb\xbf", "  # c"}) {
    CAPTURE(text);
    const Stream stream = read(text);
    CHECK(stream.documents.empty());
    CHECK(stream.problems.empty());
  }
}

TEST_CASE("an alias has its own place and its anchor's children") {
  const std::string text = "a: &x {p: 1}\nb: *x\nc: [*x, *x]\n";
  const Stream stream = read(text);
  CHECK(stream.problems.empty());
  const Node& root = stream.documents.at(0).root;
  const Node* alias = resolve(root, "/c/1");
  REQUIRE(alias != nullptr);
  CHECK(alias->alias);
  CHECK(slice(text, alias->span) == "*x");
  CHECK(alias->kind == NodeKind::mapping);
  CHECK(alias->entries.data() == root.find("a")->entries.data());
  CHECK(resolve(root, "/b/p")->text == "1");
  CHECK_FALSE(root.find("a")->alias);
}

TEST_CASE("an anchor given again means the later one from there on") {
  const Stream stream = read("- &a 1\n- *a\n- &a [&a 2, *a]\n- *a\n");
  CHECK(stream.problems.empty());
  const Node& root = stream.documents.at(0).root;
  CHECK(resolve(root, "/1")->text == "1");
  CHECK(resolve(root, "/2/1")->text == "2");
  CHECK(resolve(root, "/3")->text == "2");
}

TEST_CASE("a stream keeps its nodes when it is moved") {
  Stream stream = read("a: \"x\\ty\"\n");
  Stream other = std::move(stream);
  stream = std::move(other);
  CHECK(stream.documents.at(0).root.find("a")->text == "x\ty");
}
