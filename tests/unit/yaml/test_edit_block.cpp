#include <doctest/doctest.h>

#include <string>

#include "edits.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;

namespace {

Value person() {
  return map({{"id", text("ana")}, {"name", text("Ana Lima")}});
}

}  // namespace

TEST_CASE("a new key stands at the end, or after the keys it should follow") {
  check_rows({
      {"a: 1\nb: 2\n", set("/c", number("3")), "a: 1\nb: 2\nc: 3\n"},
      {"a: 1 # one\nb: 2\n", set("/c", number("3"), {"x", "a"}), "a: 1 # one\nc: 3\nb: 2\n"},
      {"a: 1\n# about b\nb: 2\n", set("/c", number("3"), {"a"}), "a: 1\nc: 3\n# about b\nb: 2\n"},
      {"a: 1\n  # more about a\nb: 2\n", set("/c", number("3"), {"a"}),
       "a: 1\n  # more about a\nc: 3\nb: 2\n"},
      {"a:\n  x: 1\n\nb: 2\n", set("/a/w", number("3")), "a:\n  x: 1\n  w: 3\n\nb: 2\n"},
      {"a:\n    x: 1\n", set("/a/w", number("3")), "a:\n    x: 1\n    w: 3\n"},
      {"a:\n- x\n- y\nb: 1\n", set("/c", number("3"), {"a"}), "a:\n- x\n- y\nc: 3\nb: 1\n"},
      {"- a: 1\n  b: 2\n- c\n", set("/0/d", number("3")), "- a: 1\n  b: 2\n  d: 3\n- c\n"},
      {"- a: 1\n  b: 2\n", set("/0/d", number("3"), {"a"}), "- a: 1\n  d: 3\n  b: 2\n"},
      {"a: |\n  x\n\nb: 1\n", set("/c", number("3"), {"a"}), "a: |\n  x\n\nc: 3\n\nb: 1\n"},
      {"a: |+\n  x\n\nb: 1\n", set("/c", number("3"), {"a"}), "a: |+\n  x\n\nc: 3\nb: 1\n"},
      {"a: 1\n\nb: 2\n\nc: 3\n", set("/d", number("4")), "a: 1\n\nb: 2\n\nc: 3\n\nd: 4\n"},
      {"a: 1\n\nb: 2\nc: 3\n", set("/d", number("4")), "a: 1\n\nb: 2\nc: 3\nd: 4\n"},
      {"? a\n: 1\n", set("/b", number("2")), "? a\n: 1\nb: 2\n"},
      {"a: 1\n# end\n", set("/b", number("2")), "a: 1\nb: 2\n# end\n"},
      {"a: 1", set("/b", number("2")), "a: 1\nb: 2"},
      {"a: |\n  x", set("/b", number("2")), "a: |-\n  x\nb: 2"},
      {"? |\n  x", set("/x", number("2")), "? |-\n  x\n: 2"},
      {"? |\n  x\n", set("/x\n", number("2")), "? |\n  x\n: 2\n"},
      {"  a: 1\n", set("/b", number("2")), "  a: 1\n  b: 2\n"},
      {"a: 1\n", set("/no", number("2")), "a: 1\n\"no\": 2\n"},
      {"a: 1\n", set("/x~1y", number("2")), "a: 1\nx/y: 2\n"},
  });
}

TEST_CASE("missing parents are made") {
  check_rows({
      {"a: 1\n", set("/b/c/d", number("2")), "a: 1\nb:\n  c:\n    d: 2\n"},
      {"a:\n    x: 1\n", set("/b/c", number("2")), "a:\n    x: 1\nb:\n    c: 2\n"},
      {"a:\nb: 1\n", set("/a/c", number("2")), "a:\n  c: 2\nb: 1\n"},
      {"a: # c\nb: 1\n", set("/a/c", number("2")), "a: # c\n  c: 2\nb: 1\n"},
      {"a: {x: 1}\n", set("/b/w", number("2")), "a: {x: 1}\nb: {w: 2}\n"},
      {"a: 1\n", append("/b", text("x")), "a: 1\nb: [x]\n"},
      {"a: 1\n", append("/b/c", person()), "a: 1\nb:\n  c:\n    - id: ana\n      name: Ana Lima\n"},
      {"a:\n- x\n", append("/b", person()), "a:\n- x\nb:\n- id: ana\n  name: Ana Lima\n"},
      {"a:\n", append("/a", text("x")), "a: [x]\n"},
      {"a:\n", insert("/a/0", person()), "a:\n  - id: ana\n    name: Ana Lima\n"},
      {"- a\n-\n", set("/1/b", number("2")), "- a\n- b: 2\n"},
      {"a: {}\n", set("/a/b", number("2")), "a:\n  b: 2\n"},
      {"a: {} # c\n", set("/a/b", number("2")), "a: # c\n  b: 2\n"},
  });
}

