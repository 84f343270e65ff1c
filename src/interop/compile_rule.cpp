#include <algorithm>
#include <array>
#include <utility>

#include "compiler.hpp"
#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "date_pattern.hpp"

/// How one field is made of columns.
namespace csx::interop {
namespace {

using model::ColumnFormat;
using model::ColumnRule;
using model::Type;

struct Fit {
  const Type* type;
  ColumnFormat usual;
  std::vector<ColumnFormat> others;
};

/// The formats that a type takes, the usual one first.
std::vector<ColumnFormat> formats_of(const Type& type) {
  using enum ColumnFormat;
  const std::array<Fit, 8> fits{
      {{&model::type_of<Money>, money, {}},
       {&model::type_of<model::Share>, share, {}},
       {&model::type_of<bool>, boolean, {}},
       {&model::type_of<std::int64_t>, integer, {}},
       {&model::type_of<Decimal>, number, {integer}},
       {&model::type_of<time::Date>, date, {instant}},
       {&model::type_of<time::Timestamp>, instant, {date}},
       {&model::type_of<model::AnyValue>, text, {integer, number, boolean, id, date}}}};
  const auto fit = std::ranges::find(fits, &type, &Fit::type);
  std::vector<ColumnFormat> formats;
  if (fit != fits.end()) {
    formats = fit->others;
    formats.insert(formats.begin(), fit->usual);
  } else if (type.scalar->role != model::Role::plain) {
    formats = {id, text};
  } else {
    formats = {text, id, integer, number, date, instant};
  }
  return formats;
}

bool refers_outside(const TargetField& field, std::string_view kind) {
  const model::ScalarOps& ops = *field.scalar->scalar;
  const bool whole = ops.target.scope == model::Scope::folder || ops.target.scope == model::Scope::agreement;
  // What the import itself may bring along is left to the check of the folder.
  return ops.role == model::Role::refers && whole && ops.target.name != kind && ops.target.name != "entry";
}

}  // namespace

Conversion Compiler::conversion_of(const ColumnRule& rule, const TargetThing& thing, const TargetField& field,
                                   const std::string& pointer) {
  Conversion to;
  if (rule.column) {
    to.column = column_named(*rule.column, pointer + "/column").value_or(0);
  } else if (rule.template_text) {
    to.source = Conversion::Source::text;
    find_template(*rule.template_text, pointer + "/template", to);
  } else if (rule.constant && field.shape != Shape::table) {
    to.source = Conversion::Source::constant;
    to.constant = value_of(thing, field, rule.constant->value, pointer + "/constant");
  }
  find_format(rule, field, pointer, to);
  find_marks(rule, pointer, to);
  find_values(rule, thing, field, pointer, to);
  find_lookup(rule, field, pointer, to);
  if (field.shape == Shape::table && !rule.key_column) {
    fault(pointer, "a table needs key_column, the column with the key", Aspect::key);
  }
  if (rule.key_column) {
    if (field.shape != Shape::table) {
      fault(pointer + "/key_column", "only fields that are tables have keys");
    }
    to.key_column = column_named(*rule.key_column, pointer + "/key_column");
  }
  to.keeps_when_empty = rule.when_empty == model::WhenEmpty::keep;
  to.once = rule.once.value_or(false);
  to.must_exist = !rule.lookup && refers_outside(field, m_plan.thing.kind().name);
  return to;
}

void Compiler::find_format(const ColumnRule& rule, const TargetField& field, const std::string& pointer,
                           Conversion& to) {
  const std::vector<ColumnFormat> formats = formats_of(*field.scalar);
  to.format = formats.front();
  const bool is_list = field.shape == Shape::list;
  if (rule.separator || rule.format == ColumnFormat::list) {
    to.separator = rule.separator.value_or(",");
    if (!is_list) {
      fault(pointer + (rule.separator ? "/separator" : "/format"), "the field takes one value, not a list");
    }
    if (to.separator.empty()) {
      fault(pointer + "/separator", "the separator is empty");
    }
  }
  if (rule.format && *rule.format != ColumnFormat::list) {
    to.format = *rule.format;
    if (std::ranges::find(formats, to.format) == formats.end()) {
      std::vector<std::string_view> names;
      std::ranges::transform(formats, std::back_inserter(names),
                             [](ColumnFormat each) { return model::word(each); });
      fault(pointer + "/format",
            fmt::format("the field is {}, which is not read as {}; read it as {}", field.scalar->name,
                        model::word(to.format), enumerate(names, "or")));
    }
  } else if (rule.pattern && formats.front() == ColumnFormat::text) {
    to.format = ColumnFormat::instant;
  }
}

void Compiler::find_marks(const ColumnRule& rule, const std::string& pointer, Conversion& to) {
  const bool is_moment = to.format == ColumnFormat::date || to.format == ColumnFormat::instant;
  const bool is_number = to.format == ColumnFormat::integer || to.format == ColumnFormat::number ||
                         to.format == ColumnFormat::money || to.format == ColumnFormat::share;
  const auto only = [&](bool fits, bool said, std::string_view key, std::string_view what) {
    if (said && !fits) {
      fault(fmt::format("{}/{}", pointer, key), fmt::format("only {} have a {}", what, key));
    }
  };
  only(is_moment, rule.pattern.has_value(), "pattern", "dates and instants");
  only(is_moment, rule.timezone.has_value(), "timezone", "instants");
  only(is_number || rule.after, rule.decimal_mark.has_value(), "decimal_mark", "numbers");
  only(is_number || rule.after, rule.thousands_mark.has_value(), "thousands_mark", "numbers");
  only(to.format == ColumnFormat::money, rule.currency.has_value(), "currency", "sums of money");
  only(to.format == ColumnFormat::money, rule.currency_column.has_value(), "currency_column",
       "sums of money");
  if (rule.pattern) {
    to.pattern = *rule.pattern;
    if (const std::optional<std::string> wrong = fault_of_pattern(to.pattern)) {
      fault(pointer + "/pattern", fmt::format("{} is no pattern of dates: {}", quoted(to.pattern), *wrong));
    }
  }
  if (rule.timezone) {
    if (const time::Parsed<time::Zone> zone = time::Zone::find(rule.timezone->value)) {
      to.zone = *zone;
    }
  }
  to.currency = rule.currency.value_or(m_data.workspace().currency);
  to.currency_is_said = rule.currency.has_value();
  if (rule.currency_column) {
    to.currency_column = column_named(*rule.currency_column, pointer + "/currency_column");
  }
  const bool is_amount = to.format == ColumnFormat::money || to.format == ColumnFormat::number;
  only(is_amount, rule.times_column.has_value(), "times_column", "sums and numbers");
  only(is_amount, rule.divide_by.has_value(), "divide_by", "sums and numbers");
  if (rule.times_column) {
    to.times_column = column_named(*rule.times_column, pointer + "/times_column");
  }
  to.divide_by = rule.divide_by.value_or(1);
  if (rule.decimal_mark && *rule.decimal_mark != "." && *rule.decimal_mark != ",") {
    fault(pointer + "/decimal_mark", fmt::format("{} is neither . nor ,", quoted(*rule.decimal_mark)));
  } else if (rule.decimal_mark) {
    to.decimal_mark = rule.decimal_mark->front();
  }
  to.thousands_mark = rule.thousands_mark.value_or("");
  if (!to.thousands_mark.empty() && to.thousands_mark.front() == to.decimal_mark) {
    fault(pointer + "/thousands_mark", "it is the decimal mark, too");
  }
  using enum model::ColumnUnit;
  const bool of_time = rule.unit && *rule.unit != percent && *rule.unit != fraction;
  to.unit = rule.unit;
  if (rule.after && !of_time) {
    fault(pointer + "/after",
          "a number that counts from another field needs its unit: seconds, minutes, hours or days");
  }
  if (rule.after && !is_moment) {
    fault(pointer + "/after", "only dates and instants count from another");
  }
  if (of_time && !rule.after) {
    fault(pointer + "/unit", "a unit of time needs after, the field from which it counts");
  }
  if (rule.unit && !of_time && to.format != ColumnFormat::share) {
    fault(pointer + "/unit", "only shares have this unit");
  }
}

void Compiler::find_template(const std::string& text, const std::string& pointer, Conversion& to) {
  const bool has_month =
      m_mapping.group && std::ranges::find(m_mapping.group->by, "month") != m_mapping.group->by.end();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    if (open > at) {
      to.parts.push_back({text.substr(at, open - at), std::nullopt, false});
    }
    if (open == text.size()) {
      return;
    }
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos) {
      fault(pointer, "a { is not closed");
      return;
    }
    const std::string name = text.substr(open + 1, close - open - 1);
    if (has_month && name == "month") {
      to.parts.push_back({{}, std::nullopt, true});
    } else {
      to.parts.push_back({{}, column_named(name, pointer).value_or(0), false});
    }
    at = close + 1;
  }
}

