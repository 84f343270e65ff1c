#include "past_values.hpp"

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "field_values.hpp"
#include "fields.hpp"

namespace csx::cli {
namespace {

using model::Form;
using model::Type;
using yaml::NodeKind;
using yaml::Value;

using Found = std::optional<std::string>;

/// What was found below a key or an item.
Found below(std::string_view token, Found found) {
  if (!found) {
    return found;
  }
  return found->empty() ? std::string(token) : fmt::format("{}.{}", token, *found);
}

const Value* part_of(const Value* value, std::string_view key) {
  return value != nullptr && value->kind == NodeKind::mapping ? entry_of(*value, key) : nullptr;
}

bool is_same(const Value* now, const Value* wanted) {
  return wanted != nullptr && *now == *wanted;
}

/// The item of a list that is another's, told by its name, else by its place.
const Value* counterpart(const Type& item, const Value* list, std::string_view name, std::size_t index) {
  if (list == nullptr || list->kind != NodeKind::sequence) {
    return nullptr;
  }
  if (name.empty()) {
    return index < list->items.size() ? &list->items[index] : nullptr;
  }
  const auto found = std::ranges::find_if(
      list->items, [&](const Value& each) { return name_of_item(core_type(item), each) == name; });
  return found == list->items.end() ? nullptr : &*found;
}

Found rewritten_price(const Value& now, const Value* wanted, time::Date day) {
  const auto start = time::Date::parse(text_at(now, "start_on"));
  if (!start || *start >= day) {
    return std::nullopt;
  }
  for (const std::string_view key : {"mrr", "plan"}) {
    const Value* price = entry_of(now, key);
    if (price != nullptr && !is_same(price, part_of(wanted, key))) {
      return std::string(key);
    }
  }
  const bool loses = entry_of(now, "changes") != nullptr && part_of(wanted, "changes") == nullptr;
  return loses ? Found("mrr") : std::nullopt;  // what changed in them
}

Found rewritten_items(const Type& item, const Value& now, const Value* wanted, time::Date day) {
  for (std::size_t i = 0; i < now.items.size(); ++i) {
    const std::string name = name_of_item(core_type(item), now.items[i]);
    const Value* other = counterpart(item, wanted, name, i);
    if (Found found = rewritten_past(item, &now.items[i], other, day)) {
      return below(name.empty() ? std::to_string(i) : name, std::move(found));
    }
  }
  return std::nullopt;
}

Found rewritten_fields(const Type& record, const Value& now, const Value* wanted, time::Date day) {
  if (&record == &model::type_of<model::Subscription>) {
    if (Found found = rewritten_price(now, wanted, day)) {
      return found;
    }
  }
  for (const model::Row* row : rows_of(record, &now)) {
    const Value* field = entry_of(now, row->key);
    if (Found found = field == nullptr ? std::nullopt
                                       : rewritten_past(*row->type, field, part_of(wanted, row->key), day)) {
      return below(row->key, std::move(found));
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> rewritten_past(const Type& type, const Value* now, const Value* wanted,
                                          time::Date day) {
  const Type* at = &type;
  while (at->form == Form::optional || at->form == Form::or_none) {
    at = at->element;
  }
  if (now == nullptr || is_null(*now) || is_same(now, wanted)) {
    return std::nullopt;
  }
  if (at->form == Form::dated) {
    const bool typed = wanted != nullptr && wanted->kind == NodeKind::sequence;
    return typed ? Found() : Found("");
  }
  if (at->form == Form::list && now->kind == NodeKind::sequence) {
    return rewritten_items(*at->element, *now, wanted, day);
  }
  if (at->form == Form::list) {
    return rewritten_past(*at->element, now, wanted, day);
  }
  return at->form == Form::record && now->kind == NodeKind::mapping ? rewritten_fields(*at, *now, wanted, day)
                                                                    : std::nullopt;
}

}  // namespace csx::cli
