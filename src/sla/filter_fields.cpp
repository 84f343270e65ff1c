#include "csx/sla/filter_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/filter.hpp"

namespace csx::sla {

namespace {

/// A dimension of metrics, and what its values are ids of; empty where they are names.
struct DimensionField {
  std::string_view name;
  std::string_view target;
};
constexpr std::array<DimensionField, 8> k_dimensions{{{"csm", "person"},
                                                      {"rep", "person"},
                                                      {"area", {}},
                                                      {"product", {}},
                                                      {"month", {}},
                                                      {"account", "account"},
                                                      {"fit-band", "band"},
                                                      {"handoff", {}}}};

/// Below optionals, lists and dated values.
const model::Type& innermost(const model::Type& type) {
  const model::Type* inner = &type;
  while (true) {
    switch (inner->form) {
      case model::Form::dated:
        inner = inner->element->find("value")->type;
        break;
      case model::Form::optional:
      case model::Form::or_none:
      case model::Form::list:
        inner = inner->element;
        break;
      default:
        return *inner;
    }
  }
}

const model::Type& body_of(model::Subject subject) {
  switch (subject) {
    case model::Subject::ticket:
      return model::type_of<model::Ticket>;
    case model::Subject::survey:
      return model::type_of<model::Survey>;
    case model::Subject::request:
      return model::type_of<model::Request>;
    case model::Subject::improvement:
      return model::type_of<model::Improvement>;
    case model::Subject::handoff:
      return model::type_of<model::Handoff>;
    case model::Subject::account:
      break;
  }
  return model::type_of<model::Account>;
}

std::string wrong_word(std::string_view field, std::string_view value,
                       std::span<const std::string_view> words) {
  return fmt::format("{} is never {}{}", field, quoted(value), did_you_mean(value, words));
}

/// Whether a number or a date can be printed as a text.
bool can_be(const model::Type& type, std::string_view text) {
  if (&type == &model::type_of<time::Date>) {
    return time::Date::parse(text).has_value();
  }
  const bool is_number = &type == &model::type_of<std::int64_t> || &type == &model::type_of<Decimal>;
  return !is_number || Decimal::parse(text);
}

}  // namespace

const model::Type* leaf_type(const model::Type& record, std::string_view dotted) {
  const model::Type* found = model::field_type(record, dotted);
  if (found == nullptr) {
    return nullptr;
  }
  const model::Type& leaf = innermost(*found);
  return leaf.form == model::Form::scalar ? &leaf : nullptr;
}

FilterFields FilterFields::of(model::Subject subject) {
  FilterFields fields;
  fields.m_types = {&body_of(subject), &model::type_of<model::Account>};
  if (subject != model::Subject::handoff && subject != model::Subject::account) {
    fields.m_types.insert(fields.m_types.begin() + 1, &model::type_of<model::Entry>);
  }
  if (subject == model::Subject::survey) {
    fields.m_derived.push_back({"class", k_survey_classes, {}});
  }
  return fields;
}

FilterFields FilterFields::of_metrics() {
  FilterFields fields;
  fields.m_types = {&model::type_of<model::Account>, &model::type_of<model::Handoff>,
                    &model::type_of<model::Ticket>,  &model::type_of<model::Survey>,
                    &model::type_of<model::Entry>,   &model::type_of<model::Subscription>};
  fields.m_derived.push_back({"class", k_survey_classes, {}});
  for (const DimensionField& dimension : k_dimensions) {
    fields.m_derived.push_back({dimension.name, {}, dimension.target});
  }
  return fields;
}

bool FilterFields::has(std::string_view field) const {
  return std::any_of(m_derived.begin(), m_derived.end(),
                     [&](const Derived& derived) { return derived.name == field; }) ||
         std::any_of(m_types.begin(), m_types.end(),
                     [&](const model::Type* type) { return leaf_type(*type, field) != nullptr; });
}

std::string FilterFields::suggestion(std::string_view field) const {
  std::vector<std::string> paths;
  for (const model::Type* type : m_types) {
    for (std::string& path : model::field_paths(*type)) {
      if (leaf_type(*type, path) != nullptr) {
        paths.push_back(std::move(path));
      }
    }
  }
  std::vector<std::string_view> names(paths.begin(), paths.end());
  for (const Derived& derived : m_derived) {
    names.push_back(derived.name);
  }
  return did_you_mean(field, names);
}

std::optional<std::string> FilterFields::wrong_value(const store::Dataset& data, std::string_view field,
                                                     std::string_view value) const {
  for (const Derived& derived : m_derived) {
    if (derived.name != field) {
      continue;
    }
    const auto words = derived.target.empty() ? derived.words : data.ids(derived.target);
    const bool known = words.empty() || std::find(words.begin(), words.end(), value) != words.end();
    return known ? std::nullopt : std::optional(wrong_word(field, value, words));
  }
  // A name may be a field of the subject and of the account: one that takes the value is enough.
  std::optional<std::string> wrong;
  for (const model::Type* type : m_types) {
    const model::Type* leaf = leaf_type(*type, field);
    if (leaf == nullptr) {
      continue;
    }
    const model::ScalarOps& ops = *leaf->scalar;
    std::vector<std::string_view> known;
    if (!ops.words.empty()) {
      for (const model::Word& word : ops.words) {
        known.push_back(word.word);
      }
    } else if (ops.accepts == model::Accepts::boolean) {
      known = {"true", "false"};
    } else if (ops.role == model::Role::refers &&
               (ops.target.scope == model::Scope::folder || ops.target.scope == model::Scope::agreement)) {
      if (data.has_id(ops.target.name, value)) {
        return std::nullopt;
      }
      const auto ids = data.ids(ops.target.name);
      known.assign(ids.begin(), ids.end());
    } else if (!can_be(*leaf, value)) {
      wrong = fmt::format("{} is never {}, expected {}", field, quoted(value), ops.expected);
      continue;
    } else {
      return std::nullopt;
    }
    if (std::find(known.begin(), known.end(), value) != known.end()) {
      return std::nullopt;
    }
    if (!wrong) {
      wrong = wrong_word(field, value, known);
    }
  }
  return wrong;
}

}  // namespace csx::sla
