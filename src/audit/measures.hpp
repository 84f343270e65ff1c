#pragma once

#include <vector>

#include "csx/metrics/scorecard.hpp"
#include "csx/model/exchange.hpp"

/// Metrics as an audit writes them down.
namespace csx::audit {

/// Every metric of the catalogue over a period, in its order.
std::vector<model::AuditResult> metrics_of(const metrics::Facts& facts, const time::Period& period);

/// A commitment over a period.
model::AuditResult result_of(const metrics::Score& score);

}  // namespace csx::audit
