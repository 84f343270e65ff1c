#include "thing_edits.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"

namespace csx::interop {
namespace {

using yaml::Edit;
using yaml::Value;

bool is_null(const Value& value) {
  return value.kind == yaml::NodeKind::scalar && value.core == yaml::Core::null;
}

/// Puts a value under a key, behind the nearest of those it shall stand after.
Value& put(Value& mapping, const TargetField::Step& step, Value value) {
  std::size_t place = !mapping.entries.empty() && mapping.entries.front().first == "kind" ? 1 : 0;
  for (const std::string& key : step.after) {
    const auto found = std::ranges::find(mapping.entries, key, &std::pair<std::string, Value>::first);
    if (found != mapping.entries.end()) {
      place = static_cast<std::size_t>(found - mapping.entries.begin()) + 1;
      break;
    }
  }
  return mapping.entries
      .emplace(mapping.entries.begin() + static_cast<std::ptrdiff_t>(place), step.key, std::move(value))
      ->second;
}

void put_at(Value& thing, const std::vector<TargetField::Step>& steps, Value value) {
  Value* at = &thing;
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
    const auto found = std::ranges::find(at->entries, steps[i].key, &std::pair<std::string, Value>::first);
    at = found != at->entries.end() ? &found->second : &put(*at, steps[i], Value::mapping());
  }
  put(*at, steps.back(), std::move(value));
}

/// As people sort: feature_2 before feature_10.
bool stands_before(std::string_view a, std::string_view b) {
  const auto number = [](std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() && text[size] >= '0' && text[size] <= '9') {
      ++size;
    }
    std::string_view digits = text.substr(0, size);
    text.remove_prefix(size);
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
  };
  while (!a.empty() && !b.empty()) {
    const std::string_view x = number(a);
    const std::string_view y = number(b);
    if (x != y) {
      return x.size() != y.size() ? x.size() < y.size() : x < y;
    }
    if (a.empty() || b.empty() || a.front() != b.front()) {
      break;
    }
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return a < b;
}

Value value_of(const TargetField& field, const Cell& cell) {
  switch (field.shape) {
    case Shape::list: {
      Value list = Value::sequence();
      for (const std::string& text : cell) {
        list.items.push_back(yaml_of(*field.scalar, text));
      }
      return list;
    }
    case Shape::table: {
      Value table = Value::mapping();
      for (std::size_t i = 0; i + 1 < cell.size(); i += 2) {
        table.entries.emplace_back(cell[i], yaml_of(*field.scalar, cell[i + 1]));
      }
      std::ranges::sort(table.entries,
                        [](const auto& a, const auto& b) { return stands_before(a.first, b.first); });
      return table;
    }
    case Shape::one:
    case Shape::dated:
      break;
  }
  return yaml_of(*field.scalar, cell.front());
}

/// Whether a text of the folder means what a row gives: as the field compares its values.
bool means(const TargetThing& thing, const TargetField& field, const Value& value, const std::string& text) {
  if (value.kind != yaml::NodeKind::scalar) {
    return false;
  }
  if (value.text == text) {
    return true;
  }
  const model::ScalarOps& ops = *field.scalar->scalar;
  if (field.shape == Shape::table) {
    return Decimal::parse(value.text) && Decimal::parse(text) &&
           *Decimal::parse(value.text) == *Decimal::parse(text);
  }
  const Scratch old(thing, field);
  const Scratch fresh(thing, field);
  if (ops.parse(value.text, old.get()) || ops.parse(text, fresh.get())) {
    return false;
  }
  if (field.scalar == &model::type_of<Money>) {
    return *static_cast<const Money*>(old.get()) == *static_cast<const Money*>(fresh.get());
  }
  return ops.compare(old.get(), fresh.get()) == 0;
}

bool means(const TargetThing& thing, const TargetField& field, const Value& value, const Cell& cell) {
  if (value.kind == yaml::NodeKind::scalar) {
    return cell.size() == 1 && means(thing, field, value, cell.front());
  }
  return value.kind == yaml::NodeKind::sequence &&
         std::ranges::equal(value.items, cell, [&](const Value& item, const std::string& text) {
           return means(thing, field, item, text);
         });
}

std::string below(const std::string& base, const std::vector<TargetField::Step>& steps) {
  std::string pointer = base;
  for (const TargetField::Step& step : steps) {
    pointer += '/' + escape_pointer_token(step.key);
  }
  return pointer;
}

/// The row of a dated list, or change of a price, that is in force on a day; none before the first.
std::optional<std::size_t> in_force(const Value& list, std::string_view key, time::Date day) {
  std::optional<std::size_t> found;
  std::optional<time::Date> best;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Value* from = value_at(list.items[i], key);
    const time::Parsed<time::Date> date = time::Date::parse(from == nullptr ? std::string() : from->text);
    if (date && *date <= day && (!best || *date >= *best)) {
      best = *date;
      found = i;
    }
  }
  return found;
}

