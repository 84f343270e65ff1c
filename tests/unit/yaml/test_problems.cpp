#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/yaml/difference.hpp"
#include "csx/yaml/tree.hpp"
#include "reading.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;
using namespace std::string_literals;

namespace {

struct ProblemRow {
  std::string text;
  std::string rule;
  std::string at;       // the bytes it points at
  std::string message;  // the beginning of it
  std::size_t offset = 0;
};

const Problem* first_error(const Stream& stream) {
  const auto found = std::find_if(stream.problems.begin(), stream.problems.end(),
                                  [](const Problem& p) { return p.severity == Severity::error; });
  return found == stream.problems.end() ? nullptr : &*found;
}

void check_problems(const std::vector<ProblemRow>& rows) {
  for (const ProblemRow& row : rows) {
    CAPTURE(row.text);
    const Stream stream = read(row.text);
    const Problem* problem = first_error(stream);
    REQUIRE(problem != nullptr);
    CHECK(problem->rule == row.rule);
    CHECK(problem->span.begin == row.offset);
    CHECK(slice(row.text, problem->span) == row.at);
    CHECK(problem->message.substr(0, row.message.size()) == row.message);
    CHECK_FALSE(problem->help.empty());
    CHECK(problem->message.back() != '.');
  }
}

}  // namespace

TEST_CASE("faults of layout are said in terms of what was written") {
  check_problems({
      {"a: 1\nfoo\nb: 2\n", "yaml/syntax", "foo", "missing ':' after \"foo\"", 5},
      {"a: 1\nfoo bar  ", "yaml/syntax", "foo bar", "missing ':' after \"foo bar\"", 5},
      {"a: - b\n", "yaml/syntax", "-", "a list cannot begin on the line of its key", 3},
      {"a: b: c\n", "yaml/syntax", ":", "a second ':' on this line", 4},
      {"a: b\n  c: d\n", "yaml/syntax", "c",
       "\"c\" is indented as if it continued the value that begins on line 1", 7},
      {"é: ü\n  ç: d\n", "yaml/syntax", "ç",
       "\"ç\" is indented as if it continued the value that begins on line 1", 9},
      {"a:\n    b: 1\n  c: 2\n", "yaml/syntax",
       "c:", "\"c:\" is indented by 2 spaces, the other keys of its mapping by 0", 14},
      {"- a: 1\n   b: 2\n", "yaml/syntax", "b", "\"b\" is indented as if it continued", 10},
      {"a: 1\n- b\n", "yaml/syntax", "-", "a list item stands among the keys of a mapping", 5},
      {"- a\nb: c\n", "yaml/syntax", "b: c", "\"b: c\" stands among the items of a list", 4},
      {"  a: 1\nb: 2\n", "yaml/syntax", "b: 2", "\"b: 2\" stands after the end of the document", 7},
      {"a: \"b\n c\": d\n", "yaml/syntax", "\"b\n c\"", "a key that goes over several lines", 3},
      {": v\n", "yaml/syntax", ":", "a key is missing before ':'", 0},
      {"? a : b\n", "yaml/complex-key", "a : b", "a mapping as a key", 2},
      {"a: 1\n<<<<<<< HEAD\nb: 1\n=======\n", "yaml/syntax", "<<<<<<< HEAD",
       "a merge conflict is not resolved", 5},
      {"a:\n\tb: 1\n", "yaml/syntax", "\t", "a tab cannot indent", 3},
      {"a: |\n\t\tfoo\n", "yaml/syntax", "\t\t", "a tab cannot indent", 5},
      {"a: b\n\tc\n", "yaml/syntax", "\t", "a tab cannot indent", 5},
      {"é: ü\n\tc\n", "yaml/syntax", "\t", "a tab cannot indent", 7},
  });
}

