#pragma once

#include "csx/metrics/score.hpp"

/// How well a customer suits the value proposition, as the main agreement declares it.
/// *Source*: metrics.md of the design, "Fit and health".
namespace csx::metrics {

struct Fit {
  const model::AnyRecord* agreement = nullptr;  ///< the version that asks; null for none
  const model::FitModel* model = nullptr;       ///< null where it asks nothing
  std::vector<ScoredPart> parts;                ///< a line for each criterion, in its order
  WeightedScore total;
  /// The first criterion whose answer knocks out: the score is 0, whatever the rest and the coverage say.
  const model::FitCriterion* knocked_out = nullptr;
  const model::Band* band = nullptr;
  std::optional<bool> is_bad;  ///< below the minimum; none where score or minimum is not known

  const std::optional<Fraction>& score() const { return total.score; }
};

/// The fit of an account, its dated fields read on a day, by the version in force on that day. Answers under
/// `fit:` have no date: they are as they stand in the record.
Fit fit_of(const Facts& facts, const model::Account& account, time::Date day);

}  // namespace csx::metrics
