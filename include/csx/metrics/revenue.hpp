#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "csx/base/exact.hpp"
#include "csx/metrics/facts.hpp"

/// What each account paid before and at the end of a period. *Source*: metrics.md of the design, "Revenue".
namespace csx::metrics {

enum class Movement : std::uint8_t { none, new_customer, reactivation, churn, expansion, contraction };

struct AccountRevenue {
  const AccountFacts* account = nullptr;
  Exact opening;                 ///< the day before the period, with the rate of the closing day
  Exact closing;                 ///< the closing day
  Exact previous;                ///< the day before the period, with the rate of that day
  bool paid_before = false;      ///< on any day before the period
  bool joined_and_left = false;  ///< nothing at either end, but paid in between
  Movement movement = Movement::none;
  std::string unknown;           ///< why a sum is not known: a rate that is missing
  std::string previous_unknown;  ///< likewise, of `previous` alone
};

/// Revenue of all accounts that ever paid until the closing day; of others there is nothing to say.
class Revenue {
 public:
  Revenue(const Facts& facts, const time::Period& period);
  time::Date opening_day() const { return m_opening_day; }
  time::Date closing_day() const { return m_closing_day; }
  /// *Order*: of the folder.
  const std::vector<AccountRevenue>& accounts() const { return m_accounts; }

 private:
  time::Date m_opening_day;
  time::Date m_closing_day;
  std::vector<AccountRevenue> m_accounts;
};

/// The price of a product that is held on a day, which may be zero; null where it is not held: a trial is no
/// holding.
const Money* price_held(const model::Subscription& subscription, time::Date day);
/// What a subscription adds to the recurring revenue of a day; null where it adds none.
const Money* price_paid(const model::Subscription& subscription, time::Date day);

/// Recurring revenue of an account on a day, in the reporting currency. *Errors*: as of Rates::convert.
tl::expected<Exact, std::string> revenue_on(const Rates& rates, const model::Account& account, time::Date day,
                                            time::Date rate_day);

}  // namespace csx::metrics
