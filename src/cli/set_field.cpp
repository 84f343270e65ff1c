#include "set_field.hpp"

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "csx/yaml/difference.hpp"
#include "past_values.hpp"

namespace csx::cli {
namespace {

using yaml::Edit;
using yaml::NodeKind;
using yaml::Value;

Value date_value(time::Date date) {
  return Value::string(date.to_string());
}

Value dated_row(time::Date from, Value value) {
  return Value::mapping({{"from", date_value(from)}, {"value", std::move(value)}});
}

/// The address of the dated field that a value is in force of.
FieldAddress field_of(const FieldAddress& address) {
  FieldAddress field = address;
  field.steps.resize(*address.dated);
  return field;
}

/// The part of an address below its dated field.
FieldAddress below_field(const FieldAddress& address) {
  FieldAddress inner;
  inner.steps.assign(address.steps.begin() + static_cast<std::ptrdiff_t>(*address.dated),
                     address.steps.end());
  return inner;
}

std::optional<std::size_t> row_of_day(const Value& list, std::string_view key, time::Date day) {
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const auto date = time::Date::parse(text_at(list.items[i], key));
    if (date && *date == day) {
      return i;
    }
  }
  return std::nullopt;
}

Edit insert_edit(const std::string& list, std::size_t index, std::size_t size, Value value) {
  Edit edit;
  edit.action = index == size ? Edit::Action::append : Edit::Action::insert;
  edit.pointer = index == size ? list : fmt::format("{}/{}", list, index);
  edit.value = std::move(value);
  return edit;
}

}  // namespace

Status FieldSetter::refuse_id(const FieldAddress& address, const yaml::Value& value) const {
  std::string ref = m_edits.named().ref;
  if (const Value* part =
          address.steps.size() > 1 ? m_edits.at(address.pointer(address.steps.size() - 1)) : nullptr) {
    std::string word(address.row->type->scalar->target.name);
    std::ranges::replace(word, ' ', '-');
    ref += fmt::format("/{}/{}", word, text_at(*part, address.row->key));
  }
  return fail(ErrorKind::usage, fmt::format("{} is an id: other records may refer to it", address.name),
              {fmt::format("run `csx rename {} {}`, which changes them too", ref, yaml::one_line(value))});
}

Status FieldSetter::set(const FieldAddress& address, yaml::Value value, std::string_view argument) {
  const bool is_id = address.row != nullptr && address.row->type->scalar != nullptr &&
                     address.row->type->scalar->role == model::Role::declares;
  if (is_id) {
    return refuse_id(address, value);
  }
  if (address.dated) {
    return set_dated(address, std::move(value), argument);
  }
  if (is_price(address)) {
    return set_price(address, std::move(value), argument);
  }
  if (Status fit = refuse_rewriting(address, value); !fit) {
    return fit;
  }
  return set_plain(address, std::move(value), argument);
}

Status FieldSetter::refuse_rewriting(const FieldAddress& address, const Value& value) const {
  const Value* now = address.is_there() ? m_edits.at(address.pointer()) : nullptr;
  const bool keeps = address.type == nullptr || m_options.history == SetOptions::History::correct;
  const auto part = keeps ? std::nullopt : rewritten_past(*address.type, now, &value, m_writing.when_on());
  if (!part) {
    return {};
  }
  const std::string field = part->empty() ? address.name : fmt::format("{}.{}", address.name, *part);
  return fail(ErrorKind::usage,
              fmt::format("{} changes over time, and the new {} would rewrite its past", field, address.name),
              {fmt::format("run `csx set {} {}=… --from DATE` for what changes from a day on",
                           m_edits.named().ref, field),
               "add --correct if it was wrong all the time"});
}

Status FieldSetter::set_plain(const FieldAddress& address, yaml::Value value, std::string_view argument) {
  const Value* now = address.is_there() ? m_edits.at(address.pointer()) : nullptr;
  if (now != nullptr && *now == value) {
    return {};
  }
  return m_edits.apply(edit_to_set(address, std::move(value)), argument);
}

Status FieldSetter::set_dated(const FieldAddress& address, yaml::Value value, std::string_view argument) {
  const FieldAddress field = field_of(address);
  const Value* now = field.is_there() ? m_edits.at(field.pointer()) : nullptr;
  const bool whole = address.steps.size() == field.steps.size();
  if (whole && value.kind == NodeKind::sequence) {
    return set_plain(field, std::move(value), argument);  // all of its history, typed
  }
  m_day_counted = true;
  if (m_options.history == SetOptions::History::correct) {
    return correct_dated(address, std::move(value), argument);
  }
  if (!whole) {
    // A part of the value changes: the rest of it goes on.
    const Value* row =
        now == nullptr || now->kind != NodeKind::sequence ? nullptr : row_in_force(*now, day());
    const Value* base = row == nullptr ? now : entry_of(*row, "value");
    const bool known = base != nullptr && base->kind == NodeKind::mapping;
    Result<Value> changed = yaml::apply_to_value(known ? *base : Value::mapping(),
                                                 edit_to_set(below_field(address), std::move(value)));
    if (!changed) {
      return fail(std::move(changed.error()));
    }
    value = std::move(*changed);
  }
  if (now == nullptr || now->kind != NodeKind::sequence) {
    return begin_history(field, std::move(value), argument);
  }
  return add_dated(field, std::move(value), argument);
}

