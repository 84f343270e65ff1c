#include "teller.hpp"
#include "common_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "csx/model/agreement.hpp"
#include "csx/model/playbook.hpp"
#include "csx/report/words.hpp"
#include "field_words.hpp"

namespace csx::report {
namespace {

using model::Form;
using model::Row;
using model::Type;

constexpr Phrase k_teller_none{"None: {}", "Não há: {}"};
constexpr Phrase k_teller_since{"from {}: {}", "desde {}: {}"};
constexpr Phrase k_cadence{"the touch model's cadence", "a cadência do modelo de atendimento"};
constexpr Phrase k_calendar_responsible{"of the responsible person", "da pessoa responsável"};
constexpr Phrase k_calendar_account{"of the customer", "do cliente"};
constexpr std::array<std::string_view, 6> k_title_keys{"name",     "title", "statement",
                                                       "activity", "claim", "text"};

/// Keys whose value says by itself what it is.
constexpr std::array<std::string_view, 7> k_plain_keys{"id", "step", "who", "what", "area", "is", "date"};

template <class T>
const T* as(const Type& type, const void* value) {
  return &type == &model::type_of<T> ? static_cast<const T*>(value) : nullptr;
}

std::string name_of(const Teller& teller, std::string_view target, const std::string& id) {
  if (target == "person") {
    return teller.names.person(id);
  }
  if (target == "segment") {
    return teller.names.segment(id);
  }
  if (target == "tier") {
    return teller.names.tier(id);
  }
  if (target == "persona") {
    return teller.names.persona(id);
  }
  if (target == "objective") {
    return teller.names.objective(id);
  }
  if (target == "differentiator") {
    return teller.names.differentiator(id);
  }
  if (target == "contact") {
    return teller.names.contact(id);
  }
  if (target == "playbook step") {
    return teller.names.onboarding_step(id);
  }
  if (target == "playbook") {
    const auto* playbook = teller.data.get<model::Playbook>(id);
    return playbook != nullptr ? playbook->title : id;
  }
  return id;
}

/// The name of a field of handoffs or accounts, where a filter names one.
std::string field_name(const Teller& teller, const std::string& path) {
  const std::string_view heading = heading_of(path, teller.language);
  if (heading != path) {
    return std::string(heading);
  }
  return path.find('.') == path.npos && has_field_word(path) ? field_word(path, teller.language) : path;
}

std::string scalar_text(const Teller& teller, const Type& type, const void* value) {
  const model::Language language = teller.language;
  if (const auto* date = as<time::Date>(type, value)) {
    return said(*date, language);
  }
  if (const auto* at = as<time::Timestamp>(type, value)) {
    return said(*at, teller.data.zone(), language);
  }
  if (const auto* money = as<Money>(type, value)) {
    return said(*money, language);
  }
  if (const auto* share = as<model::Share>(type, value)) {
    return said(*share, language);
  }
  if (const auto* number = as<Decimal>(type, value)) {
    return said(*number, language);
  }
  if (const auto* count = as<std::int64_t>(type, value)) {
    return said(Decimal(*count, 0), language);
  }
  if (const auto* truth = as<bool>(type, value)) {
    return std::string((*truth ? k_yes : k_no).in(language));
  }
  if (const auto* duration = as<time::Duration>(type, value)) {
    return said(*duration, language);
  }
  if (const auto* condition = as<model::Condition>(type, value)) {
    return said(*condition, language);
  }
  if (const auto* goal = as<model::Goal>(type, value)) {
    return said(*goal, language);
  }
  if (const auto* recurrence = as<model::Recurrence>(type, value)) {
    return recurrence->every ? said(*recurrence->every, language) : std::string(k_cadence.in(language));
  }
  if (const auto* calendar = as<model::CalendarChoice>(type, value)) {
    return calendar->is_responsible() ? std::string(k_calendar_responsible.in(language))
           : calendar->is_account()   ? std::string(k_calendar_account.in(language))
                                      : calendar->value;
  }
  if (const auto* period = as<time::Period>(type, value)) {
    return said(*period, language);
  }
  std::string printed = type.scalar->print(value);
  if (const auto* path = as<model::FieldPath>(type, value)) {
    return field_name(teller, path->value);
  }
  if (type.scalar->role == model::Role::refers) {
    return name_of(teller, type.scalar->target.name, printed);
  }
  if (!type.scalar->words.empty() || as<model::Area>(type, value) != nullptr ||
      as<model::AnyValue>(type, value) != nullptr) {
    return std::string(said(printed, language));
  }
  return printed;
}

}  // namespace

std::span<const std::string_view> title_keys() {
  return k_title_keys;
}

bool is_title(std::string_view key) {
  return std::ranges::find(k_title_keys, key) != k_title_keys.end();
}

bool is_list_of_texts(const Type& type) {
  return type.form == Form::list && type.element == &model::type_of<std::string>;
}

std::string Teller::text(const Type& type, const void* value) const {
  std::vector<std::string> parts;
  switch (type.form) {
    case Form::scalar:
      return scalar_text(*this, type, value);
    case Form::optional: {
      const void* inner = type.optional->get(value);
      return inner != nullptr ? text(*type.element, inner) : std::string();
    }
    case Form::or_none: {
      const std::string* reason = type.or_none->none(value);
      return reason == nullptr ? text(*type.element, type.or_none->value(value))
                               : fmt::format(fmt::runtime(k_teller_none.in(language)), *reason);
    }
    case Form::list: {
      for (std::size_t i = 0; i < type.list->size(value); ++i) {
        parts.push_back(text(*type.element, type.list->at(value, i)));
      }
      return fmt::format("{}", fmt::join(parts, is_list_of_texts(type) ? "\n" : ", "));
    }
    case Form::dated: {
      for (std::size_t i = 0; i < type.list->size(value); ++i) {
        const void* item = type.list->at(value, i);
        const auto& from = *static_cast<const time::Date*>(type.element->rows[0].of(item));
        std::string said_value = text(*type.element->rows[1].type, type.element->rows[1].of(item));
        parts.push_back(
            from == model::Dated<int>::k_always
                ? std::move(said_value)
                : fmt::format(fmt::runtime(k_teller_since.in(language)), said(from, language), said_value));
      }
      return fmt::format("{}", fmt::join(parts, "\n"));
    }
    case Form::map: {
      for (std::size_t i = 0; i < type.map->size(value); ++i) {
        parts.push_back(fmt::format("{}: {}", scalar_text(*this, *type.key, type.map->key_at(value, i)),
                                    text(*type.element, type.map->value_at(value, i))));
      }
      return fmt::format("{}", fmt::join(parts, "; "));
    }
    case Form::record:
      return line(type, value);
    case Form::cases:
      return {};
  }
  return {};
}

std::string Teller::line(const Type& record, const void* value) const {
  // The last field is what the others are about: a time limit, a score, an end.
  std::vector<std::string> conditions;
  std::string last;
  std::string_view last_key;
  const bool has_title = std::ranges::any_of(record.rows, [](const Row& row) { return is_title(row.key); });
  for (const Row& row : record.rows) {
    std::string said_field = row.key == "id" && has_title ? std::string() : text(*row.type, row.of(value));
    if (said_field.empty()) {
      continue;
    }
    if (!last.empty()) {
      const bool speaks =
          is_title(last_key) || std::ranges::find(k_plain_keys, last_key) != k_plain_keys.end();
      conditions.push_back(speaks ? std::move(last)
                                  : fmt::format("{} {}", field_word(last_key, language), last));
    }
    last = std::move(said_field);
    last_key = row.key;
  }
  return conditions.empty() ? last : fmt::format("{}: {}", fmt::join(conditions, ", "), last);
}

}  // namespace csx::report
