#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/yaml/edit.hpp"

namespace csx::yaml::test {

inline Edit set(std::string pointer, Value value, std::vector<std::string> after = {}) {
  return {Edit::Action::set, 0, std::move(pointer), std::move(value), {}, std::move(after)};
}
inline Edit set(std::string pointer, std::string text) {
  return set(std::move(pointer), Value::string(std::move(text)));
}
inline Edit append(std::string pointer, Value value) {
  return {Edit::Action::append, 0, std::move(pointer), std::move(value), {}, {}};
}
inline Edit insert(std::string pointer, Value value) {
  return {Edit::Action::insert, 0, std::move(pointer), std::move(value), {}, {}};
}
inline Edit erase(std::string pointer) {
  return {Edit::Action::erase, 0, std::move(pointer), {}, {}, {}};
}
inline Edit rename_key(std::string pointer, std::string key) {
  return {Edit::Action::rename, 0, std::move(pointer), {}, std::move(key), {}};
}
inline Edit in_document(std::uint32_t document, Edit edit) {
  edit.document = document;
  return edit;
}

inline Value text(std::string words) {
  return Value::string(std::move(words));
}
inline Value number(std::string digits) {
  return Value::number(std::move(digits));
}
inline Value list(std::vector<Value> items) {
  return Value::sequence(std::move(items));
}
inline Value map(std::vector<std::pair<std::string, Value>> entries) {
  return Value::mapping(std::move(entries));
}

inline Result<std::string> apply_all(std::string_view before, const std::vector<Edit>& edits) {
  return yaml::apply(before, edits);
}
inline Result<std::string> apply_one(std::string_view before, const Edit& edit) {
  return apply_all(before, {edit});
}

/// One edit of a text.
struct EditRow {
  std::string before;
  Edit edit;
  std::string after;
};

inline void check_rows(const std::vector<EditRow>& rows) {
  for (const EditRow& row : rows) {
    CAPTURE(row.before);
    CAPTURE(row.edit.pointer);
    const Result<std::string> outcome = apply_one(row.before, row.edit);
    CAPTURE((outcome ? std::string() : outcome.error().message));
    REQUIRE(outcome.has_value());
    CHECK(*outcome == row.after);
  }
}

}  // namespace csx::yaml::test