Status FieldSetter::correct_dated(const FieldAddress& address, yaml::Value value, std::string_view argument) {
  const FieldAddress field = field_of(address);
  const Value* now = field.is_there() ? m_edits.at(field.pointer()) : nullptr;
  if (now == nullptr || now->kind != NodeKind::sequence) {
    return set_plain(address, std::move(value), argument);
  }
  std::size_t index = 0;
  if (row_in_force(*now, day(), &index) == nullptr) {
    return fail(ErrorKind::usage,
                fmt::format("{} has no value on {} that could be corrected", field.name, day().to_string()),
                {fmt::format("leave --correct out to add one, or give --from; it holds from {} on",
                             text_at(now->items.front(), "from"))});
  }
  FieldAddress row = field;
  row.steps.push_back({std::to_string(index), {}, true});
  row.steps.push_back({"value", {"from"}, true});
  const FieldAddress inner = below_field(address);
  row.steps.insert(row.steps.end(), inner.steps.begin(), inner.steps.end());
  const Value* held = m_edits.at(row.pointer());
  if (now->items.size() == 1 && held != nullptr && *held == value) {
    // The value is right, and what was wrong is the day: nothing was there before.
    const Value* only = entry_of(now->items.front(), "value");
    return set_plain(field, Value(*only), argument);
  }
  return set_plain(row, std::move(value), argument);
}

Status FieldSetter::begin_history(const FieldAddress& field, yaml::Value value, std::string_view argument) {
  const Value* now = field.is_there() ? m_edits.at(field.pointer()) : nullptr;
  if (now != nullptr && *now == value) {
    return {};
  }
  Value rows = Value::sequence();
  if (now != nullptr) {
    const time::Date first = first_known_day(m_writing.data(), *m_edits.named().item.record, day());
    rows.items.push_back(dated_row(first, *now));
    m_notes.push_back(
        fmt::format("{}: {} until {}, {} from {} on; where {} was a mistake: csx undo, then --correct",
                    field.name, yaml::one_line(*now), day().plus_days(-1).to_string(), yaml::one_line(value),
                    day().to_string(), yaml::one_line(*now)));
  } else {
    m_notes.push_back(fmt::format("{}: {} from {} on; the same with --correct says that it always was so",
                                  field.name, yaml::one_line(value), day().to_string()));
  }
  rows.items.push_back(dated_row(day(), std::move(value)));
  return m_edits.apply(edit_to_set(field, std::move(rows)), argument);
}

Status FieldSetter::add_dated(const FieldAddress& field, yaml::Value value, std::string_view argument) {
  const std::string list = field.pointer();
  const Value& rows = *m_edits.at(list);
  const Value* in_force = row_in_force(rows, day());
  if (in_force != nullptr && entry_of(*in_force, "value") != nullptr &&
      *entry_of(*in_force, "value") == value) {
    return {};
  }
  const std::size_t index = place_by_date(rows, "from", day());
  if (index < rows.items.size()) {
    const Value* later = entry_of(rows.items[index], "value");
    m_notes.push_back(fmt::format(
        "{}: {} from {} until {}, from when on it is {} already", field.name, yaml::one_line(value),
        day().to_string(), time::Date::parse(text_at(rows.items[index], "from"))->plus_days(-1).to_string(),
        later == nullptr ? std::string("unknown") : yaml::one_line(*later)));
  }
  if (const auto same = row_of_day(rows, "from", day())) {
    Edit edit;
    edit.pointer = fmt::format("{}/{}/value", list, *same);
    edit.value = std::move(value);
    return m_edits.apply(std::move(edit), argument);
  }
  return m_edits.apply(insert_edit(list, index, rows.items.size(), dated_row(day(), std::move(value))),
                       argument, fmt::format("{}/{}", list, index));
}

bool FieldSetter::is_price(const FieldAddress& address) const {
  return address.owner == &model::type_of<model::Subscription> && address.row != nullptr &&
         (address.row->key == "mrr" || address.row->key == "plan");
}

