#include <algorithm>

#include "csx/metrics/revenue.hpp"
#include "csx/sla/lifecycle.hpp"

namespace csx::metrics {

namespace {

Movement movement_of(const AccountRevenue& revenue) {
  if (revenue.opening.is_zero()) {
    return revenue.closing.is_zero() ? Movement::none
           : revenue.paid_before     ? Movement::reactivation
                                     : Movement::new_customer;
  }
  return revenue.closing.is_zero()           ? Movement::churn
         : revenue.closing > revenue.opening ? Movement::expansion
         : revenue.closing < revenue.opening ? Movement::contraction
                                             : Movement::none;
}

}  // namespace

const Money* price_held(const model::Subscription& subscription, time::Date day) {
  return subscription.trial.value_or(false) ? nullptr : sla::price_on(subscription, day);
}

const Money* price_paid(const model::Subscription& subscription, time::Date day) {
  const Money* price = price_held(subscription, day);
  return price != nullptr && price->amount.units() != 0 ? price : nullptr;
}

tl::expected<Exact, std::string> revenue_on(const Rates& rates, const model::Account& account, time::Date day,
                                            time::Date rate_day) {
  Exact sum;
  for (const model::Subscription& subscription : account.subscriptions) {
    const Money* price = price_paid(subscription, day);
    if (price == nullptr) {
      continue;
    }
    const auto converted = rates.convert(*price, rate_day);
    if (!converted) {
      return converted;
    }
    sum += *converted;
  }
  return sum;
}

Revenue::Revenue(const Facts& facts, const time::Period& period)
    : m_opening_day(period.first.plus_days(-1)), m_closing_day(std::min(period.last, facts.today())) {
  for (const AccountFacts& account : facts.accounts()) {
    const std::vector<sla::PaidSpan> spans = sla::paid_spans(*account.account);
    if (spans.empty() || spans.front().from > m_closing_day) {
      continue;
    }
    AccountRevenue& revenue = m_accounts.emplace_back();
    revenue.account = &account;
    revenue.paid_before = spans.front().from < period.first;
    const auto opening = revenue_on(facts.rates(), *account.account, m_opening_day, m_closing_day);
    const auto closing = revenue_on(facts.rates(), *account.account, m_closing_day, m_closing_day);
    const auto previous = revenue_on(facts.rates(), *account.account, m_opening_day, m_opening_day);
    if (!previous) {
      revenue.previous_unknown = previous.error();
    }
    revenue.previous = previous.value_or(Exact());
    if (!opening || !closing) {
      revenue.unknown = !opening ? opening.error() : closing.error();
      continue;
    }
    revenue.opening = *opening;
    revenue.closing = *closing;
    revenue.movement = movement_of(revenue);
    revenue.joined_and_left = opening->is_zero() && closing->is_zero() &&
                              std::ranges::any_of(spans, [&](const sla::PaidSpan& span) {
                                return span.from <= m_closing_day && (!span.to || *span.to > period.first);
                              });
  }
}

}  // namespace csx::metrics