Value dated(std::string_view key, time::Date day, Value value, std::string_view value_key = "value") {
  return Value::mapping(
      {{std::string(key), Value::string(day.to_string())}, {std::string(value_key), std::move(value)}});
}

/// Gathers the edits of one thing, each seen by the next.
class ThingEditor {
 public:
  ThingEditor(const Plan& plan, const ImportWorld& world, const ImportOptions& options, Value thing,
              const std::string& base, const model::AnyRecord* record)
      : m_plan(plan),
        m_world(world),
        m_options(options),
        m_thing(std::move(thing)),
        m_base(base),
        m_record(record) {}

  void give(const PlannedField& field, const Cell& cell) {
    const Value* now = value_at(m_thing, field.target.steps);
    if (now != nullptr && field.from.once) {
      return;
    }
    if (cell.empty()) {
      take_away(field, now);
      return;
    }
    if (now == nullptr) {
      add(edit_to_set(m_thing, m_base, field.target.steps, value_of(field.target, cell)));
    } else if (field.target.shape == Shape::dated) {
      give_dated(field, *now, cell.front());
    } else if (field.target.shape == Shape::table) {
      give_table(field, *now, cell);
    } else if (is_price(field) && give_price(field, *now, cell.front())) {
      return;
    } else if (!means(m_plan.thing, field.target, *now, cell)) {
      add(edit_to_set(m_thing, m_base, field.target.steps, value_of(field.target, cell)));
    }
  }

  std::vector<Edit> edits() && { return std::move(m_edits); }

 private:
  void add(Edit edit) {
    Edit relative = edit;
    relative.pointer.erase(0, m_base.size());
    if (Result<Value> changed = yaml::apply_to_value(m_thing, relative)) {
      m_thing = std::move(*changed);
    }
    m_edits.push_back(std::move(edit));
  }

  /// A history is not taken away by an empty cell.
  void take_away(const PlannedField& field, const Value* now) {
    if (now == nullptr || field.from.keeps_when_empty || field.target.shape == Shape::dated) {
      return;
    }
    Edit edit;
    edit.action = Edit::Action::erase;
    edit.pointer = below(m_base, field.target.steps);
    add(std::move(edit));
  }

  void give_table(const PlannedField& field, const Value& now, const Cell& cell) {
    std::vector<Edit> edits;
    const std::string pointer = below(m_base, field.target.steps);
    for (std::size_t i = 0; i + 1 < cell.size(); i += 2) {
      const Value* value = value_at(now, cell[i]);
      if (value == nullptr || !means(m_plan.thing, field.target, *value, cell[i + 1])) {
        edits.push_back({.pointer = pointer + '/' + escape_pointer_token(cell[i]),
                         .value = yaml_of(*field.target.scalar, cell[i + 1])});
      }
    }
    // Of a group all is known: what it does not have is no more.
    for (const auto& [key, value] : now.entries) {
      bool known = !m_plan.groups;
      for (std::size_t i = 0; i < cell.size(); i += 2) {
        known = known || cell[i] == key;
      }
      if (!known) {
        edits.push_back(
            {.action = Edit::Action::erase, .pointer = pointer + '/' + escape_pointer_token(key)});
      }
    }
    for (Edit& edit : edits) {
      add(std::move(edit));
    }
  }

  void give_dated(const PlannedField& field, const Value& now, const std::string& text) {
    const std::string pointer = below(m_base, field.target.steps);
    const Value value = yaml_of(*field.target.scalar, text);
    if (now.kind == yaml::NodeKind::scalar) {
      if (means(m_plan.thing, field.target, now, text)) {
        return;
      }
      if (m_options.history == ImportOptions::History::correct || m_record == nullptr) {
        add({.pointer = pointer, .value = value});
        return;
      }
      const time::Date first = m_world.first_known_day(*m_record, m_options.day);
      add({.pointer = pointer,
           .value = Value::sequence({dated("from", first, now), dated("from", m_options.day, value)})});
      return;
    }
    const std::optional<std::size_t> index = in_force(now, "from", m_options.day);
    const Value* in_place = index ? value_at(now.items[*index], "value") : nullptr;
    if (in_place != nullptr && means(m_plan.thing, field.target, *in_place, text)) {
      return;
    }
    const Value* from = index ? value_at(now.items[*index], "from") : nullptr;
    const bool same_day = from != nullptr && from->text == m_options.day.to_string();
    if (index && (same_day || m_options.history == ImportOptions::History::correct)) {
      add({.pointer = fmt::format("{}/{}/value", pointer, *index), .value = value});
      return;
    }
    add_in_order(pointer, now, index, dated("from", m_options.day, value));
  }

  /// Behind the one in force.
  void add_in_order(const std::string& pointer, const Value& list, std::optional<std::size_t> index,
                    Value item) {
    const std::size_t place = index ? *index + 1 : 0;
    const bool last = place == list.items.size();
    add({.action = last ? Edit::Action::append : Edit::Action::insert,
         .pointer = last ? pointer : fmt::format("{}/{}", pointer, place),
         .value = std::move(item)});
  }

