#include <array>

#include "acquisition.hpp"
#include "csx/metrics/difficult.hpp"
#include "csx/metrics/portfolio.hpp"
#include "csx/metrics/revenue.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"
#include "families.hpp"

namespace csx::metrics {

namespace {

constexpr std::string_view k_portfolio_design = "metrics.md, Portfolio";
constexpr std::string_view k_no_hours = "the hours of its touch model are not known";

/// Each paying account with a CSM's hours for it, a month.
template <class Use>
void each_hours(const Input& input, Sink& sink, Use use) {
  const model::Agreement* agreement = input.facts.agreement_on(input.last);
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    const Subject subject = acquisition::subject_of(account, input.last);
    const auto hours = monthly_hours(agreement, sla::touch_model_on(*account.account, agreement, input.last));
    hours ? use(account, subject, Exact::nearest(*hours)) : sink.exclude(subject, k_no_hours);
  }
}

void hours(const Input& input, Sink& sink) {
  each_hours(input, sink, [&](const AccountFacts&, const Subject& subject, const Exact& each) {
    sink.add(subject, each);
  });
}

void revenue_per_hour(const Input& input, Sink& sink) {
  each_hours(input, sink, [&](const AccountFacts& account, const Subject& subject, const Exact& each) {
    const auto mrr = revenue_on(input.facts.rates(), *account.account, input.last, input.last);
    mrr ? sink.add(subject, *mrr, each) : sink.unknown(subject, mrr.error());
  });
}

void difficult_load(const Input& input, Sink& sink) {
  each_hours(input, sink, [&](const AccountFacts& account, const Subject& subject, const Exact& each) {
    const Difficulty difficulty = difficulty_of(input.facts, account, input.last);
    if (difficulty.model == nullptr) {
      sink.exclude(subject, "the agreement does not say who is difficult");
    } else {
      sink.add(subject, difficulty.is_difficult ? each : Exact(), each);
    }
  });
}

void difficult(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    const Subject subject = acquisition::subject_of(account, input.last);
    const Difficulty difficulty = difficulty_of(input.facts, account, input.last);
    if (difficulty.model == nullptr) {
      sink.exclude(subject, "the agreement does not say who is difficult");
    } else if (difficulty.unknown() == difficulty.signs.size()) {
      sink.exclude(subject, "nothing tells of any sign");
    } else {
      sink.add(subject, difficulty.is_difficult ? 1 : 0, 1);
    }
  }
}

constexpr auto k_portfolio_metrics = std::to_array<Metric>({
    {.id = "portfolio.hours",
     .title = "Hours that accounts take",
     .unit = Unit::count,
     .shape = Shape::sum,
     .direction = Direction::neither,
     .area = "cs",
     .formula = "sum of the hours a month of the account's touch model",
     .scope = k_recurring_accounts,
     .anchor = anchors::k_period_end,
     .inputs = "account.touch_model, account.tier, agreement.touch_models.hours_per_account",
     .source = k_portfolio_design,
     .empty = "of no paying account the hours are known",
     .measure = hours,
     .nature = Nature::volume},
    {.id = "portfolio.revenue-per-hour",
     .title = "Revenue per hour of CSM",
     .unit = Unit::money,
     .area = "cs",
     .formula = "sum of MRR / sum of hours a month",
     .scope = "accounts with recurring revenue on the last day whose hours are known",
     .anchor = anchors::k_period_end,
     .inputs = "account.subscriptions, account.touch_model, agreement.touch_models.hours_per_account",
     .source = k_portfolio_design,
     .empty = "of no paying account the hours are known",
     .measure = revenue_per_hour,
     .parts = Unit::money},
    {.id = "portfolio.difficult",
     .title = "Difficult customers",
     .unit = Unit::share,
     .direction = Direction::lower,
     .area = "cs",
     .formula = "accounts with as many signs as the agreement's limit / accounts of which a sign is known",
     .scope = k_recurring_accounts,
     .anchor = anchors::k_period_end,
     .inputs = "agreement.difficult and what its signals look at",
     .source = "metrics.md, Fit and health",
     .empty = "of no paying account a sign is known",
     .measure = difficult},
    {.id = "portfolio.difficult-load",
     .title = "Load from difficult customers",
     .unit = Unit::share,
     .direction = Direction::lower,
     .area = "cs",
     .formula = "hours a month of difficult customers / hours a month of all",
     .scope = "accounts with recurring revenue on the last day whose hours are known",
     .anchor = anchors::k_period_end,
     .inputs = "agreement.difficult, account.touch_model, agreement.touch_models.hours_per_account",
     .source = k_portfolio_design,
     .empty = "of no paying account the hours are known",
     .measure = difficult_load},
});

}  // namespace

std::span<const Metric> portfolio_metrics() {
  return k_portfolio_metrics;
}

}  // namespace csx::metrics
