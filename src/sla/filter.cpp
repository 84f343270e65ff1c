#include "csx/sla/filter.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "csx/model/walk.hpp"
#include "csx/sla/service.hpp"

namespace csx::sla {

namespace {

using model::FieldValue;
using model::Form;
using model::Type;
using Wanted = model::OneOrMany<model::AnyValue>;

bool is_among(std::string_view printed, const Wanted& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const model::AnyValue& value) { return value.value == printed; });
}

bool is_among(const Type& type, const void* value, const Wanted& wanted) {
  if (type.form == Form::list) {
    for (std::size_t i = 0; i < type.list->size(value); ++i) {
      if (is_among(*type.element, type.list->at(value, i), wanted)) {
        return true;
      }
    }
    return false;
  }
  return type.form == Form::scalar && is_among(type.scalar->print(value), wanted);
}

bool has_value(const Type& record, const void* value, std::string_view path, const Wanted& wanted) {
  const std::vector<FieldValue> found = model::field_values(record, value, path);
  return std::any_of(found.begin(), found.end(), [&](const FieldValue& field) {
    return !field.none && is_among(*field.type, field.value, wanted);
  });
}

template <class T>
bool is_dated_among(const std::optional<model::Dated<T>>& dated, time::Date day, const Wanted& wanted) {
  const T* value = dated ? dated->on(day) : nullptr;
  return value != nullptr && is_among(model::Scalar<T>::print(*value), wanted);
}

/// A field of the account; those that change over time as they were on the day.
bool account_has(const model::Account& account, const model::Agreement& agreement, std::string_view path,
                 time::Date day, const Wanted& wanted) {
  if (path == "segment") {
    return is_dated_among(account.segment, day, wanted);
  }
  if (path == "tier") {
    return is_dated_among(account.tier, day, wanted);
  }
  if (path == "touch_model") {
    const auto touch = touch_model_on(account, &agreement, day);
    return touch && is_among(model::word(*touch), wanted);
  }
  if (account.owners && path.starts_with("owners.")) {
    const std::string_view role = path.substr(7);
    const auto& owners = *account.owners;
    return is_dated_among(role == "sales" ? owners.sales
                          : role == "csm" ? owners.csm
                                          : owners.onboarding,
                          day, wanted);
  }
  return has_value(model::type_of<model::Account>, &account, path, wanted);
}

bool is_account(const Fields& fields) {
  return fields.type == &model::type_of<model::Account>;
}

bool holds(std::string_view path, const Wanted& wanted, const Fields& fields,
           const model::Agreement& agreement, time::Date day) {
  if (fields.entry != nullptr && path == "class") {
    const auto* survey = fields.entry->body.get<model::Survey>();
    const auto* word = survey != nullptr ? survey_class(*survey) : nullptr;
    return word != nullptr && is_among(*word, wanted);
  }
  if (fields.type != nullptr && !is_account(fields) && model::field_type(*fields.type, path) != nullptr) {
    return has_value(*fields.type, fields.value, path, wanted);
  }
  if (fields.entry != nullptr && model::field_type(model::type_of<model::Entry>, path) != nullptr) {
    return has_value(model::type_of<model::Entry>, fields.entry, path, wanted);
  }
  return fields.account != nullptr && account_has(*fields.account, agreement, path, day, wanted);
}

template <class T>
bool is_one_of(const std::optional<model::OneOrMany<T>>& wanted, const T* value) {
  return !wanted || (value != nullptr && std::any_of(wanted->begin(), wanted->end(),
                                                     [&](const T& each) { return (each <=> *value) == 0; }));
}

const model::Priority* priority_of(const Fields& fields) {
  const auto* ticket = fields.entry != nullptr ? fields.entry->body.get<model::Ticket>() : nullptr;
  return ticket != nullptr && ticket->priority ? &*ticket->priority : nullptr;
}

template <class T>
const T* on(const model::Account* account, std::optional<model::Dated<T>> model::Account::*member,
            time::Date day) {
  return account != nullptr && account->*member ? (account->*member)->on(day) : nullptr;
}

}  // namespace

const std::string_view* survey_class(const model::Survey& survey) {
  if (survey.instrument != model::Instrument::nps || survey.score < Decimal(0, 0) ||
      survey.score > Decimal(10, 0)) {
    return nullptr;
  }
  const std::size_t at = survey.score >= Decimal(9, 0) ? 0U : survey.score > Decimal(6, 0) ? 1U : 2U;
  return &k_survey_classes[at];
}

Fields Fields::of(const model::Handoff& handoff, const model::Account* account) {
  return {&model::type_of<model::Handoff>, &handoff, nullptr, account};
}

Fields Fields::of(const model::Account& account) {
  return {&model::type_of<model::Account>, &account, nullptr, &account};
}

Fields Fields::of(const model::Entry& entry, const model::Account* account) {
  Fields fields{nullptr, nullptr, &entry, account};
  const auto look = [&]<class T>(const T* body) {
    if (body != nullptr) {
      fields.type = &model::type_of<T>;
      fields.value = body;
    }
  };
  look(entry.body.get<model::Ticket>());
  look(entry.body.get<model::Survey>());
  look(entry.body.get<model::Request>());
  look(entry.body.get<model::Improvement>());
  return fields;
}

bool applies(const Conditions& when, const Fields& fields, const model::Agreement& agreement,
             time::Date day) {
  return std::all_of(when.begin(), when.end(), [&](const auto& condition) {
    return holds(condition.first.value, condition.second, fields, agreement, day);
  });
}

bool matches(const model::WithinRow& row, const Fields& fields, const model::Agreement& agreement,
             time::Date day) {
  if (!is_one_of(row.tier, on(fields.account, &model::Account::tier, day)) ||
      !is_one_of(row.segment, on(fields.account, &model::Account::segment, day)) ||
      !is_one_of(row.priority, priority_of(fields))) {
    return false;
  }
  if (row.touch_model) {
    const auto touch =
        fields.account != nullptr ? touch_model_on(*fields.account, &agreement, day) : std::nullopt;
    if (!touch || !is_one_of(row.touch_model, &*touch)) {
      return false;
    }
  }
  return applies(row.when, fields, agreement, day);
}

}  // namespace csx::sla
