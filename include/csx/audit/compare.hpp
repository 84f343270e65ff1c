#pragma once

#include <string>
#include <vector>

#include "csx/model/exchange.hpp"

namespace csx::audit {

/// One field of two audits of the same period that is not the same.
struct Difference {
  std::string what;    ///< `commitments/sales-cs/handoff-submitted: value`, `findings`
  std::string before;  ///< empty: is not there
  std::string after;
  friend bool operator==(const Difference&, const Difference&) = default;
};

/// What differs in the results: commitments, metrics and bottlenecks.
std::vector<Difference> differences_of_results(const model::Audit& before, const model::Audit& after);

/// What differs in anything but the version of csx.
std::vector<Difference> differences_of(const model::Audit& before, const model::Audit& after);

}  // namespace csx::audit
