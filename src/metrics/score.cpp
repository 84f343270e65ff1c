#include "csx/metrics/score.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"

namespace csx::metrics {

namespace {

const Fraction k_full{100};

tl::expected<Fraction, std::string> on_line(const model::ScoreRange& range, const Reading& reading) {
  if (reading.kind == Reading::Kind::word) {
    return tl::unexpected(fmt::format("{} is no number", quoted(reading.text)));
  }
  const Fraction worst = Fraction::of(range.worst);
  const Fraction length = Fraction::of(range.best) - worst;
  if (length.is_zero()) {
    return tl::unexpected(fmt::format("the range begins and ends at {}", range.best.to_string()));
  }
  const Fraction score = (reading.number - worst) / length * k_full;
  return std::clamp(score, Fraction(0), k_full);
}

}  // namespace

tl::expected<Fraction, std::string> score_of(const model::ScoreRule& rule, const Reading& reading,
                                             const Rates& rates, time::Date day) {
  if (rule.range) {
    return on_line(*rule.range, reading);
  }
  if (!rule.table.empty()) {
    const Decimal* score = rule.table.find({reading.text});
    if (score == nullptr) {
      return tl::unexpected(fmt::format("{} is not in the table", quoted(reading.text)));
    }
    return Fraction::of(*score);
  }
  for (const model::ScoreStep& step : rule.steps) {
    const auto is_met = holds(step.is, reading, rates, day);
    if (!is_met) {
      return tl::unexpected(is_met.error());
    }
    if (*is_met) {
      return Fraction::of(step.score);
    }
  }
  return tl::unexpected(fmt::format("no step holds for {}", reading.text));
}

WeightedScore weigh(std::vector<ScoredPart>& parts, const std::optional<model::Share>& floor) {
  WeightedScore sum;
  for (const ScoredPart& part : parts) {
    sum.asked += Exact::of(part.weight);
    if (part.score) {
      sum.answered += Exact::of(part.weight);
    }
  }
  if (sum.asked.is_zero()) {
    sum.why = "the weights sum to zero";
    return sum;
  }
  sum.coverage = Fraction(sum.answered, sum.asked);
  if (sum.answered.is_zero()) {
    sum.why = "nothing that has a weight is known";
    return sum;
  }
  Fraction score;
  for (ScoredPart& part : parts) {
    if (part.score) {
      part.addition = *part.score * Fraction(Exact::of(part.weight), sum.answered);
      score = score + *part.addition;
    }
  }
  const Fraction percent = *sum.coverage * k_full;
  if (floor && percent < Fraction::of(floor->percent)) {
    sum.why = fmt::format("only {}% of the weight is known, {}% is asked for", percent.rounded(0),
                          floor->percent.to_string());
    return sum;
  }
  sum.score = score;
  return sum;
}

const model::Band* band_of(const std::vector<model::Band>& bands, const Fraction& score) {
  const model::Band* highest = nullptr;
  for (const model::Band& band : bands) {
    if (Fraction::of(band.from) <= score && score < Fraction::of(band.to)) {
      return &band;
    }
    if (highest == nullptr || highest->to < band.to) {
      highest = &band;
    }
  }
  return highest != nullptr && score == Fraction::of(highest->to) ? highest : nullptr;
}

std::string_view name_of(const model::Band& band) {
  return band.name ? std::string_view(*band.name) : std::string_view(band.id.value);
}

}  // namespace csx::metrics
