#include <algorithm>

#include "acquisition.hpp"
#include "csx/sla/lifecycle.hpp"

namespace csx::metrics::acquisition {

namespace {

/// When what began to be paid on a day was signed.
time::Date signed_on(const Facts& facts, const model::Subscription& subscription, time::Date paid_from) {
  return paid_from == subscription.start_on && subscription.signed_at ? facts.day_of(*subscription.signed_at)
                                                                      : paid_from;
}

bool has_come(const Facts& facts, const model::Subscription& subscription, time::Date paid_from) {
  return paid_from == subscription.start_on && subscription.signed_at
             ? facts.has_come(*subscription.signed_at)
             : paid_from <= facts.today();
}

}  // namespace

std::optional<Win> first_win(const Facts& facts, const model::Account& account) {
  std::optional<Win> win;
  for (const model::Subscription& subscription : account.subscriptions) {
    const std::vector<sla::PaidSpan> spans = sla::paid_spans(subscription);
    if (spans.empty() || !has_come(facts, subscription, spans.front().from)) {
      continue;
    }
    const time::Date from = spans.front().from;
    const time::Date day = signed_on(facts, subscription, from);
    if (!win || day < win->day) {
      win = Win{day, {}};
    }
    if (day == win->day) {
      win->parts.push_back({&subscription, sla::price_on(subscription, from)});
    }
  }
  return win;
}

}  // namespace csx::metrics::acquisition
