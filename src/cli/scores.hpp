#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/metrics/fit.hpp"
#include "csx/metrics/health.hpp"
#include "csx/report/table.hpp"
#include "session.hpp"

/// How weighted scores are shown: the lines they are made of, what moved them, how they are spread.
namespace csx::cli {

/// What a reader must know beside the score: why there is none, what knocks out, what holds the band; empty
/// for nothing.
std::string remark_of(const metrics::Fit& fit);
std::string remark_of(const metrics::Health& health);
/// What to say where no agreement tells how a score, `fit` or `health`, is made.
std::string undeclared_text(std::string_view score, const Session& session);
/// Its name, else its id; empty for none.
std::string band_text(const model::Band* band);

/// `worst 10, best 200`; `red 0, yellow 50`; `>= 5: 100, < 5: 0`.
std::string rule_text(const model::ScoreRule& rule);

/// The lines of one score, with all that is needed to compute it again.
struct ScoreLines {
  std::string_view noun;  ///< what a line is: `criterion`
  const std::vector<metrics::ScoredPart>& parts;
  const metrics::WeightedScore& total;
  std::vector<std::string> rules;  ///< of the lines, in their order
  std::string overruled_by;        ///< what gives the score in place of the sum; empty: nothing does
};
/// A table, the last row of which is the sum, then what is left out and why.
std::string lines_text(const ScoreLines& lines, time::Date today, std::optional<std::size_t> width);
/// The rule that scores each line, never shortened: in a cell nobody could compute the score again.
std::string rules_text(const ScoreLines& lines, std::optional<std::size_t> width);
/// `[{"name", "value", "of", "evidence", "score", "weight", "addition", "scored_by", "why"}]`.
Json lines_json(const ScoreLines& lines);

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
