#pragma once

#include <span>

#include "csx/metrics/metric.hpp"

/// The rows of the catalogue, family by family.
namespace csx::metrics {

std::span<const Metric> acquisition_metrics();
std::span<const Metric> handoff_metrics();
std::span<const Metric> onboarding_metrics();
std::span<const Metric> revenue_metrics();        ///< sums and movements
std::span<const Metric> revenue_ratio_metrics();  ///< retention, accounts and what follows from both
std::span<const Metric> satisfaction_metrics();
std::span<const Metric> support_metrics();
std::span<const Metric> relationship_metrics();
std::span<const Metric> funnel_metrics();
std::span<const Metric> fit_metrics();
std::span<const Metric> health_metrics();
std::span<const Metric> portfolio_metrics();

}  // namespace csx::metrics
