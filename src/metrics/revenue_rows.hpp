#pragma once

#include "csx/metrics/metric.hpp"
#include "csx/metrics/revenue.hpp"

/// What the rows of the family `revenue` measure.
namespace csx::metrics::revenue {

// What most rows say.
inline constexpr std::string_view k_subscriptions = "account.subscriptions, workspace.exchange_rates";
inline constexpr std::string_view k_closing = "the period's last day, or the as-of date if earlier";
inline constexpr std::string_view k_design = "metrics.md, Revenue";
inline constexpr std::string_view k_unknown = "no sum is known";

void opening(const Input& input, Sink& sink);
void closing(const Input& input, Sink& sink);
void revaluation(const Input& input, Sink& sink);
template <Movement Wanted>
void movement(const Input& input, Sink& sink);
template <Movement Wanted>
void accounts_moved(const Input& input, Sink& sink);
void accounts(const Input& input, Sink& sink);
void joined_and_left(const Input& input, Sink& sink);
void net_retention(const Input& input, Sink& sink);
void gross_retention(const Input& input, Sink& sink);
void logo_churn(const Input& input, Sink& sink);
void gross_churn(const Input& input, Sink& sink);
void net_churn(const Input& input, Sink& sink);
void quick_ratio(const Input& input, Sink& sink);
void revenue_per_account(const Input& input, Sink& sink);

/// What happened to one product of an account that paid before and after.
enum class Component : std::uint8_t { upgrade, downgrade, cross_sell, dropped_product };
template <Component Wanted>
void component(const Input& input, Sink& sink);
/// What Customer Success brought about, from dated changes; of all with a known origin.
template <Component Wanted>
void by_cs(const Input& input, Sink& sink);

void lifetime(const Input& input, Sink& sink);
Answer lifetime_of(const Input& input, const Totals& totals);
void lifetime_value(const Input& input, Sink& sink);
Answer lifetime_value_of(const Input& input, const Totals& totals);
void payback(const Input& input, Sink& sink);
Answer payback_of(const Input& input, const Totals& totals);

}  // namespace csx::metrics::revenue
