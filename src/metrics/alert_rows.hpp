#pragma once

#include "csx/metrics/alerts.hpp"
#include "csx/sla/lifecycle.hpp"

/// The kinds of alerts, file by file. Each adds what it finds, in any order.
namespace csx::metrics {

/// What the functions share.
struct AlertInput {
  const Facts& facts;
  const AlertOptions& options;
  const model::Agreement* agreement = nullptr;  ///< the main one, in force today; null for none

  /// Accounts that pay today: `use(account)`.
  template <class Use>
  void each_customer(Use use) const {
    for (const AccountFacts& account : facts.accounts()) {
      if (sla::pays_on(*account.account, facts.today())) {
        use(account);
      }
    }
  }

  /// The account's CSM today, else who owns the agreement for Customer Success; empty for nobody.
  std::string_view csm_of(const AccountFacts& account) const;
  /// That the agreement in force does not state something, or that there is none.
  std::string not_stated(std::string_view what) const;
  time::Instant end_of(time::Date day) const { return facts.zone().end_of(day); }
};

/// Says that a kind of alert was not judged.
inline void add_unjudged(Alerts& out, AlertKind kind, std::string_view why) {
  Unjudged& unjudged = out.unjudged.emplace_back();
  unjudged.kind = kind;
  unjudged.why.assign(why);
}

using AddAlerts = void (*)(const AlertInput&, Alerts&);

void clock_alerts(const AlertInput& input, Alerts& out);      // alert_clocks.cpp
void customer_alerts(const AlertInput& input, Alerts& out);   // alert_customers.cpp
void health_alerts(const AlertInput& input, Alerts& out);     // alert_health.cpp
void agreement_alerts(const AlertInput& input, Alerts& out);  // alert_agreements.cpp

}  // namespace csx::metrics
