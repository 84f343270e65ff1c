#include "field_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

#include "csx/base/text.hpp"
#include "field_values.hpp"

namespace csx::cli {
namespace {

using yaml::Difference;
using yaml::NodeKind;
using yaml::Value;

std::vector<std::string> parts_of(std::string_view dotted) {
  std::vector<std::string> parts;
  for (const std::string_view part : split(dotted, '.')) {
    if (!part.empty()) {
      parts.emplace_back(part);
    }
  }
  return parts;
}

const std::string* id_of(const Value& item) {
  const Value* id = item.kind == NodeKind::mapping ? item.find("id") : nullptr;
  return id != nullptr && id->kind == NodeKind::scalar ? &id->text : nullptr;
}

/// What a part of a name names in a value, and how a pointer calls it.
struct Child {
  const Value* value = nullptr;
  std::string token;
};
Child child_of(const Value& value, const std::string& part) {
  if (value.kind == NodeKind::mapping) {
    return {value.find(part), part};
  }
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const std::string* id = id_of(value.items[i]);
    if (id != nullptr && *id == part) {
      return {&value.items[i], std::to_string(i)};
    }
  }
  const std::optional<std::size_t> index = index_of(part);
  const bool is_there = index && *index < value.items.size();
  return {is_there ? &value.items[*index] : nullptr, part};
}

struct Below {
  std::optional<Value> value;
  std::string pointer;
};
Below go_down(const std::optional<Value>& from, std::span<const std::string> parts) {
  const Value* at = from ? &*from : nullptr;
  Below below;
  for (const std::string& part : parts) {
    const Child child = at != nullptr ? child_of(*at, part) : Child{nullptr, part};
    at = child.value;
    below.pointer += '/' + escape_pointer_token(child.token);
  }
  if (at != nullptr) {
    below.value = *at;
  }
  return below;
}

bool begins_with(std::span<const std::string> name, std::span<const std::string> start) {
  return name.size() >= start.size() && std::equal(start.begin(), start.end(), name.begin());
}

/// What a change above a field means for it.
std::optional<Difference> narrowed(const Difference& difference, const std::string& name,
                                   std::span<const std::string> parts) {
  Below before = go_down(difference.before, parts);
  Below after = go_down(difference.after, parts);
  if (before.value == after.value) {
    return std::nullopt;
  }
  return Difference{difference.pointer + (after.value ? after.pointer : before.pointer), name,
                    std::move(before.value), std::move(after.value)};
}

}  // namespace

void FieldFilter::add(std::string_view dotted) {
  m_fields.push_back(parts_of(dotted));
  m_names.push_back(fmt::format("{}", fmt::join(m_fields.back(), ".")));
}

std::vector<Difference> FieldFilter::of(std::vector<Difference> differences) const {
  if (m_fields.empty()) {
    return differences;
  }
  std::vector<Difference> kept;
  for (Difference& difference : differences) {
    const std::vector<std::string> name = parts_of(difference.name);
    if (std::ranges::any_of(m_fields, [&](const auto& field) { return begins_with(name, field); })) {
      kept.push_back(std::move(difference));
      continue;
    }
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
      const std::span<const std::string> field = m_fields[i];
      if (begins_with(field, name)) {
        if (auto below = narrowed(difference, m_names[i], field.subspan(name.size()))) {
          kept.push_back(std::move(*below));
        }
      }
    }
  }
  return kept;
}

std::string name_of_pointer(const Value& root, std::string_view pointer) {
  std::string name;
  const Value* at = &root;
  const std::vector<std::string_view> tokens = split(pointer, '/');
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    std::string part = unescape_pointer_token(tokens[i]);
    const std::optional<std::size_t> index = index_of(part);
    if (at != nullptr && at->kind == NodeKind::sequence && index && *index < at->items.size()) {
      at = &at->items[*index];
      const std::string* id = id_of(*at);
      part = id != nullptr ? *id : part;
    } else {
      at = at != nullptr ? child_of(*at, part).value : nullptr;
    }
    name += (name.empty() ? "" : ".") + part;
  }
  return name;
}

}  // namespace csx::cli
