#include "csx/base/text.hpp"
#include "csx/model/write.hpp"
#include "explain.hpp"
#include "prose.hpp"

#include <nlohmann/json.hpp>

namespace csx::cli {
namespace {

using model::Form;
using model::Type;

std::string number(double value) {
  return value == static_cast<double>(static_cast<std::int64_t>(value))
             ? std::to_string(static_cast<std::int64_t>(value))
             : fmt::format("{}", value);
}

/// `at least 0, at most 100`, or empty.
std::string bounds_in_words(const model::Row& row) {
  const model::Bounds& bounds = row.bounds;
  std::vector<std::string> parts;
  if (bounds.min) {
    parts.push_back(fmt::format("at least {}", number(*bounds.min)));
  }
  if (bounds.max) {
    parts.push_back(fmt::format("at most {}", number(*bounds.max)));
  }
  const std::size_t min_items = std::max(bounds.min_items, row.type->min_items);
  if (min_items > 0 && row.type->form != Form::dated) {
    parts.push_back(fmt::format("at least {}", counted(min_items, "item")));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

void append_rows(std::string& out, const Type& record, const PageStyle& style) {
  constexpr std::size_t k_column = 24;
  for (const model::Row& row : record.rows) {
    if (row.type->form == Form::cases) {
      continue;
    }
    std::string line = fmt::format("  {}{}", row.key, row.required() ? " *" : "");
    line.resize(std::max(k_column, line.size() + 2), ' ');
    out += line;
    out += wrapped(row.doc, style.width, k_column).substr(k_column);
  }
}

/// The words of the field that chooses among a record's cases.
std::span<const model::Word> words_of_tag(const Type& record) {
  const model::Row* tag = record.tag.empty() ? nullptr : record.find(record.tag);
  return tag == nullptr ? std::span<const model::Word>() : core_type(*tag->type).scalar->words;
}

void append_fields(std::string& out, const Type& record, const PageStyle& style) {
  append_rows(out, record, style);
  const std::span<const model::Word> words = words_of_tag(record);
  for (const model::Row& row : record.rows) {
    if (row.type->form != Form::cases) {
      continue;
    }
    for (std::size_t i = 0; i < words.size() && i < row.type->cases->types.size(); ++i) {
      out += fmt::format("\nFurther fields with {}: {}\n", record.tag, words[i].word);
      append_rows(out, *row.type->cases->types[i], style);
    }
  }
}

Json rows_json(const Type& record) {
  Json rows = Json::array();
  for (const model::Row& row : record.rows) {
    if (!row.key.empty()) {
      rows.push_back({{"field", row.key},
                      {"type", type_in_words(*row.type)},
                      {"required", row.required()},
                      {"doc", row.doc}});
    }
  }
  return rows;
}

/// The record whose fields a field holds, itself or in a table; null for none.
const Type* block_of(const Type& type) {
  const Type* core = &core_type(type);
  core = core->form == Form::map ? &core_type(*core->element) : core;
  return core->form == Form::record ? core : nullptr;
}

}  // namespace

std::string type_in_words(const Type& type) {
  switch (type.form) {
    case Form::optional:
      return type_in_words(*type.element);
    case Form::or_none:
      return type_in_words(*type.element) + ", or none with a reason";
    case Form::list:
      return fmt::format("{}list of: {}", type.lone ? "one of, or " : "", type_in_words(*type.element));
    case Form::dated:
      return fmt::format("{}, or a list of {{from, value}} when it has changed",
                         type_in_words(*type.element->rows[1].type));
    case Form::map:
      return fmt::format("{} by {}", type_in_words(*type.element), type_in_words(*type.key));
    case Form::scalar:
      return type.scalar->role == model::Role::refers ? fmt::format("id of {}", with_article(type.name))
                                                      : std::string(type.name);
    case Form::record:
    case Form::cases:
      break;
  }
  return std::string(type.name);
}

std::string kind_page(const model::Kind& kind, const PageStyle& style) {
  std::string out = fmt::format("{}\n\n{}", kind.name, wrapped(kind.type->doc, style.width, 0));
  if (!kind.layout.empty()) {
    out += fmt::format("\nFile\n  {}\n", kind.layout);
  }
  out += "\nFields (* must be there)\n";
  append_fields(out, *kind.type, style);
  out += fmt::format("\nOne field: csx explain {}.{}\n", kind.name, kind.type->rows.front().key);
  return out;
}

Json kind_json(const model::Kind& kind) {
  Json json;
  json["kind"] = kind.name;
  json["doc"] = kind.type->doc;
  json["layout"] = kind.layout;
  json["fields"] = rows_json(*kind.type);
  return json;
}

std::string field_page(std::string_view path, const Field& field, const PageStyle& style) {
  const model::Row& row = *field.row;
  const Type& core = core_type(*row.type);
  std::string out = fmt::format("{}\n\n{}\n", path, wrapped(row.doc, style.width, 0));
  out += fmt::format("  type      {}\n", type_in_words(*row.type));
  out += fmt::format("  required  {}\n", row.required() ? "yes" : "no");
  if (core.scalar != nullptr && core.scalar->words.empty() && core.scalar->role == model::Role::plain) {
    out += fmt::format("  written   {}\n", core.scalar->expected);
  }
  if (const std::string bounds = bounds_in_words(row); !bounds.empty()) {
    out += fmt::format("  bounds    {}\n", bounds);
  }
  if (!row.bounds.unit.empty()) {
    out += fmt::format("  unit      {}\n", row.bounds.unit);
  }
  if (core.scalar != nullptr && !core.scalar->words.empty()) {
    out += "\nValues\n";
    for (const model::Word& word : core.scalar->words) {
      out += fmt::format("  {:<20}  {}\n", word.word, word.doc);
    }
  }
  if (const Type* block = block_of(*row.type)) {
    out += "\nFields (* must be there)\n";
    append_fields(out, *block, style);
  }
  return out;
}

Json field_json(std::string_view path, const Field& field) {
  const model::Row& row = *field.row;
  const Type& core = core_type(*row.type);
  Json json;
  json["field"] = path;
  json["doc"] = row.doc;
  json["type"] = type_in_words(*row.type);
  json["required"] = row.required();
  if (core.scalar != nullptr && core.scalar->role == model::Role::refers) {
    json["refers_to"] = core.scalar->target.name;
  }
  if (core.scalar != nullptr && !core.scalar->words.empty()) {
    json["values"] = Json::array();
    for (const model::Word& word : core.scalar->words) {
      json["values"].push_back({{"value", word.word}, {"doc", word.doc}});
    }
  }
  if (const Type* block = block_of(*row.type)) {
    json["fields"] = rows_json(*block);
  }
  return json;
}

}  // namespace csx::cli