TEST_CASE("quotes and brackets that do not match point at where they were opened") {
  check_problems({
      {"a: \"foo\nb: 1\n", "yaml/syntax", "\"", "this quote is never closed", 3},
      {"a: 'foo\nb: 1\n", "yaml/syntax", "'", "this quote is never closed", 3},
      {"a: \"foo\n---\nb: 1\n", "yaml/syntax", "\"", "this quote is never closed", 3},
      {"a: \"foo\nb: \"bar\"\n", "yaml/syntax", "\"", "this quote is closed only on line 2, before \"bar", 3},
      {"a: \"b\" c\n", "yaml/syntax", "c", "\"c\" follows the quote that ends the value", 7},
      {"a: 'it's'\n", "yaml/syntax", "s'", "\"s'\" follows the quote that ends the value", 7},
      {"a: [\"b\"] c\n", "yaml/syntax", "c", "\"c\" follows a value that has ended", 9},
      {"\"a\" b\n", "yaml/syntax", "b", "\"b\" follows the quote that ends the value", 4},
      {"a: [1, 2\nb: 3\n", "yaml/syntax", "[", "this '[' is never closed", 3},
      {"a: [1, 2\n", "yaml/syntax", "[", "this '[' is never closed", 3},
      {"a: {x: 1\nb: 3\n", "yaml/syntax", "{", "this '{' is never closed", 3},
      {"a: [1 {2}]\n", "yaml/syntax", "{", "\"{\" found where ',' or ']' was expected", 6},
      {"a: {b: [c}\n", "yaml/syntax", "}", "\"}\" found where ',' or ']' was expected", 9},
      {"a: [1,,2]\n", "yaml/syntax", ",", "\",\" stands where a value was expected", 6},
      {"a: ]\n", "yaml/syntax", "]", "\"]\" stands where a value was expected", 3},
      {"a: b\n}\n", "yaml/syntax", "}", "nothing is open here that '}' could close", 5},
      {"- a\n]\n", "yaml/syntax", "]", "nothing is open here that ']' could close", 4},
      {"[a]]\n", "yaml/syntax", "]", "nothing is open here that ']' could close", 3},
      {"a: [", "yaml/syntax", "", "the text ends where a value was expected", 4},
  });
}

TEST_CASE("characters that mean something to YAML are named") {
  check_problems({
      {"a: @x\n", "yaml/syntax", "@x", "a plain value cannot begin with '@'", 3},
      {"a: `x`\n", "yaml/syntax", "`x`", "a plain value cannot begin with '`'", 3},
      {"a: %x\n", "yaml/syntax", "%x", "a plain value cannot begin with '%'", 3},
      {"a: *bold*\n", "yaml/syntax", "*bold*", "'*' begins an alias", 3},
      {"a: & b\n", "yaml/syntax", "&", "'&' begins an anchor", 3},
      {"a: |0\n x\n", "yaml/syntax", "|0", "\"|0\" does not begin a text block", 3},
      {"a: >x y\n", "yaml/syntax", ">x y", "\">x y\" does not begin a text block", 3},
      {"a: \"\\q\"\n", "yaml/syntax", "\\q", "\"\\q\" is not an escape", 4},
      {"a: \"C:\\dir\"\n", "yaml/syntax", "\\d", "\"\\d\" is not an escape", 6},
      {"a: \"\\ud83d\"\n", "yaml/syntax", "\\ud83d", "\"\\ud83d\" is not an escape", 4},
      {"a: \"\\xZZ\"\n", "yaml/syntax", "\\x", "\"\\x\" is not an escape", 4},
      {"a: ? b\n", "yaml/syntax", "?", "a key cannot begin with '?' here", 3},
  });
}

