#pragma once

#include <string>
#include <vector>

#include "csx/metrics/evaluate.hpp"

namespace csx::report {

/// What the value is made of, in a phrase: `1,070.00 of 1,500.00 BRL`, `p90 9d, from 1d to 12d`; empty for
/// what is only a sum.
std::string made_of(const metrics::Metric& metric, const metrics::Value& value, const Currency& currency);
/// What one record adds to a value, by name: `value`, `numerator` and `denominator`, or the sums of a
/// computed one.
std::vector<metrics::Part> sums_of(const metrics::Metric& metric);
/// What was left out and what stands beside: `2 excluded: no acquisition cost recorded; 1 joined and left`.
std::string beside(const metrics::Value& value);

/// `2026-10 (2026-10-01 to 2026-10-31)`; of a period that goes on also until when it is known.
std::string said(const metrics::PeriodResult& result);
/// What the workspace decided about a metric: `joined and left: counted apart`; empty for none.
std::string definition_said(metrics::Definition definition, const metrics::Facts& facts);

/// A plain number for programs: `1200.00`, `0.713333`, `3600`.
std::string plain(metrics::Unit unit, const Fraction& number);

}  // namespace csx::report
