#pragma once

#include <vector>

#include "csx/metrics/facts.hpp"
#include "csx/metrics/metric.hpp"
#include "csx/metrics/value.hpp"
#include "csx/metrics/where.hpp"

namespace csx::metrics {

struct Query {
  std::vector<const Metric*> metrics;
  time::Period period;
  std::vector<Dimension> by;
  Where where;
  unsigned trend = 0;  ///< periods before, of the same length
  bool explain = false;
  unsigned threads = 0;  ///< 0: as many as there are cores
};

struct Measured {
  const Metric* metric = nullptr;
  Value value;
  std::vector<Group> groups;                ///< *Order*: months by time, other keys by text
  std::vector<Contribution> contributions;  ///< with `explain` only; points into the data set
};

struct PeriodResult {
  time::Period period;
  time::Date last;                ///< that is known: the as-of date where the period goes on
  std::vector<Measured> metrics;  ///< in the order of the query
};

/// *Order*: the period asked for, then those before it, latest first. The result does not depend on the
/// number of threads.
std::vector<PeriodResult> evaluate(const Facts& facts, const Query& query);

/// One value, without groups: for commitments and rules.
Value measure(const Facts& facts, const Metric& metric, const time::Period& period, const Where& where = {});

}  // namespace csx::metrics
