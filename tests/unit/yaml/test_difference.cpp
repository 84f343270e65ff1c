#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "csx/yaml/difference.hpp"
#include "reading.hpp"

using namespace csx::yaml;
using namespace csx::yaml::test;

namespace {

std::string told(std::string_view before, std::string_view after) {
  std::string lines;
  for (const Difference& each : differences(value_of(before), value_of(after))) {
    lines += fmt::format("{} {}: {} -> {}\n", each.pointer, each.name,
                         each.before ? one_line(*each.before) : "(absent)",
                         each.after ? one_line(*each.after) : "(absent)");
  }
  return lines;
}

}  // namespace

TEST_CASE("differences are told down to the smallest part, items of lists by what names them") {
  struct Row {
    std::string_view before;
    std::string_view after;
    std::string_view wanted;
  };
  const Row rows[] = {
      {"a: 1", "a: 1", ""},
      {"a: 1\nb: 2", "b: 2\na: 1", ""},
      {"a: {b: 1}", "a: {b: 2}", "/a/b a.b: 1 -> 2\n"},
      {"a: [x, w]", "a: [x, z, w]", "/a/1 a.1: (absent) -> z\n"},
      {"a: [x, w]", "a: [w]", "/a/0 a.0: x -> (absent)\n"},
      {"p: [{id: a, n: 1}, {id: b, n: 2}]", "p: [{id: b, n: 3}, {id: a, n: 1}]", "/p/0/n p.b.n: 2 -> 3\n"},
      // The same thing under another name, wherever it stands.
      {"p: [{id: a, n: 1}]", "p: [{id: c, n: 1}]", "/p/0/id p.c.id: a -> c\n"},
      {"p: [{id: a, n: 1}, {id: b, n: 1}]", "p: [{id: b, n: 1}, {id: c, n: 1}]", "/p/1/id p.c.id: a -> c\n"},
      {"p: [{id: a, n: 1}, {id: b, n: 1}]", "p: [{id: c, n: 1}, {id: d, n: 1}]",
       "/p/0/id p.c.id: a -> c\n/p/1/id p.d.id: b -> d\n"},
      // Another thing: one came and one went.
      {"p: [{id: a, n: 1}]", "p: [{id: c, n: 2}]",
       "/p/0 p.c: (absent) -> {id: c, n: 2}\n/p/0 p.a: {id: a, n: 1} -> (absent)\n"},
      // An item that gets an id is not one that had another.
      {"p: [{n: 1}]", "p: [{id: c, n: 1}]",
       "/p/0 p.c: (absent) -> {id: c, n: 1}\n/p/0 p.0: {n: 1} -> (absent)\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    CHECK(told(row.before, row.after) == row.wanted);
  }
}
