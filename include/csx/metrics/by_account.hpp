#pragma once

#include <map>

#include "csx/metrics/evaluate.hpp"

/// A metric account by account.
namespace csx::metrics {

/// What a metric says of each account alone: of what it finds, that which belongs to no account is left out.
/// An account of which it finds nothing has no value here.
std::map<const AccountFacts*, Value> measure_by_account(const Facts& facts, const Metric& metric,
                                                        const time::Period& period);

}  // namespace csx::metrics
