#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "csx/metrics/portfolio.hpp"
#include "csx/time/period.hpp"

/// What the acquisition goals of the main agreement still bring to Customer Success, beside the handoffs that
/// are open. *Source*: metrics.md of the design, "Portfolio": forecast of arriving handoffs against capacity.
namespace csx::metrics {

struct Expected {
  time::Period period;
  std::string_view segment;     ///< empty for all
  std::int64_t goal = 0;        ///< accounts to be won in the period
  std::int64_t won = 0;         ///< of them, until the as-of instant
  std::int64_t on_the_way = 0;  ///< not won yet, with an open handoff to Customer Success
  /// A month: what a paying account of the segment takes today, in the mean; none where nobody knows it.
  std::optional<Fraction> hours_each;

  std::int64_t to_come() const;           ///< goal - won - on the way, or 0
  std::optional<Fraction> hours() const;  ///< of those to come, a month
};

/// Goals in accounts whose period is not over. Open handoffs count for the periods under way. Goals of
/// different lengths look at the same accounts: they do not add up.
/// *Order*: by first and last day, then of the agreement.
std::vector<Expected> expected_of(const Facts& facts, const Portfolios& portfolios);

}  // namespace csx::metrics
