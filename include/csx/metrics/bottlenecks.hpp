#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "csx/metrics/evaluate.hpp"

/// Where the time and the breaches are, and whose. *Source*: metrics.md of the design, "Bottlenecks".
namespace csx::metrics {

/// One part of what was lost.
struct Loss {
  std::string what;  ///< id of a stage's metric, path of a commitment, id of a person, reason, field
  std::vector<std::string> keys;  ///< a value for each dimension asked for
  std::string area;               ///< that answers for it; empty where several do
  Exact amount;                   ///< seconds of elapsed time, or cases
  std::size_t cases = 0;          ///< it is made of
  std::size_t due = 0;            ///< of clocks: all that were due, those kept too
};

/// *Order*: largest first, then by name.
struct Losses {
  Exact whole;
  std::vector<Loss> parts;
};

struct Bottlenecks {
  Losses stages;       ///< time between the steps of handoffs that were taken in the period
  Losses commitments;  ///< clocks missed, due in the period
  Losses owners;       ///< the same, by who owned them; nobody is `unknown`
  Losses reasons;      ///< returns of handoffs, by reason
  Losses fields;       ///< what the returned lacked
};

/// Of the records that the filter wants, split by the dimensions.
Bottlenecks bottlenecks_of(const Facts& facts, const time::Period& period, const std::vector<Dimension>& by,
                           const Where& where);

}  // namespace csx::metrics
