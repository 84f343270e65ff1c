#include "listing.hpp"

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "derived.hpp"
#include "fields.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

using model::Form;
using model::Type;

const model::Row* id_row(const Type& record) {
  const auto found = std::ranges::find_if(record.rows, [](const model::Row& row) {
    return row.type->scalar != nullptr && row.type->scalar->role == model::Role::declares;
  });
  return found == record.rows.end() ? nullptr : &*found;
}

/// Adds the parts below a type: record types with an id, in lists.
void add_parts(const Type& type, std::vector<Subject>& out) {
  for (const model::Row& row : type.rows) {
    if (row.type->form == Form::cases) {
      for (const Type* each : row.type->cases->types) {
        add_parts(*each, out);
      }
      continue;
    }
    const Type& inner = core_type(*row.type);
    if (inner.form != Form::record) {
      continue;
    }
    const model::Row* id = id_row(inner);
    const bool known = std::ranges::any_of(out, [&](const Subject& each) { return each.type == &inner; });
    if (id != nullptr && !known) {
      out.push_back({id->type->scalar->target.name, row.key, &inner, nullptr});
    }
    if (!known) {
      add_parts(inner, out);
    }
  }
}

std::vector<Subject> make_subjects() {
  std::vector<Subject> made;
  for (const model::Kind& kind : model::kinds()) {
    made.push_back({kind.name, kind.plural, kind.type, &kind});
  }
  for (const model::Kind& kind : model::kinds()) {
    add_parts(*kind.type, made);
  }
  return made;
}

std::optional<std::string> ref_of(const Subject&, const Item& item, const Session&) {
  return item.record->reference();
}

std::optional<std::string> file_of(const Subject&, const Item& item, const Session& session) {
  return session.data.file_of(*item.record);
}

std::vector<std::string> printed(const ColumnSpec& column, const Subject& subject, const Item& item,
                                 const Session& session) {
  std::vector<std::string> texts;
  if (column.derive != nullptr) {
    if (std::optional<std::string> text = column.derive(subject, item, session)) {
      texts.push_back(std::move(*text));
    }
    return texts;
  }
  for (const Leaf& leaf : leaves(*subject.type, item.value, column.name, session.today)) {
    texts.push_back(to_text(leaf));
  }
  return texts;
}

/// The values that a column can have, where they are few words or the ids of something; empty where they may
/// be any.
std::vector<std::string_view> values_of(const ColumnSpec& column, const Subject& subject,
                                        const Session& session) {
  const Derived* derived = column.derive != nullptr ? find_derived(subject, column.name) : nullptr;
  if (derived != nullptr && derived->values != nullptr) {
    return derived->values(session);
  }
  const model::ScalarOps* scalar = column.type != nullptr ? core_type(*column.type).scalar : nullptr;
  if (scalar == nullptr || scalar->role != model::Role::refers) {
    return {};
  }
  const auto ids = session.data.ids(scalar->target.name);
  return {ids.begin(), ids.end()};
}

/// A list of blocks without ids, or with a page of them, is shown as its length.
bool is_list_of_blocks(const ColumnSpec& column) {
  return column.type != nullptr && core_type(*column.type).form == Form::record;
}

}  // namespace

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> k_subjects = make_subjects();
  return k_subjects;
}

std::vector<std::string_view> subject_words() {
  std::vector<std::string_view> words;
  for (const Subject& subject : subjects()) {
    words.push_back(subject.name);
    words.push_back(subject.plural);
  }
  return words;
}

Result<Subject> find_subject(std::string_view word) {
  std::string spaced(word);
  std::ranges::replace(spaced, '-', ' ');
  for (const Subject& subject : subjects()) {
    if (subject.name == word || subject.plural == word || subject.name == spaced ||
        subject.plural == spaced) {
      return subject;
    }
  }
  return fail(
      ErrorKind::usage,
      fmt::format("{} is no kind of record{}", csx::quoted(word), did_you_mean(word, subject_words())),
      {"run `csx explain` for the kinds and `csx help list` for the parts"});
}

