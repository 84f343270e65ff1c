#pragma once

#include "csx/metrics/metric.hpp"
#include "csx/metrics/sink.hpp"
#include "csx/metrics/value.hpp"

namespace csx::metrics {

/// What sums say, by the shape of the metric.
Value value_of(const Metric& metric, const Input& input, const Totals& totals);

/// *Source*: metrics.md of the design: p90 is the nearest rank. Samples may not be empty.
Distribution distribution_of(std::vector<Exact> samples);

}  // namespace csx::metrics
