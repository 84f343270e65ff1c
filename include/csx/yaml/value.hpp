#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "csx/yaml/tree.hpp"

namespace csx::yaml {

/// A value to be written: what it means, not how it is spelled. Numbers and instants keep the text that they
/// are written with, so that nothing is lost on the way.
struct Value {
  NodeKind kind = NodeKind::scalar;
  Core core = Core::null;    ///< of a scalar
  std::string text;          ///< of a scalar; empty for null, `true` or `false` for a truth value
  std::vector<Value> items;  ///< of a sequence
  std::vector<std::pair<std::string, Value>> entries;  ///< of a mapping, in the order to be written
  std::vector<std::string> comment;  ///< lines that stand above it in a new document, without their '#'

  static Value null();
  static Value string(std::string text);
  static Value boolean(bool value);
  static Value integer(std::int64_t value);
  /// An integer or a real, as it shall stand in the file: `12`, `1.50`. Anything else than a number of the
  /// core schema becomes text.
  static Value number(std::string text);
  static Value sequence(std::vector<Value> items = {});
  static Value mapping(std::vector<std::pair<std::string, Value>> entries = {});
  /// What a node of a file means. Aliases become what they repeat, keys their text.
  static Value of(const Node& node);

  /// The value of a key of a mapping; null when there is none.
  const Value* find(std::string_view key) const;

  /// Same meaning: comments and the order of keys do not count, the digits of a number do (`1.5` is not
  /// `1.50`).
  friend bool operator==(const Value& a, const Value& b);
};

/// As `Value::of(node) == value`, without making the one.
bool means(const Node& node, const Value& value);
/// As `Value::of(a) == Value::of(b)`.
bool same_meaning(const Node& a, const Node& b);

}  // namespace csx::yaml
