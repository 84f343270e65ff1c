#pragma once

#include <map>
#include <string>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/metrics/score.hpp"
#include "csx/report/table.hpp"

/// How weighted scores are shown: the lines they are made of, what moved them, how they are spread.
namespace csx::cli {

/// `worst 10, best 200`; `red 0, yellow 50`; `>= 5: 100, < 5: 0`.
std::string rule_text(const model::ScoreRule& rule);

/// A table of the lines of one score, with all that is needed to compute it again; the last row is the sum.
/// `rules` are of the lines, in their order.
report::Table parts_table(std::string_view noun, const std::vector<metrics::ScoredPart>& parts,
                          const metrics::WeightedScore& total, const std::vector<std::string>& rules,
                          time::Date today);
/// `[{"name", "value", "of", "evidence", "score", "weight", "addition", "why"}]`.
Json parts_json(const std::vector<metrics::ScoredPart>& parts);

/// What each line adds now and added before, and the difference; the differences sum to that of the scores.
report::Table moves_table(std::string_view noun, const std::vector<metrics::ScoredPart>& now,
                          const metrics::WeightedScore& total, const std::vector<metrics::ScoredPart>& before,
                          const metrics::WeightedScore& total_before, std::string_view since);
Json moves_json(const std::vector<metrics::ScoredPart>& now, const std::vector<metrics::ScoredPart>& before);

/// Scores of a group of accounts and how they are spread.
class ScoreGroup {
 public:
  void add(const std::optional<Fraction>& score, const model::Band* band);
  std::size_t size() const { return m_size; }
  std::size_t known() const { return m_scores.size(); }
  std::optional<Fraction> mean() const;
  /// None without scores; of an even number the mean of the middle two.
  std::optional<Fraction> median() const;
  std::optional<Fraction> lowest() const;
  std::optional<Fraction> highest() const;
  std::size_t in_band(const model::Band& band) const;

 private:
  std::size_t m_size = 0;
  std::vector<Fraction> m_scores;
  std::map<const model::Band*, std::size_t> m_bands;
};

/// Groups by their keys, `all` last.
using ScoreGroups = std::map<std::vector<std::string>, ScoreGroup>;

}  // namespace csx::cli
