#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account_rules.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;
using model::AnyValue;
using model::FitCriterion;
using model::FitModel;

constexpr std::string_view k_prefix = "fit.";

/// The fit model in force today, if any.
const FitModel* fit_model(const sla::Versions& versions, time::Date day) {
  const model::Agreement* agreement = versions.on(day);
  return agreement != nullptr && agreement->fit ? &*agreement->fit : nullptr;
}

const FitCriterion* find_criterion(const FitModel& fit, std::string_view answer) {
  const auto found =
      std::find_if(fit.criteria.begin(), fit.criteria.end(), [&](const FitCriterion& criterion) {
        const std::string_view field = criterion.field.value;
        return field.starts_with(k_prefix) && field.substr(k_prefix.size()) == answer;
      });
  return found == fit.criteria.end() ? nullptr : &*found;
}

void unknown_criterion(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const FitModel* fit = fit_model(versions, input.today);
  if (fit == nullptr) {
    return;
  }
  std::vector<std::string_view> known;
  for (const FitCriterion& criterion : fit->criteria) {
    const std::string_view field = criterion.field.value;
    if (field.starts_with(k_prefix)) {
      known.push_back(field.substr(k_prefix.size()));
    }
  }
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const auto& [name, answer] : account.fit) {
      if (find_criterion(*fit, name.value) == nullptr) {
        report
            .add(record, answer,
                 fmt::format("the agreement asks for no {}{}", quoted("fit." + name.value),
                             did_you_mean(name.value, known)))
            .at_key();
      }
    }
  });
}

bool is_number(std::string_view text) {
  if (text.ends_with('%')) {
    text.remove_suffix(1);
  }
  return Decimal::parse(text).has_value();
}

void judge_answer(Report& report, const AnyRecord& record, const FitCriterion& criterion,
                  const AnyValue& answer) {
  if (criterion.score.range && !is_number(answer.value)) {
    report.add(record, answer,
               fmt::format("{} is scored between {} and {}, {} is no number", quoted(criterion.field.value),
                           criterion.score.range->worst.to_string(), criterion.score.range->best.to_string(),
                           quoted(answer.value)));
    return;
  }
  const bool knocks_out = std::any_of(criterion.knock_out.begin(), criterion.knock_out.end(),
                                      [&](const AnyValue& value) { return value.value == answer.value; });
  if (criterion.score.table.empty() || knocks_out || criterion.score.table.find(answer) != nullptr) {
    return;
  }
  std::vector<std::string_view> known;
  for (const auto& [value, score] : criterion.score.table) {
    known.push_back(value.value);
  }
  report.add(record, answer,
             fmt::format("{} scores {}, not {}{}", quoted(criterion.field.value), enumerate(known, "or"),
                         quoted(answer.value), did_you_mean(answer.value, known)));
}

void answer_outside(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const FitModel* fit = fit_model(versions, input.today);
  if (fit == nullptr) {
    return;
  }
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    for (const auto& [name, answer] : account.fit) {
      if (const FitCriterion* criterion = find_criterion(*fit, name.value)) {
        judge_answer(report, record, *criterion, answer);
      }
    }
  });
}

constexpr auto k_fit_rules = std::to_array<Rule>({
    {"account/unknown-fit-criterion", Severity::warning,
     "Answers about fit belong to criteria of the agreement.",
     "Fit is a sum of weighted answers, all declared in the agreement. An answer to a question that the "
     "version "
     "in force does not ask moves no score, often because of a misspelt name.",
     "Correct the name, or remove the answer", unknown_criterion},
    {"account/fit-answer-outside", Severity::note, "Answers about fit are answers that have a score.",
     "An answer without a score is left out of the sum, so the coverage falls and the fit may become "
     "unknown. "
     "Either it is misspelt, or the agreement has not thought of such a customer.",
     "Use an answer of the table, or add this one to the agreement", answer_outside},
});

}  // namespace

std::span<const Rule> fit_rules() {
  return k_fit_rules;
}

}  // namespace csx::rules::account
