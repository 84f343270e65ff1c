#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/metrics/reading.hpp"

/// Weighted sums of scores, as fit and health are declared in the agreement. *Source*: metrics.md of the
/// design, "Fit and health".
namespace csx::metrics {

/// From 0 to 100. *Errors*: phrases, why the rule gives no score: `"x" is not in the table`.
tl::expected<Fraction, std::string> score_of(const model::ScoreRule& rule, const Reading& reading,
                                             const Rates& rates, time::Date day);

/// One line of a weighted sum.
struct ScoredPart {
  std::string_view name;  ///< of the criterion or measure, in the agreement
  Decimal weight;
  std::optional<Reading> reading;    ///< also of what is left out, where there is one
  std::optional<time::Date> dated;   ///< the day that the reading is of; none: of the day asked about
  std::string evidence;              ///< the record it was read from: `survey/sv-1`
  std::optional<Fraction> score;     ///< none: left out
  std::string why;                   ///< it is left out
  std::optional<Fraction> addition;  ///< weight * score / weight of all lines that have a score
};

struct WeightedScore {
  std::optional<Fraction> score;     ///< sum of the additions
  std::optional<Fraction> coverage;  ///< weight of lines with a score / weight of all; none without weights
  Exact answered;                    ///< weight of lines with a score
  Exact asked;                       ///< weight of all lines
  std::string why;                   ///< there is no score
};

/// Sets the additions of the lines and sums them up. Lines without a score are left out and the others
/// reweighted; below the floor, or without any weight, nobody knows the score.
WeightedScore weigh(std::vector<ScoredPart>& parts, const std::optional<model::Share>& floor);

/// The band of a score: from included, to not; the highest band holds its end. Null for none.
const model::Band* band_of(const std::vector<model::Band>& bands, const Fraction& score);
/// `Saudável`, else the id.
std::string_view name_of(const model::Band& band);

}  // namespace csx::metrics