/// A value of the mapping itself, as its field prints it.
std::string Compiler::value_of(const TargetThing& thing, const TargetField& field, const std::string& text,
                               const std::string& pointer) {
  const Scratch scratch(thing, field);
  if (const std::optional<std::string> wrong = parse_into(field, text, scratch.get())) {
    fault(pointer, refusal_of(field, text, *wrong));
    return text;
  }
  std::string value = printed(field, scratch.get());
  const model::ScalarOps& ops = *field.scalar->scalar;
  if (m_records == Records::are_there && refers_outside(field, m_plan.thing.kind().name) &&
      !m_data.has_id(ops.target.name, value)) {
    fault(pointer, fmt::format("there is no {} {}{}", ops.target.name, quoted(value),
                               did_you_mean(value, m_data.ids(ops.target.name))));
  }
  return value;
}

void Compiler::find_values(const ColumnRule& rule, const TargetThing& thing, const TargetField& field,
                           const std::string& pointer, Conversion& to) {
  if (field.shape == Shape::table && (!rule.values.empty() || rule.constant || rule.otherwise)) {
    fault(pointer + (rule.constant         ? "/constant"
                     : rule.values.empty() ? "/otherwise"
                                           : "/values"),
          "the values of a table come from a column as they are");
    return;
  }
  for (const auto& [from, value] : rule.values) {
    if (value.value.empty()) {
      to.values.emplace(from.value, std::string());  // says nothing of the field
      continue;
    }
    to.values.emplace(from.value,
                      value_of(thing, field, value.value,
                               fmt::format("{}/values/{}", pointer, escape_pointer_token(from.value))));
  }
  if (rule.otherwise) {
    if (rule.values.empty()) {
      fault(pointer + "/otherwise", "there is no table (values) that it could complete");
    }
    to.otherwise = rule.otherwise->value.empty()
                       ? std::string()
                       : value_of(thing, field, rule.otherwise->value, pointer + "/otherwise");
  }
}

