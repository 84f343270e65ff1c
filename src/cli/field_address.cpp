#include "field_address.hpp"

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "fields.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

using model::Form;
using model::Type;
using yaml::NodeKind;
using yaml::Value;

/// The case that has a key which the chosen one has not.
const Type* other_case_with(const Type& record, std::string_view key) {
  for (const model::Row& row : record.rows) {
    if (row.type->form != Form::cases) {
      continue;
    }
    for (const Type* each : row.type->cases->types) {
      if (each->find(key) != nullptr) {
        return each;
      }
    }
  }
  return nullptr;
}

/// Goes down a name, a type and a value together.
class Finder {
 public:
  Finder(const Type& type, const Value& value, std::string_view written, time::Date day)
      : m_root(type),
        m_type(&type),
        m_value(is_null(value) ? nullptr : &value),
        m_written(written),
        m_day(day) {
    const std::string_view pointer = written.starts_with('#') ? written.substr(1) : written;
    m_exact = pointer.starts_with('/');
    for (const std::string_view token : split(m_exact ? pointer.substr(1) : pointer, m_exact ? '/' : '.')) {
      m_tokens.push_back(m_exact ? unescape_pointer_token(token) : std::string(token));
    }
  }

  Result<FieldAddress> find() {
    if (std::ranges::any_of(m_tokens, &std::string::empty) && !m_exact) {
      return fail(ErrorKind::usage, fmt::format("{} names no field", csx::quoted(m_written)),
                  {"write names with dots between, such as owners.csm"});
    }
    while (m_at < m_tokens.size()) {
      if (Status down = go_down(); !down) {
        return fail(std::move(down.error()));
      }
    }
    m_found.type = m_type;
    const Type* inner = m_type;
    while (inner != nullptr && (inner->form == Form::optional || inner->form == Form::or_none)) {
      inner = inner->element;
    }
    if (inner != nullptr && inner->form == Form::dated) {
      m_found.dated = m_found.steps.size();
    }
    return std::move(m_found);
  }

 private:
  const std::string& token() const { return m_tokens[m_at]; }

  Status go_down() {
    if (m_type == nullptr) {
      step_freely();
      return {};
    }
    switch (m_type->form) {
      case Form::optional:
        m_type = m_type->element;
        return {};
      case Form::or_none:
        return through_none();
      case Form::dated:
        return into_dated();
      case Form::list:
        return into_list();
      case Form::map:
        into_map();
        return {};
      case Form::record:
        return into_record();
      case Form::scalar:
      case Form::cases:
        break;
    }
    return fail(ErrorKind::usage, fmt::format("{} is a single value, there is nothing called {} in it",
                                              said(), csx::quoted(token())));
  }

  Status through_none() {
    if (m_value != nullptr && says_none(*m_value)) {
      return fail(ErrorKind::usage,
                  fmt::format("{} is said to be none: {}", said(), csx::quoted(text_at(*m_value, "none"))),
                  {fmt::format("take that away first, with `csx unset` of {}", said())});
    }
    m_type = m_type->element;
    return {};
  }

  Status into_dated() {
    const Type& row = *m_type->element;
    if (m_value != nullptr && m_value->kind == NodeKind::sequence) {
      if (const std::optional<std::size_t> index = find_item(row, *m_value)) {
        step_to_item(row, *index);
        return {};
      }
      const Value* in_force = row_in_force(*m_value, m_day);
      m_value = in_force == nullptr ? nullptr : entry_of(*in_force, "value");
    }
    m_found.dated = m_found.steps.size();
    m_type = row.rows[1].type;
    return {};
  }

  Status into_list() {
    const Type& item = *m_type->element;
    if (m_value != nullptr && m_value->kind != NodeKind::sequence) {
      // A list of one, written without brackets: what is meant is the one.
      m_type = &item;
      m_at += m_value->kind == NodeKind::scalar ? 1 : 0;
      return {};
    }
    static const Value k_empty = Value::sequence();
    const Value& list = m_value == nullptr ? k_empty : *m_value;
    const std::optional<std::size_t> index = find_item(item, list);
    if (!index) {
      return no_item(item, list);
    }
    step_to_item(item, *index);
    return {};
  }

