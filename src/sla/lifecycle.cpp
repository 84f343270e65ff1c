#include "csx/sla/lifecycle.hpp"

#include <algorithm>
#include <array>

#include "csx/model/handoff.hpp"
#include "csx/sla/moments.hpp"

namespace csx::sla {

namespace {

constexpr std::array<std::string_view, 5> k_stage_words{"prospect", "onboarding", "ongoing", "churned",
                                                        "unknown"};
__extension__ using Wide = __int128;

bool is_trial(const model::Subscription& subscription) {
  return subscription.trial.value_or(false);
}

/// The changes that come to pass, oldest first.
std::vector<const model::SubscriptionChange*> by_date(const model::Subscription& subscription) {
  std::vector<const model::SubscriptionChange*> changes;
  changes.reserve(subscription.changes.size());
  for (const model::SubscriptionChange& change : subscription.changes) {
    changes.push_back(&change);
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const auto* a, const auto* b) { return a->date < b->date; });
  return changes;
}

void add_span(std::vector<PaidSpan>& spans, time::Date from, std::optional<time::Date> to) {
  if (!to || from < *to) {
    spans.push_back({from, to});
  }
}

void collect_spans(const model::Subscription& subscription, std::vector<PaidSpan>& spans) {
  if (is_trial(subscription)) {
    return;
  }
  time::Date from = subscription.start_on;
  const Money* price = &subscription.mrr;
  const auto close = [&](std::optional<time::Date> to) {
    const auto end = subscription.end_on;
    if (end && (!to || *end < *to)) {
      to = end;
    }
    if (price->amount.units() > 0) {
      add_span(spans, from, to);
    }
  };
  for (const model::SubscriptionChange* change : by_date(subscription)) {
    if (change->date > from) {
      close(change->date);
      from = change->date;
    }
    price = &change->mrr;
  }
  close(std::nullopt);
}

std::vector<PaidSpan> merged(std::vector<PaidSpan> spans) {
  std::sort(spans.begin(), spans.end(), [](const PaidSpan& a, const PaidSpan& b) { return a.from < b.from; });
  std::vector<PaidSpan> joined;
  for (const PaidSpan& span : spans) {
    if (joined.empty() || (joined.back().to && *joined.back().to < span.from)) {
      joined.push_back(span);
    } else if (joined.back().to && (!span.to || *span.to > *joined.back().to)) {
      joined.back().to = span.to;
    }
  }
  return joined;
}

/// Exact sum; beyond the digits of a Decimal, cut to the digits that fit.
Decimal sum(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale(), b.scale());
  const auto widened = [&](const Decimal& value) {
    Wide units = value.units();
    for (int i = value.scale(); i < scale; ++i) {
      units *= 10;
    }
    return units;
  };
  constexpr Wide k_limit = 1'000'000'000'000'000;
  Wide units = widened(a) + widened(b);
  int kept = scale;
  while ((units >= k_limit || units <= -k_limit) && kept > 0) {
    units /= 10;
    --kept;
  }
  return Decimal(static_cast<std::int64_t>(units), kept);
}

bool is_of_onboarding(model::HandoffType type) {
  return type == model::HandoffType::sales_to_cs || type == model::HandoffType::onboarding_to_ongoing;
}

/// What a subscription adds to the recurring revenue of a day; null where it adds none.
const Money* revenue_on(const model::Subscription& subscription, time::Date day) {
  const Money* price = is_trial(subscription) ? nullptr : price_on(subscription, day);
  return price != nullptr && price->amount.units() != 0 ? price : nullptr;
}

}  // namespace

std::string_view word(Lifecycle stage) {
  return k_stage_words[static_cast<std::size_t>(stage)];
}

std::vector<PaidSpan> paid_spans(const model::Account& account) {
  std::vector<PaidSpan> spans;
  for (const model::Subscription& subscription : account.subscriptions) {
    collect_spans(subscription, spans);
  }
  return merged(std::move(spans));
}

std::vector<PaidSpan> paid_spans(const model::Subscription& subscription) {
  std::vector<PaidSpan> spans;
  collect_spans(subscription, spans);
  return merged(std::move(spans));
}

const Money* price_on(const model::Subscription& subscription, time::Date day) {
  if (day < subscription.start_on || (subscription.end_on && *subscription.end_on <= day)) {
    return nullptr;
  }
  const Money* price = &subscription.mrr;
  std::optional<time::Date> since;
  for (const model::SubscriptionChange& change : subscription.changes) {
    if (change.date <= day && (!since || *since <= change.date)) {
      price = &change.mrr;
      since = change.date;
    }
  }
  return price;
}

bool pays_on(const model::Account& account, time::Date day) {
  return std::ranges::any_of(account.subscriptions, [&](const model::Subscription& subscription) {
    return revenue_on(subscription, day) != nullptr;
  });
}

std::vector<Money> mrr_on(const model::Account& account, time::Date day) {
  std::vector<Money> sums;
  for (const model::Subscription& subscription : account.subscriptions) {
    const Money* price = revenue_on(subscription, day);
    if (price == nullptr) {
      continue;
    }
    const auto same = std::find_if(sums.begin(), sums.end(),
                                   [&](const Money& money) { return money.currency == price->currency; });
    if (same == sums.end()) {
      sums.push_back(*price);
    } else {
      same->amount = sum(same->amount, price->amount);
    }
  }
  std::sort(sums.begin(), sums.end(),
            [](const Money& a, const Money& b) { return a.currency.view() < b.currency.view(); });
  return sums;
}

std::optional<time::Date> live_since(const model::Account& account,
                                     std::span<const model::AnyRecord* const> handoffs, time::Date day,
                                     const time::Zone& zone) {
  std::optional<time::Date> live;
  for (const model::AnyRecord* record : handoffs) {
    const auto& handoff = record->as<model::Handoff>();
    if (!is_of_onboarding(handoff.type)) {
      continue;
    }
    for (const model::TimelineEvent& event : handoff.timeline) {
      const bool counts =
          event.event == model::HandoffEvent::activated || event.event == model::HandoffEvent::completed;
      if (!counts) {
        continue;
      }
      const time::Date date = day_of(zone, event.at);
      if (date <= day && (!live || date < *live)) {
        live = date;
      }
    }
  }
  if (!live && account.onboarding && account.onboarding->activated_on &&
      *account.onboarding->activated_on <= day) {
    live = account.onboarding->activated_on;
  }
  return live;
}

LifecycleState lifecycle_on(const model::Account& account, std::span<const model::AnyRecord* const> handoffs,
                            time::Date day, const time::Zone& zone) {
  const std::vector<PaidSpan> spans = paid_spans(account);
  if (spans.empty() || spans.front().from > day) {
    return {Lifecycle::prospect, false};
  }
  const auto current =
      std::find_if(spans.begin(), spans.end(), [&](const PaidSpan& span) { return span.contains(day); });
  if (current == spans.end()) {
    return {Lifecycle::churned, false};
  }
  const bool reactivated = current != spans.begin();
  if (live_since(account, handoffs, day, zone)) {
    return {Lifecycle::ongoing, reactivated};
  }
  const bool known =
      account.onboarding || std::any_of(handoffs.begin(), handoffs.end(), [](const auto* record) {
        return is_of_onboarding(record->template as<model::Handoff>().type);
      });
  return {known ? Lifecycle::onboarding : Lifecycle::unknown, reactivated};
}

}  // namespace csx::sla
