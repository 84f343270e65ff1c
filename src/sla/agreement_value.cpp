#include "agreement_value.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "csx/model/type.hpp"

namespace csx::sla {
namespace {

using model::Form;
using model::Type;
using yaml::Value;

/// What names an item that has no id, by the name of its type.
struct NaturalKey {
  std::string_view type;
  std::array<std::string_view, 5> rows;
};
constexpr std::array<NaturalKey, 12> k_natural_keys{{
    {"information", {"from", "to", "field"}},
    {"time limit", {"tier", "segment", "touch_model", "priority", "when"}},
    {"responsibility", {"activity"}},
    {"handoff rule", {"type"}},
    {"role scope", {"area"}},
    {"expansion moment", {"moment"}},
    {"procedure step", {"step"}},
    {"tier criterion", {"field"}},
    {"tier process", {"area", "process"}},
    {"acquisition goal", {"period", "segment"}},
    {"mix", {"segment"}},
    {"touch model policy", {"id"}},
}};
/// The open row of a decision table.
constexpr std::string_view k_otherwise = "otherwise";

std::optional<Value> value_of(const Type& type, const void* value);

/// Scalars and lists of them in one word, for keys.
std::string word_of(const Value& value) {
  if (value.kind == yaml::NodeKind::scalar) {
    return value.text;
  }
  std::vector<std::string> words;
  for (const Value& item : value.items) {
    words.push_back(word_of(item));
  }
  for (const auto& [key, item] : value.entries) {
    words.push_back(fmt::format("{} {}", key, word_of(item)));
  }
  return fmt::format("{}", fmt::join(words, "|"));
}

const model::Row* id_row(const Type& record) {
  const auto found = std::ranges::find_if(record.rows, [](const model::Row& row) {
    return row.type->scalar != nullptr && row.type->scalar->role == model::Role::declares;
  });
  return found == record.rows.end() ? nullptr : &*found;
}

std::string natural_key(const Type& record, const void* item) {
  const auto key = std::ranges::find(k_natural_keys, record.name, &NaturalKey::type);
  if (key == k_natural_keys.end()) {
    return {};
  }
  const bool is_table = record.name == "time limit";
  std::vector<std::string> words;
  for (const std::string_view name : key->rows) {
    const model::Row* row = name.empty() ? nullptr : record.find(name);
    const std::optional<Value> value = row != nullptr ? value_of(*row->type, row->of(item)) : std::nullopt;
    if (value && !word_of(*value).empty()) {
      words.push_back(is_table && name != "when" ? fmt::format("{} {}", name, word_of(*value))
                                                 : word_of(*value));
    }
  }
  return words.empty() && is_table ? std::string(k_otherwise) : fmt::format("{}", fmt::join(words, " "));
}

std::string key_of(const Type& record, const void* item, std::size_t index) {
  const model::Row* id = id_row(record);
  std::string key = id != nullptr ? id->type->scalar->print(id->of(item)) : natural_key(record, item);
  return key.empty() ? std::to_string(index + 1) : key;
}

Value value_of_record(const Type& type, const void* value);

Value keyed_list(const Type& element, const Type& list, const void* value) {
  Value out = Value::mapping();
  for (std::size_t i = 0; i < list.list->size(value); ++i) {
    const void* item = list.list->at(value, i);
    const std::string key = key_of(element, item, i);
    std::string unique = key;
    const auto taken = [&](const auto& entry) { return entry.first == unique; };
    for (int n = 2; std::ranges::any_of(out.entries, taken); ++n) {
      unique = fmt::format("{} ({})", key, n);
    }
    out.entries.emplace_back(unique, value_of_record(element, item));
  }
  return out;
}

Value value_of_list(const Type& type, const void* value) {
  if (type.element->form == Form::record) {
    return keyed_list(*type.element, type, value);
  }
  Value out = Value::sequence();
  for (std::size_t i = 0; i < type.list->size(value); ++i) {
    if (auto item = value_of(*type.element, type.list->at(value, i))) {
      out.items.push_back(std::move(*item));
    }
  }
  return out;
}

Value value_of_record(const Type& type, const void* value) {
  Value out = Value::mapping();
  for (const model::Row& row : type.rows) {
    if (row.type->form == Form::cases) {
      continue;  // agreements have none
    }
    if (auto field = value_of(*row.type, row.of(value))) {
      out.entries.emplace_back(std::string(row.key), std::move(*field));
    }
  }
  return out;
}

/// A block that is not there, as one without fields: the blocks and lists of blocks in it are empty, so that
/// what is added later is told item by item.
Value absent_record(const Type& type) {
  Value out = Value::mapping();
  for (const model::Row& row : type.rows) {
    const bool is_list = row.type->form == Form::list && row.type->element->form == Form::record;
    const bool is_block = row.type->form == Form::optional && row.type->element->form == Form::record;
    if (is_list || is_block) {
      out.entries.emplace_back(std::string(row.key),
                               is_list ? Value::mapping() : absent_record(*row.type->element));
    }
  }
  return out;
}

std::optional<Value> value_of(const Type& type, const void* value) {
  switch (type.form) {
    case Form::scalar:
      return Value::string(type.scalar->print(value));
    case Form::optional: {
      const void* inner = type.optional->get(value);
      if (inner != nullptr) {
        return value_of(*type.element, inner);
      }
      return type.element->form == Form::record ? std::optional(absent_record(*type.element)) : std::nullopt;
    }
    case Form::list:
    case Form::dated: {
      Value list = value_of_list(type, value);
      const bool is_empty = list.items.empty() && list.kind == yaml::NodeKind::sequence;
      return is_empty ? std::nullopt : std::optional(std::move(list));
    }
    case Form::map: {
      Value out = Value::mapping();
      for (std::size_t i = 0; i < type.map->size(value); ++i) {
        if (auto each = value_of(*type.element, type.map->value_at(value, i))) {
          out.entries.emplace_back(type.key->scalar->print(type.map->key_at(value, i)), std::move(*each));
        }
      }
      return out;
    }
    case Form::or_none: {
      const std::string* none = type.or_none->none(value);
      return none != nullptr ? std::optional(Value::mapping({{"none", Value::string(*none)}}))
                             : value_of(*type.element, type.or_none->value(value));
    }
    case Form::record:
      return value_of_record(type, value);
    case Form::cases:
      break;
  }
  return std::nullopt;
}

}  // namespace

yaml::Value comparable_value(const model::Agreement& agreement) {
  Value value = value_of_record(model::type_of<model::Agreement>, &agreement);
  std::erase_if(value.entries,
                [](const auto& entry) { return entry.first == "approvals" || entry.first == "changes"; });
  return value;
}

}  // namespace csx::sla