TEST_CASE("a new item looks like its neighbours") {
  check_rows({
      {"- a\n- b # c\n", append("", text("d")), "- a\n- b # c\n- d\n"},
      {"x:\n  - a\n  # end\ny: 1\n", append("/x", text("d")), "x:\n  - a\n  - d\n  # end\ny: 1\n"},
      {"x:\n- a\ny: 1\n", append("/x", text("d")), "x:\n- a\n- d\ny: 1\n"},
      {"x:\n-   a\n", append("/x", text("d")), "x:\n-   a\n-   d\n"},
      {"- id: x\n  name: y\n", append("", person()), "- id: x\n  name: y\n- id: ana\n  name: Ana Lima\n"},
      {"- id: x\n\n- id: y\n", append("", person()), "- id: x\n\n- id: y\n\n- id: ana\n  name: Ana Lima\n"},
      {"- {id: x, name: \"w\"} # c\n", append("", person()),
       "- {id: x, name: \"w\"} # c\n- {id: ana, name: \"Ana Lima\"}\n"},
      {"- { id: x }\n", append("", person()), "- { id: x }\n- { id: ana, name: Ana Lima }\n"},
      {"-\n  id: x\n-\n  id: y\n", append("", person()),
       "-\n  id: x\n-\n  id: y\n-\n  id: ana\n  name: Ana Lima\n"},
      {"-   id: x\n    n: 1\n", append("", person()),
       "-   id: x\n    n: 1\n-   id: ana\n    name: Ana Lima\n"},
      {"- id: x\n  list:\n  - 1\n", append("", map({{"list", list({number("2"), number("3")})}})),
       "- id: x\n  list:\n  - 1\n- list:\n  - 2\n  - 3\n"},
      {"- [a, b]\n", append("", list({text("c")})), "- [a, b]\n- [c]\n"},
      {"- - a\n  - b\n", append("", list({text("c"), text("d")})), "- - a\n  - b\n- - c\n  - d\n"},
      {"- a\n", append("", text("one\ntwo")), "- a\n- |-\n  one\n  two\n"},
      {"- >-\n  folded\n- b\n", append("", text("one\ntwo\n")), "- >-\n  folded\n- b\n- >\n  one\n\n  two\n"},
      {"- a", append("", text("one\ntwo\n")), "- a\n- |\n  one\n  two\n"},
      {"a:\r\n  - x\r\n", append("/a", text("w")), "a:\r\n  - x\r\n  - w\r\n"},
      {"- x\r- y\r", append("", text("z")), "- x\r- y\r- z\r"},
  });
}

TEST_CASE("an item goes in before another") {
  check_rows({
      {"- a\n- b\n", insert("/1", text("c")), "- a\n- c\n- b\n"},
      {"- a\n# about b\n- b\n", insert("/1", text("c")), "- a\n- c\n# about b\n- b\n"},
      {"- a\n- b\n", insert("/0", text("c")), "- c\n- a\n- b\n"},
      {"- a\n- b\n", insert("/2", text("c")), "- a\n- b\n- c\n"},
      {"x:\n  # about a\n  - a\n", insert("/x/0", text("c")), "x:\n  - c\n  # about a\n  - a\n"},
      {"# header\n- a\n", insert("/0", text("c")), "# header\n- c\n- a\n"},
      {"- - a\n  - b\n", insert("/0/0", text("c")), "- - c\n  - a\n  - b\n"},
      {"- a: 1\n\n- a: 2\n", insert("/1", map({{"a", number("3")}})), "- a: 1\n\n- a: 3\n\n- a: 2\n"},
      {"- a: 1\n\n- a: 2\n", insert("/0", map({{"a", number("3")}})), "- a: 3\n\n- a: 1\n\n- a: 2\n"},
  });
}

