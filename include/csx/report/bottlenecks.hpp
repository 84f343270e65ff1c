#pragma once

#include <vector>

#include "csx/metrics/bottlenecks.hpp"
#include "csx/report/reports.hpp"

/// Bottlenecks, as they are read by people and by programs. *Source*: metrics.md of the design,
/// "Bottlenecks".
namespace csx::report {

struct BottlenecksAnswer {
  time::Period period;
  Currency currency;
  std::vector<metrics::Dimension> by;
  metrics::Bottlenecks found;
};

Blocks bottlenecks(const ReportInput& input, const BottlenecksAnswer& answer);
/// `{"period", "stages": [{"what", "by", "area", "share", "seconds", "cases", "of"}], "commitments": [{…,
/// "count", …}], "owners", "reasons", "fields"}`, largest first.
Json bottlenecks_json(const BottlenecksAnswer& answer);

}  // namespace csx::report
