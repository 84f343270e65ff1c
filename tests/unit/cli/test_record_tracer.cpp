#include "record_tracer.hpp"

#include <doctest/doctest.h>

using namespace csx;
using namespace csx::cli;

namespace {

std::shared_ptr<const PastFile> text(const char* yaml) {
  return yaml == nullptr ? nullptr : std::make_shared<const PastFile>(yaml);
}

constexpr const char* k_now = "{kind: account, id: new, name: N, a: 1, b: 2, c: 3}";

std::string origin_among(const std::vector<BothSides>& files) {
  const PastFile now(k_now);
  const auto found = find_origin(now.name(0), now.value(0), files);
  return found ? found->path + ' ' + found->name : "none";
}

}  // namespace

TEST_CASE(
    "a record that a commit brings was where it no longer is, or is one that went and is much like it") {
  constexpr const char* k_old = "{kind: account, id: old, name: O, a: 1, b: 2, c: 3}";
  constexpr const char* k_other = "{kind: account, id: old, name: O, a: 9, b: 2, c: 3}";
  constexpr const char* k_other_kind = "{kind: person, id: old, name: N, a: 1, b: 2, c: 3}";
  struct Row {
    const char* what;
    std::vector<BothSides> files;
    std::string_view origin;
  };
  const Row rows[] = {
      {"nothing", {}, "none"},
      {"new files alone", {{"new.yaml", nullptr, text(k_now)}}, "none"},
      {"moved", {{"old.yaml", text(k_now), nullptr}}, "old.yaml account/new"},
      {"moved and much changed",
       {{"old.yaml", text("{kind: account, id: new}"), nullptr}},
       "old.yaml account/new"},
      {"still there", {{"old.yaml", text(k_now), text(k_now)}}, "none"},
      {"another id, same file", {{"a.yaml", text(k_old), text(k_now)}}, "a.yaml account/old"},
      {"another id, other file", {{"a.yaml", text(k_old), nullptr}}, "a.yaml account/old"},
      {"alike, but it stays", {{"a.yaml", text(k_old), text(k_old)}}, "none"},
      {"alike, but it only moved",
       {{"a.yaml", text(k_old), nullptr}, {"b.yaml", nullptr, text(k_old)}},
       "none"},
      {"not alike enough", {{"a.yaml", text(k_other), nullptr}}, "none"},
      {"another kind", {{"a.yaml", text(k_other_kind), nullptr}}, "none"},
      {"the same name before the more alike",
       {{"a.yaml", text(k_old), nullptr}, {"b.yaml", text("{kind: account, id: new}"), nullptr}},
       "b.yaml account/new"},
      {"one of several documents",
       {{"a.yaml", text("{kind: person, id: p}\n---\n{kind: account, id: old, name: N, a: 1, b: 2, c: 3}\n"),
         text("{kind: person, id: p}\n")}},
       "a.yaml account/old"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(origin_among(row.files) == row.origin);
  }
}

TEST_CASE("records stand in YAML files that are not hidden") {
  CHECK(may_hold_records("a/b.yaml"));
  CHECK(may_hold_records("a.yml"));
  CHECK_FALSE(may_hold_records("a.md"));
  CHECK_FALSE(may_hold_records(".ci/a.yaml"));
  CHECK_FALSE(may_hold_records("a/.b/c.yaml"));
}