TEST_CASE("an entry goes with its comments, and no others") {
  check_rows({
      {"a: 1\nb: 2\nc: 3\n", erase("/b"), "a: 1\nc: 3\n"},
      {"a: 1 # one\n# about b\nb: 2 # two\nc: 3\n", erase("/b"), "a: 1 # one\nc: 3\n"},
      {"a: 1\n# a remark\n\nb: 2\nc: 3\n", erase("/b"), "a: 1\n# a remark\n\nc: 3\n"},
      {"a: 1\nb: 2\n  # more about b\n# about c\nc: 3\n", erase("/b"), "a: 1\n# about c\nc: 3\n"},
      {"# header\na: 1\nb: 2\n", erase("/a"), "# header\nb: 2\n"},
      {"# header\n\n# about a\na: 1\n\nb: 2\n", erase("/a"), "# header\n\n# about a\n\nb: 2\n"},
      {"a: 1\n\nb: 2\n\nc: 3\n", erase("/b"), "a: 1\n\nc: 3\n"},
      {"a: 1\n\nb: 2\n\nc: 3\n", erase("/c"), "a: 1\n\nb: 2\n"},
      {"a: 1\n\nb: 2\n\nc: 3\n", erase("/a"), "b: 2\n\nc: 3\n"},
      {"x:\n  a: 1\n\n  b: 2\n\ny: 3\n", erase("/x/b"), "x:\n  a: 1\n\ny: 3\n"},
      {"a:\n  x: 1\n  y:\n    - 1\n    # end of y\n  # end of a\nb: 1\n", erase("/a/y"),
       "a:\n  x: 1\n  # end of a\nb: 1\n"},
      {"- a\n- b # c\n- d\n", erase("/1"), "- a\n- d\n"},
      {"- a: 1\n  b: 2\n- c\n", erase("/0/a"), "- b: 2\n- c\n"},
      {"- a: 1 # one\n  # about b\n  b: 2\n", erase("/0/a"), "- # about b\n  b: 2\n"},
      {"- a: 1\n  b: 2\n- c\n", erase("/0"), "- c\n"},
      {"- - a\n  - b\n", erase("/0/0"), "- - b\n"},
      {"? a\n: 1\n? b\n: 2\n", erase("/a"), "? b\n: 2\n"},
      {"a: 1\nb: 2", erase("/b"), "a: 1\n"},
      {"a: 1\n\nb: 2", erase("/b"), "a: 1\n"},
      {"a: 1\r\nb: 2\r\nc: 3\r\n", erase("/b"), "a: 1\r\nc: 3\r\n"},
      {"\xef\xbb\xbf"
       "a: 1\nb: 2\n",
       erase("/a"),
       "\xef\xbb\xbf"
       "b: 2\n"},
      {"a: \"x\n# no comment\"\nb: 1\nc: 2\n", erase("/b"), "a: \"x\n# no comment\"\nc: 2\n"},
  });
}

TEST_CASE("what follows an erased entry is not swallowed by the block scalar before it") {
  check_rows({
      {"a: |\n  x\nb: 1", erase("/b"), "a: |\n  x\n"},
      {"a: |-\n  x\nb: 1", erase("/b"), "a: |-\n  x\n"},
      {"a: |+\n  x\nb: 1\n\nc: 2\n", erase("/b"), "a: |+\n  x\nc: 2\n"},
      {"a: |+\n  x\n\nb: 1\n\nc: 2\n", erase("/b"), "a: |+\n  x\n\nc: 2\n"},
      {"a: |\n  x\nb: 1\n\n    # to the right\nc: 2\n", erase("/b"), "a: |\n  x\n\n# to the right\nc: 2\n"},
      {"a: |\n  x\nb: 1\n\n # less so\nc: 2\n", erase("/b"), "a: |\n  x\n\n # less so\nc: 2\n"},
  });
}

TEST_CASE("the last entry leaves an empty collection") {
  check_rows({
      {"a:\n  b: 1\nc: 2\n", erase("/a/b"), "a: {}\nc: 2\n"},
      {"a: # why\n  b: 1 # x\nc: 2\n", erase("/a/b"), "a: {} # why\nc: 2\n"},
      {"a:\n  # remark\n\n  # about b\n  b: 1\nc: 2\n", erase("/a/b"), "a: {}\n  # remark\nc: 2\n"},
      {"a:\n- b\n", erase("/a/0"), "a: []\n"},
      {"a: &x\n  b: 1\n", erase("/a/b"), "a: &x {}\n"},
      {"- b: 1\n- c\n", erase("/0/b"), "- {}\n- c\n"},
      {"-\n  b: 1\n", erase("/0/b"), "- {}\n"},
      {"# header\nb: 1\n", erase("/b"), "# header\n{}\n"},
      {"---\nb: 1\n", erase("/b"), "---\n{}\n"},
      {"a:\n  b: 1", erase("/a/b"), "a: {}\n"},
  });
}