TEST_CASE("what csx refuses although YAML allows it") {
  check_problems({
      {"%YAML 1.2\n---\na: 1\n", "yaml/directive", "%YAML 1.2", "directives are refused", 0},
      {"# c\n%TAG ! x  \n---\na: 1\n", "yaml/directive", "%TAG ! x", "directives are refused", 4},
      {"a: 1\n...\n# c\n%FOO\n", "yaml/directive", "%FOO", "directives are refused", 13},
      {"a: 1\n%FOO\n", "yaml/directive", "%FOO", "directives are refused", 5},
      {"a: !!str b\n", "yaml/tag", "!!str", "the tag \"!!str\" is refused", 3},
      {"a: &x !<tag:e> b\n", "yaml/tag", "!<tag:e>", "the tag \"!<tag:e>\" is refused", 6},
      {"a: !e!x y\n", "yaml/tag", "!e!x", "the tag \"!e!x\" is refused", 3},
      {"a: ! y\n", "yaml/tag", "!", "the tag \"!\" is refused", 3},
      {"!!map\na: 1\n", "yaml/tag", "!!map", "the tag \"!!map\" is refused", 0},
      {"a: &x {b: 1}\nc:\n  <<: *x\n", "yaml/merge-key", "<<", "merge keys are refused", 18},
      {"a: *x\n", "yaml/unknown-alias", "*x", "the alias *x names no anchor before it", 3},
      {"a: &x [*x]\n", "yaml/unknown-alias", "*x", "the alias *x stands inside its own anchor", 7},
      {"a: &x 1\n---\nb: *x\n", "yaml/unknown-alias", "*x", "the alias *x names no anchor before it", 15},
      {"? [a]\n: b\n", "yaml/complex-key", "[a]", "a list as a key", 2},
      {"{[a]: b}\n", "yaml/complex-key", "[a]", "a list as a key", 1},
      {"? {a: 1}\n: b\n", "yaml/complex-key", "{a: 1}", "a mapping as a key", 2},
      {"a: &x [1]\n*x : b\n", "yaml/complex-key", "*x", "a list as a key", 10},
      {"?\n: b\n", "yaml/complex-key", "", "a key is missing before ':'", 1},
      {"a: 1\nb: 2\n\"a\": 3\n", "yaml/duplicate-key", "\"a\"",
       "the key \"a\" is given again, first on line 1", 10},
      {"x: {a: 1,\n a: 2}\n", "yaml/duplicate-key", "a", "the key \"a\" is given again, first on line 1", 11},
      {"a: 99999999999999999999\n", "yaml/number-range", "99999999999999999999",
       "\"99999999999999999999\" is beyond 64 bits", 3},
      {"a: -.inf\n", "yaml/number-range", "-.inf", "\"-.inf\" is not a finite number", 3},
  });
}

TEST_CASE("bytes and characters that are not text") {
  check_problems({
      {"a: \xff\n", "yaml/encoding", "\xff", "the byte 0xff is not UTF-8 here", 3},
      {"a: S\xe3o\n", "yaml/encoding", "\xe3", "the byte 0xe3 is not UTF-8 here", 4},
      {"é: \xc3\x28\n", "yaml/encoding", "\xc3", "the byte 0xc3 is not UTF-8 here", 4},
      {"a: \xff\xfe\xfd\n", "yaml/encoding", "\xff\xfe\xfd", "3 bytes from 0xff on are not UTF-8", 3},
      {"a: \xed\xa0\x80\n", "yaml/encoding", "\xed\xa0\x80", "3 bytes from 0xed on are not UTF-8", 3},
      {"\xff\xfe"s + "a\0:\0"s, "yaml/encoding", "\xff\xfe", "the text is UTF-16, not UTF-8", 0},
      {"\xfe\xff"s + "\0a\0:"s, "yaml/encoding", "\xfe\xff", "the text is UTF-16, not UTF-8", 0},
      {"a\0:\0 \0b\0"s, "yaml/encoding", "a\0"s, "the text is UTF-16, not UTF-8", 0},
      {"\0a\0:\0 \0b"s, "yaml/encoding", "\0a"s, "the text is UTF-16, not UTF-8", 0},
      {"\xff\xfe\0\0"s, "yaml/encoding", "\xff\xfe", "the text is UTF-32, not UTF-8", 0},
      {"a: x\0y\n"s, "yaml/control-character", "\0"s, "the control character U+0000 is not text", 4},
      {"a: \"\x1b[0m\"\n", "yaml/control-character", "\x1b", "the control character U+001B is not text", 4},
      {"a: \x7f\n", "yaml/control-character", "\x7f", "the control character U+007F is not text", 3},
      {"a: \xc2\x80\n", "yaml/control-character", "\xc2\x80", "the control character U+0080 is not text", 3},
      {"a: x\xc2\x85y\n", "yaml/control-character", "\xc2\x85", "U+0085 is a line break to some readers", 4},
      {"a: x\xe2\x80\xa8y\n", "yaml/control-character", "\xe2\x80\xa8",
       "U+2028 is a line break to some readers", 4},
      {"a: \xef\xbf\xbe\n", "yaml/control-character", "\xef\xbf\xbe",
       "the control character U+FFFE is not text", 3},
      {"a: \xef\xbb\xbfx\n", "yaml/control-character", "\xef\xbb\xbf", "an invisible byte order mark", 3},
      {"a: x\xe2\x80\xaey\n", "yaml/bidirectional", "\xe2\x80\xae", "U+202E changes the direction", 4},
      {"# \xe2\x81\xa6\na: 1\n", "yaml/bidirectional", "\xe2\x81\xa6", "U+2066 changes the direction", 2},
      {"a: \xd8\x9c\n", "yaml/bidirectional", "\xd8\x9c", "U+061C changes the direction", 3},
      {"a: \xe2\x80\x8f\n", "yaml/bidirectional", "\xe2\x80\x8f", "U+200F changes the direction", 3},
      {"a: \"x\\0y\"\n", "yaml/control-character", "\"x\\0y\"", "an escape stands for the character U+0000",
       3},
      {"a: \"\\u202e\"\n", "yaml/bidirectional", "\"\\u202e\"", "an escape stands for the character U+202E",
       3},
  });
}

