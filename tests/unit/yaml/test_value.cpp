#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "edits.hpp"
#include "reading.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;

TEST_CASE("a value is what a node means, however it is spelled") {
  CHECK(value_of("{a: 'x', b: [1, True, ~, 1.50], c: }") ==
        map({{"a", text("x")},
             {"b", list({number("1"), Value::boolean(true), Value::null(), number("1.50")})},
             {"c", Value::null()}}));
  CHECK(value_of("- &x {a: 1}\n- *x\n") == list({map({{"a", number("1")}}), map({{"a", number("1")}})}));
  CHECK(value_of("a: |\n  x\n") == map({{"a", text("x\n")}}));
  CHECK(Value::integer(-3) == number("-3"));
  CHECK(value_of("True").text == "true");
}

TEST_CASE("values differ by kind, type, text and the digits of numbers, not by comments and order of keys") {
  CHECK(text("1") != number("1"));
  CHECK(number("1.5") != number("1.50"));
  CHECK(text("") != Value::null());
  CHECK(list({}) != map({}));
  CHECK(list({text("a"), text("b")}) != list({text("b"), text("a")}));
  CHECK(map({{"a", text("x")}, {"b", text("y")}}) == map({{"b", text("y")}, {"a", text("x")}}));
  CHECK(map({{"a", text("x")}, {"b", text("y")}}) != map({{"b", text("x")}, {"a", text("y")}}));
  CHECK(map({{"a", text("x")}}) != map({{"a", text("x")}, {"b", text("y")}}));
  Value commented = text("x");
  commented.comment = {"why"};
  CHECK(commented == text("x"));
}

TEST_CASE("what is no number of the core schema becomes text") {
  for (const std::string digits : {"12", "-1.5e3", "0x1F", "0o17", "0777"}) {
    CAPTURE(digits);
    CHECK((number(digits).core == Core::integer || number(digits).core == Core::real));
  }
  for (const std::string words : {"", "x", "1_000", ".inf", "99999999999999999999", "true"}) {
    CAPTURE(words);
    CHECK(number(words) == text(words));
  }
}

TEST_CASE("an edit changes a meaning as it says") {
  const Value before = value_of("{a: 1, list: [x, y], none: }");
  struct Row {
    Edit edit;
    std::string_view after;
  };
  const std::vector<Row> rows = {
      {set("/a", number("2")), "{a: 2, list: [x, y], none: }"},
      {set("/b/c", number("2")), "{a: 1, list: [x, y], none: , b: {c: 2}}"},
      {set("/b", number("2"), {"zz", "a"}), "{a: 1, b: 2, list: [x, y], none: }"},
      {set("/none/c", number("2")), "{a: 1, list: [x, y], none: {c: 2}}"},
      {set("/list/1", text("z")), "{a: 1, list: [x, z], none: }"},
      {set("", text("z")), "z"},
      {append("/list", text("z")), "{a: 1, list: [x, y, z], none: }"},
      {append("/none", text("z")), "{a: 1, list: [x, y], none: [z]}"},
      {append("/new/list", text("z")), "{a: 1, list: [x, y], none: , new: {list: [z]}}"},
      {insert("/list/0", text("z")), "{a: 1, list: [z, x, y], none: }"},
      {insert("/list/2", text("z")), "{a: 1, list: [x, y, z], none: }"},
      {insert("/none/0", text("z")), "{a: 1, list: [x, y], none: [z]}"},
      {erase("/list/0"), "{a: 1, list: [y], none: }"},
      {erase("/none"), "{a: 1, list: [x, y]}"},
      {rename_key("/a", "b"), "{b: 1, list: [x, y], none: }"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.edit.pointer);
    const Result<Value> after = apply_to_value(before, row.edit);
    REQUIRE(after.has_value());
    CHECK(*after == value_of(row.after));
    if (after->kind == NodeKind::mapping) {
      CHECK(after->entries.front().first == (row.edit.action == Edit::Action::rename ? "b" : "a"));
    }
  }
  CHECK(apply_to_value(before, set("/b", number("2"), {"a"}))->entries.at(1).first == "b");
}
