#pragma once

#include <array>
#include <map>
#include <string>

#include "csx/metrics/difficult.hpp"
#include "csx/metrics/handover.hpp"

/// Fit crossed with how the customer was handed over, against what became of it. *Source*: metrics.md of the
/// design, "Acquisition and fit".
namespace csx::metrics {

struct CrossCell {
  std::size_t accounts = 0;         ///< won, and begun to pay
  std::size_t lost = 0;             ///< pay no more
  std::size_t difficult = 0;        ///< today, or on the last day on which they paid
  std::size_t difficult_known = 0;  ///< of which some sign is known
};

/// By the band of the fit on the day the account was won (`unknown` for none), then by handover.
using Crossing = std::map<std::string, std::array<CrossCell, k_handovers>, std::less<>>;
Crossing cross(const Facts& facts);

/// The day on which an account that has left paid last; today for one that pays.
time::Date last_paid_day(const Facts& facts, const model::Account& account);

}  // namespace csx::metrics