std::vector<Item> items_of(const Subject& subject, const store::Dataset& data) {
  std::vector<Item> items;
  if (subject.kind != nullptr) {
    for (const model::AnyRecord* record : data.of_kind(*subject.kind)) {
      items.push_back({record, record->value()});
    }
    return items;
  }
  for (const model::AnyRecord* record : data.records()) {
    if (!record->counts()) {
      continue;
    }
    model::walk(*record->kind().type, record->value(),
                [&](const Type& type, const void* value, const model::Path&) {
                  if (&type == subject.type) {
                    items.push_back({record, value});
                    return model::Walk::over;
                  }
                  return type.form == Form::scalar ? model::Walk::over : model::Walk::into;
                });
  }
  return items;
}

std::vector<std::string_view> derived_columns(const Subject& subject) {
  std::vector<std::string_view> names;
  std::ranges::transform(derived_of(subject), std::back_inserter(names), &Derived::name);
  names.push_back(subject.kind != nullptr ? "ref" : "record");
  names.push_back("file");
  return names;
}

Result<ColumnSpec> find_column(const Subject& subject, std::string_view name) {
  if (const Derived* derived = find_derived(subject, name)) {
    return ColumnSpec{std::string(name), derived->derive, derived->type, derived->holds};
  }
  if (name == "ref" || name == "record") {
    return ColumnSpec{std::string(name), ref_of};
  }
  if (const std::optional<Field> field = find_field(*subject.type, name)) {
    return ColumnSpec{std::string(name), nullptr, field->row->type, {}};
  }
  if (name == "file") {
    return ColumnSpec{std::string(name), file_of};
  }
  const std::vector<std::string> paths = model::field_paths(*subject.type);
  std::vector<std::string_view> known(paths.begin(), paths.end());
  for (const std::string_view derived : derived_columns(subject)) {
    known.push_back(derived);
  }
  return fail(ErrorKind::usage,
              fmt::format("{} has no field {}{}", subject.name, csx::quoted(name), did_you_mean(name, known)),
              {fmt::format("run `csx explain {}` for its fields", subject.name)});
}

std::vector<std::string> default_columns(const Subject& subject) {
  constexpr std::size_t k_most = 6;
  std::vector<std::string> columns = chosen_columns(subject);
  if (!columns.empty()) {
    return columns;
  }
  if (subject.kind == nullptr) {
    columns.emplace_back("record");
  }
  for (const model::Row& row : subject.type->rows) {
    const bool simple = !row.key.empty() && model::bare(*row.type).form != Form::list &&
                        core_type(*row.type).form == Form::scalar;
    if (simple && columns.size() < k_most) {
      columns.emplace_back(row.key);
    }
  }
  return columns;
}

