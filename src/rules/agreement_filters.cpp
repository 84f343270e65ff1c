#include <fmt/format.h>

#include <array>

#include "agreement_rules.hpp"
#include "csx/sla/filter_fields.hpp"

namespace csx::rules::agreement {

namespace {

using Filter = model::Map<model::FieldPath, model::OneOrMany<model::AnyValue>>;

/// Every filter of an agreement with the fields it may name.
template <class Judge>
void each_filter(const model::Agreement& version, Judge judge) {
  if (version.what) {
    const sla::FilterFields fields = sla::FilterFields::of(model::Subject::handoff);
    for (const model::Information& information : version.what->information) {
      judge(information.when, fields, std::string_view("neither a handoff nor its account has"));
    }
  }
  for (const model::Commitment& commitment : version.commitments) {
    judge(commitment.where, sla::FilterFields::of_metrics(),
          std::string_view("no record that metrics read has"));
    if (!commitment.subject) {
      continue;  // without a subject nobody knows whose fields are meant
    }
    const sla::FilterFields fields = sla::FilterFields::of(*commitment.subject);
    const std::string who = *commitment.subject == model::Subject::account
                                ? std::string("no account has")
                                : fmt::format("neither {} {} nor its account has",
                                              *commitment.subject == model::Subject::improvement ? "an" : "a",
                                              word(*commitment.subject));
    judge(commitment.when, fields, std::string_view(who));
    if (commitment.clock) {
      for (const model::WithinRow& row : commitment.clock->within) {
        judge(row.when, fields, std::string_view(who));
      }
    }
  }
}

void unknown_filter(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    each_filter(version, [&](const Filter& filter, const sla::FilterFields& fields, std::string_view who) {
      for (const auto& [field, values] : filter) {
        if (!fields.has(field.value)) {
          report
              .add(record, values,
                   fmt::format("{} a field {}{}", who, quoted(field.value), fields.suggestion(field.value)))
              .at_key();
        }
      }
    });
  });
}

void filter_value(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    each_filter(version, [&](const Filter& filter, const sla::FilterFields& fields, std::string_view) {
      for (const auto& [field, values] : filter) {
        for (const model::AnyValue& value : values) {
          if (auto wrong = fields.wrong_value(input.data, field.value, value.value)) {
            report.add(record, value, std::move(*wrong));
          }
        }
      }
    });
  });
}

constexpr auto k_filter_rules = std::to_array<Rule>({
    {"agreement/unknown-filter", Severity::error, "A filter names fields that the records it filters have.",
     "`when` and `where` narrow what an information or a commitment applies to. A field that does not exist "
     "is "
     "never equal to anything: the commitment would silently apply to nobody.",
     "Name a field of the subject or of its account; `csx explain handoff` and `csx explain account` list "
     "them",
     unknown_filter},
    {"agreement/filter-value", Severity::error, "A filter compares with values that its field can have.",
     "A filter with a misspelt value matches nothing, and a commitment that matches nothing is always met.",
     "Write one of the values of the field; `csx explain` with the kind and field lists them", filter_value},
});

}  // namespace

std::span<const Rule> filter_rules() {
  return k_filter_rules;
}

}  // namespace csx::rules::agreement
