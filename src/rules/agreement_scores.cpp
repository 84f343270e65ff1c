#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "agreement_rules.hpp"
#include "csx/model/account.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/filter_fields.hpp"

namespace csx::rules::agreement {

namespace {

void no_fit(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.fit) {
      report.add(record, version.fit, "the agreement does not say how the fit of a customer is scored");
    }
  });
}

void fit_without_minimum(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (version.fit && !version.fit->minimum) {
      report.add(record, version.fit->minimum, "nothing says below which score a customer is a bad fit");
    }
  });
}

template <class Items>
void check_weights(Report& report, const model::AnyRecord& record, const Items& items,
                   std::string_view what) {
  const bool has_weight =
      std::any_of(items.begin(), items.end(), [](const auto& item) { return item.weight > Decimal(0, 0); });
  if (!items.empty() && !has_weight) {
    report.add(record, items.front().weight,
               fmt::format("the weights of {} sum to zero, so there is never a score", what));
  }
}

void weights_sum_to_zero(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (version.fit) {
      check_weights(report, record, version.fit->criteria, "fit");
    }
    if (version.health) {
      check_weights(report, record, version.health->measures, "health");
    }
  });
}

void check_bands(Report& report, const model::AnyRecord& record, const std::vector<model::Band>& bands,
                 std::string_view what) {
  std::vector<const model::Band*> sorted;
  for (const model::Band& band : bands) {
    if (band.from >= band.to) {
      report.add(record, band.to,
                 fmt::format("the band {} ends at {}, not above its start at {}", quoted(band.id.value),
                             band.to.to_string(), band.from.to_string()));
      return;  // the order of the others means nothing then
    }
    sorted.push_back(&band);
  }
  if (sorted.empty()) {
    return;
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const model::Band* a, const model::Band* b) { return a->from < b->from; });
  if (sorted.front()->from != Decimal(0, 0)) {
    report.add(
        record, sorted.front()->from,
        fmt::format("the bands of {} begin at {}, expected 0", what, sorted.front()->from.to_string()));
  }
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const model::Band& before = *sorted[i - 1];
    const model::Band& after = *sorted[i];
    if (before.to == after.from) {
      continue;
    }
    const bool is_gap = before.to < after.from;
    report
        .add(record, after.from,
             is_gap ? fmt::format("scores from {} to {} are in no band of {}", before.to.to_string(),
                                  after.from.to_string(), what)
                    : fmt::format("the bands {} and {} overlap from {}", quoted(before.id.value),
                                  quoted(after.id.value), after.from.to_string()))
        .note(record, before.to, "the band before");
  }
  const auto last = std::max_element(sorted.begin(), sorted.end(),
                                     [](const auto* a, const auto* b) { return a->to < b->to; });
  if ((*last)->to != Decimal(100, 0)) {
    report.add(record, (*last)->to,
               fmt::format("the bands of {} end at {}, expected 100", what, (*last)->to.to_string()));
  }
}

void bands(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (version.fit) {
      check_bands(report, record, version.fit->bands, "fit");
    }
    if (version.health) {
      check_bands(report, record, version.health->bands, "health");
    }
  });
}

void flat_range(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const auto judge = [&](const model::ScoreRule& score) {
      if (score.range && score.range->worst == score.range->best) {
        report.add(record, score.range->best,
                   fmt::format("the range begins and ends at {}: no value can score between",
                               score.range->best.to_string()));
      }
    };
    if (version.fit) {
      for (const model::FitCriterion& criterion : version.fit->criteria) {
        judge(criterion.score);
      }
    }
    if (version.health) {
      for (const model::HealthMeasure& measure : version.health->measures) {
        judge(measure.score);
      }
    }
  });
}

void fit_unknown_field(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.fit) {
      return;
    }
    const model::Type& account = model::type_of<model::Account>;
    for (const model::FitCriterion& criterion : version.fit->criteria) {
      const std::string& field = criterion.field.value;
      if (field == "mrr" || sla::leaf_type(account, field) != nullptr) {
        continue;
      }
      const std::vector<std::string> paths = model::field_paths(account);
      std::vector<std::string_view> names(paths.begin(), paths.end());
      std::string suggestion = did_you_mean(field, names);
      Draft draft = report.add(record, criterion.field,
                               fmt::format("no account has a value {}{}", quoted(field), suggestion));
      if (suggestion.empty() && field.find('.') == std::string::npos) {
        draft.help(fmt::format("Write fit.{} for an answer that accounts give under `fit:`", field));
      }
    }
  });
}

