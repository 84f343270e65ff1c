#include "fields.hpp"

#include "csx/base/text.hpp"
#include "csx/model/write.hpp"

#include <nlohmann/json.hpp>

namespace csx::cli {
namespace {

using model::Form;
using model::Type;

const model::Row* find_row(const Type& record, std::string_view key, const Type*& owner) {
  for (const model::Row& row : record.rows) {
    if (row.key == key) {
      owner = &record;
      return &row;
    }
    if (row.type->form == Form::cases) {
      for (const Type* each : row.type->cases->types) {
        if (const model::Row* found = find_row(*each, key, owner)) {
          return found;
        }
      }
    }
  }
  return nullptr;
}

struct FieldStep {
  std::string_view key;
  std::string_view rest;
};

FieldStep first_step(std::string_view dotted) {
  const std::size_t dot = dotted.find('.');
  return dot == dotted.npos ? FieldStep{dotted, {}}
                            : FieldStep{dotted.substr(0, dot), dotted.substr(dot + 1)};
}

class FieldCollector {
 public:
  explicit FieldCollector(time::Date day) : m_day(day) {}

  void collect(const Type& type, const void* value, std::string_view rest) {
    switch (type.form) {
      case Form::optional:
        if (const void* inner = type.optional->get(value)) {
          collect(*type.element, inner, rest);
        }
        return;
      case Form::or_none:
        if (const std::string* reason = type.or_none->none(value)) {
          found.push_back({&type, nullptr, *reason});
          return;
        }
        collect(*type.element, type.or_none->value(value), rest);
        return;
      case Form::dated:
        if (const void* inner = in_force(type, value, m_day)) {
          collect(*type.element->rows[1].type, inner, rest);
        }
        return;
      case Form::list:
        for (std::size_t i = 0; i < type.list->size(value); ++i) {
          collect(*type.element, type.list->at(value, i), rest);
        }
        return;
      case Form::map:
        collect_pairs(type, value, rest);
        return;
      case Form::record:
        if (!rest.empty()) {
          collect_row(type, value, rest);
          return;
        }
        break;
      case Form::scalar:
      case Form::cases:
        break;
    }
    if (rest.empty()) {
      found.push_back({&type, value, {}});
    }
  }

  std::vector<Leaf> found;

 private:
  void collect_pairs(const Type& type, const void* value, std::string_view rest) {
    if (rest.empty()) {
      found.push_back({&type, value, {}});
      return;
    }
    for (std::size_t i = 0; i < type.map->size(value); ++i) {
      const std::string key = type.key->scalar->print(type.map->key_at(value, i));
      if (rest == key) {
        collect(*type.element, type.map->value_at(value, i), {});
      } else if (rest.starts_with(key) && rest[key.size()] == '.') {
        collect(*type.element, type.map->value_at(value, i), rest.substr(key.size() + 1));
      }
    }
  }

  void collect_row(const Type& type, const void* value, std::string_view dotted) {
    const FieldStep step = first_step(dotted);
    for (const model::Row& row : type.rows) {
      if (row.key == step.key) {
        collect(*row.type, row.of(value), step.rest);
        return;
      }
    }
    for (const model::Row& row : type.rows) {
      if (row.type->form != Form::cases) {
        continue;
      }
      const void* body = row.type->cases->get(row.of(value));
      if (body != nullptr) {
        collect_row(*row.type->cases->types[row.type->cases->tag(row.of(value))], body, dotted);
      }
    }
  }

  time::Date m_day;
};

std::optional<std::string> id_of(const Leaf& leaf) {
  if (leaf.type->form != Form::record) {
    return std::nullopt;
  }
  for (const model::Row& row : leaf.type->rows) {
    if (row.type->scalar != nullptr && row.type->scalar->role == model::Role::declares) {
      return row.type->scalar->print(row.of(leaf.value));
    }
  }
  return std::nullopt;
}

}  // namespace

const void* in_force(const Type& dated, const void* list, time::Date day) {
  const void* found = nullptr;
  std::optional<time::Date> best;
  for (std::size_t i = 0; i < dated.list->size(list); ++i) {
    const void* item = dated.list->at(list, i);
    const auto& from = *static_cast<const time::Date*>(dated.element->rows[0].of(item));
    if (from <= day && (!best || from >= *best)) {
      best = from;
      found = dated.element->rows[1].of(item);
    }
  }
  return found;
}

const Type& core_type(const Type& type) {
  const Type* at = &type;
  for (;;) {
    if (at->form == Form::dated) {
      at = at->element->rows[1].type;
    } else if (at->form == Form::optional || at->form == Form::or_none || at->form == Form::list) {
      at = at->element;
    } else {
      return *at;
    }
  }
}

std::optional<Field> find_field(const Type& record, std::string_view dotted) {
  const Type* at = &core_type(record);
  std::optional<Field> field;
  while (!dotted.empty()) {
    if (at->form == Form::map) {
      return field;  // keys of a map are whatever the record says
    }
    if (at->form != Form::record) {
      return std::nullopt;
    }
    const FieldStep step = first_step(dotted);
    Field next;
    next.row = find_row(*at, step.key, next.owner);
    if (next.row == nullptr) {
      return std::nullopt;
    }
    field = next;
    at = &core_type(*next.row->type);
    dotted = step.rest;
  }
  return field;
}

std::optional<Field> find_described(const Type& record, std::string_view dotted) {
  const Type* at = &core_type(record);
  std::optional<Field> field;
  for (bool is_key_open = false; !dotted.empty();) {
    if (at->form == Form::map) {
      at = &core_type(*at->element);
      is_key_open = true;
      continue;
    }
    if (at->form != Form::record) {
      return std::nullopt;
    }
    const FieldStep step = first_step(dotted);
    dotted = step.rest;
    Field next;
    next.row = find_row(*at, step.key, next.owner);
    if (next.row != nullptr) {
      field = next;
      at = &core_type(*next.row->type);
      is_key_open = false;
    } else if (!is_key_open || dotted.empty()) {
      return std::nullopt;
    }
  }
  return field;
}

std::vector<Leaf> leaves(const Type& record, const void* value, std::string_view dotted, time::Date day) {
  FieldCollector collector(day);
  collector.collect(record, value, dotted);
  return std::move(collector.found);
}

std::string to_text(const Leaf& leaf) {
  if (leaf.value == nullptr) {
    return fmt::format("none: {}", leaf.none);
  }
  if (leaf.type->form == Form::scalar) {
    return leaf.type->scalar->print(leaf.value);
  }
  if (std::optional<std::string> id = id_of(leaf)) {
    return *id;
  }
  if (leaf.type->form == Form::map) {
    std::string text;
    for (std::size_t i = 0; i < leaf.type->map->size(leaf.value); ++i) {
      text += fmt::format("{}{}: {}", i == 0 ? "" : ", ",
                          leaf.type->key->scalar->print(leaf.type->map->key_at(leaf.value, i)),
                          model::to_text(*leaf.type->element, leaf.type->map->value_at(leaf.value, i)));
    }
    return text;
  }
  return "{…}";
}

Json to_json(const Leaf& leaf) {
  Json out;
  if (leaf.value == nullptr) {
    out["none"] = leaf.none;
  } else {
    model::to_json(*leaf.type, leaf.value, out);
  }
  return out;
}

}  // namespace csx::cli
