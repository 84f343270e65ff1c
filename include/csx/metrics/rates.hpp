#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/exact.hpp"
#include "csx/model/workspace.hpp"

namespace csx::metrics {

/// Sums into the reporting currency. *Source*: records.md of the design: the latest rate on or before the
/// date.
class Rates {
 public:
  explicit Rates(const model::Workspace& workspace);
  const Currency& currency() const { return m_currency; }

  /// *Errors*: phrases: `no rate of USD in BRL on or before 2026-10-31`.
  tl::expected<Exact, std::string> convert(const Money& money, time::Date day) const;

 private:
  struct Rate {
    time::Date from;
    Decimal rate;
  };
  Currency m_currency;
  std::map<std::string, std::vector<Rate>, std::less<>> m_rates;  ///< each by date
};

}  // namespace csx::metrics
