#include <fmt/format.h>

#include <algorithm>

#include "alert_rows.hpp"
#include "csx/metrics/health.hpp"
#include "csx/metrics/portfolio.hpp"
#include "spans.hpp"

namespace csx::metrics {

namespace {

/// The day that health is compared with: `every` ago.
std::optional<time::Date> compared_with(const AlertInput& input) {
  if (input.options.since) {
    return input.options.since;
  }
  if (input.agreement == nullptr || !input.agreement->audit_every) {
    return std::nullopt;
  }
  time::Date day = input.facts.today();
  while (days_after(day, *input.agreement->audit_every) > input.facts.today()) {
    day = day.plus_days(-1);
  }
  return day < input.facts.today() ? std::optional(day) : std::nullopt;
}

const model::Band* highest_of(const HealthBook& book) {
  return &*std::ranges::max_element(book.model()->bands, {}, &model::Band::from);
}

void drops(const AlertInput& input, Alerts& out) {
  const HealthBook now(input.facts, input.facts.as_of());
  if (now.model() == nullptr) {
    add_unjudged(out, AlertKind::health_drop, input.not_stated("health"));
    return;
  }
  const auto since = compared_with(input);
  if (!since) {
    add_unjudged(out, AlertKind::health_drop,
                 "the agreement in force does not state audit_every, with which health is compared");
    return;
  }
  const HealthBook before(input.facts, input.end_of(*since));
  input.each_customer([&](const AccountFacts& account) {
    const Health is = now.of(account);
    if (is.band == nullptr || is.band == highest_of(now)) {
      return;  // it cannot have fallen
    }
    const Health was = before.of(account);
    if (was.band == nullptr || is.band->from >= was.band->from) {
      return;
    }
    Alert alert;
    alert.kind = AlertKind::health_drop;
    alert.subject = account.record->reference();
    alert.account = &account;
    alert.owner = input.csm_of(account);
    alert.due = input.end_of(input.facts.today());
    alert.text =
        fmt::format("health fell from {} ({}) on {} to {} ({})", name_of(*was.band), was.score()->rounded(1),
                    since->to_string(), name_of(*is.band), is.score()->rounded(1));
    alert.evidence = {alert.subject};
    for (const ScoredPart& part : is.parts) {
      const auto old = std::ranges::find(was.parts, part.name, &ScoredPart::name);
      const Fraction added = part.addition.value_or(Fraction());
      if (old != was.parts.end() && added < old->addition.value_or(Fraction()) && !part.evidence.empty()) {
        alert.evidence.push_back(part.evidence);
      }
    }
    out.alerts.push_back(std::move(alert));
  });
}

void full_portfolios(const AlertInput& input, Alerts& out) {
  const Portfolios portfolios(input.facts, {}, Portfolios::Detail::loads);
  for (const Portfolio& portfolio : portfolios.all()) {
    const auto load = portfolio.load();
    if (!load || *load <= Fraction(1)) {
      continue;
    }
    const auto* manager =
        portfolio.person->manager ? portfolio.person->manager->on(input.facts.today()) : nullptr;
    Alert alert;
    alert.kind = AlertKind::portfolio_full;
    alert.subject = fmt::format("person/{}", portfolio.person->id.value);
    alert.owner =
        manager != nullptr ? std::string_view(manager->value) : std::string_view(portfolio.person->id.value);
    alert.due = input.end_of(input.facts.today());
    alert.text = fmt::format("{} accounts take {}h a month, capacity is {}h ({}%)", portfolio.holdings.size(),
                             portfolio.hours.rounded(1), portfolio.capacity->rounded(1),
                             (*load * Fraction(100)).rounded(0));
    alert.evidence = {alert.subject};
    out.alerts.push_back(std::move(alert));
  }
}

}  // namespace

void health_alerts(const AlertInput& input, Alerts& out) {
  drops(input, out);
  full_portfolios(input, out);
}

}  // namespace csx::metrics
