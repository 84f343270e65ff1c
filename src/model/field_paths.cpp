#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"

namespace csx::model {
namespace {

/// Below optionals and lists: what a further key is looked up in.
const Type& item_of(const Type& type) {
  const Type* inner = &bare(type);
  while (inner->form == Form::list || inner->form == Form::dated) {
    inner = inner->form == Form::dated ? inner->element->rows[1].type : inner->element;
    inner = &bare(*inner);
  }
  return *inner;
}

/// The row of a key, cases' rows included.
const Row* find_row(const Type& type, std::string_view key) {
  if (const Row* row = type.find(key)) {
    return row;
  }
  for (const Row& row : type.rows) {
    if (row.type->form != Form::cases) {
      continue;
    }
    for (const Type* each : row.type->cases->types) {
      if (const Row* inner = each->find(key)) {
        return inner;
      }
    }
  }
  return nullptr;
}

void add_paths(const Type& type, const std::string& prefix, std::vector<std::string>& out) {
  for (const Row& row : type.rows) {
    if (row.type->form == Form::cases) {
      for (const Type* each : row.type->cases->types) {
        add_paths(*each, prefix, out);
      }
      continue;
    }
    const std::string path = prefix.empty() ? std::string(row.key) : prefix + "." + std::string(row.key);
    out.push_back(path);
    add_paths(item_of(*row.type), path, out);
  }
}

void add_values(const Type& type, const void* value, std::span<const std::string_view> keys,
                std::vector<FieldValue>& out);

void add_row_values(const Type& type, const void* value, std::span<const std::string_view> keys,
                    std::vector<FieldValue>& out) {
  for (const Row& row : type.rows) {
    if (row.type->form == Form::cases) {
      if (const void* inner = row.type->cases->get(row.of(value))) {
        add_row_values(*row.type->cases->types[row.type->cases->tag(row.of(value))], inner, keys, out);
      }
    } else if (row.key == keys.front()) {
      add_values(*row.type, row.of(value), keys.subspan(1), out);
      return;
    }
  }
}

void add_items(const Type& type, const void* value, std::span<const std::string_view> keys,
               std::vector<FieldValue>& out) {
  const std::size_t size = type.list->size(value);
  for (std::size_t i = 0; i < size; ++i) {
    const void* item = type.list->at(value, i);
    if (type.form == Form::dated) {
      const Row& row = type.element->rows[1];
      add_values(*row.type, row.of(item), keys, out);
    } else {
      add_values(*type.element, item, keys, out);
    }
  }
}

void add_values(const Type& type, const void* value, std::span<const std::string_view> keys,
                std::vector<FieldValue>& out) {
  switch (type.form) {
    case Form::optional:
      if (const void* inner = type.optional->get(value)) {
        add_values(*type.element, inner, keys, out);
      }
      return;
    case Form::or_none:
      if (type.or_none->none(value) != nullptr) {
        out.push_back({&type, value, true});
      } else {
        add_values(*type.element, type.or_none->value(value), keys, out);
      }
      return;
    case Form::list:
    case Form::dated:
      if (keys.empty() && type.form == Form::list) {
        out.push_back({&type, value, false});
      } else {
        add_items(type, value, keys, out);
      }
      return;
    case Form::map:
      if (keys.empty()) {
        out.push_back({&type, value, false});
        return;
      }
      for (std::size_t i = 0; i < type.map->size(value); ++i) {
        if (type.key->scalar->print(type.map->key_at(value, i)) == keys.front()) {
          add_values(*type.element, type.map->value_at(value, i), keys.subspan(1), out);
        }
      }
      return;
    case Form::record:
      if (!keys.empty()) {
        add_row_values(type, value, keys, out);
        return;
      }
      out.push_back({&type, value, false});
      return;
    case Form::scalar:
      if (keys.empty()) {
        out.push_back({&type, value, false});
      }
      return;
    case Form::cases:
      return;
  }
}

}  // namespace

const Type* field_type(const Type& record, std::string_view dotted) {
  const Type* type = &record;
  for (std::string_view key : split(dotted, '.')) {
    const Type& holder = item_of(*type);
    if (holder.form == Form::map) {
      type = holder.element;
      continue;
    }
    const Row* row = find_row(holder, key);
    if (row == nullptr) {
      return nullptr;
    }
    type = row->type;
  }
  return type;
}

std::vector<std::string> field_paths(const Type& record) {
  std::vector<std::string> paths;
  add_paths(record, {}, paths);
  return paths;
}

std::vector<FieldValue> field_values(const Type& record, const void* value, std::string_view dotted) {
  const std::vector<std::string_view> keys = split(dotted, '.');
  std::vector<FieldValue> values;
  add_values(record, value, keys, values);
  return values;
}

}  // namespace csx::model
