#include "fold.hpp"

#include <algorithm>

namespace csx::metrics {

namespace {

void set_answer(const Metric& metric, const Input& input, const Totals& totals, Value& value) {
  switch (metric.shape) {
    case Shape::sum:
      if (totals.n == 0 && !totals.excluded.empty()) {
        value.why = metric.empty;  // what is there could not be counted: that is not zero
      } else {
        value.value = Fraction(totals.parts[0]);
      }
      return;
    case Shape::quotient:
      value.has_denominator = true;
      if (totals.parts[1].is_zero()) {
        value.why = metric.empty;
      } else {
        value.value = Fraction(totals.parts[0], totals.parts[1]);
      }
      return;
    case Shape::distribution:
      if (totals.samples.empty()) {
        value.why = metric.empty;
      } else {
        value.distribution = distribution_of(totals.samples);
        value.value = Fraction(value.distribution->median);
      }
      return;
    case Shape::computed:
      break;
  }
  Answer answer = metric.compute(input, totals);
  value.value = std::move(answer.value);
  value.why = std::move(answer.why);
  value.margin = answer.margin;
}

}  // namespace

Distribution distribution_of(std::vector<Exact> samples) {
  std::ranges::sort(samples);
  const std::size_t n = samples.size();
  const std::size_t rank = (n * 9 + 9) / 10;  // the smallest whole number that is not less than 0.9 n
  Distribution distribution{samples[n / 2], samples[rank - 1], samples.front(), samples.back()};
  if (n % 2 == 0) {
    distribution.median = Exact::middle(samples[n / 2 - 1], samples[n / 2]);
  }
  return distribution;
}

Value value_of(const Metric& metric, const Input& input, const Totals& totals) {
  Value value;
  value.parts = totals.parts;
  value.n = totals.n;
  value.excluded = totals.excluded;
  value.aside = totals.aside;
  if (!totals.unknown.empty()) {
    value.why = totals.unknown;
    value.has_denominator = metric.shape == Shape::quotient;
    return value;
  }
  set_answer(metric, input, totals, value);
  return value;
}

}  // namespace csx::metrics