TEST_CASE("a key is renamed in its own style") {
  check_rows({
      {"a: 1 # c\n", rename_key("/a", "b"), "b: 1 # c\n"},
      {"'a' : 1\n", rename_key("/a", "it's"), "'it''s' : 1\n"},
      {"\"a\": 1\n", rename_key("/a", "b"), "\"b\": 1\n"},
      {"a:\n  b: 1\n", rename_key("/a/b", "c d"), "a:\n  c d: 1\n"},
      {"a: 1\n", rename_key("/a", "yes"), "\"yes\": 1\n"},
      {"a: 1\n", rename_key("/a", "one\ntwo"), "\"one\\ntwo\": 1\n"},
      {"2025: a\n", rename_key("/2025", "2026"), "2026: a\n"},
      {"? a # c\n: 1\n", rename_key("/a", "b"), "? b # c\n: 1\n"},
      {"? |\n  a\n  b\n: 1\n", rename_key("/a\nb\n", "c"), "? c\n: 1\n"},
      {"&k a: 1\n", rename_key("/a", "b"), "&k b: 1\n"},
      {"{\"a\":1, b: 2}\n", rename_key("/a", "c"), "{\"c\":1, b: 2}\n"},
      {"{a, b}\n", rename_key("/b", "c: d"), "{a, \"c: d\"}\n"},
      {"a: 1\n", rename_key("/a", "a"), "a: 1\n"},
  });
}

TEST_CASE("a collection gives way to a value, and a value to a collection") {
  check_rows({
      {"a: # c\n  b: 1 # x\n  # y\nd: 2\n", set("/a", number("5")), "a: 5 # c\nd: 2\n"},
      {"a:\n- 1\n- 2\nd: 2\n", set("/a", text("x")), "a: x\nd: 2\n"},
      {"- a: 1\n  b: 2\n- c\n", set("/0", text("x")), "- x\n- c\n"},
      {"a: [1,\n  2] # c\n", set("/a", text("x")), "a: x # c\n"},
      {"a: 1 # c\nb: 2\n", set("/a", map({{"x", number("1")}, {"w", text("z")}})),
       "a: # c\n  x: 1\n  w: z\nb: 2\n"},
      {"a: 1\nb: 2\n", set("/a", list({text("x"), text("w")})), "a: [x, w]\nb: 2\n"},
      {"a: 1\nb: {x: 1}\n", set("/a", map({{"x", number("1")}})), "a: {x: 1}\nb: {x: 1}\n"},
      {"- 1 # c\n- 2\n", set("/0", map({{"x", number("1")}, {"w", text("z")}})), "- x: 1 # c\n  w: z\n- 2\n"},
      {"a:\n  - x\n", set("/a", map({{"p", number("1")}})), "a:\n  p: 1\n"},
      {"a:\n- x\n", set("/a", map({{"p", number("1")}})), "a:\n  p: 1\n"},
      {"a:\n  p: 1\n", set("/a", list({map({{"x", number("1")}})})), "a:\n  - x: 1\n"},
      {"a: &x 1 # c\n", set("/a", map({{"p", number("1")}})), "a: &x # c\n  p: 1\n"},
      {"- &x 1\n", set("/0", map({{"p", number("1")}})), "- &x\n  p: 1\n"},
      {"? a\n? b\n", set("/a", map({{"p", number("1")}})), "? a\n:\n  p: 1\n? b\n"},
  });
}

TEST_CASE("of a collection that changes in part, the rest stays as it is") {
  check_rows({
      {"a: # c\n  x: 'p' # one\n  # about y\n  y: 2\n  z: 3\n",
       set("/a", map({{"x", text("p")}, {"m", number("9")}, {"z", number("4")}})),
       "a: # c\n  x: 'p' # one\n  m: 9\n  z: 4\n"},
      {"- a # one\n- b # two\n- c # three\n", set("", list({text("a"), text("c")})),
       "- a # one\n- c # three\n"},
      {"- a # one\n- c # three\n", set("", list({text("a"), text("b"), text("c")})),
       "- a # one\n- b\n- c # three\n"},
      {"- {id: a, n: 1} # one\n- {id: b, n: 2} # two\n",
       set("", list({map({{"id", text("a")}, {"n", number("1")}}),
                     map({{"id", text("b")}, {"n", number("3")}})})),
       "- {id: a, n: 1} # one\n- {id: b, n: 3} # two\n"},
      {"a: [x, y] # c\n", set("/a", list({text("p"), text("q")})), "a: [p, q] # c\n"},
  });
}

TEST_CASE("several edits follow each other") {
  const std::string before = "a: 1\nlist:\n  - x\nb: 2\n";
  CHECK(apply_all(before, {set("/a", number("3")), set("/b", number("4")), append("/list", text("w")),
                           append("/list", text("z")), erase("/a"), rename_key("/b", "c"),
                           set("/c", number("5"))}) == "list:\n  - x\n  - w\n  - z\nc: 5\n");
  CHECK(apply_all(before, {set("/a", number("3")), set("/a", number("1"))}) == before);
  CHECK(apply_all(before, {append("/new", text("x")), append("/new", text("w"))}) ==
        before + "new:\n  - x\n  - w\n");
  CHECK(apply_all(before, {}) == before);
}
