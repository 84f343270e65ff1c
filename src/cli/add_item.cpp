#include "add_item.hpp"

#include "csx/base/text.hpp"
#include "csx/model/scalar.hpp"
#include "csx/yaml/difference.hpp"
#include "field_samples.hpp"
#include "make_id.hpp"
#include "set_field.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

using model::Form;
using model::Type;
using yaml::Edit;
using yaml::NodeKind;
using yaml::Value;

class Adder {
 public:
  Adder(RecordEdits& edits, FieldAddress address, ValueReader& reader)
      : m_edits(edits), m_address(std::move(address)), m_reader(reader) {}

  Result<Added> add(const std::vector<std::string>& values) {
    const Type& type = model::bare(*m_address.type);
    m_item = type.element;
    if (Status added = type.form == Form::map ? add_pairs(values) : add_to_list(values); !added) {
      return fail(std::move(added.error()));
    }
    return std::move(m_added);
  }

 private:
  const Value* now() const { return m_address.is_there() ? m_edits.at(m_address.pointer()) : nullptr; }

  Status add_pairs(const std::vector<std::string>& values) {
    for (const std::string& word : values) {
      Result<Assignment> pair = split_assignment(word);
      if (!pair) {
        return fail(std::move(pair.error()));
      }
      const std::string name = fmt::format("{}.{}", m_address.name, pair->field);
      if (now() != nullptr && entry_of(*now(), pair->field) != nullptr) {
        return fail(
            ErrorKind::usage,
            fmt::format("{} is there already: {}", name, yaml::one_line(*entry_of(*now(), pair->field))),
            {fmt::format("change it with `csx set {} {}=…`", m_edits.named().ref, name)});
      }
      Result<Value> value = m_reader.read(m_item, pair->text, name);
      if (!value) {
        return fail(std::move(value.error()));
      }
      FieldAddress key = m_address;
      key.steps.push_back({pair->field, {}, false});
      if (Status done = m_edits.apply(edit_to_set(key, std::move(*value)), name, key.pointer()); !done) {
        return done;
      }
      mark_there();
      m_added.names.push_back(std::move(pair->field));
    }
    return {};
  }

  /// What was missing on the way has been made.
  void mark_there() {
    std::ranges::for_each(m_address.steps, [](FieldAddress::Step& step) { step.is_there = true; });
  }

  Status add_to_list(const std::vector<std::string>& values) {
    const Type& item = model::bare(*m_item);
    if (item.form != Form::record) {
      for (const std::string& text : values) {
        Result<Value> value = m_reader.read(m_item, text, m_address.name);
        if (Status done = value ? add_value(std::move(*value)) : fail(std::move(value.error())); !done) {
          return done;
        }
      }
      return {};
    }
    if (values.front().starts_with('{') || values.front().starts_with('@') || values.front() == "-") {
      for (const std::string& text : values) {
        Result<Value> value = m_reader.read(m_item, text, m_address.name);
        if (Status done = value ? add_block(std::move(*value)) : fail(std::move(value.error())); !done) {
          return done;
        }
      }
      return {};
    }
    Result<Value> block = block_of(item, values);
    return block ? add_block(std::move(*block)) : fail(std::move(block.error()));
  }

  /// `text="…" due_on=2026-12-01`.
  Result<Value> block_of(const Type& item, const std::vector<std::string>& values) {
    Value block = Value::mapping();
    for (const std::string& word : values) {
      const Result<Assignment> pair = split_assignment(word);
      if (!pair) {
        Error error = pair.error();
        error.hints = {fmt::format("write {} of the new {} as FIELD=VALUE, or all of it in braces: '{}'",
                                   "the fields", item.name, sample_of(item))};
        return fail(std::move(error));
      }
      const Result<FieldAddress> field = find_address(item, block, pair->field, {});
      if (!field) {
        return fail(field.error());
      }
      Result<Value> value = m_reader.read(field->type, pair->text, pair->field);
      if (!value) {
        return value;
      }
      Result<Value> changed = yaml::apply_to_value(std::move(block), edit_to_set(*field, std::move(*value)));
      if (!changed) {
        return changed;
      }
      block = std::move(*changed);
    }
    return block;
  }