std::string cell_text(const ColumnSpec& column, const Subject& subject, const Item& item,
                      const Session& session) {
  const std::vector<std::string> texts = printed(column, subject, item, session);
  if (is_list_of_blocks(column)) {
    return texts.empty() ? std::string() : std::to_string(texts.size());
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

Json cell_json(const ColumnSpec& column, const Subject& subject, const Item& item, const Session& session) {
  if (column.derive != nullptr) {
    const std::optional<std::string> text = column.derive(subject, item, session);
    if (!text) {
      return nullptr;
    }
    return column.holds == ColumnSpec::Holds::number ? Json::parse(*text) : Json(*text);
  }
  const std::vector<Leaf> found = leaves(*subject.type, item.value, column.name, session.today);
  const bool list = found.size() > 1 || model::bare(*column.type).form == Form::list;
  if (!list) {
    return found.empty() ? Json(nullptr) : to_json(found.front());
  }
  Json values = Json::array();
  for (const Leaf& leaf : found) {
    values.push_back(to_json(leaf));
  }
  return values;
}

bool is_numeric(const ColumnSpec& column) {
  if (column.type == nullptr) {
    return column.holds != ColumnSpec::Holds::text;
  }
  if (is_list_of_blocks(column)) {
    return true;
  }
  const Type& type = core_type(*column.type);
  return type.scalar != nullptr && type.scalar->number != nullptr;
}

Result<Condition> parse_condition(const Subject& subject, std::string_view text) {
  struct Sign {
    std::string_view sign;
    Condition::Operator op;
  };
  using Op = Condition::Operator;
  static constexpr std::array<Sign, 7> k_signs{{{"!=", Op::unequal},
                                                {"<=", Op::at_most},
                                                {">=", Op::at_least},
                                                {"<", Op::less},
                                                {">", Op::greater},
                                                {"~", Op::holds},
                                                {"=", Op::equal}}};
  const std::size_t at = text.find_first_of("!<>~=");
  const auto* sign = std::ranges::find_if(
      k_signs, [&](const Sign& each) { return at != text.npos && text.substr(at).starts_with(each.sign); });
  if (at == 0 || sign == k_signs.end()) {
    return fail(ErrorKind::usage, fmt::format("--where {} is no condition", csx::quoted(text)),
                {"write FIELD=VALUE, or !=, <, <=, >, >=, ~ (holds the text) in the place of ="});
  }
  Result<ColumnSpec> column = find_column(subject, text.substr(0, at));
  if (!column) {
    return fail(std::move(column.error()));
  }
  Condition condition{std::move(*column), sign->op, std::string(text.substr(at + sign->sign.size()))};
  const std::span<const model::Word> words =
      condition.column.type == nullptr || core_type(*condition.column.type).scalar == nullptr
          ? std::span<const model::Word>()
          : core_type(*condition.column.type).scalar->words;
  std::vector<std::string_view> known;
  std::ranges::transform(words, std::back_inserter(known), &model::Word::word);
  const bool wants_word = !known.empty() && condition.op != Op::holds && !condition.value.empty();
  if (wants_word && std::ranges::find(known, condition.value) == known.end()) {
    return fail(ErrorKind::usage,
                fmt::format("{} is never {}{}", condition.column.name, csx::quoted(condition.value),
                            did_you_mean(condition.value, known)),
                {fmt::format("give one of {}", fmt::join(known, ", "))});
  }
  return condition;
}

Status check_value(const Condition& condition, const Subject& subject, const Session& session) {
  using Op = Condition::Operator;
  const std::string& value = condition.value;
  if (value.empty() || condition.op == Op::holds) {
    return {};
  }
  if (const std::string_view form = wanted_form(condition.column, value); !form.empty()) {
    return fail(ErrorKind::usage, fmt::format("{} is never {}", condition.column.name, csx::quoted(value)),
                {fmt::format("give {}", form)});
  }
  const std::vector<std::string_view> known = values_of(condition.column, subject, session);
  const bool has_it = known.empty() || std::ranges::find(known, value) != known.end() ||
                      (condition.op != Op::equal && condition.op != Op::unequal);
  // A reference to nobody is a finding of its own; it may be asked for.
  const auto prints_it = [&](const Item& item) {
    const std::vector<std::string> texts = printed(condition.column, subject, item, session);
    return std::ranges::find(texts, value) != texts.end();
  };
  if (has_it || std::ranges::any_of(items_of(subject, session.data), prints_it)) {
    return {};
  }
  constexpr std::size_t k_few = 12;
  std::vector<std::string> hints;
  if (known.size() <= k_few) {
    hints.push_back(fmt::format("give one of {}", fmt::join(known, ", ")));
  }
  return fail(
      ErrorKind::usage,
      fmt::format("{} is never {}{}", condition.column.name, csx::quoted(value), did_you_mean(value, known)),
      std::move(hints));
}

bool matches(const Condition& condition, const Subject& subject, const Item& item, const Session& session) {
  using Op = Condition::Operator;
  std::vector<std::string> texts = printed(condition.column, subject, item, session);
  if (texts.empty()) {
    texts.emplace_back();  // FIELD= asks for records without it
  }
  const auto one = [&](const std::string& text) {
    if (condition.op == Op::holds) {
      return to_lower_ascii(text).find(to_lower_ascii(condition.value)) != text.npos;
    }
    if (text.empty() || condition.value.empty()) {
      return condition.op == Op::equal && text == condition.value;
    }
    if (!have_order(condition.column, text, condition.value)) {
      return false;
    }
    const auto order = compare_printed(condition.column, text, condition.value, session.data.zone());
    switch (condition.op) {
      case Op::equal:
      case Op::unequal:
        return order == std::strong_ordering::equal;
      case Op::less:
        return order < 0;
      case Op::at_most:
        return order <= 0;
      case Op::greater:
        return order > 0;
      case Op::at_least:
        return order >= 0;
      case Op::holds:
        break;
    }
    return false;
  };
  if (condition.op == Op::unequal) {
    return std::ranges::none_of(texts, [&](const std::string& text) {
      return text.empty() || condition.value.empty() ? text == condition.value : one(text);
    });
  }
  return std::ranges::any_of(texts, one);
}

}  // namespace csx::cli
