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
/// What stands in it below title and period, for a document of which it is one part: its headings are of this
/// level.
Blocks bottleneck_parts(const store::Dataset& data, const BottlenecksAnswer& answer, model::Language language,
                        std::uint8_t level);
/// `{"period", "stages": [{"what", "by", "area", "share", "seconds", "cases", "of"}], "commitments": [{…,
/// "count", …}], "owners", "reasons", "fields"}`, largest first.
Json bottlenecks_json(const BottlenecksAnswer& answer);

}  // namespace csx::report
