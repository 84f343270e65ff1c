#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "edits.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;

TEST_CASE("one document is edited, the others and the marks between them stay") {
  check_rows({
      {"a: 1\n---\na: 2\n---\na: 3\n", in_document(1, set("/a", number("9"))),
       "a: 1\n---\na: 9\n---\na: 3\n"},
      {"a: 1\n---\na: 2\n", set("/b", number("9")), "a: 1\nb: 9\n---\na: 2\n"},
      {"a: 1\n...\n# c\n---\na: 2\n...\n", in_document(1, set("/b", number("9"))),
       "a: 1\n...\n# c\n---\na: 2\nb: 9\n...\n"},
      {"--- # start\na: 1\n", set("/b", number("9")), "--- # start\na: 1\nb: 9\n"},
      {"--- 1\n--- 2\n", in_document(1, set("", number("9"))), "--- 1\n--- 9\n"},
      {"--- 1 # c\n", set("", map({{"a", number("1")}})), "--- # c\na: 1\n"},
      {"---\n# header\n---\na: 2\n", set("/b", number("9")), "---\n# header\nb: 9\n---\na: 2\n"},
      {"--- # c\n---\na: 2\n", set("", text("x")), "--- x # c\n---\na: 2\n"},
      {"a: 1\n---\n", in_document(1, set("/b", number("9"))), "a: 1\n---\nb: 9\n"},
      {"a: 1\n---", in_document(1, set("/b", number("9"))), "a: 1\n---\nb: 9"},
      {"--- &x\n", set("/b", number("9")), "--- &x\nb: 9\n"},
      {"text # c\n", set("", text("other")), "other # c\n"},
      {"a: 1\n", set("", text("x")), "x\n"},
      {"|\n  one\n", set("", text("two\n")), "|\n  two\n"},
  });
}

TEST_CASE("a text without documents gains one") {
  check_rows({
      {"", set("/a/b", number("1")), "a:\n  b: 1\n"},
      {"", append("", text("x")), "[x]\n"},
      {"", insert("/0", map({{"x", number("1")}})), "- x: 1\n"},
      {"", set("", Value::null()), ""},
      {"# header\n", set("/a", number("1")), "# header\na: 1\n"},
      {"# header", set("/a", number("1")), "# header\na: 1"},
      {"\xef\xbb\xbf", set("/a", number("1")),
       "\xef\xbb\xbf"
       "a: 1\n"},
      {"# header\r\n", set("/a", map({{"b", number("1")}})), "# header\r\na:\r\n  b: 1\r\n"},
  });
}

TEST_CASE("byte order mark, line breaks and a missing last one survive") {
  check_rows({
      {"\xef\xbb\xbf"
       "a: 1\nb: 2\n",
       set("/a", number("3")),
       "\xef\xbb\xbf"
       "a: 3\nb: 2\n"},
      {"\xef\xbb\xbf"
       "- 1\n",
       insert("/0", number("3")),
       "\xef\xbb\xbf"
       "- 3\n- 1\n"},
      {"a: 1\r\nb: 2\r\n", set("/b", map({{"x", number("1")}})), "a: 1\r\nb:\r\n  x: 1\r\n"},
      {"a: 1\rb: 2\r", set("/c", number("3")), "a: 1\rb: 2\rc: 3\r"},
      {"a: 1\r\nb: 2\nc: 3\r\n", set("/d", number("4"), {"b"}), "a: 1\r\nb: 2\nd: 4\nc: 3\r\n"},
      {"a: 1\r\nb: 2\nc: 3\r\n", set("/d", number("4"), {"a"}), "a: 1\r\nd: 4\r\nb: 2\nc: 3\r\n"},
      {"a: 1\nb: 2", set("/b", number("3")), "a: 1\nb: 3"},
      {"a: 1", set("/b", list({map({{"x", number("1")}})})), "a: 1\nb:\n  - x: 1"},
  });
}

TEST_CASE("a document is added, whatever the text ends in") {
  struct Row {
    std::string before;
    std::string after;
  };
  const std::vector<Row> rows = {
      {"", "a: 1\n"},
      {"# c", "# c\na: 1\n"},
      {"# c\n", "# c\na: 1\n"},
      {"x: 1\n", "x: 1\n---\na: 1\n"},
      {"x: 1", "x: 1\n---\na: 1\n"},
      {"x: 1\n# c\n", "x: 1\n# c\n---\na: 1\n"},
      {"x: 1 # c", "x: 1 # c\n---\na: 1\n"},
      {"x: 1\n...\n", "x: 1\n...\n---\na: 1\n"},
      {"x: 1\n...", "x: 1\n...\n---\na: 1\n"},
      {"x: 1\n---\n", "x: 1\n---\n---\na: 1\n"},
      {"x: 1\r\n", "x: 1\r\n---\r\na: 1\r\n"},
      {"x: |\n  y", "x: |-\n  y\n---\na: 1\n"},
      {"x: |+\n  y\n\n", "x: |+\n  y\n\n---\na: 1\n"},
      {"x: |+\n  y\n  ", "x: |+\n  y\n---\na: 1\n"},
      {"[x]", "[x]\n---\na: 1\n"},
      {"x: 'y\n\n", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.before);
    const Result<std::string> outcome = append_document(row.before, map({{"a", number("1")}}));
    REQUIRE(outcome.has_value() == !row.after.empty());
    CHECK(outcome.value_or("") == row.after);
  }
  CHECK_FALSE(append_document("", text("\x07")).has_value());
}

TEST_CASE("a new document is written with the quotes that its texts need") {
  Value value = map({
      {"kind", text("handoff")},
      {"on", text("yes")},
      {"date", text("2026-03-02")},
      {"words", list({text("a"), text("12:30"), text("x, y")})},
      {"none", Value::null()},
      {"empty", list({})},
      {"text", text("one\ntwo\n")},
      {"stripped", text("one\n\ntwo")},
      {"odd", text("  one\ntwo")},
      {"steps",
       list({map({{"id", text("s1")}, {"done", Value::boolean(true)}}), map({{"text", text("a\nb")}})})},
      {"nested", map({{"share", text("95%")},
                      {"m", number("1.50")},
                      {"list", list({list({text("x")}), Value::null()})}})},
  });
  value.comment = {"A header", "", "of three lines"};
  value.entries[2].second.comment = {"When it was"};
  value.entries[9].second.items[1].comment = {"The second"};
  CHECK(emit(value) == R"(# A header
#
# of three lines
kind: handoff
"on": "yes"
# When it was
date: 2026-03-02
words: [a, "12:30", "x, y"]
none:
empty: []
text: |
  one
  two
stripped: |-
  one

  two
odd: "  one\ntwo"
steps:
  - id: s1
    done: true
  # The second
  - text: |-
      a
      b
nested:
  share: 95%
  m: 1.50
  list:
    - [x]
    - null
)");
  CHECK(emit(text("one\ntwo")) == "\"one\\ntwo\"\n");
  CHECK(emit(Value::null()) == "null\n");
  CHECK(emit(map({})) == "{}\n");
}
