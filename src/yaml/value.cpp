#include "csx/yaml/value.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>

#include "core.hpp"
#include "csx/base/text.hpp"

namespace csx::yaml {

namespace {

// What is alike in a node and a value, so that one comparison serves all three pairs of them.
std::string_view scalar_text(const Value& value) {
  return value.core == Core::null ? std::string_view{} : std::string_view(value.text);
}
std::string_view scalar_text(const Node& node) {
  return node.core == Core::null ? std::string_view{} : node.text;
}
std::string_view key_of(const std::pair<std::string, Value>& entry) {
  return entry.first;
}
std::string_view key_of(const Entry& entry) {
  return entry.key.text;
}
const Value& value_of(const std::pair<std::string, Value>& entry) {
  return entry.second;
}
const Node& value_of(const Entry& entry) {
  return entry.value;
}

template <class A, class B>
bool same(const A& a, const B& b);

// In any order. Keys mostly stand in the same one: the index is made when they do not.
template <class A, class B>
bool same_entries(const A& a, const B& b) {
  if (a.entries.size() != b.entries.size()) {
    return false;
  }
  std::size_t i = 0;
  while (i < a.entries.size() && key_of(a.entries[i]) == key_of(b.entries[i])) {
    if (!same(value_of(a.entries[i]), value_of(b.entries[i]))) {
      return false;
    }
    ++i;
  }
  std::map<std::string_view, std::size_t> others;
  for (std::size_t j = i; j < b.entries.size(); ++j) {
    others.emplace(key_of(b.entries[j]), j);
  }
  return std::all_of(
      a.entries.begin() + static_cast<std::ptrdiff_t>(i), a.entries.end(), [&](const auto& entry) {
        const auto other = others.find(key_of(entry));
        return other != others.end() && same(value_of(entry), value_of(b.entries[other->second]));
      });
}

template <class A, class B>
bool same(const A& a, const B& b) {
  if (a.kind != b.kind) {
    return false;
  }
  switch (a.kind) {
    case NodeKind::scalar:
      if (a.core != b.core) {
        return false;
      }
      return a.core == Core::boolean ? to_lower_ascii(scalar_text(a)) == to_lower_ascii(scalar_text(b))
                                     : scalar_text(a) == scalar_text(b);
    case NodeKind::sequence:
      return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                        [](const auto& x, const auto& y) { return same(x, y); });
    case NodeKind::mapping:
      return same_entries(a, b);
  }
  return false;
}

Value scalar(Core core, std::string text) {
  Value value;
  value.core = core;
  value.text = std::move(text);
  return value;
}

}  // namespace

Value Value::null() {
  return scalar(Core::null, {});
}

Value Value::string(std::string text) {
  return scalar(Core::text, std::move(text));
}

Value Value::boolean(bool value) {
  return scalar(Core::boolean, value ? "true" : "false");
}

Value Value::integer(std::int64_t value) {
  return scalar(Core::integer, std::to_string(value));
}

Value Value::number(std::string text) {
  const Core core = resolve_core(text);
  const bool is_number = (core == Core::integer || core == Core::real) && in_range(text, core);
  return scalar(is_number ? core : Core::text, std::move(text));
}

Value Value::sequence(std::vector<Value> items) {
  Value value;
  value.kind = NodeKind::sequence;
  value.items = std::move(items);
  return value;
}

Value Value::mapping(std::vector<std::pair<std::string, Value>> entries) {
  Value value;
  value.kind = NodeKind::mapping;
  value.entries = std::move(entries);
  return value;
}

const Value* Value::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &std::pair<std::string, Value>::first);
  return found == entries.end() ? nullptr : &found->second;
}

Value Value::of(const Node& node) {
  Value value;
  value.kind = node.kind;
  switch (node.kind) {
    case NodeKind::scalar:
      value.core = node.core;
      value.text = scalar_text(node);
      if (node.core == Core::boolean) {
        value.text = to_lower_ascii(value.text);
      }
      break;
    case NodeKind::sequence:
      value.items.reserve(node.items.size());
      for (const Node& item : node.items) {
        value.items.push_back(of(item));
      }
      break;
    case NodeKind::mapping:
      value.entries.reserve(node.entries.size());
      for (const Entry& entry : node.entries) {
        value.entries.emplace_back(std::string(entry.key.text), of(entry.value));
      }
      break;
  }
  return value;
}

bool operator==(const Value& a, const Value& b) {
  return same(a, b);
}

bool means(const Node& node, const Value& value) {
  return same(node, value);
}

bool same_meaning(const Node& a, const Node& b) {
  return same(a, b);
}

}  // namespace csx::yaml
