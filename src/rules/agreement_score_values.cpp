#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "agreement_rules.hpp"
#include "csx/metrics/health.hpp"
#include "csx/model/account.hpp"
#include "csx/model/journal.hpp"
#include "csx/sla/filter_fields.hpp"

/// What scores and overrides compare with, against what the thing they read can be.
namespace csx::rules::agreement {

namespace {

using model::Operand;

/// Says what is wrong with an operand; none where the value that is read may be equal to it, or in its order.
using Judge = std::function<std::optional<std::string>(const Operand&)>;

/// Numbers, shares and durations are compared with each other; neither with words nor, but for revenue, with
/// money.
std::optional<std::string> wrong_for_number(std::string_view what, const Operand& operand) {
  if (operand.kind == Operand::Kind::word) {
    return fmt::format("{} is a number and never {}", what, quoted(operand.word));
  }
  if (operand.kind == Operand::Kind::money) {
    return fmt::format("{} is no sum of money and never compares with {}", what, operand.to_string());
  }
  return std::nullopt;
}

std::optional<std::string> wrong_for_money(std::string_view what, const Operand& operand) {
  if (operand.kind == Operand::Kind::money || operand.kind == Operand::Kind::number) {
    return std::nullopt;
  }
  return fmt::format("{} is a sum of money and never compares with {}", what, operand.to_string());
}

Judge judge_of_field(const Input& input, const std::string& field) {
  const model::Type* leaf = sla::leaf_type(model::type_of<model::Account>, field);
  if (field == "mrr" || leaf == &model::type_of<Money>) {
    return [field](const Operand& operand) { return wrong_for_money(field, operand); };
  }
  if (leaf == &model::type_of<std::int64_t> || leaf == &model::type_of<Decimal>) {
    return [field](const Operand& operand) { return wrong_for_number(field, operand); };
  }
  return [&input, field](const Operand& operand) {
    return sla::FilterFields::of(model::Subject::account).wrong_value(input.data, field, operand.to_string());
  };
}

Judge judge_of_source(const std::string& source) {
  if (metrics::is_feeling(source)) {
    return [source](const Operand& operand) -> std::optional<std::string> {
      std::vector<std::string_view> words;
      for (const model::Word& word :
           sla::leaf_type(model::type_of<model::HealthNote>, "sentiment")->scalar->words) {
        words.push_back(word.word);
      }
      const std::string said = operand.to_string();
      if (std::ranges::find(words, said) != words.end()) {
        return std::nullopt;
      }
      return fmt::format("{} is never {}{}, expected {}", source, quoted(said), did_you_mean(said, words),
                         enumerate(words, "or"));
    };
  }
  if (metrics::is_journal_source(source)) {
    return [source](const Operand& operand) { return wrong_for_number(source, operand); };
  }
  return [](const Operand&) { return std::optional<std::string>(); };
}

void judge_condition(Report& report, const model::AnyRecord& record, const model::Condition& condition,
                     const Judge& judge) {
  std::optional<std::string> wrong = judge(condition.low);
  if (!wrong && condition.op == model::Condition::Operator::between) {
    wrong = judge(condition.high);
  }
  if (wrong) {
    report.add(record, condition, std::move(*wrong));
  }
}

void judge_score(Report& report, const model::AnyRecord& record, const model::ScoreRule& score,
                 const Judge& judge) {
  for (const auto& [value, points] : score.table) {
    Operand word;
    word.kind = Operand::Kind::word;
    word.word = value.value;
    if (auto wrong = judge(Operand::parse(value.value).value_or(word))) {
      report.add(record, points, std::move(*wrong)).at_key();
    }
  }
  for (const model::ScoreStep& step : score.steps) {
    judge_condition(report, record, step.is, judge);
  }
}

void score_value(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (version.fit) {
      for (const model::FitCriterion& criterion : version.fit->criteria) {
        judge_score(report, record, criterion.score, judge_of_field(input, criterion.field.value));
      }
    }
    if (!version.health) {
      return;
    }
    for (const model::HealthMeasure& measure : version.health->measures) {
      const Judge judge = judge_of_source(measure.source);
      judge_score(report, record, measure.score, judge);
      for (const model::HealthOverride& each : version.health->overrides) {
        if (each.measure.value == measure.id.value) {
          judge_condition(report, record, each.is, judge);
        }
      }
    }
  });
}

constexpr auto k_score_value_rules = std::to_array<Rule>({
    {"agreement/score-value", Severity::error,
     "Scores and overrides compare with values that the thing they read can have.",
     "A score for a word that a measure never has, or in a unit that a field never has, is given to nobody, "
     "and "
     "an override on it never caps a band. The sum goes on without it, and nobody sees why.",
     "Write one of the values that `csx explain` lists for the field, or the unit in which it is written",
     score_value},
});

}  // namespace

std::span<const Rule> score_value_rules() {
  return k_score_value_rules;
}

}  // namespace csx::rules::agreement
