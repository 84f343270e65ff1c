#pragma once

#include <set>
#include <string>
#include <string_view>

#include "csx/metrics/facts.hpp"
#include "csx/metrics/subject.hpp"

namespace csx::metrics {

/// Names of several products, put together once.
using Combined = std::set<std::string, std::less<>>;

/// The products of a record, sorted: its own, else those that were won, else what its account holds on the
/// day that counts.
std::vector<std::string_view> products_of(const Subject& subject);

/// The value of a dimension for a record; empty when unknown. `area` is that of the metric.
std::string_view key_of(const Facts& facts, const Subject& subject, Dimension dimension,
                        std::string_view area, Combined& combined);

}  // namespace csx::metrics
