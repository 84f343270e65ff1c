#include <algorithm>
#include <array>

#include "acquisition.hpp"
#include "csx/metrics/health.hpp"
#include "families.hpp"

namespace csx::metrics {

namespace {

constexpr std::string_view k_health_design = "metrics.md, Fit and health";
constexpr std::string_view k_health_inputs = "agreement.health and what its measures name";

/// The last instant of the days that are known.
time::Instant end_of(const Input& input) {
  return input.last == input.facts.today() ? input.facts.as_of() : input.facts.zone().end_of(input.last);
}

/// The health of each paying account at the end of the period.
template <class Use>
void each_health(const Input& input, Use use) {
  const HealthSheet& sheet = input.facts.health(end_of(input));
  for (const HealthSheet::Row& row : sheet.rows()) {
    use(sheet.book(), *row.account, row.health, acquisition::subject_of(*row.account, input.last));
  }
}

void mean_health(const Input& input, Sink& sink) {
  each_health(input, [&](const HealthBook& book, const AccountFacts& account, const Health& health,
                         const Subject& subject) {
    if (!health.score()) {
      sink.exclude(subject, health.total.why);
      return;
    }
    const auto weight = book.weight_of(account);
    if (!weight) {
      sink.exclude(subject, weight.error());
    } else {
      sink.add(subject, Exact::nearest(*health.score() * Fraction(*weight)), *weight);
    }
  });
}

void lowest_band(const Input& input, Sink& sink) {
  each_health(input,
              [&](const HealthBook& book, const AccountFacts&, const Health& health, const Subject& subject) {
                if (health.band == nullptr) {
                  sink.exclude(subject, health.score() ? "the score is in no band" : health.total.why);
                  return;
                }
                const auto& bands = book.model()->bands;
                const auto lowest = std::ranges::min_element(bands, {}, &model::Band::from);
                sink.add(subject, health.band == &*lowest ? 1 : 0, 1);
              });
}

void health_coverage(const Input& input, Sink& sink) {
  each_health(input,
              [&](const HealthBook&, const AccountFacts&, const Health& health, const Subject& subject) {
                health.total.coverage ? sink.add(subject, health.total.answered, health.total.asked)
                                      : sink.exclude(subject, health.total.why);
              });
}

void only_feeling(const Input& input, Sink& sink) {
  each_health(input,
              [&](const HealthBook&, const AccountFacts&, const Health& health, const Subject& subject) {
                health.total.answered.is_zero() ? sink.exclude(subject, health.total.why)
                                                : sink.add(subject, health.only_feeling ? 1 : 0, 1);
              });
}

constexpr auto k_health_metrics = std::to_array<Metric>({
    {.id = "health.mean",
     .title = "Health",
     .unit = Unit::score,
     .area = "cs",
     .formula =
         "sum(score * weight of the account) / sum(weight); score = sum(weight * score of the measure) / "
         "weight of measures that are known; accounts weigh as health.group_weight says",
     .scope = k_recurring_accounts,
     .anchor = anchors::k_period_end,
     .inputs = k_health_inputs,
     .source = k_health_design,
     .empty = "of no paying account the health is known",
     .measure = mean_health,
     .parts = Unit::score},
    {.id = "health.lowest-band",
     .title = "Accounts in the lowest health band",
     .unit = Unit::share,
     .direction = Direction::lower,
     .area = "cs",
     .formula = "accounts in the lowest band, overrides applied / accounts whose band is known",
     .scope = k_recurring_accounts,
     .anchor = anchors::k_period_end,
     .inputs = k_health_inputs,
     .source = k_health_design,
     .empty = "of no paying account the band is known",
     .measure = lowest_band},
    {.id = "health.coverage",
     .title = "Health measures known",
     .unit = Unit::share,
     .area = "cs",
     .formula = "weight of measures that are there and have not expired / weight of all measures",
     .scope = k_recurring_accounts,
     .anchor = anchors::k_period_end,
     .inputs = k_health_inputs,
     .source = k_health_design,
     .empty = "nobody says how health is scored",
     .measure = health_coverage},
    {.id = "health.only-feeling",
     .title = "Health that rests on feeling alone",
     .unit = Unit::share,
     .direction = Direction::lower,
     .area = "cs",
     .formula =
         "accounts of which nothing is known but what somebody feels / accounts of which something is known",
     .scope = k_recurring_accounts,
     .anchor = anchors::k_period_end,
     .inputs = k_health_inputs,
     .source = k_health_design,
     .empty = "of no paying account anything is known",
     .measure = only_feeling},
});

}  // namespace

std::span<const Metric> health_metrics() {
  return k_health_metrics;
}

}  // namespace csx::metrics
