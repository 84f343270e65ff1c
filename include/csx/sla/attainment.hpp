#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "csx/sla/clock.hpp"
#include "csx/sla/completeness.hpp"
#include "csx/time/period.hpp"

/// How many clocks were kept. *Source*: clocks.md of the design, "States".
namespace csx::sla {

/// Clocks whose deadline lies in a period, counted. Those that are due at the as-of instant make the share;
/// the others are listed apart.
struct Attainment {
  std::size_t met = 0;
  std::size_t missed = 0;     ///< stopped too late
  std::size_t breached = 0;   ///< not stopped
  std::size_t met_early = 0;  ///< stopped, not due yet
  std::size_t open = 0;       ///< running or warning, not due yet
  std::size_t excluded = 0;
  std::vector<const Clock*> due;  ///< met, missed and breached; in the order of the clocks

  std::size_t due_count() const { return met + missed + breached; }
  /// met / (met + missed + breached), none where nothing is due.
  std::optional<Ratio> share() const;
};

/// Of clocks that have a deadline in the period: dates in the workspace's zone, both ends included.
Attainment attainment(const Clocks& clocks, std::span<const Clock* const> chosen, const time::Period& period);
/// Of all clocks.
Attainment attainment(const Clocks& clocks, const time::Period& period);

struct AttainmentGroup {
  std::string key;
  Attainment attainment;
};
/// By whatever a function says of a clock; one for which it says nothing is left out. *Order*: by key.
std::vector<AttainmentGroup> attainment_by(
    const Clocks& clocks, const time::Period& period,
    const std::function<std::optional<std::string>(const Clock&)>& key);

}  // namespace csx::sla