  std::optional<std::size_t> find_item(const Type& item, const Value& list) {
    const Type& core = core_type(item);
    m_meant.clear();
    for (std::size_t i = 0; i < list.items.size() && !m_exact; ++i) {
      const Value& each = list.items[i];
      const std::string name = each.kind == NodeKind::scalar ? each.text : name_of_item(core, each);
      if (name == token()) {
        m_meant.push_back(i);
      }
    }
    if (m_meant.size() == 1) {
      return m_meant.front();
    }
    const std::optional<std::size_t> index = index_of(token());
    return m_meant.empty() && index && *index < list.items.size() ? index : std::nullopt;
  }

  Status no_item(const Type& item, const Value& list) const {
    constexpr std::size_t k_listed = 12;
    const std::string noun(item.name.empty() ? "item" : item.name);
    if (m_meant.size() > 1) {
      std::vector<std::string> indices;
      std::ranges::transform(m_meant, std::back_inserter(indices),
                             [](std::size_t index) { return std::to_string(index); });
      return fail(ErrorKind::usage,
                  fmt::format("{} names {} items of {}", csx::quoted(token()), m_meant.size(), said()),
                  {fmt::format("name one by its place in the list, from 0: {}", fmt::join(indices, ", "))});
    }
    std::vector<std::string> names;
    for (const Value& each : list.items) {
      std::string name = each.kind == NodeKind::scalar ? each.text : name_of_item(core_type(item), each);
      if (!name.empty() && std::ranges::find(names, name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
    const std::vector<std::string_view> known(names.begin(), names.end());
    std::vector<std::string> hints;
    if (!known.empty() && known.size() <= k_listed) {
      hints.push_back(fmt::format("there: {}", escape_controls(ellipsize(enumerate(known), 200))));
    }
    return fail(ErrorKind::usage,
                list.items.empty()
                    ? fmt::format("{} is empty, it has no {} {}", said(), noun, csx::quoted(token()))
                    : fmt::format("{} has no {} {}{}", said(), noun, csx::quoted(token()),
                                  did_you_mean(token(), known)),
                std::move(hints));
  }

  void step_to_item(const Type& item, std::size_t index) {
    const Value& value = m_value->items[index];
    const std::string id = text_at(value, "id");
    name_step(id.empty() ? token() : id);
    m_found.steps.push_back({std::to_string(index), {}, true});
    m_found.row = nullptr;
    m_found.owner = nullptr;
    m_value = is_null(value) ? nullptr : &value;
    m_type = &item;
    ++m_at;
  }

  void into_map() {
    // Keys may hold dots: of single values all that is left is the key, of blocks the longest that is there.
    const bool scalars = core_type(*m_type->element).form == Form::scalar;
    std::string key = token();
    for (std::size_t count = m_exact ? 1 : m_tokens.size() - m_at; count > 1; --count) {
      const auto from = m_tokens.begin() + static_cast<std::ptrdiff_t>(m_at);
      std::string joined = fmt::format("{}", fmt::join(from, from + static_cast<std::ptrdiff_t>(count), "."));
      if (scalars || (m_value != nullptr && entry_of(*m_value, joined) != nullptr)) {
        key = std::move(joined);
        m_at += count - 1;
        break;
      }
    }
    step_to_key(key, {}, m_type->element, nullptr, nullptr);
  }

  Status into_record() {
    const std::vector<const model::Row*> rows = rows_of(*m_type, m_value);
    const auto row = std::ranges::find(rows, std::string_view(token()), &model::Row::key);
    std::vector<std::string> after;
    const bool root = m_found.steps.empty() && m_type == &m_root;
    if (row != rows.end()) {
      for (auto before = std::make_reverse_iterator(row); before != rows.rend(); ++before) {
        after.emplace_back((*before)->key);
      }
      if (root) {
        after.emplace_back("kind");
      }
      const Type* holder = m_type;
      step_to_key(token(), std::move(after), (*row)->type, *row, holder);
      return {};
    }
    if (token().starts_with("x-")) {
      step_to_key(token(), {}, nullptr, nullptr, nullptr);
      return {};
    }
    return no_field(rows);
  }

  Status no_field(const std::vector<const model::Row*>& rows) const {
    std::vector<std::string_view> keys;
    std::ranges::transform(rows, std::back_inserter(keys), &model::Row::key);
    if (const Type* other = other_case_with(*m_type, token())) {
      return fail(ErrorKind::usage,
                  fmt::format("{} has no field {}: only {} has it", with_article(said_type()),
                              csx::quoted(token()), with_article(other->name)));
    }
    std::string meant = did_you_mean(token(), keys);
    if (meant.empty()) {
      // `csm` for `owners.csm`, or all of the name misspelt.
      const std::vector<std::string> paths = model::field_paths(m_root);
      const std::string last = "." + m_tokens.back();
      const auto path =
          std::ranges::find_if(paths, [&](const std::string& each) { return each.ends_with(last); });
      meant = path != paths.end()
                  ? fmt::format(", did you mean {}?", csx::quoted(*path))
                  : did_you_mean(m_written, std::vector<std::string_view>(paths.begin(), paths.end()));
    }
    return fail(ErrorKind::usage,
                fmt::format("{} has no field {}{}", said_type(), csx::quoted(token()), meant),
                meant.empty() ? std::vector{fmt::format("its fields: {}", fmt::join(keys, ", "))}
                              : std::vector<std::string>());
  }

  void step_freely() {
    const Value* parent = m_value;
    if (parent != nullptr && parent->kind == NodeKind::sequence) {
      const std::optional<std::size_t> index = index_of(token());
      const bool there = index && *index < parent->items.size();
      name_step(token());
      m_found.steps.push_back({token(), {}, there});
      m_value = there ? &parent->items[*index] : nullptr;
      ++m_at;
      return;
    }
    step_to_key(token(), {}, nullptr, nullptr, nullptr);
  }

  void step_to_key(const std::string& key, std::vector<std::string> after, const Type* type,
                   const model::Row* row, const Type* owner) {
    const Value* parent = m_value;
    const bool is_mapping = parent != nullptr && parent->kind == NodeKind::mapping;
    const auto entry = is_mapping
                           ? std::ranges::find(parent->entries, key, &std::pair<std::string, Value>::first)
                           : std::vector<std::pair<std::string, Value>>::const_iterator();
    const bool there = is_mapping && entry != parent->entries.end();
    name_step(key);
    m_found.steps.push_back({key, std::move(after), there});
    m_found.row = row;
    m_found.owner = owner;
    m_value = there && !is_null(entry->second) ? &entry->second : nullptr;
    m_type = type;
    ++m_at;
  }

  void name_step(std::string_view word) {
    m_found.name += m_found.name.empty() ? std::string(word) : fmt::format(".{}", word);
  }

  /// The place reached so far, for messages.
  std::string said() const { return m_found.name.empty() ? std::string("the record") : m_found.name; }
  std::string said_type() const { return std::string(m_type->name); }

  const Type& m_root;
  const Type* m_type;
  const Value* m_value;
  std::string_view m_written;
  time::Date m_day;
  bool m_exact = false;
  std::vector<std::string> m_tokens;
  std::size_t m_at = 0;
  std::vector<std::size_t> m_meant;
  FieldAddress m_found;
};

}  // namespace

std::string FieldAddress::pointer(std::size_t count) const {
  std::string pointer;
  for (std::size_t i = 0; i < count; ++i) {
    pointer += '/' + escape_pointer_token(steps[i].token);
  }
  return pointer;
}

Result<FieldAddress> find_address(const model::Type& type, const yaml::Value& value, std::string_view written,
                                  time::Date day) {
  return Finder(type, value, written, day).find();
}

yaml::Edit edit_to_set(const FieldAddress& address, yaml::Value value) {
  const auto missing = std::ranges::find(address.steps, false, &FieldAddress::Step::is_there);
  std::size_t count = address.steps.size();
  for (; missing != address.steps.end() &&
         count > static_cast<std::size_t>(missing - address.steps.begin()) + 1;
       --count) {
    value = Value::mapping({{address.steps[count - 1].token, std::move(value)}});
  }
  yaml::Edit edit;
  edit.pointer = address.pointer(count);
  edit.value = std::move(value);
  if (count > 0) {
    edit.after = address.steps[count - 1].after;
  }
  return edit;
}

}  // namespace csx::cli