  Status add_value(Value value) {
    const Value* list = now();
    const bool lone = list != nullptr && list->kind != NodeKind::sequence && !says_none(*list);
    const auto is_same = [&](const Value& each) { return each == value; };
    if (list != nullptr && (lone ? is_same(*list) : std::ranges::any_of(list->items, is_same))) {
      m_added.notes.push_back(fmt::format("{} has {} already", m_address.name, yaml::one_line(value)));
      return {};
    }
    std::string name = yaml::one_line(value);
    if (Status done = append(std::move(value)); !done) {
      return done;
    }
    m_added.names.push_back(std::move(name));
    return {};
  }

  Status add_block(Value block) {
    if (block.kind != NodeKind::mapping) {
      return fail(ErrorKind::usage, fmt::format("{} takes blocks of fields, found {}", m_address.name,
                                                csx::quoted(yaml::one_line(block))));
    }
    const Type& item = model::bare(*m_item);
    if (const model::Row* id = id_row_of(item); id != nullptr && entry_of(block, id->key) == nullptr) {
      give_id(*id, block);
    }
    put_in_order(item, block);
    std::string name = name_of_item(item, block);
    if (Status done = append(std::move(block)); !done) {
      return done;
    }
    m_added.names.push_back(std::move(name));
    return {};
  }

  void give_id(const model::Row& id, Value& block) const {
    static const Value k_none = Value::sequence();
    const Value* list = now();
    const std::vector<std::string> taken =
        declared_ids(m_edits.named().item.record->kind(), m_edits.record(), id.type->scalar->target.name);
    std::erase_if(block.entries, [&](const auto& entry) { return entry.first == id.key; });
    const std::string key = m_address.row == nullptr ? std::string() : std::string(m_address.row->key);
    block.entries.emplace_back(
        std::string(id.key), Value::string(id_for_item(key, list == nullptr ? k_none : *list, block, taken)));
  }

  Status append(Value value) {
    const Value* list = now();
    if (list == nullptr || list->kind != NodeKind::sequence) {
      return begin_list(std::move(value));
    }
    const std::size_t size = list->items.size();
    const auto date = time::Date::parse(text_at(value, "date"));
    const std::size_t place = date ? place_by_date(*list, "date", *date) : size;
    Edit edit;
    edit.action = place == size ? Edit::Action::append : Edit::Action::insert;
    edit.pointer = place == size ? m_address.pointer() : fmt::format("{}/{}", m_address.pointer(), place);
    edit.value = std::move(value);
    return m_edits.apply(std::move(edit), m_address.name, fmt::format("{}/{}", m_address.pointer(), place));
  }

  Status begin_list(Value value) {
    const Value* old = now();
    std::size_t place = 0;
    Value list = Value::sequence();
    if (old != nullptr && says_none(*old)) {
      m_added.notes.push_back(
          fmt::format("{} was said to be none before: {}", m_address.name, text_at(*old, "none")));
    } else if (old != nullptr) {
      list.items.push_back(*old);
      place = 1;
    }
    list.items.push_back(std::move(value));
    Status done = m_edits.apply(edit_to_set(m_address, std::move(list)), m_address.name,
                                fmt::format("{}/{}", m_address.pointer(), place));
    mark_there();
    return done;
  }

  RecordEdits& m_edits;
  FieldAddress m_address;
  ValueReader& m_reader;
  const Type* m_item = nullptr;
  Added m_added;
};

}  // namespace

Result<Added> add_items(RecordEdits& edits, const FieldAddress& address,
                        const std::vector<std::string>& values, ValueReader& reader) {
  return Adder(edits, address, reader).add(values);
}

}  // namespace csx::cli
