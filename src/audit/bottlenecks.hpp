#pragma once

#include <vector>

#include "csx/metrics/bottlenecks.hpp"
#include "csx/model/exchange.hpp"

/// Bottlenecks as an audit writes them down, and what it wrote as bottlenecks again.
namespace csx::audit {

/// `{id: stages/handoff.time-to-submit, area: sales, value: 7200, cases: 3}`: seconds or cases lost, and how
/// many cases it rests on; of clocks all that were due. A share is of the sum of its list. *Order*: stages,
/// commitments, owners, reasons, fields; each largest first.
std::vector<model::AuditResult> bottleneck_results(const metrics::Bottlenecks& found);

/// Results that name no list or have no number are left out.
metrics::Bottlenecks bottlenecks_in(const std::vector<model::AuditResult>& results);

}  // namespace csx::audit
