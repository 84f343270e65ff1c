#include "csx/metrics/rates.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace csx::metrics {

Rates::Rates(const model::Workspace& workspace) : m_currency(workspace.currency) {
  for (const model::ExchangeRate& rate : workspace.exchange_rates) {
    m_rates[std::string(rate.currency.view())].push_back({rate.date, rate.rate});
  }
  for (auto& [currency, rates] : m_rates) {
    std::ranges::stable_sort(rates, {}, &Rate::from);
  }
}

tl::expected<Exact, std::string> Rates::convert(const Money& money, time::Date day) const {
  if (money.currency == m_currency) {
    return Exact::of(money.amount);
  }
  const auto found = m_rates.find(money.currency.view());
  if (found != m_rates.end()) {
    const auto after = std::ranges::upper_bound(found->second, day, {}, &Rate::from);
    if (after != found->second.begin()) {
      if (const auto sum = Exact::product(money.amount, std::prev(after)->rate)) {
        return *sum;
      }
      return tl::unexpected(fmt::format("{} at {} is beyond what can be added", money.to_string(),
                                        std::prev(after)->rate.to_string()));
    }
  }
  return tl::unexpected(fmt::format("no rate of {} in {} on or before {}", money.currency.view(),
                                    m_currency.view(), day.to_string()));
}

}  // namespace csx::metrics
