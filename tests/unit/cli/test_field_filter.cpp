#include "field_filter.hpp"

#include <doctest/doctest.h>

#include "csx/yaml/tree.hpp"
#include "value_of.hpp"

using namespace csx;
using namespace csx::cli;

namespace {

/// `name pointer before -> after`.
std::vector<std::string> told(std::string_view before, std::string_view after, const FieldFilter& filter) {
  std::vector<std::string> lines;
  for (const yaml::Difference& each : filter.of(yaml::differences(value_of(before), value_of(after)))) {
    const auto side = [](const std::optional<yaml::Value>& value) {
      return value ? yaml::one_line(*value) : std::string("(absent)");
    };
    lines.push_back(each.name + ' ' + each.pointer + ' ' + side(each.before) + " -> " + side(each.after));
  }
  return lines;
}

}  // namespace

TEST_CASE("a field is told where it changed itself, below it, and as part of what came or went above it") {
  constexpr std::string_view k_before = "{name: a, owners: {csm: x, sales: y}}";
  constexpr std::string_view k_two =
      "{name: b, owners: {csm: z, sales: y}, promises: [{id: p1, text: t}, {id: p2, text: u}]}";
  struct Row {
    std::vector<std::string> fields;
    std::vector<std::string> lines;
  };
  const Row rows[] = {
      {{"name"}, {"name /name a -> b"}},
      {{"nam"}, {}},
      {{"owners"}, {"owners.csm /owners/csm x -> z"}},
      {{"owners.csm"}, {"owners.csm /owners/csm x -> z"}},
      {{"owners.sales"}, {}},
      {{"owners.csm.deeper"}, {}},
      {{"promises"}, {"promises /promises (absent) -> [{id: p1, text: t}, {id: p2, text: u}]"}},
      {{"promises.p2"}, {"promises.p2 /promises/1 (absent) -> {id: p2, text: u}"}},
      {{"promises.p2.text"}, {"promises.p2.text /promises/1/text (absent) -> u"}},
      {{"promises.1.text"}, {"promises.1.text /promises/1/text (absent) -> u"}},
      {{"promises.p3"}, {}},
      {{"name", "promises.p1.id"}, {"name /name a -> b", "promises.p1.id /promises/0/id (absent) -> p1"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.fields.front());
    FieldFilter filter;
    for (const std::string& field : row.fields) {
      filter.add(field);
    }
    CHECK(told(k_before, k_two, filter) == row.lines);
  }
  CHECK(told(k_before, k_two, FieldFilter()).size() == 3);
}

TEST_CASE("a field of a list that goes keeps the pointer that it had") {
  FieldFilter filter;
  filter.add("promises.p1.text");
  CHECK(told("{promises: [{id: p0}, {id: p1, text: t}]}", "{}", filter) ==
        std::vector<std::string>{"promises.p1.text /promises/1/text t -> (absent)"});
}

TEST_CASE("pointers become names, items by their id where they have one") {
  const yaml::Value value = value_of("{a: {b/c: 1}, list: [{id: p1, x: 1}, {x: 2}, 3]}");
  struct Row {
    std::string_view pointer;
    std::string_view name;
  };
  for (const Row& row : {Row{"/a/b~1c", "a.b/c"},
                         {"/list/0/x", "list.p1.x"},
                         {"/list/1/x", "list.1.x"},
                         {"/list/2", "list.2"},
                         {"/list/9/x", "list.9.x"},
                         {"/none/0", "none.0"},
                         {"", ""}}) {
    CAPTURE(row.pointer);
    CHECK(name_of_pointer(value, row.pointer) == row.name);
  }
}
