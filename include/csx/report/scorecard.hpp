#pragma once

#include <string>
#include <vector>

#include "csx/metrics/scorecard.hpp"
#include "csx/report/reports.hpp"

/// The scorecard, as it is read by people and by programs. *Source*: metrics.md of the design, "Scorecard".
namespace csx::report {

struct Scorecard {
  time::Period period;
  Currency currency;  ///< of money
  std::vector<metrics::Score> scores;
  std::vector<metrics::PersonScore> people;
  std::vector<time::Period> periods_before;         ///< latest first
  std::vector<std::vector<metrics::Score>> before;  ///< of each of those
};

/// With the `trend` periods of the same length before.
Scorecard scorecard_of(const metrics::Facts& facts, const time::Period& period, unsigned trend);

Blocks scorecard(const ReportInput& input, const Scorecard& card);
/// `{"period", "areas": [{"area", "commitments": [{"commitment", "statement", "metric", "unit", "target",
/// "value", "cases", "met", "why", "clocks", "before": [{"period", "value", "met"}]}]}], "people":
/// [{"person", "own": {PATH: {"met", …}}, "team", "reports"}]}`; values as those of `csx metrics`.
Json scorecard_json(const Scorecard& card);

}  // namespace csx::report
