#include "csx/metrics/where.hpp"

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/metrics/facts.hpp"
#include "csx/sla/filter_fields.hpp"
#include "keys.hpp"

namespace csx::metrics {

namespace {

using Wanted = model::OneOrMany<model::AnyValue>;

/// Fields that are dimensions under the name that records give them.
std::optional<Dimension> dimension_of(std::string_view field) {
  if (field == "touch_model") {
    return Dimension::touch_model;
  }
  if (field == "lead_source") {
    return Dimension::lead_source;
  }
  if (field == "fit_band") {
    return Dimension::fit_band;
  }
  return parse_dimension(field);
}

bool is_wanted(const Wanted& wanted, std::string_view value) {
  return std::ranges::any_of(wanted, [&](const model::AnyValue& each) { return each.value == value; });
}

bool has(const Facts& facts, const Subject& subject, Dimension dimension, const Wanted& wanted) {
  if (dimension == Dimension::month) {
    return is_wanted(wanted, subject.anchor.to_string().substr(0, 7));
  }
  if (dimension == Dimension::product) {
    const auto products = products_of(subject);
    return std::ranges::any_of(products, [&](std::string_view each) { return is_wanted(wanted, each); });
  }
  Combined combined;
  const std::string_view key = key_of(facts, subject, dimension, {}, combined);
  return !key.empty() && is_wanted(wanted, key);
}

sla::Fields fields_of(const Subject& subject) {
  const model::Account* account = subject.account != nullptr ? subject.account->account : nullptr;
  if (subject.entry != nullptr) {
    return sla::Fields::of(*subject.entry, account);
  }
  if (subject.record != nullptr && &subject.record->kind() == &model::kind_of<model::Handoff>()) {
    return sla::Fields::of(subject.record->as<model::Handoff>(), account);
  }
  return account != nullptr ? sla::Fields::of(*account) : sla::Fields{};
}

}  // namespace

Result<Where> parse_where(std::span<const std::string> texts, const store::Dataset& data) {
  const sla::FilterFields known = sla::FilterFields::of_metrics();
  Where where;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals == 0) {
      return fail(ErrorKind::usage, fmt::format("--where {} is not FIELD=VALUE", quoted(text)),
                  {"write --where segment=mid-market, or several values with commas between"});
    }
    std::string field(trim(std::string_view(text).substr(0, equals)));
    const std::optional<Dimension> dimension = dimension_of(field);
    if (!dimension && !known.has(field)) {
      return fail(ErrorKind::usage,
                  fmt::format("--where: no record that metrics read has a field {}{}", quoted(field),
                              known.suggestion(field)),
                  {"run `csx explain account`, `csx explain handoff` or `csx explain entry` for the fields"});
    }
    if (dimension == Dimension::touch_model || dimension == Dimension::lead_source) {
      field = dimension == Dimension::touch_model ? "touch_model" : "lead_source";
    }
    Wanted wanted;
    for (const std::string_view part : split(std::string_view(text).substr(equals + 1), ',')) {
      const std::string value(trim(part));
      if (auto wrong = known.wrong_value(data, field, value)) {
        return fail(ErrorKind::usage, fmt::format("--where: {}", *wrong));
      }
      wanted.push_back({value});
    }
    where.conditions.push_back({{std::move(field)}, std::move(wanted)});
  }
  return where;
}

bool admits(const Where& where, const Subject& subject, const Facts& facts) {
  static const model::Agreement k_none;
  return std::ranges::all_of(where.conditions, [&](const auto& condition) {
    if (const auto dimension = dimension_of(condition.first.value)) {
      return has(facts, subject, *dimension, condition.second);
    }
    const model::Agreement* agreement = facts.agreement_on(subject.anchor);
    sla::Conditions one;
    one.push_back(condition);
    return sla::applies(one, fields_of(subject), agreement != nullptr ? *agreement : k_none, subject.anchor);
  });
}

}  // namespace csx::metrics
