#pragma once

#include <optional>
#include <string>

#include "csx/base/json.hpp"
#include "csx/metrics/portfolio.hpp"
#include "csx/report/table.hpp"

/// How portfolios are shown.
namespace csx::cli {

/// Sums for people, `1,200.00 BRL`, or for programs, `1200.00`.
enum class Numbers : unsigned char { said, plain };

/// `12.5h`, or `n/a`.
std::string hours_text(const std::optional<Fraction>& hours);
/// `83%`, `83%+` where it is at least that much, or `n/a: no capacity is stated`.
std::string load_text(const metrics::Portfolio& portfolio);

/// A line a CSM.
report::Table overview_table(const metrics::Portfolios& all, const metrics::Facts& facts, Numbers numbers);
/// A line a criterion of the agreement.
report::Table imbalance_table(const metrics::Portfolios& all, const metrics::Facts& facts);
/// A line an account.
report::Table holdings_table(const metrics::Portfolio& portfolio, const metrics::Facts& facts,
                             Numbers numbers);

std::string overview_text(const metrics::Portfolios& all, const metrics::Facts& facts,
                          std::optional<std::size_t> width);
std::string portfolio_text(const metrics::Portfolios& all, const metrics::Portfolio& portfolio,
                           const metrics::Facts& facts, std::optional<std::size_t> width);
/// Everything; of one portfolio only where `one` is given.
Json portfolios_json(const metrics::Portfolios& all, const metrics::Facts& facts,
                     const metrics::Portfolio* one);

}  // namespace csx::cli
