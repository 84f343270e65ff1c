#include "field_samples.hpp"

#include "csx/base/text.hpp"
#include "field_address.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

using model::Form;
using model::Type;
using yaml::NodeKind;
using yaml::Value;

constexpr std::string_view k_blank = "…";

/// `2026-03-02` of `a date such as 2026-03-02`.
std::string_view example_in(std::string_view expected) {
  constexpr std::string_view k_such_as = "such as ";
  const std::size_t at = expected.find(k_such_as);
  if (at == expected.npos) {
    return expected == "true or false" ? std::string_view("true") : std::string_view();
  }
  std::string_view rest = expected.substr(at + k_such_as.size());
  rest = rest.substr(0, rest.find(','));
  rest = rest.substr(0, rest.find(" or "));
  return rest.starts_with('"') ? rest.substr(1, rest.find('"', 1) - 1) : rest;
}

std::string words_of(const model::ScalarOps& ops) {
  std::vector<std::string_view> words;
  std::ranges::transform(ops.words, std::back_inserter(words), &model::Word::word);
  return fmt::format("{}", fmt::join(words, "|"));
}

std::string scalar_example(const Type& type, const store::Dataset& data) {
  const model::ScalarOps& ops = *type.scalar;
  if (!ops.words.empty()) {
    return words_of(ops);
  }
  if (ops.role == model::Role::refers) {
    const auto ids = data.ids(ops.target.name);
    return ids.empty() ? std::string("ID") : std::string(ids.front());
  }
  const std::string_view example = example_in(ops.expected);
  return example.empty() ? std::string(k_blank) : std::string(example);
}

void add_missing(const Type& record, const Value* value, const std::string& prefix,
                 std::vector<MissingField>& out) {
  for (const model::Row* row : rows_of(record, value)) {
    const std::string name = prefix + std::string(row->key);
    const Value* now = value == nullptr ? nullptr : entry_of(*value, row->key);
    const Type& inner = model::bare(*row->type);
    const bool block = inner.form == Form::record && (now == nullptr || now->kind == NodeKind::mapping);
    if (block && (now != nullptr ? !says_none(*now) : row->required())) {
      const std::size_t before = out.size();
      add_missing(inner, now, name + ".", out);
      if (now != nullptr || out.size() > before) {
        continue;
      }
    }
    if (now == nullptr && row->required()) {
      out.push_back({name, row});
    }
  }
}

}  // namespace

std::string sample_of(const Type& type) {
  switch (type.form) {
    case Form::optional:
    case Form::or_none:
      return sample_of(*type.element);
    case Form::dated:
      return sample_of(*type.element->rows[1].type);
    case Form::list:
      return type.lone ? sample_of(*type.element) : fmt::format("[{}]", k_blank);
    case Form::map:
      return fmt::format("{{{}: {}}}", k_blank, k_blank);
    case Form::record: {
      std::string keys;
      for (const model::Row* row : rows_of(type, nullptr)) {
        keys += fmt::format("{}{}: {}", keys.empty() ? "" : ", ", row->key, k_blank);
      }
      return '{' + keys + '}';
    }
    case Form::scalar:
      return type.scalar->words.empty() ? std::string(k_blank) : words_of(*type.scalar);
    case Form::cases:
      break;
  }
  return std::string(k_blank);
}

std::string example_of(const Type& type, const store::Dataset& data) {
  switch (type.form) {
    case Form::optional:
    case Form::or_none:
      return example_of(*type.element, data);
    case Form::dated:
      return example_of(*type.element->rows[1].type, data);
    case Form::list:
      return fmt::format("[{}]", example_of(*type.element, data));
    case Form::scalar:
      return scalar_example(type, data);
    case Form::map:
    case Form::record:
    case Form::cases:
      break;
  }
  return sample_of(type);
}

std::vector<MissingField> missing_fields(const Type& record, const Value& value) {
  std::vector<MissingField> missing;
  add_missing(record, &value, {}, missing);
  return missing;
}

std::vector<std::string> hints_for(const std::vector<MissingField>& missing, const store::Dataset& data) {
  std::vector<std::string> hints;
  for (const MissingField& field : missing) {
    const std::string example = example_of(*field.row->type, data);
    const bool quotes = example.find_first_of(" |{[") != example.npos;
    hints.push_back(fmt::format("add {}={}: {}", field.name, quotes ? '\'' + example + '\'' : example,
                                field.row->doc.substr(0, field.row->doc.find_last_not_of('.') + 1)));
  }
  return hints;
}

std::string comment_of(const model::Row& row) {
  return fmt::format("{}: {}  # {}", row.key, sample_of(*row.type), row.doc);
}

void put_in_order(const Type& type, Value& value) {
  const Type* inner = &type;
  while (inner->form == Form::optional || inner->form == Form::or_none) {
    inner = inner->element;
  }
  if (inner->form == Form::dated && value.kind == NodeKind::mapping) {
    inner = inner->element->rows[1].type;
  }
  for (Value& item : value.items) {
    if (inner->element != nullptr) {
      put_in_order(*inner->element, item);
    }
  }
  if (inner->form == Form::map) {
    for (auto& [key, each] : value.entries) {
      put_in_order(*inner->element, each);
    }
  }
  if (inner->form != Form::record || value.kind != NodeKind::mapping) {
    return;
  }
  const std::vector<const model::Row*> rows = rows_of(*inner, &value);
  const auto rank = [&](const std::pair<std::string, Value>& entry) {
    return std::ranges::find(rows, std::string_view(entry.first), &model::Row::key) - rows.begin();
  };
  std::ranges::stable_sort(value.entries, {}, rank);
  for (auto& entry : value.entries) {
    const auto place = static_cast<std::size_t>(rank(entry));
    if (place < rows.size()) {
      put_in_order(*rows[place]->type, entry.second);
    }
  }
}

}  // namespace csx::cli
