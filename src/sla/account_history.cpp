#include <algorithm>
#include <map>
#include <utility>

#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/sla/lifecycle.hpp"
#include "happening_list.hpp"

namespace csx::sla {

namespace {

using model::Event;

/// When a subscription first gave revenue, and again after times without; a rise from zero is its change.
struct PaidFrom {
  const model::Subscription* subscription = nullptr;
  time::Date from;
  const model::SubscriptionChange* change = nullptr;  ///< null when it was paid from its start
};

std::vector<PaidFrom> beginnings(const model::Account& account) {
  std::vector<PaidFrom> found;
  for (const model::Subscription& subscription : account.subscriptions) {
    for (const PaidSpan& span : paid_spans(subscription)) {
      PaidFrom paid{&subscription, span.from, nullptr};
      if (span.from != subscription.start_on) {
        for (const model::SubscriptionChange& change : subscription.changes) {
          paid.change = change.date == span.from ? &change : paid.change;
        }
      }
      found.push_back(paid);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const PaidFrom& a, const PaidFrom& b) { return a.from < b.from; });
  return found;
}

/// Where the signature of what began to be paid is written.
Happening* add_signature(const PaidFrom& paid, HappeningList& list) {
  if (paid.change != nullptr) {
    return list.add(Event::contract_signed, paid.change->date);
  }
  return paid.subscription->signed_at ? list.add(Event::contract_signed, paid.subscription->signed_at)
                                      : list.add(Event::contract_signed, paid.subscription->start_on);
}

/// The spans of revenue as they are known at the as-of date: an end that lies ahead has not come.
std::vector<PaidSpan> spans_until(const model::Account& account, time::Date today) {
  std::vector<PaidSpan> spans = paid_spans(account);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].to && *spans[i].to > today) {
      spans[i].to.reset();
      spans.resize(i + 1);
    }
  }
  return spans;
}

/// Which end stands behind a day without revenue; for its place in the file.
void add_churn(const model::Account& account, time::Date day, HappeningList& list) {
  for (const model::Subscription& subscription : account.subscriptions) {
    if (subscription.end_on == day) {
      list.add(Event::churned, subscription.end_on);
      return;
    }
    for (const model::SubscriptionChange& change : subscription.changes) {
      if (change.date == day && change.mrr.amount.units() == 0) {
        list.add(Event::churned, change.date);
        return;
      }
    }
  }
}

/// What was signed on one day of one life is one contract: it counts as what counts most in it.
void join_contracts(std::vector<Signing>& signings) {
  std::map<std::pair<time::Date, std::uint32_t>, Signing::Kind> contracts;
  for (Signing& each : signings) {
    const auto [contract, is_new] =
        contracts.try_emplace({each.happening.day, each.happening.life}, each.kind);
    each.joint = !is_new;
    contract->second = std::min(contract->second, each.kind);
  }
  for (Signing& each : signings) {
    each.kind = contracts.at({each.happening.day, each.happening.life});
  }
}

/// `first`: nothing was paid before it in its span of revenue.
std::vector<Signing> signings_of(const model::AnyRecord& record, const std::vector<PaidSpan>& spans,
                                 time::Instant as_of, const time::Zone& zone) {
  std::vector<Signing> signings;
  std::optional<std::size_t> opened;  // the latest span that has been signed for
  for (const PaidFrom& paid : beginnings(record.as<model::Account>())) {
    std::size_t at = 0;
    while (at + 1 < spans.size() && spans[at + 1].from <= paid.from) {
      ++at;
    }
    HappeningList list(record, as_of, zone);
    Happening* signature = add_signature(paid, list);
    if (signature == nullptr) {
      continue;
    }
    signature->life = static_cast<std::uint32_t>(at);
    signature->order = -1;
    const bool opens = !opened || *opened < at;
    opened = std::max(opened.value_or(0), at);
    const Signing::Kind kind = !opens    ? Signing::Kind::later
                               : at == 0 ? Signing::Kind::first
                                         : Signing::Kind::again;
    signings.push_back({kind, paid.subscription, false, *signature});
  }
  std::stable_sort(signings.begin(), signings.end(),
                   [](const Signing& a, const Signing& b) { return a.happening.at < b.happening.at; });
  join_contracts(signings);
  return signings;
}

