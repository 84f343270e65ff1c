#include "csx/metrics/fit.hpp"

#include <algorithm>

namespace csx::metrics {

namespace {

ScoredPart part_of(const Facts& facts, const model::Account& account, const model::FitCriterion& criterion,
                   time::Date day) {
  ScoredPart part;
  part.name = criterion.field.value;
  part.weight = criterion.weight;
  const auto reading = field_reading(facts, account, criterion.field.value, day);
  if (!reading) {
    part.why = reading.error();
    return part;
  }
  part.reading = *reading;
  const auto score = score_of(criterion.score, *reading, facts.rates(), day);
  if (score) {
    part.score = *score;
  } else {
    part.why = score.error();
  }
  return part;
}

bool knocks_out(const model::FitCriterion& criterion, const ScoredPart& part) {
  return part.reading && std::ranges::any_of(criterion.knock_out, [&](const model::AnyValue& answer) {
           return answer.value == part.reading->text;
         });
}

}  // namespace

Fit fit_of(const Facts& facts, const model::Account& account, time::Date day) {
  Fit fit;
  fit.agreement = facts.agreement_record_on(day);
  if (fit.agreement == nullptr) {
    fit.total.why = "no agreement was in force";
    return fit;
  }
  const auto& agreement = fit.agreement->as<model::Agreement>();
  if (!agreement.fit) {
    fit.total.why = "the agreement does not say how fit is scored";
    return fit;
  }
  fit.model = &*agreement.fit;
  for (const model::FitCriterion& criterion : fit.model->criteria) {
    fit.parts.push_back(part_of(facts, account, criterion, day));
    if (fit.knocked_out == nullptr && knocks_out(criterion, fit.parts.back())) {
      fit.knocked_out = &criterion;
    }
  }
  fit.total = weigh(fit.parts, fit.model->coverage_floor);
  if (fit.knocked_out != nullptr) {
    fit.total.score = Fraction(0);
    fit.total.why.clear();
  }
  if (fit.total.score) {
    fit.band = band_of(fit.model->bands, *fit.total.score);
    if (fit.model->minimum) {
      fit.is_bad = *fit.total.score < Fraction(Exact::of(*fit.model->minimum));
    }
  }
  return fit;
}

}  // namespace csx::metrics
