#include <nlohmann/json.hpp>

#include "csx/base/text.hpp"
#include "csx/model/containers.hpp"
#include "csx/model/write.hpp"

namespace csx::model {
namespace {

bool is_absent(const Type& type, const void* value) {
  switch (type.form) {
    case Form::optional:
      return type.optional->get(value) == nullptr;
    case Form::or_none:
      return type.or_none->none(value) == nullptr && is_absent(*type.element, type.or_none->value(value));
    case Form::list:
    case Form::dated:
      return type.list->size(value) == 0;
    case Form::map:
      return type.map->size(value) == 0;
    case Form::cases:
      return type.cases->get(value) == nullptr;
    case Form::scalar:
    case Form::record:
      return false;
  }
  return false;
}

void add_rows(std::span<const Row> rows, const void* record, Json& out) {
  for (const Row& row : rows) {
    const void* value = row.of(record);
    if (is_absent(*row.type, value)) {
      continue;
    }
    if (row.type->form == Form::cases) {
      add_rows(row.type->cases->types[row.type->cases->tag(value)]->rows, row.type->cases->get(value), out);
    } else {
      to_json(*row.type, value, out[std::string(row.key)]);
    }
  }
}

void dated_to_json(const Type& type, const void* value, Json& out) {
  const Row& from = type.element->rows[0];
  const Row& held = type.element->rows[1];
  const void* first = type.list->at(value, 0);
  const bool lone =
      type.list->size(value) == 1 && *static_cast<const time::Date*>(from.of(first)) == Dated<int>::k_always;
  if (lone) {
    to_json(*held.type, held.of(first), out);
    return;
  }
  out = Json::array();
  for (std::size_t i = 0; i < type.list->size(value); ++i) {
    to_json(*type.element, type.list->at(value, i), out.emplace_back());
  }
}

}  // namespace

void to_json(const Type& type, const void* value, Json& out) {
  switch (type.form) {
    case Form::scalar:
      type.scalar->json(value, out);
      return;
    case Form::optional:
      if (const void* inner = type.optional->get(value)) {
        to_json(*type.element, inner, out);
      }
      return;
    case Form::or_none:
      if (const std::string* reason = type.or_none->none(value)) {
        out = Json{{"none", *reason}};
      } else {
        to_json(*type.element, type.or_none->value(value), out);
      }
      return;
    case Form::list:
      out = Json::array();
      for (std::size_t i = 0; i < type.list->size(value); ++i) {
        to_json(*type.element, type.list->at(value, i), out.emplace_back());
      }
      return;
    case Form::dated:
      dated_to_json(type, value, out);
      return;
    case Form::map:
      out = Json::object();
      for (std::size_t i = 0; i < type.map->size(value); ++i) {
        to_json(*type.element, type.map->value_at(value, i),
                out[type.key->scalar->print(type.map->key_at(value, i))]);
      }
      return;
    case Form::record:
      out = Json::object();
      add_rows(type.rows, value, out);
      return;
    case Form::cases:
      return;
  }
}

void to_json(const AnyRecord& record, Json& out) {
  out = Json::object();
  out["kind"] = std::string(record.kind().name);
  add_rows(record.kind().type->rows, record.value(), out);
}

std::string to_text(const Type& type, const void* value) {
  switch (type.form) {
    case Form::scalar:
      return type.scalar->print(value);
    case Form::optional: {
      const void* inner = type.optional->get(value);
      return inner == nullptr ? std::string() : to_text(*type.element, inner);
    }
    case Form::or_none:
      if (const std::string* reason = type.or_none->none(value)) {
        return "none: " + *reason;
      }
      return to_text(*type.element, type.or_none->value(value));
    case Form::dated: {
      // The value that holds last is what a table shows.
      const std::size_t size = type.list->size(value);
      const Row& held = type.element->rows[1];
      return size == 0 ? std::string() : to_text(*held.type, held.of(type.list->at(value, size - 1)));
    }
    case Form::list: {
      if (type.element->form != Form::scalar) {
        const std::size_t size = type.list->size(value);
        return size == 0 ? std::string() : counted(size, type.element->name);
      }
      std::string text;
      for (std::size_t i = 0; i < type.list->size(value); ++i) {
        text += (i == 0 ? "" : ", ") + to_text(*type.element, type.list->at(value, i));
      }
      return text;
    }
    case Form::map: {
      std::string text;
      for (std::size_t i = 0; i < type.map->size(value); ++i) {
        text += (i == 0 ? "" : ", ") + type.key->scalar->print(type.map->key_at(value, i)) + ": " +
                to_text(*type.element, type.map->value_at(value, i));
      }
      return text;
    }
    case Form::record: {
      std::string text;
      for (const Row& row : type.rows) {
        if (!row.key.empty() && !is_absent(*row.type, row.of(value))) {
          text +=
              (text.empty() ? "" : ", ") + std::string(row.key) + ": " + to_text(*row.type, row.of(value));
        }
      }
      return text;
    }
    case Form::cases:
      return {};
  }
  return {};
}

}  // namespace csx::model
