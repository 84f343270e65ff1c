#pragma once

#include <vector>

#include "csx/model/account.hpp"

namespace csx::metrics {

/// The contract that made a customer. *Source*: metrics.md of the design: won = signed_at, else start_on;
/// a subscription that was free at first, when it began to be paid.
struct Win {
  time::Date day;
  struct Part {
    const model::Subscription* subscription = nullptr;
    const Money* price = nullptr;  ///< of its first paid day
    time::Date from;               ///< that day
  };
  std::vector<Part> parts;  ///< all that was signed on that day
};

}  // namespace csx::metrics
