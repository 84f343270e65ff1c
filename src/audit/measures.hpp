#pragma once

#include <vector>

#include "csx/metrics/facts.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/exchange.hpp"

/// Metrics as an audit writes them down.
namespace csx::audit {

/// Every metric of the catalogue over a period, in its order.
std::vector<model::AuditResult> metrics_of(const metrics::Facts& facts, const time::Period& period);

/// The value of a commitment on a metric, and whether it meets its target. Says why there is none, also where
/// the commitment is judged over other periods than this one.
void measure_into(model::AuditResult& result, const metrics::Facts& facts,
                  const model::Commitment& commitment, const time::Period& period);

}  // namespace csx::audit