void fit_field_twice(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.fit) {
      return;
    }
    std::map<std::string_view, const model::FitCriterion*> seen;
    for (const model::FitCriterion& criterion : version.fit->criteria) {
      const auto [at, is_new] = seen.try_emplace(criterion.field.value, &criterion);
      if (!is_new) {
        report.add(record, criterion.field, fmt::format("{} is asked twice", criterion.field.value))
            .note(record, at->second->field, "first criterion");
      }
    }
  });
}

void knock_out_not_in_table(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.fit) {
      return;
    }
    for (const model::FitCriterion& criterion : version.fit->criteria) {
      if (criterion.score.table.empty()) {
        continue;
      }
      std::vector<std::string_view> answers;
      for (const auto& [answer, score] : criterion.score.table) {
        answers.push_back(answer.value);
      }
      for (const model::AnyValue& answer : criterion.knock_out) {
        if (criterion.score.table.find(answer) == nullptr) {
          report
              .add(record, answer,
                   fmt::format("the answer {} knocks out but is not in the table of {}{}",
                               quoted(answer.value), criterion.field.value,
                               did_you_mean(answer.value, answers)))
              .note(record, criterion.score.table, "the table");
        }
      }
    }
  });
}

constexpr auto k_score_rules = std::to_array<Rule>({
    {"agreement/no-fit", Severity::warning, "The main agreement says how the fit of a customer is scored.",
     "Customers who do not suit the value proposition become difficult ones. A score from the criteria of "
     "the "
     "segment tells it when they are won, not when they leave.",
     "Add `fit:` with `criteria:` and `minimum:`", no_fit},
    {"agreement/fit-without-minimum", Severity::warning,
     "The main agreement says below which score a customer is a bad fit.",
     "A score without a limit warns nobody. The minimum is what Sales and Customer Success agree to call a "
     "customer that should not have been won.",
     "Add `minimum:` to `fit:`", fit_without_minimum},
    {"agreement/weights-sum-to-zero", Severity::error, "Scores have weights to divide by.",
     "A score is a weighted sum divided by the sum of its weights. When all weights are zero there is no "
     "score, whatever the answers.",
     "Give at least one row a weight above zero", weights_sum_to_zero},
    {"agreement/bands", Severity::error, "Bands cover 0 to 100 without gaps or overlaps.",
     "Every score belongs to exactly one band. In a gap a customer is neither red nor green; in an overlap "
     "it "
     "is both.",
     "Let the first band begin at 0, each begin where the one before ends, and the last end at 100", bands},
    {"agreement/flat-range", Severity::error, "A range scores between two different values.",
     "The score rises in a straight line from worst to best. With both the same there is no line.",
     "Write different values for `worst:` and `best:`", flat_range},
    {"agreement/fit-unknown-field", Severity::error, "Criteria of fit ask for fields of the account.",
     "A field that accounts do not have is never answered. The criterion only lowers the coverage, until no "
     "score is known.",
     "Name a field of the account, or `fit.NAME` for an answer under `fit:`", fit_unknown_field},
    {"agreement/fit-field-twice", Severity::warning, "Each criterion of fit asks for another field.",
     "The same question twice counts twice, and a second table may contradict the first.",
     "Join the criteria, and raise the `weight:` if that was meant", fit_field_twice},
    {"agreement/knock-out-not-in-table", Severity::warning,
     "Answers that knock out are answers of the criterion's table.",
     "An answer that no account gives knocks nobody out. Mostly it is spelt otherwise in the table.",
     "Write the answer as in the table, or add it there", knock_out_not_in_table},
});

}  // namespace

std::span<const Rule> score_rules() {
  return k_score_rules;
}

}  // namespace csx::rules::agreement
