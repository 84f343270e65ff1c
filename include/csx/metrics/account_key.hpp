#pragma once

#include <span>
#include <string>
#include <vector>

#include "csx/metrics/facts.hpp"
#include "csx/metrics/where.hpp"

/// By what accounts are split and chosen where no metric asks.
namespace csx::metrics {

/// The values of an account on a day, one for each dimension; `unknown` where nobody knows one.
std::vector<std::string> account_keys(const Facts& facts, const AccountFacts& account, time::Date day,
                                      std::span<const Dimension> by);

/// Whether a filter wants an account as it is on a day.
bool admits_account(const Where& where, const Facts& facts, const AccountFacts& account, time::Date day);

}  // namespace csx::metrics
