#include "expectation_themes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csx/metrics/revenue.hpp"
#include "csx/sla/lifecycle.hpp"

namespace csx::report {
namespace {

std::int64_t days_paid(const model::Account& account, time::Date last) {
  std::int64_t days = 0;
  const time::Date end = last.plus_days(1);
  for (const sla::PaidSpan& span : sla::paid_spans(account)) {
    if (span.from < end) {
      days += (std::min(span.to.value_or(end), end).day - span.from.day).count();
    }
  }
  return days;
}

void hear(Themes& themes, const Customer& customer, time::Date last) {
  for (const model::Expectation& expectation : customer.account->expectations.value) {
    if (expectation.date && *expectation.date > last) {
      continue;
    }
    themes.heard.insert(&customer);
    if (!expectation.theme) {
      ++themes.without_theme;
      continue;
    }
    ThemeHolders& holders = themes.by_theme[*expectation.theme];
    holders.all.insert(&customer);
    if (expectation.gap == model::Gap::major) {
      holders.major.insert(&customer);
    }
  }
}

}  // namespace

Themes themes_on(const metrics::Facts& facts, time::Date last) {
  Themes themes;
  for (const metrics::AccountFacts& each : facts.accounts()) {
    const model::Account& account = *each.account;
    if (!sla::pays_on(account, last)) {
      continue;
    }
    const auto revenue = metrics::revenue_on(facts.rates(), account, last, last);
    if (!revenue) {
      themes.unknown.push_back(fmt::format("{}: {}", account.name, revenue.error()));
      continue;
    }
    const auto* segment = account.segment ? account.segment->on(last) : nullptr;
    const std::int64_t days = days_paid(account, last);
    themes.customers.push_back({&account,
                                segment != nullptr ? std::string_view(segment->value) : std::string_view(),
                                *revenue, days, Fraction(*revenue) * Fraction(days)});
  }
  for (const Customer& customer : themes.customers) {
    hear(themes, customer, last);
  }
  return themes;
}

ThemeStanding standing_of(const model::Capability& capability) {
  if (!capability.ours) {
    return ThemeStanding::unknown;
  }
  const model::Level ours = *capability.ours;
  model::Level best = model::Level::low;
  for (const auto& [name, level] : capability.competitors) {
    best = std::max(best, level);
  }
  if (best > ours) {
    return ThemeStanding::behind;
  }
  if (ours != model::Level::high) {
    return ThemeStanding::open;
  }
  return best == model::Level::high ? ThemeStanding::level : ThemeStanding::apart;
}

}  // namespace csx::report