void Compiler::find_lookup(const ColumnRule& rule, const TargetField& field, const std::string& pointer,
                           Conversion& to) {
  if (!rule.lookup) {
    return;
  }
  const model::ScalarOps& ops = *field.scalar->scalar;
  const model::Kind* kind = model::find_kind(ops.target.name);
  if (ops.role == model::Role::plain || kind == nullptr) {
    fault(pointer + "/lookup", "only fields that refer to records look them up");
    return;
  }
  const std::string& path = rule.lookup->value;
  const model::Type* found = model::field_type(*kind->type, path);
  if (found == nullptr) {
    const std::vector<std::string> paths = model::field_paths(*kind->type);
    const std::vector<std::string_view> views(paths.begin(), paths.end());
    fault(pointer + "/lookup",
          fmt::format("{} has no field {}{}", kind->name, quoted(path), did_you_mean(path, views)));
    return;
  }
  const model::Type& bare = model::bare(*found);
  const bool holds_ids = bare.scalar != nullptr && bare.scalar->role != model::Role::plain;
  if (!rule.format) {
    to.format = holds_ids ? ColumnFormat::id : ColumnFormat::text;
  }
  auto lookup = std::make_shared<Lookup>();
  for (const model::AnyRecord* record : m_data.of_kind(*kind)) {
    for (const model::FieldValue& value : model::field_values(*kind->type, record->value(), path)) {
      if (value.type == nullptr || value.type->scalar == nullptr || value.value == nullptr) {
        continue;
      }
      std::vector<std::string>& ids = (*lookup)[value.type->scalar->print(value.value)];
      if (ids.empty() || ids.back() != record->identity()) {
        ids.push_back(record->identity());
      }
    }
  }
  to.lookup = std::move(lookup);
  to.lookup_name = fmt::format("{} with the {} ", kind->name, path);
}

}  // namespace csx::interop
