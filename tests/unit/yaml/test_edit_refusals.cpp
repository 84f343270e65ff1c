#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "edits.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;

namespace {

struct RefusalRow {
  std::string before;
  Edit edit;
  std::string message;
};

void check_refusals(const std::vector<RefusalRow>& rows) {
  for (const RefusalRow& row : rows) {
    CAPTURE(row.before);
    CAPTURE(row.edit.pointer);
    const Result<std::string> outcome = apply_one(row.before, row.edit);
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().kind == ErrorKind::usage);
    CHECK(outcome.error().message == row.message);
  }
}

}  // namespace

TEST_CASE("a change that aliases would carry elsewhere is refused") {
  const std::string before = "a: &x {p: 1}\nb: *x\nc: &y\n  q: [&z 1]\nd: [*z]\n";
  const std::string of_x = " would change line 2, too, where the value is repeated as *x";
  const std::string of_z = " would change line 5, too, where the value is repeated as *z";
  const std::string by_x = " would change other lines, too: the value is repeated there as *x";
  check_refusals({
      {before, set("/a/p", number("2")), "a change at \"/a/p\"" + of_x},
      {before, set("/a", number("2")), "a change at \"/a\"" + of_x},
      {before, set("/a/q", number("2")), "a change at \"/a\"" + of_x},
      {before, erase("/a/p"), "a change at \"/a\"" + of_x},
      {before, erase("/a"), "a change at \"/a\"" + of_x},
      {before, rename_key("/a/p", "r"), "a change at \"/a\"" + of_x},
      {before, set("/b/p", number("2")), "a change at \"/b/p\"" + by_x},
      {before, set("/b/q", number("2")), "a change at \"/b\"" + by_x},
      {before, set("/c", number("2")), "a change at \"/c\"" + of_z},
      {before, erase("/c/q"), "a change at \"/c/q\"" + of_z},
      {"&k a: 1\nb: *k\n", rename_key("/a", "c"),
       "a change at \"/a\" would change line 2, too, where the value is repeated as *k"},
  });
  check_rows({
      {before, set("/b", number("2")), "a: &x {p: 1}\nb: 2\nc: &y\n  q: [&z 1]\nd: [*z]\n"},
      {before, erase("/b"), "a: &x {p: 1}\nc: &y\n  q: [&z 1]\nd: [*z]\n"},
      {before, append("/c/q", number("2")), "a: &x {p: 1}\nb: *x\nc: &y\n  q: [&z 1, 2]\nd: [*z]\n"},
      {"- &a 1\n- *a\n- &a 2\n", set("/2", number("3")), "- &a 1\n- *a\n- &a 3\n"},
  });
}

TEST_CASE("a text with errors is refused, with the place of the first") {
  check_refusals({
      {"a: 1\nb: \"x\n", set("/a", number("2")), "the text has an error at 2:4: this quote is never closed"},
      {"a: 1\na: 2\n", set("/a", number("2")),
       "the text has an error at 2:1: the key \"a\" is given again, first on line 1"},
      {"a: !!str 1\n", set("/a", number("2")), "the text has an error at 1:4: the tag \"!!str\" is refused"},
  });
  const Result<std::string> outcome = apply_one("a: [", erase("/a"));
  REQUIRE_FALSE(outcome.has_value());
  CHECK(outcome.error().hints ==
        std::vector<std::string>{"mend it first; csx check FILE shows all errors of a file"});
  // What only a reader of YAML 1.1 would mistake is no error.
  CHECK(apply_one("a: yes\nb: 1\n", set("/b", number("2"))) == "a: yes\nb: 2\n");
}

TEST_CASE("a pointer to nowhere is refused") {
  check_refusals({
      {"a: 1\n", set("a", number("2")), "the pointer \"a\" does not begin with '/'"},
      {"a: 1\n", set("/a/b", number("2")), "\"/a\" is a single value, wanted a mapping or a list"},
      {"a: [x]\n", set("/a/1", number("2")), "the list at \"/a\" has 1 item, not an item \"1\""},
      {"a: [x]\n", set("/a/b", number("2")), "the list at \"/a\" has 1 item, not an item \"b\""},
      {"a: [x]\n", insert("/a/2", number("2")), "the list at \"/a\" has 1 item, not an item \"2\""},
      {"a: {}\n", insert("/a/0", number("2")), "\"/a\" is a mapping, wanted a list"},
      {"a: {}\n", append("/a", number("2")), "\"/a\" is a mapping, wanted a list"},
      {"a: 1\n", append("", number("2")), "the document is a mapping, wanted a list"},
      {"a: 1\n", erase("/b"), "there is nothing at \"/b\""},
      {"a:\n", erase("/a/b"), "there is nothing at \"/a/b\""},
      {"a: 1\n", erase(""), "the document itself was named, wanted a key or an item in it"},
      {"a: 1\n", rename_key("/b", "c"), "there is nothing at \"/b\""},
      {"- 1\n", rename_key("/0", "c"), "the document is a list, wanted a mapping"},
      {"a: 1\nb: 2\n", rename_key("/a", "b"), "the key \"b\" is in the document already"},
      {"a: 1\n", in_document(1, set("/a", number("2"))), "there is no document 1, the file has 1 document"},
  });
}

TEST_CASE("a value that no file may hold is refused") {
  Value twice = map({{"x", number("1")}, {"x", number("2")}});
  Value wrong_number = number("1");
  wrong_number.text = "one";
  check_refusals({
      {"a: 1\n", set("/a", "x\x07y"),
       "the text \"x\\x07y\" holds the character U+0007, which no record may hold"},
      {"a: 1\n", set("/a", "\xff"), "the text \"\\xff\" is not UTF-8"},
      {"a: 1\n", set("/\xe2\x80\xae", number("1")),
       "the key \"\\u202e\" holds the character U+202E, which no record may hold"},
      {"a: 1\n", rename_key("/a", "\x01"),
       "the key \"\\x01\" holds the character U+0001, which no record may hold"},
      {"a: 1\n", set("/a", twice), "the key \"x\" is given twice"},
      {"a: 1\n", set("/a", wrong_number), "\"one\" is no number"},
      {"a: 1\n", set("/" + std::string(1100, 'k'), number("1")), "a key of 1102 bytes, wanted at most 1024"},
      {"a: 1\n", set("/a", std::string(1100000, 'v')),
       "the edited text would be too much: a value of 1100000 bytes, wanted at most 1048576"},
  });
}