Status FieldSetter::set_price(const FieldAddress& address, yaml::Value value, std::string_view argument) {
  const std::string subscription = address.pointer(address.steps.size() - 1);
  const Value* block = m_edits.at(subscription);
  const auto start = time::Date::parse(block == nullptr ? std::string() : text_at(*block, "start_on"));
  if (start && m_options.from && *m_options.from < *start) {
    m_day_counted = true;
    return fail(ErrorKind::usage,
                fmt::format("{} is before the subscription starts, on {}", m_options.from->to_string(),
                            start->to_string()),
                {"leave --from out, or correct start_on first"});
  }
  if (!start || day() <= *start) {
    m_day_counted = m_day_counted || start.has_value();
    const Value* first = block == nullptr ? nullptr : entry_of(*block, address.row->key);
    const bool has_held = start && *start < m_writing.when_on() && first != nullptr;
    if (has_held && m_options.history == SetOptions::History::keep && *first != value) {
      return refuse_past_price(address, *start, *first);
    }
    return set_plain(address, std::move(value), argument);
  }
  m_day_counted = true;
  const std::string key(address.row->key);
  const Value* changes = entry_of(*block, "changes");
  // The last change on or before the day that says anything of it.
  std::optional<std::size_t> in_force;
  std::optional<time::Date> best;
  for (std::size_t i = 0; changes != nullptr && i < changes->items.size(); ++i) {
    const auto date = time::Date::parse(text_at(changes->items[i], "date"));
    if (date && *date <= day() && (!best || *date >= *best) && entry_of(changes->items[i], key) != nullptr) {
      in_force = i;
      best = *date;
    }
  }
  const Value* now = in_force ? entry_of(changes->items[*in_force], key) : entry_of(*block, key);
  if (now != nullptr && *now == value) {
    return {};
  }
  if (m_options.history == SetOptions::History::keep) {
    return add_price(address, std::move(value), argument);
  }
  if (!in_force) {
    return set_plain(address, std::move(value), argument);
  }
  Edit edit;
  edit.pointer = fmt::format("{}/changes/{}/{}", subscription, *in_force, key);
  edit.value = std::move(value);
  return m_edits.apply(std::move(edit), argument);
}

Status FieldSetter::refuse_past_price(const FieldAddress& address, time::Date since,
                                      const Value& price) const {
  return fail(
      ErrorKind::usage,
      fmt::format("{} is {} from {} on already", address.name, yaml::one_line(price), since.to_string()),
      {"give the day from which it is another with --from, or add --correct if it was wrong"});
}

Status FieldSetter::add_price(const FieldAddress& address, yaml::Value value, std::string_view argument) {
  const std::string subscription = address.pointer(address.steps.size() - 1);
  const Value& block = *m_edits.at(subscription);
  const std::string key(address.row->key);
  const Value* changes = entry_of(block, "changes");
  const Value none = Value::sequence();
  const Value& list = changes == nullptr ? none : *changes;
  const std::string place = subscription + "/changes";
  const auto same = row_of_day(list, "date", day());
  const Value* planned = same ? entry_of(list.items[*same], key) : nullptr;
  if (planned != nullptr && day() < m_writing.when_on()) {
    return refuse_past_price(address, day(), *planned);
  }
  m_notes.push_back(
      planned == nullptr
          ? fmt::format("{}: {} from {} on, as a change of the subscription; where the price before was a "
                        "mistake: csx undo, then --correct",
                        address.name, yaml::one_line(value), day().to_string())
          : fmt::format("{}: {} from {} on, in place of {}", address.name, yaml::one_line(value),
                        day().to_string(), yaml::one_line(*planned)));
  if (same) {
    Edit edit;
    edit.pointer = fmt::format("{}/{}/{}", place, *same, key);
    edit.value = std::move(value);
    edit.after = key == "plan" ? std::vector<std::string>{"mrr", "date"} : std::vector<std::string>{"date"};
    return m_edits.apply(std::move(edit), argument);
  }
  Value row = Value::mapping({{"date", date_value(day())}});
  if (key == "plan") {
    // A change always says the price: the one that goes on.
    const Value* price = entry_of(block, "mrr");
    for (const Value& each : list.items) {
      const auto date = time::Date::parse(text_at(each, "date"));
      price = date && *date <= day() && entry_of(each, "mrr") != nullptr ? entry_of(each, "mrr") : price;
    }
    if (price != nullptr) {
      row.entries.emplace_back("mrr", *price);
    }
  }
  row.entries.emplace_back(key, std::move(value));
  if (!m_options.why.empty()) {
    row.entries.emplace_back("why", Value::string(m_options.why));
  }
  const std::size_t index = place_by_date(list, "date", day());
  if (changes == nullptr) {
    Edit edit;
    edit.pointer = place;
    edit.value = Value::sequence({std::move(row)});
    const auto rows = rows_of(model::type_of<model::Subscription>, nullptr);
    for (auto each = std::ranges::find(rows, "changes", &model::Row::key); each != rows.begin();) {
      edit.after.emplace_back((*--each)->key);
    }
    return m_edits.apply(std::move(edit), argument, place + "/0");
  }
  return m_edits.apply(insert_edit(place, index, list.items.size(), std::move(row)), argument,
                       fmt::format("{}/{}", place, index));
}

std::size_t place_by_date(const yaml::Value& list, std::string_view key, time::Date date) {
  std::optional<time::Date> last;
  std::size_t place = list.items.size();
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const auto each = time::Date::parse(text_at(list.items[i], key));
    if (!each || (last && *each < *last)) {
      return list.items.size();
    }
    last = *each;
    if (*each > date && place == list.items.size()) {
      place = i;
    }
  }
  return place;
}

}  // namespace csx::cli
