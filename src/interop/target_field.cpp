#include "target_field.hpp"

#include <algorithm>
#include <cctype>
#include <ranges>
#include <utility>

#include "csx/base/decimal.hpp"
#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/write.hpp"

namespace csx::interop {
namespace {

using model::Form;
using model::Row;
using model::Type;

/// A row of a record as its text has it, with the member that holds it.
struct Placed {
  const Row* row = nullptr;
  void* member = nullptr;
};

/// The rows of a record, those of the case that its tag chooses among them. `at` may be null: then are the
/// members.
std::vector<Placed> rows_of(const Type& record, void* at, std::optional<std::size_t> tag) {
  std::vector<Placed> rows;
  for (const Row& row : record.rows) {
    void* member = at == nullptr ? nullptr : row.member(at);
    if (row.type->form != Form::cases) {
      rows.push_back({&row, member});
      continue;
    }
    if (!tag) {
      continue;
    }
    void* body = nullptr;
    if (member != nullptr) {
      const bool is_there = row.type->cases->get(member) != nullptr && row.type->cases->tag(member) == *tag;
      body =
          is_there ? const_cast<void*>(row.type->cases->get(member)) : row.type->cases->emplace(member, *tag);
    }
    for (const Row& inner : row.type->cases->types[*tag]->rows) {
      rows.push_back({&inner, body == nullptr ? nullptr : inner.member(body)});
    }
  }
  return rows;
}

/// Goes through optional and or_none, making what is not there.
void* enter(const Type*& type, void* at) {
  while (type->form == Form::optional || type->form == Form::or_none) {
    if (type->form == Form::optional) {
      const void* there = type->optional->get(at);
      at = there != nullptr ? const_cast<void*>(there) : type->optional->emplace(at);
    } else {
      at = type->or_none->mutable_value(at);
    }
    type = type->element;
  }
  return at;
}

std::vector<std::string> keys_before(const std::vector<Placed>& rows, std::size_t index) {
  std::vector<std::string> keys;
  for (std::size_t i = index; i > 0; --i) {
    keys.emplace_back(rows[i - 1].row->key);
  }
  return keys;
}

std::vector<std::string_view> keys_of(const std::vector<Placed>& rows) {
  std::vector<std::string_view> keys;
  std::ranges::transform(rows, std::back_inserter(keys), [](const Placed& each) { return each.row->key; });
  return keys;
}

/// The fields that a path may name, for suggestions: two levels are enough.
std::vector<std::string> paths_of(const Type& record, std::optional<std::size_t> tag) {
  std::vector<std::string> paths;
  for (const Placed& each : rows_of(record, nullptr, tag)) {
    paths.emplace_back(each.row->key);
    const Type& inner = model::bare(*each.row->type);
    if (inner.form == Form::record) {
      for (const Placed& below : rows_of(inner, nullptr, std::nullopt)) {
        paths.push_back(fmt::format("{}.{}", each.row->key, below.row->key));
      }
    }
  }
  return paths;
}

Error phrase(std::string message, std::string part = {}) {
  Error error{ErrorKind::usage, std::move(message), {}, {}};
  if (!part.empty()) {
    error.causes.push_back(std::move(part));
  }
  return error;
}

Error no_field(std::string_view path, const Type& record, std::optional<std::size_t> tag) {
  const std::vector<std::string> paths = paths_of(record, tag);
  const std::vector<std::string_view> views(paths.begin(), paths.end());
  return phrase(fmt::format("{} has no field {}{}", with_article(record.name), quoted(path),
                            did_you_mean(path, views)));
}

std::string pointer_of(const std::vector<TargetField::Step>& steps) {
  std::string pointer;
  for (const TargetField::Step& step : steps) {
    pointer += '/' + escape_pointer_token(step.key);
  }
  return pointer;
}

/// What a field's type is to a column.
Status shape(TargetField& field, const Type* type, std::string_view path) {
  type = &model::bare(*type);
  switch (type->form) {
    case Form::scalar:
      field.scalar = type;
      return {};
    case Form::list:
      field.container = type;
      field.shape = Shape::list;
      if (type->element->form == Form::scalar) {
        field.scalar = type->element;
        return {};
      }
      return fail(phrase(fmt::format(
          "{} is a list of blocks, which a column cannot fill: make it the target (list: {})", path, path)));
    case Form::dated: {
      field.container = type;
      field.shape = Shape::dated;
      field.scalar = type->element->rows[1].type;
      return {};
    }
    case Form::map:
      if (type->element->form != Form::scalar) {
        break;
      }
      field.container = type;
      field.shape = Shape::table;
      field.scalar = type->element;
      return {};
    default:
      break;
  }
  return fail(phrase(fmt::format("{} is a block: name the fields in it, such as {}.{}", path, path,
                                 type->rows.empty() ? std::string_view("…") : type->rows.front().key)));
}

}  // namespace

std::string TargetField::pointer() const {
  return pointer_of(steps);
}

std::string TargetThing::list_pointer() const {
  return pointer_of(m_list_steps);
}

bool TargetThing::is_entry() const {
  return m_kind == &model::kind_of<model::Journal>();
}

Result<TargetThing> TargetThing::find(std::string_view kind, std::optional<std::string_view> entry_type,
                                      std::optional<std::string_view> list) {
  TargetThing thing;
  thing.m_kind = model::find_kind(kind);
  if (thing.m_kind == nullptr) {
    return fail(phrase(
        fmt::format("there is no kind {}{}", quoted(kind), did_you_mean(kind, model::kind_names())), "kind"));
  }
  const bool is_entry = thing.is_entry();
  if (kind == "workspace" || kind == "audit" || kind == "mapping" || kind == "agreement") {
    return fail(phrase(fmt::format("rows cannot become records of kind {}", kind), "kind"));
  }
  if (is_entry != entry_type.has_value()) {
    return fail(is_entry
                    ? phrase("a journal needs the type of its entries, such as type: ticket", "kind")
                    : phrase(fmt::format("only entries of journals have a type, not a {}", kind), "type"));
  }
  if (is_entry && list && *list != "entries") {
    return fail(phrase("rows for a journal become its entries", "list"));
  }
  thing.m_type = thing.m_kind->type;
  if (is_entry) {
    list = "entries";
    const std::span<const model::Word> words = model::type_of<model::EntryType>.scalar->words;
    const auto word = std::ranges::find(words, *entry_type, &model::Word::word);
    if (word == words.end()) {
      std::vector<std::string_view> names;
      std::ranges::transform(words, std::back_inserter(names), &model::Word::word);
      return fail(phrase(
          fmt::format("there is no entry type {}{}", quoted(*entry_type), did_you_mean(*entry_type, names)),
          "type"));
    }
    thing.m_tag = static_cast<std::size_t>(word - words.begin());
    thing.m_entry_type = *entry_type;
  }
  if (list) {
    for (const std::string_view key : split(*list, '.')) {
      const std::vector<Placed> rows = rows_of(*thing.m_type, nullptr, std::nullopt);
      const auto row = std::ranges::find(rows, key, [](const Placed& each) { return each.row->key; });
      if (row == rows.end()) {
        return fail(phrase(fmt::format("{} has no field {}{}", with_article(thing.m_type->name), quoted(key),
                                       did_you_mean(key, keys_of(rows))),
                           "list"));
      }
      const auto index = static_cast<std::size_t>(row - rows.begin());
      thing.m_list_steps.push_back({std::string(key), keys_before(rows, index)});
      thing.m_type = &model::bare(*row->row->type);
    }
    if (thing.m_type->form != Form::list || thing.m_type->element->form != Form::record) {
      return fail(phrase(fmt::format("{} is no list of blocks", *list), "list"));
    }
    thing.m_type = thing.m_type->element;
  }
  const auto id = std::ranges::find_if(thing.m_type->rows, [](const Row& row) {
    return row.type->scalar != nullptr && row.type->scalar->role == model::Role::declares;
  });
  if (id == thing.m_type->rows.end()) {
    return fail(phrase(
        fmt::format("{} has no id, by which rows could find it again", with_article(thing.m_type->name)),
        list && !is_entry ? "list" : "kind"));
  }
  thing.m_id_row = &*id;
  return thing;
}

Result<TargetField> TargetThing::field(std::string_view path) const {
  TargetField field;
  const Type* type = m_type;
  std::optional<std::size_t> tag = m_tag;
  field.required = true;
  for (const std::string_view key : split(path, '.')) {
    type = &model::bare(*type);
    if (type->form != Form::record) {
      return fail(no_field(path, *m_type, m_tag));
    }
    const std::vector<Placed> rows = rows_of(*type, nullptr, tag);
    const auto row = std::ranges::find(rows, key, [](const Placed& each) { return each.row->key; });
    if (row == rows.end()) {
      return fail(no_field(path, *m_type, m_tag));
    }
    const auto index = static_cast<std::size_t>(row - rows.begin());
    field.steps.push_back({std::string(key), keys_before(rows, index)});
    field.order.push_back(index);
    field.row = row->row;
    field.required = field.required && row->row->required();
    type = row->row->type;
    tag.reset();
  }
  if (Status shaped = shape(field, type, path); !shaped) {
    return fail(std::move(shaped.error()));
  }
  return field;
}

Scratch::Scratch(const TargetThing& thing, const TargetField& field)
    : m_record(std::make_unique<model::AnyRecord>(thing.kind(), model::Source{})) {
  const Type* type = thing.kind().type;
  void* at = m_record->value();
  for (const TargetField::Step& step : thing.list_steps()) {
    const std::vector<Placed> rows = rows_of(*type, at, std::nullopt);
    const auto row = std::ranges::find(rows, step.key, [](const Placed& each) { return each.row->key; });
    type = row->row->type;
    at = enter(type, row->member);
  }
  if (!thing.is_record()) {
    at = type->list->add(at);
    type = type->element;
  }
  std::optional<std::size_t> tag = thing.tag();
  for (const std::size_t index : field.order) {
    at = enter(type, at);
    const Placed placed = rows_of(*type, at, std::exchange(tag, std::nullopt))[index];
    type = placed.row->type;
    at = placed.member;
  }
  at = enter(type, at);
  if (type->form == Form::dated) {
    m_value = type->element->rows[1].member(type->list->add(at));
  } else {
    m_value = type->form == Form::list ? type->list->add(at) : at;
  }
}

std::vector<std::string> TargetThing::required() const {
  std::vector<std::string> paths;
  for (const Placed& each : rows_of(*m_type, nullptr, m_tag)) {
    const bool is_given = each.row == m_id_row || (!m_type->tag.empty() && each.row->key == m_type->tag);
    if (each.row->required() && !is_given) {
      paths.emplace_back(each.row->key);
    }
  }
  return paths;
}

std::optional<std::string> parse_into(const TargetField& field, std::string_view text, void* storage) {
  const model::ScalarOps& ops = *field.scalar->scalar;
  if (std::optional<std::string> wrong = ops.parse(text, storage)) {
    return wrong;
  }
  if (ops.number == nullptr) {
    return std::nullopt;
  }
  const model::Bounds& bounds = field.row->bounds;
  const double number = ops.number(storage);
  if (bounds.min && number < *bounds.min) {
    return fmt::format("it is below {}", *bounds.min);
  }
  if (bounds.max && number > *bounds.max) {
    return fmt::format("it is above {}", *bounds.max);
  }
  return std::nullopt;
}

std::string refusal_of(const TargetField& field, std::string_view text, std::string_view wrong) {
  const model::ScalarOps& ops = *field.scalar->scalar;
  if (ops.words.empty()) {
    return fmt::format("{} is not {}: {}", quoted(text), ops.expected, wrong);
  }
  std::vector<std::string_view> words;
  std::ranges::transform(ops.words, std::back_inserter(words), &model::Word::word);
  const std::string nearest = did_you_mean(text, words);
  return fmt::format("{} is no {}{}", quoted(text), field.scalar->name,
                     nearest.empty() ? fmt::format(": it is one of {}", enumerate(words, "or")) : nearest);
}

std::string printed(const TargetField& field, const void* storage) {
  return field.scalar->scalar->print(storage);
}

yaml::Value yaml_of(const model::Type& scalar, std::string text) {
  const auto is_integer = [&] {
    return !text.empty() && text.size() < 16 && std::ranges::all_of(text, is_digit);
  };
  switch (scalar.scalar->accepts) {
    case model::Accepts::integer:
    case model::Accepts::number:
      return yaml::Value::number(std::move(text));
    case model::Accepts::boolean:
      return yaml::Value::boolean(text == "true");
    case model::Accepts::text_or_integer:
      return is_integer() ? yaml::Value::number(std::move(text)) : yaml::Value::string(std::move(text));
    case model::Accepts::anything:
      if (text == "true" || text == "false") {
        return yaml::Value::boolean(text == "true");
      }
      return Decimal::parse(text) ? yaml::Value::number(std::move(text))
                                  : yaml::Value::string(std::move(text));
    case model::Accepts::text:
      break;
  }
  return yaml::Value::string(std::move(text));
}

}  // namespace csx::interop