void add_entry(const model::Entry& entry, HappeningList& list) {
  if (const auto* touchpoint = entry.body.get<model::Touchpoint>()) {
    if (!touchpoint->no_show.value_or(false)) {
      if (touchpoint->started_at) {
        list.add(Event::touchpoint, touchpoint->started_at);
      } else {
        list.add(Event::touchpoint, entry.at);
      }
    }
  } else if (const auto* payment = entry.body.get<model::Payment>()) {
    Happening* due = list.add(Event::payment_due, payment->due_on);
    if (due != nullptr) {
      due->pair = &entry;
    }
    Happening* received = list.add(Event::payment_received, payment->paid_on);
    if (received != nullptr) {
      received->pair = &entry;
    }
  } else if (entry.body.get<model::Value>() != nullptr) {
    list.add(Event::value, entry.at);
  }
}

void add_all(std::vector<Happening>& all, std::vector<Happening> more) {
  all.insert(all.end(), more.begin(), more.end());
}

/// What handoffs tell of their account.
void add_handoffs(std::vector<Happening>& all, const std::vector<const model::AnyRecord*>& handoffs,
                  time::Instant as_of, const time::Zone& zone) {
  for (const model::AnyRecord* handoff : handoffs) {
    for (const Happening& each : happenings_of_handoff(*handoff, as_of, zone)) {
      if (each.event == Event::kickoff_held || each.event == Event::activated) {
        all.push_back(each);
      }
    }
  }
}

void add_renewals(const model::Account& account, HappeningList& list) {
  for (const model::Subscription& subscription : account.subscriptions) {
    if (!subscription.term || !subscription.term->renews_on) {
      continue;
    }
    const bool is_over = subscription.end_on && *subscription.end_on < *subscription.term->renews_on;
    if (!is_over) {
      list.add(Event::renewal_due, subscription.term->renews_on);
    }
  }
}

/// The first value of each life, beside the value itself.
void add_first_values(std::vector<Happening>& all) {
  std::optional<std::uint32_t> last;
  const std::size_t size = all.size();
  for (std::size_t i = 0; i < size; ++i) {
    if (all[i].event == Event::value && all[i].life != last) {
      last = all[i].life;
      Happening first = all[i];
      first.event = Event::first_value;
      all.push_back(first);
    }
  }
}

void sort_by_time(std::vector<Happening>& all) {
  std::stable_sort(all.begin(), all.end(),
                   [](const Happening& a, const Happening& b) { return a.at < b.at; });
}

}  // namespace

std::uint32_t AccountHistory::life_on(time::Date day) const {
  return static_cast<std::uint32_t>(
      std::count_if(churns.begin(), churns.end(), [&](const Happening& churn) { return churn.day <= day; }));
}

AccountHistory history_of_account(const model::AnyRecord& record,
                                  const std::vector<const model::AnyRecord*>& handoffs,
                                  const std::vector<EntryOf>& entries, time::Instant as_of,
                                  const time::Zone& zone) {
  const auto& account = record.as<model::Account>();
  AccountHistory history;
  const std::vector<PaidSpan> spans = spans_until(account, zone.date_of(as_of));
  history.signings = signings_of(record, spans, as_of, zone);

  HappeningList list(record, as_of, zone);
  for (const PaidSpan& span : spans) {
    if (span.to) {
      add_churn(account, *span.to, list);
    }
  }
  history.churns = list.take();
  history.happenings = history.churns;

  add_handoffs(history.happenings, handoffs, as_of, zone);
  const bool went_live = std::any_of(history.happenings.begin(), history.happenings.end(),
                                     [](const Happening& each) { return each.event == Event::activated; });
  HappeningList own(record, as_of, zone);
  add_renewals(account, own);
  if (!went_live && account.onboarding) {
    own.add(Event::activated, account.onboarding->activated_on);
  }
  add_all(history.happenings, own.take());
  for (const EntryOf& entry : entries) {
    HappeningList of_entry(*entry.record, as_of, zone);
    add_entry(*entry.entry, of_entry);
    add_all(history.happenings, of_entry.take());
  }
  sort_by_time(history.happenings);
  std::int32_t order = 0;
  for (Happening& each : history.happenings) {
    each.order = order++;
    each.life = history.life_on(each.day) - (each.event == Event::churned ? 1U : 0U);
  }
  add_first_values(history.happenings);
  sort_by_time(history.happenings);
  return history;
}

}  // namespace csx::sla