TEST_CASE("a bad character does not hide the rest of the text") {
  const std::string text = "a: x\x07y\nb: S\xe3o\nc:\n  d: é\xe2\x80\xae\nc: 1\n";
  const Stream stream = read(text);
  REQUIRE(stream.documents.size() == 1);
  CHECK(stream.documents[0].complete);
  const Node* d = resolve(stream.documents[0].root, "/c/d");
  REQUIRE(d != nullptr);
  CHECK(slice(text, d->span) == "é\xe2\x80\xae");
  REQUIRE(stream.problems.size() == 4);
  CHECK(stream.problems[0].pointer == "/a");
  CHECK(stream.problems[1].pointer == "/b");
  CHECK(stream.problems[2].pointer == "/c/d");
  CHECK(stream.problems[3].rule == "yaml/duplicate-key");
  CHECK(stream.problems[3].pointer == "/c");
}

TEST_CASE("problems name the document and the pointer of what they are about") {
  struct Pointed {
    std::string text;
    std::uint32_t document;
    std::string pointer;
  };
  const std::vector<Pointed> rows = {
      {"a: 1\n---\nb:\n  - {c/d: !x y}\n", 1, "/b/0/c~1d"},
      {"a: [1, {b: *x}]\n", 0, "/a/1/b"},
      {"a:\n  b: 1\n  b: 2\n", 0, "/a/b"},
      {"a:\n  - 1\n  - \"x\n", 0, "/a"},
      {"a:\n  b: \"x\n", 0, "/a/b"},
      {"a: 1\n...\n%X\n", 1, ""},
      {"- 1\n- \xff\n", 0, "/1"},
      {"--- \n# \xff\n---\na: 1\n", 0, ""},
      {"a: 1\n---\nb: \x07\n", 1, "/b"},
  };
  for (const Pointed& row : rows) {
    CAPTURE(row.text);
    const Stream stream = read(row.text);
    const Problem* problem = first_error(stream);
    REQUIRE(problem != nullptr);
    CHECK(problem->document == row.document);
    CHECK(problem->document < stream.documents.size());
    CHECK(problem->pointer == row.pointer);
  }
}

