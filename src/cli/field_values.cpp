#include "field_values.hpp"

#include "csx/base/text.hpp"
#include "csx/yaml/edit.hpp"

#include <algorithm>
#include <charconv>

namespace csx::cli {

using model::Form;
using model::Type;
using yaml::NodeKind;
using yaml::Value;

bool is_null(const Value& value) {
  return value.kind == NodeKind::scalar && value.core == yaml::Core::null;
}

std::optional<std::size_t> index_of(std::string_view token) {
  std::size_t index = 0;
  const auto [end, wrong] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool whole = wrong == std::errc() && end == token.data() + token.size();
  return whole && (token.size() == 1 || token.front() != '0') ? std::optional(index) : std::nullopt;
}

const model::Row* telling_row(const Type& item) {
  if (const model::Row* id = item.find("id")) {
    return id;
  }
  const auto found = std::ranges::find_if(
      item.rows, [](const model::Row& row) { return row.required() && row.type->form == Form::scalar; });
  return found == item.rows.end() ? nullptr : &*found;
}

const yaml::Value* entry_of(const yaml::Value& mapping, std::string_view key) {
  const yaml::Value* value = mapping.find(key);
  return value == nullptr || is_null(*value) ? nullptr : value;
}

const yaml::Value* value_at(const yaml::Value& root, std::string_view pointer) {
  const Value* at = &root;
  if (pointer.empty()) {
    return at;
  }
  for (const std::string_view token : split(pointer.substr(1), '/')) {
    if (at->kind == NodeKind::sequence) {
      const std::optional<std::size_t> index = index_of(token);
      if (!index || *index >= at->items.size()) {
        return nullptr;
      }
      at = &at->items[*index];
      continue;
    }
    const std::string key = unescape_pointer_token(token);
    const auto entry = std::ranges::find(at->entries, key, &std::pair<std::string, Value>::first);
    if (entry == at->entries.end()) {
      return nullptr;
    }
    at = &entry->second;
  }
  return at;
}

std::string text_at(const yaml::Value& mapping, std::string_view key) {
  const Value* value = entry_of(mapping, key);
  return value == nullptr ? std::string() : value->text;
}

bool says_none(const yaml::Value& value) {
  return value.kind == NodeKind::mapping && value.entries.size() == 1 &&
         value.entries.front().first == "none";
}

std::vector<const model::Row*> rows_of(const model::Type& record, const yaml::Value* value) {
  std::vector<const model::Row*> rows;
  const std::string tag =
      value == nullptr || record.tag.empty() ? std::string() : text_at(*value, record.tag);
  for (const model::Row& row : record.rows) {
    if (row.type->form != Form::cases) {
      rows.push_back(&row);
      continue;
    }
    const std::span<const model::Word> words = record.find(record.tag)->type->scalar->words;
    const auto word = std::ranges::find(words, tag, &model::Word::word);
    for (std::size_t i = 0; i < row.type->cases->types.size(); ++i) {
      if (word != words.end() && i != static_cast<std::size_t>(word - words.begin())) {
        continue;
      }
      for (const model::Row& inner : row.type->cases->types[i]->rows) {
        const bool known = std::ranges::find(rows, inner.key, &model::Row::key) != rows.end();
        if (!known) {
          rows.push_back(&inner);
        }
      }
    }
  }
  return rows;
}

const model::Row* id_row_of(const model::Type& record) {
  const auto found = std::ranges::find_if(record.rows, [](const model::Row& row) {
    return row.type->scalar != nullptr && row.type->scalar->role == model::Role::declares;
  });
  return found == record.rows.end() ? nullptr : &*found;
}

std::string name_of_item(const model::Type& item_type, const yaml::Value& item) {
  if (item_type.form != Form::record || item.kind != NodeKind::mapping) {
    return {};
  }
  const model::Row* row = telling_row(item_type);
  return row == nullptr ? std::string() : text_at(item, row->key);
}

const yaml::Value* row_in_force(const yaml::Value& list, time::Date day, std::size_t* index) {
  const Value* found = nullptr;
  std::optional<time::Date> best;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const time::Parsed<time::Date> from = time::Date::parse(text_at(list.items[i], "from"));
    if (from && *from <= day && (!best || *from >= *best)) {
      best = *from;
      found = &list.items[i];
      if (index != nullptr) {
        *index = i;
      }
    }
  }
  return found;
}

}  // namespace csx::cli
