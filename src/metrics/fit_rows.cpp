#include <array>

#include "acquisition.hpp"
#include "csx/metrics/fit.hpp"
#include "families.hpp"

namespace csx::metrics {

namespace {

constexpr std::string_view k_fit_design = "metrics.md, Fit and health";
constexpr std::string_view k_fit_inputs = "agreement.fit, account.fit, fields that the criteria name";
constexpr std::string_view k_won_accounts = "accounts won";

/// The fit of each account won, on the day it was won.
template <class Use>
void each_fit(const Input& input, Use use) {
  acquisition::each_win(input, [&](const AccountFacts& account, const Win& win, const Subject& subject) {
    use(fit_of(input.facts, *account.account, win.day), subject);
  });
}

void mean_fit(const Input& input, Sink& sink) {
  each_fit(input, [&](const Fit& fit, const Subject& subject) {
    fit.score() ? sink.add(subject, Exact::nearest(*fit.score()), 1) : sink.exclude(subject, fit.total.why);
  });
}

void above_minimum(const Input& input, Sink& sink) {
  each_fit(input, [&](const Fit& fit, const Subject& subject) {
    if (fit.is_bad) {
      sink.add(subject, *fit.is_bad ? 0 : 1, 1);
    } else {
      sink.exclude(subject, fit.score() ? "the agreement names no minimum" : fit.total.why);
    }
  });
}

void bad_wins(const Input& input, Sink& sink) {
  each_fit(input, [&](const Fit& fit, const Subject& subject) {
    if (!fit.is_bad) {
      sink.exclude(subject, fit.score() ? "the agreement names no minimum" : fit.total.why);
    } else {
      sink.add(subject, *fit.is_bad ? 1 : 0);
    }
  });
}

void fit_coverage(const Input& input, Sink& sink) {
  each_fit(input, [&](const Fit& fit, const Subject& subject) {
    fit.total.coverage ? sink.add(subject, fit.total.answered, fit.total.asked)
                       : sink.exclude(subject, fit.total.why);
  });
}

constexpr auto k_fit_metrics = std::to_array<Metric>({
    {.id = "fit.mean",
     .title = "Mean fit of accounts won",
     .unit = Unit::score,
     .area = "sales",
     .formula =
         "sum of scores / accounts with a score; score = sum(weight * score of the answer) / weight of "
         "answered criteria, 0 where an answer knocks out",
     .scope = k_won_accounts,
     .anchor = "won",
     .inputs = k_fit_inputs,
     .source = k_fit_design,
     .empty = "of no account won the fit is known",
     .measure = mean_fit,
     .parts = Unit::score},
    {.id = "fit.share-above-minimum",
     .title = "Accounts won with enough fit",
     .unit = Unit::share,
     .area = "sales",
     .formula =
         "accounts won whose fit is at or above the agreement's minimum / accounts won whose fit is known",
     .scope = k_won_accounts,
     .anchor = "won",
     .inputs = "agreement.fit.minimum, account.fit, fields that the criteria name",
     .source = k_fit_design,
     .empty = "of no account won the fit can be held against a minimum",
     .measure = above_minimum},
    {.id = "fit.bad-wins",
     .title = "Bad-fit wins",
     .unit = Unit::count,
     .shape = Shape::sum,
     .direction = Direction::lower,
     .area = "sales",
     .formula = "accounts won whose fit is below the agreement's minimum",
     .scope = k_won_accounts,
     .anchor = "won",
     .inputs = "agreement.fit.minimum, account.fit, fields that the criteria name",
     .source = k_fit_design,
     .empty = "of no account won the fit can be held against a minimum",
     .measure = bad_wins},
    {.id = "fit.coverage",
     .title = "Fit criteria answered",
     .unit = Unit::share,
     .area = "sales",
     .formula = "weight of criteria answered / weight of all criteria",
     .scope = k_won_accounts,
     .anchor = "won",
     .inputs = k_fit_inputs,
     .source = k_fit_design,
     .empty = "nobody asks for a fit",
     .measure = fit_coverage},
});

}  // namespace

std::span<const Metric> fit_metrics() {
  return k_fit_metrics;
}

}  // namespace csx::metrics