TEST_CASE("a syntax error keeps the documents before it and what was read of its own") {
  struct Partial {
    std::string text;
    std::size_t documents;
    std::vector<std::string> kept;  // pointers into the last document
  };
  const std::vector<Partial> rows = {
      {"a: 1\n---\nb: 2\nc: {d: [x, \"y\n", 2, {"/b", "/c"}},
      {"a: 1\nb:\n  - x\n  - y: 1\n    z: @\n", 1, {"/a", "/b/0", "/b/1/y", "/b/1/z"}},
      {"  a: 1\nb: 2\n", 1, {"/a"}},
      {"a: 1\n--- @\n", 2, {}},
      {"@\n", 1, {}},
      {"a: 1\n...\n@\n", 2, {}},
  };
  for (const Partial& row : rows) {
    CAPTURE(row.text);
    const Stream stream = read(row.text);
    REQUIRE(stream.documents.size() == row.documents);
    for (std::size_t i = 0; i < row.documents; ++i) {
      CHECK(stream.documents[i].complete == (i + 1 < row.documents));
    }
    CHECK(stream.documents.back().empty == row.kept.empty());
    for (const std::string& pointer : row.kept) {
      CAPTURE(pointer);
      CHECK(resolve(stream.documents.back().root, pointer) != nullptr);
    }
    CHECK(stream.problems.size() == 1);
  }
}

