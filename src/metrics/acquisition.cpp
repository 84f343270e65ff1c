#include "acquisition.hpp"

#include <array>

#include "acquisition_rows.hpp"
#include "families.hpp"

namespace csx::metrics {

namespace acquisition {
namespace {

constexpr std::string_view k_acquisition_design = "metrics.md, Acquisition and fit";
constexpr std::string_view k_no_win = "no account was won";
constexpr std::string_view k_no_goal = "no agreement in force states a goal for the period";
constexpr std::string_view k_goal_scope =
    "accounts won; with a goal for all and goals by segment, the one for all makes the total, else the total "
    "counts what was won in segments that have a goal; of goals of overlapping periods for the same "
    "accounts, "
    "the longest counts";
constexpr std::string_view k_subscriptions = "account.subscriptions";

constexpr auto k_acquisition_metrics = std::to_array<Metric>({
    {.id = "acquisition.accounts",
     .title = "Accounts won",
     .unit = Unit::count,
     .shape = Shape::sum,
     .area = "sales",
     .formula = "accounts whose first paid contract was signed in the period",
     .scope = "accounts",
     .anchor = anchors::k_win,
     .inputs = k_subscriptions,
     .source = k_acquisition_design,
     .empty = k_no_win,
     .measure = accounts_won},
    {.id = "acquisition.accounts-attainment",
     .title = "Accounts won against the goal",
     .unit = Unit::share,
     .area = "sales",
     .formula = "accounts won / goals of the agreement whose period lies in this one",
     .scope = k_goal_scope,
     .anchor = anchors::k_win,
     .inputs = "account.subscriptions, agreement.what.acquisition.accounts",
     .source = k_acquisition_design,
     .empty = k_no_goal,
     .measure = accounts_against_goal},
    {.id = "acquisition.mrr",
     .title = "MRR won",
     .unit = Unit::money,
     .shape = Shape::sum,
     .area = "sales",
     .formula =
         "sum of the first monthly price of what was signed on the day the account was won, with the rate of "
         "that day",
     .scope = "accounts won",
     .anchor = anchors::k_win,
     .inputs = "account.subscriptions, workspace.exchange_rates",
     .source = k_acquisition_design,
     .empty = "no sum is known",
     .measure = mrr_won},
    {.id = "acquisition.mrr-attainment",
     .title = "MRR won against the goal",
     .unit = Unit::share,
     .area = "sales",
     .formula =
         "MRR won / goals of the agreement whose period lies in this one, with the rate of its first day",
     .scope = k_goal_scope,
     .anchor = anchors::k_win,
     .inputs = "account.subscriptions, agreement.what.acquisition.mrr, workspace.exchange_rates",
     .source = k_acquisition_design,
     .empty = k_no_goal,
     .measure = mrr_against_goal,
     .parts = Unit::money},
    {.id = "acquisition.outside-mix",
     .title = "Wins beyond the expected mix",
     .unit = Unit::share,
     .direction = Direction::lower,
     .area = "sales",
     .formula =
         "sum over segments of max(0, accounts won - expected share x all accounts won) / accounts won; "
         "0 when the mix is as agreed",
     .scope =
         "accounts won whose segment is known; a segment without expected share is expected to give none",
     .anchor = anchors::k_win,
     .inputs = "account.segment, agreement.what.expected_mix of the version in force on the first day",
     .source = k_acquisition_design,
     .empty = k_no_win,
     .measure = outside_mix},
    {.id = "acquisition.cac",
     .title = "Acquisition cost (CAC)",
     .unit = Unit::money,
     .direction = Direction::lower,
     .area = "sales",
     .formula =
         "sum of acquisition costs, with the rate of the day the account was won / accounts won with a known "
         "cost",
     .scope = "accounts won",
     .anchor = anchors::k_win,
     .inputs = "account.acquisition.cost, workspace.exchange_rates",
     .source = k_acquisition_design,
     .empty = "no account with an acquisition cost was won",
     .measure = acquisition_cost,
     .parts = Unit::money},
    {.id = "acquisition.commission",
     .title = "Commission",
     .unit = Unit::money,
     .shape = Shape::sum,
     .direction = Direction::neither,
     .area = "sales",
     .formula = "sum of commissions of accounts won, with the rate of that day",
     .scope = "accounts won with a known commission",
     .anchor = anchors::k_win,
     .inputs = "account.acquisition.commission, workspace.exchange_rates",
     .source = k_acquisition_design,
     .empty = "no account with a commission was won",
     .measure = commission},
    {.id = "acquisition.lost-commission",
     .title = "Commission of accounts lost since",
     .unit = Unit::share,
     .direction = Direction::lower,
     .area = "sales",
     .formula =
         "commissions of accounts won that pay no more on the as-of date / commissions of accounts won",
     .scope = "accounts won with a known commission",
     .anchor = anchors::k_win,
     .inputs = "account.acquisition.commission, account.subscriptions, workspace.exchange_rates",
     .source = k_acquisition_design,
     .empty = "no account with a commission was won",
     .measure = lost_commission,
     .parts = Unit::money},
    {.id = "acquisition.later-churn",
     .title = "Churn of accounts won",
     .unit = Unit::share,
     .direction = Direction::lower,
     .area = "sales",
     .formula = "accounts won that pay no more on the as-of date / accounts won that have paid",
     .scope = "accounts won; those whose first paid day lies ahead stand beside",
     .anchor = anchors::k_win,
     .inputs = k_subscriptions,
     .source = k_acquisition_design,
     .empty = k_no_win,
     .measure = later_churn},
});

}  // namespace
}  // namespace acquisition

std::span<const Metric> acquisition_metrics() {
  return acquisition::k_acquisition_metrics;
}

}  // namespace csx::metrics