  bool is_price(const PlannedField& field) const {
    return &m_plan.thing.type() == &model::type_of<model::Subscription> && field.path == "mrr" &&
           m_options.history == ImportOptions::History::keep;
  }

  /// A price that was paid stays what it was: another one is a change from a day on. False: none was paid
  /// yet.
  bool give_price(const PlannedField& field, const Value& first, const std::string& text) {
    const Value* start = value_at(m_thing, "start_on");
    const time::Parsed<time::Date> since = time::Date::parse(start == nullptr ? std::string() : start->text);
    if (!since || *since >= m_options.day) {
      return false;
    }
    const Value* changes = value_at(m_thing, "changes");
    const std::optional<std::size_t> index =
        changes == nullptr ? std::nullopt : in_force(*changes, "date", m_options.day);
    const Value* now = index ? value_at(changes->items[*index], "mrr") : &first;
    if (now != nullptr && means(m_plan.thing, field.target, *now, text)) {
      return true;
    }
    const Value value = yaml_of(*field.target.scalar, text);
    const Value change = dated("date", m_options.day, value, "mrr");
    const Value* date = index ? value_at(changes->items[*index], "date") : nullptr;
    if (changes == nullptr) {
      const TargetField::Step step{"changes", {"term", "trial", "origin", "signed_at", "start_on"}};
      add(edit_to_set(m_thing, m_base, {step}, Value::sequence({change})));
    } else if (date != nullptr && date->text == m_options.day.to_string()) {
      add({.pointer = fmt::format("{}/changes/{}/mrr", m_base, *index), .value = value});
    } else {
      add_in_order(m_base + "/changes", *changes, index, change);
    }
    return true;
  }

  const Plan& m_plan;
  const ImportWorld& m_world;
  const ImportOptions& m_options;
  Value m_thing;
  const std::string& m_base;
  const model::AnyRecord* m_record;
  std::vector<Edit> m_edits;
};

}  // namespace

const Value* value_at(const Value& mapping, std::string_view key) {
  const auto found = std::ranges::find(mapping.entries, key, &std::pair<std::string, Value>::first);
  return found == mapping.entries.end() || is_null(found->second) ? nullptr : &found->second;
}

const Value* value_at(const Value& thing, const std::vector<TargetField::Step>& steps) {
  const Value* at = &thing;
  for (const TargetField::Step& step : steps) {
    at = at == nullptr ? nullptr : value_at(*at, step.key);
  }
  return at;
}

Edit edit_to_set(const Value& thing, const std::string& base, const std::vector<TargetField::Step>& steps,
                 Value value) {
  Edit edit;
  edit.pointer = base;
  const Value* at = &thing;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    edit.pointer += '/' + escape_pointer_token(steps[i].key);
    edit.after = steps[i].after;
    at = at == nullptr ? nullptr : value_at(*at, steps[i].key);
    if (at == nullptr && i + 1 < steps.size()) {
      Value block = Value::mapping();
      put_at(block, {steps.begin() + static_cast<std::ptrdiff_t>(i) + 1, steps.end()}, std::move(value));
      edit.value = std::move(block);
      return edit;
    }
  }
  edit.value = std::move(value);
  return edit;
}

Value new_thing(const Plan& plan, const MadeRow& row) {
  Value thing = Value::mapping();
  if (plan.thing.is_record()) {
    thing.entries.emplace_back("kind", Value::string(std::string(plan.thing.kind().name)));
  }
  thing.entries.emplace_back(std::string(plan.thing.id_row().key), Value::string(row.id));
  if (plan.thing.is_entry()) {
    thing.entries.emplace_back(std::string(plan.thing.type().tag), Value::string(plan.thing.entry_type()));
  }
  for (std::size_t i = 0; i < plan.fields.size(); ++i) {
    const bool said_by_file = plan.journal_of_account && plan.account == i;
    if (plan.id != i && !row.cells[i].empty() && !said_by_file) {
      put_at(thing, plan.fields[i].target.steps, value_of(plan.fields[i].target, row.cells[i]));
    }
  }
  return thing;
}

std::vector<Edit> edits_of(const Plan& plan, const ImportWorld& world, const ImportOptions& options,
                           const MadeRow& row, Value thing, const std::string& base,
                           const model::AnyRecord* record) {
  const bool has_account = value_at(thing, "account") != nullptr;
  ThingEditor editor(plan, world, options, std::move(thing), base, record);
  for (std::size_t i = 0; i < plan.fields.size(); ++i) {
    // An entry that names no account is one of its file's.
    const bool said_by_file = plan.account == i && !has_account;
    if (plan.id != i && !said_by_file) {
      editor.give(plan.fields[i], row.cells[i]);
    }
  }
  return std::move(editor).edits();
}

}  // namespace csx::interop