TEST_CASE("what a fault may have spoilt is not kept") {
  struct Row {
    std::string text;
    std::string kept;  // the document, as it is left
  };
  const std::vector<Row> rows = {
      {"a: 1\nb: {c: d\ne: f\n", "{a: 1, b: null}"},
      {"a: 1\nb: [c, {d: e\nf: g\n", "{a: 1, b: null}"},
      {"a: 1\nb: {c: >= 80%}\n", "{a: 1, b: null}"},
      {"- a\n- {b: c\n", "[a]"},
      // A value that goes over into the line after it.
      {"a:\n b: 1\n  c: 2\n", "{a: {b: null}}"},
      {"a: 1\nb: 2: 3\n", "{a: 1, b: null}"},
      {"- 1\n- b\n  c: 2\n", "[1]"},
      // One that has ended before the fault.
      {"a: 1\nb: 2\n}\n", "{a: 1, b: 2}"},
      {"a: 1\nb: 2\nc\n", "{a: 1, b: 2}"},
      {"a: : 1\n", "{a: null}"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Stream stream = read(row.text);
    REQUIRE(stream.documents.size() == 1);
    CHECK(stream.problems.size() == 1);
    CHECK(one_line(Value::of(stream.documents[0].root)) == row.kept);
  }
}

TEST_CASE("the first key of a document again: a `---` was forgotten, and one problem says so") {
  struct Row {
    std::string text;
    std::vector<std::uint32_t> lines;  // of the problems
    bool mark;                         // whether they speak of the mark
  };
  const std::vector<Row> rows = {
      {"kind: a\nid: b\nkind: c\nid: d\n", {3}, true},
      {"kind: a\nid: b\nkind: c\nid: d\nkind: e\nid: f\n", {3, 5}, true},
      {"kind: a\nid: b\nid: c\nkind: d\nid: e\n", {3, 4}, true},
      {"kind: a\nid: b\nid: c\n", {3}, false},
      {"{kind: a, kind: b}\n", {1}, false},
      {"a:\n  kind: a\n  kind: b\n", {3}, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Stream stream = read(row.text);
    std::vector<std::uint32_t> lines;
    bool mark = false;
    for (const Problem& problem : stream.problems) {
      CHECK(problem.rule == "yaml/duplicate-key");
      lines.push_back(LineIndex(row.text).position(problem.span.begin).line);
      mark = mark || problem.help.find("---") != std::string::npos;
    }
    CHECK(lines == row.lines);
    CHECK(mark == row.mark);
  }
}

TEST_CASE("after a syntax error reading goes on at the next document") {
  struct Row {
    std::string text;
    std::vector<std::string> after;  // key and value of each document that is read whole
    std::vector<std::uint32_t> cut;  // those that are not
  };
  const std::vector<Row> rows = {
      {"a: : 1\n---\nb: 2\n", {"b: 2"}, {0}},
      {"é: 1\na: : 1\n---\nb: é\n---\nc: 3\n", {"b: é", "c: 3"}, {0}},
      {"a: 1\n---\nb: @\n---\nc: }\n--- # c\nd: 4\n...\n", {"a: 1", "d: 4"}, {1, 2}},
      {"\xef\xbb\xbf"
       "a: : 1\r\n---\r\nb: 2\r\n",
       {"b: 2"},
       {0}},
      // The mark ends a document, whatever is open.
      {"a: \"x\n---\nb: 2\n", {"b: 2"}, {0}},
      {"a: 'x\n\n---\nb: 'c'\n", {"b: c"}, {0}},
      {"a: [x, {y: 1\n---\nb: 2\n", {"b: 2"}, {0}},
      {"a\n---\nb: 2\n", {"b: 2"}, {}},
      {"a: 1\nb\n---\nb: 2\n", {"b: 2"}, {0}},
      {"a: |\n  x\n}\n---\nb: 2\n", {"b: 2"}, {0}},
      // No marks: indented, longer, inside a line.
      {"a: @\n ---\n----\nx ---\n---x\n---\nb: 2\n", {"b: 2"}, {0}},
      {"a: @\n ---\n----\n", {}, {0}},
      // A fault on the mark's own line and right behind it.
      {"--- @\n--- }\n---\n---\nb: 2\n", {"b: 2"}, {0, 1}},
      {"a: 1\n}\n---\nb: 2\n", {"b: 2"}, {0}},
      {"a: 1\n...\n@\n---\nb: 2\n", {"a: 1", "b: 2"}, {1}},
      {"a: \t\n\tb: 1\n---\nb: 2", {"b: 2"}, {0}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Stream stream = read(row.text);
    std::vector<std::string> whole;
    std::vector<std::uint32_t> cut;
    for (std::uint32_t i = 0; i < stream.documents.size(); ++i) {
      const Document& document = stream.documents[i];
      if (!document.complete) {
        cut.push_back(i);
      }
      for (const Entry& entry : document.root.entries) {
        if (document.complete) {
          whole.push_back(fmt::format("{}: {}", entry.key.text, entry.value.text));
          CHECK(row.text.substr(entry.key.span.begin).starts_with(entry.key.text));
          const std::size_t quote = entry.value.style == ScalarStyle::plain ? 0 : 1;
          CHECK(row.text.substr(entry.value.span.begin + quote).starts_with(entry.value.text));
        }
      }
    }
    CHECK(whole == row.after);
    CHECK(cut == row.cut);
    CHECK(stream.problems.size() == row.cut.size());
    for (std::size_t i = 0; i < std::min(stream.problems.size(), cut.size()); ++i) {
      CHECK(stream.problems[i].document == cut[i]);
    }
  }
}

TEST_CASE("one text gives all its problems, in order of position") {
  const std::string text = "a: yes\nb: !t x\na: 1\nc: *no\nd: 012\n<<: 1\ne: \"x\n";
  const Stream stream = read(text);
  std::vector<std::string_view> rules;
  for (const Problem& problem : stream.problems) {
    rules.push_back(problem.rule);
  }
  const std::vector<std::string_view> wanted = {
      "yaml/ambiguous-scalar", "yaml/tag",       "yaml/duplicate-key", "yaml/unknown-alias",
      "yaml/ambiguous-scalar", "yaml/merge-key", "yaml/syntax"};
  CHECK(rules == wanted);
}

TEST_CASE("problems are counted, not listed, beyond a number, and warnings go first") {
  std::string text;
  for (int i = 0; i < 50; ++i) {
    text += "- yes\n";
  }
  text += "- !t x\n- *a\n";
  Limits limits;
  limits.max_problems = 10;
  const Stream stream = read(text, limits);
  REQUIRE(stream.problems.size() == 11);
  CHECK(stream.problems[7].severity == Severity::warning);
  CHECK(stream.problems[8].rule == "yaml/tag");
  CHECK(stream.problems[9].rule == "yaml/unknown-alias");
  CHECK(stream.problems[10].rule == "yaml/too-many-problems");
  CHECK(stream.problems[10].severity == Severity::warning);
  CHECK(stream.problems[10].message == "52 problems found in the text of this file, 10 shown");
}
