#pragma once

#include <algorithm>

#include "csx/metrics/revenue.hpp"
#include "csx/metrics/sink.hpp"

namespace csx::metrics {

/// An account as the metrics of revenue see it: on the closing day, so that the figures of a group add up;
/// its products are those it brought into the period, where it had any.
inline Subject subject_of(const AccountRevenue& revenue, const Revenue& all) {
  Subject subject;
  subject.record = revenue.account->record;
  subject.account = revenue.account;
  subject.anchor = all.closing_day();
  if (!revenue.opening.is_zero()) {
    subject.products_on = all.opening_day();
  }
  return subject;
}

/// Every account that ever paid; of those whose sums are not known the sink is told so.
template <class Use>
void each_paying(const Input& input, Sink& sink, Use use) {
  const Revenue& all = input.facts.revenue(input.period);
  if (all.accounts().empty()) {
    sink.unknown("no account has ever had recurring revenue");
  }
  for (const AccountRevenue& revenue : all.accounts()) {
    const Subject subject = subject_of(revenue, all);
    if (revenue.unknown.empty()) {
      use(revenue, subject);
    } else {
      sink.unknown(subject, revenue.unknown);
    }
  }
}

}  // namespace csx::metrics
