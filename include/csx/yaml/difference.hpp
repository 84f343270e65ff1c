#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/yaml/value.hpp"

namespace csx::yaml {

/// One place at which two values differ.
struct Difference {
  std::string pointer;          ///< RFC 6901, into `after`; into `before` for what is gone
  std::string name;             ///< for people: `subscriptions.s1.mrr`, items by their id
  std::optional<Value> before;  ///< none: was not there
  std::optional<Value> after;   ///< none: is gone
};

/// What differs between two values, down to the smallest parts that differ, in the order of `after`. Items of
/// lists that are mappings with an `id` are told by it, wherever they stand; one whose id alone is new is the
/// one it was. Others are told by what they hold, in order.
std::vector<Difference> differences(const Value& before, const Value& after);

/// A value on one line, as it would be typed: `[a, b]`, `{from: 2026-01-01, value: b}`; without quotes where
/// it is a scalar.
std::string one_line(const Value& value);

}  // namespace csx::yaml
