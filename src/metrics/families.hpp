#pragma once

#include <span>
#include <string_view>

#include "csx/metrics/metric.hpp"

/// The rows of the catalogue, family by family.
namespace csx::metrics {

/// What several families say in the same words.
namespace anchors {
inline constexpr std::string_view k_win = "won: signed_at of the first paid contract, else start_on";
inline constexpr std::string_view k_period_end = "end of the period";
}  // namespace anchors
inline constexpr std::string_view k_recurring_accounts = "accounts with recurring revenue on the last day";
inline constexpr std::string_view k_none_happened = "none happened";

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
