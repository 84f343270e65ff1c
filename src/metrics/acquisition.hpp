#pragma once

#include <optional>
#include <vector>

#include "csx/metrics/facts.hpp"

namespace csx::metrics::acquisition {

/// The contract that made a customer. *Source*: metrics.md of the design: won = signed_at, else start_on;
/// a subscription that was free at first, when it began to be paid.
struct Win {
  time::Date day;
  struct Part {
    const model::Subscription* subscription = nullptr;
    const Money* price = nullptr;  ///< of its first paid day
  };
  std::vector<Part> parts;  ///< all that was signed on that day
};

/// None where nothing paid has been signed until the as-of instant.
std::optional<Win> first_win(const Facts& facts, const model::Account& account);

}  // namespace csx::metrics::acquisition
