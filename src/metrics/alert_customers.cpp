#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "alert_rows.hpp"
#include "csx/base/text.hpp"
#include "csx/metrics/difficult.hpp"
#include "entry_walk.hpp"
#include "spans.hpp"

namespace csx::metrics {

namespace {

Alert alert_of(const AlertInput& input, const AccountFacts& account, AlertKind kind, time::Date due,
               std::string text) {
  Alert alert;
  alert.kind = kind;
  alert.subject = account.record->reference();
  alert.account = &account;
  alert.owner = input.csm_of(account);
  alert.due = input.end_of(due);
  alert.text = std::move(text);
  alert.evidence = {alert.subject};
  return alert;
}

std::string part_of(const AccountFacts& account, std::string_view part) {
  return fmt::format("{}#{}", account.record->reference(), part);
}

void payments(const AlertInput& input, const AccountFacts& account, Alerts& out) {
  std::vector<std::string> evidence;
  std::vector<std::string> sums;
  std::optional<time::Date> oldest;
  for (const EntryFacts& entry : input.facts.entries_of(account)) {
    const auto* payment = entry.entry->body.get<model::Payment>();
    const time::Date today = input.facts.today();
    if (payment == nullptr || payment->due_on >= today || (payment->paid_on && *payment->paid_on <= today)) {
      continue;
    }
    evidence.push_back(subject_of(entry, entry.day).ref());
    sums.push_back(payment->amount.to_string());
    oldest = oldest ? std::min(*oldest, payment->due_on) : payment->due_on;
  }
  if (oldest) {
    Alert alert = alert_of(input, account, AlertKind::overdue_payment, *oldest,
                           fmt::format("{} unpaid: {}, the oldest due on {}", counted(sums.size(), "payment"),
                                       fmt::join(sums, ", "), oldest->to_string()));
    alert.evidence = std::move(evidence);
    out.alerts.push_back(std::move(alert));
  }
}

/// The cycle is the account's own; counted from the last value, else from the day it was won.
void value_cycle(const AlertInput& input, const AccountFacts& account, Alerts& out) {
  const auto& success = account.account->success;
  if (!success || !success->value_cycle) {
    return;
  }
  const EntryFacts* last = nullptr;
  for (const EntryFacts& entry : input.facts.entries_of(account)) {
    if (entry.entry->type == model::EntryType::value) {
      last = &entry;
    }
  }
  const auto& win = input.facts.win_of(account);
  if (last == nullptr && !win) {
    return;
  }
  const time::Date from = last != nullptr ? last->day : win->day;
  const time::Date due = days_after(from, *success->value_cycle);
  if (due >= input.facts.today()) {
    return;
  }
  Alert alert = alert_of(input, account, AlertKind::value_overdue, due,
                         last != nullptr ? fmt::format("no value since {}, expected every {}",
                                                       from.to_string(), success->value_cycle->to_string())
                                         : fmt::format("no value since it was won on {}, expected every {}",
                                                       from.to_string(), success->value_cycle->to_string()));
  if (last != nullptr) {
    alert.evidence.push_back(subject_of(*last, last->day).ref());
  }
  out.alerts.push_back(std::move(alert));
}

/// From the day on which notice may be given until the term ends.
void renewals(const AlertInput& input, const AccountFacts& account, Alerts& out) {
  const time::Date today = input.facts.today();
  for (const model::Subscription& subscription : account.account->subscriptions) {
    const bool is_held = sla::price_on(subscription, today) != nullptr;
    if (!is_held || subscription.end_on || !subscription.term || !subscription.term->renews_on ||
        !subscription.term->notice || *subscription.term->renews_on < today) {
      continue;
    }
    const time::Date renews = *subscription.term->renews_on;
    if (days_after(today, *subscription.term->notice) < renews) {
      continue;
    }
    Alert alert = alert_of(input, account, AlertKind::renewal, renews,
                           fmt::format("{} ({}) {} on {}, notice {}", subscription.product,
                                       sla::price_on(subscription, today)->to_string(),
                                       subscription.term->auto_renew.value_or(false) ? "renews by itself"
                                                                                     : "ends unless renewed",
                                       renews.to_string(), subscription.term->notice->to_string()));
    alert.subject = part_of(account, subscription.id.value);
    alert.evidence = {alert.subject};
    out.alerts.push_back(std::move(alert));
  }
}

void promises(const AlertInput& input, const AccountFacts& account, Alerts& out) {
  const time::Date today = input.facts.today();
  for (const model::Promise& promise : account.account->promises.value) {
    const bool is_delivered = promise.delivered_on && *promise.delivered_on <= today;
    if (!promise.due_on || *promise.due_on >= today || is_delivered) {
      continue;
    }
    Alert alert = alert_of(input, account, AlertKind::promise_overdue, *promise.due_on,
                           fmt::format("promised and not delivered: {}", promise.text));
    alert.subject = part_of(account, promise.id.value);
    alert.evidence = {alert.subject};
    out.alerts.push_back(std::move(alert));
  }
}

void milestones(const AlertInput& input, const AccountFacts& account, Alerts& out) {
  const time::Date today = input.facts.today();
  for (const model::Milestone& milestone : account.account->milestones) {
    const bool is_celebrated = milestone.celebrated_on && *milestone.celebrated_on <= today;
    if (!milestone.achieved_on || *milestone.achieved_on > today || is_celebrated) {
      continue;
    }
    Alert alert = alert_of(input, account, AlertKind::milestone, today,
                           fmt::format("reached on {} and not celebrated: {}",
                                       milestone.achieved_on->to_string(), milestone.title));
    alert.aim = Aim::expansion;
    alert.subject = part_of(account, milestone.id.value);
    alert.evidence = {alert.subject};
    out.alerts.push_back(std::move(alert));
  }
}

/// Something with a date that grows stale after what the agreement says.
void stale(const AlertInput& input, const AccountFacts& account, AlertKind kind,
           const std::optional<time::Date>& dated, const std::optional<time::Duration>& after,
           std::string_view what, Alerts& out) {
  if (!dated || !after) {
    return;
  }
  const time::Date due = days_after(*dated, *after);
  if (due < input.facts.today()) {
    out.alerts.push_back(
        alert_of(input, account, kind, due,
                 fmt::format("{} on {}, stale after {}", what, dated->to_string(), after->to_string())));
  }
}

void difficulty(const AlertInput& input, const AccountFacts& account, Alerts& out) {
  const Difficulty found = difficulty_of(input.facts, account, input.facts.today());
  if (!found.is_difficult) {
    return;
  }
  std::vector<std::string> signs;
  std::vector<std::string> evidence;
  for (const Sign& sign : found.signs) {
    if (sign.state == Sign::State::on) {
      signs.push_back(fmt::format("{} ({})", word(sign.signal->id), sign.found));
      evidence.insert(evidence.end(), sign.evidence.begin(), sign.evidence.end());
    }
  }
  Alert alert =
      alert_of(input, account, AlertKind::difficult, input.facts.today(),
               fmt::format("{} of a difficult customer, the limit is {}: {}", counted(signs.size(), "sign"),
                           found.model->limit, fmt::join(signs, "; ")));
  alert.evidence = std::move(evidence);
  out.alerts.push_back(std::move(alert));
}

}  // namespace

void customer_alerts(const AlertInput& input, Alerts& out) {
  const model::Thresholds none;
  const model::Thresholds& limits =
      input.agreement != nullptr && input.agreement->thresholds ? *input.agreement->thresholds : none;
  const auto ask = [&](bool is_stated, AlertKind kind, std::string_view what) {
    if (!is_stated) {
      add_unjudged(out, kind, input.not_stated(what));
    }
  };
  ask(limits.success_stale_after.has_value(), AlertKind::success_stale, "thresholds.success_stale_after");
  ask(limits.xray_stale_after.has_value(), AlertKind::xray_stale, "thresholds.xray_stale_after");
  ask(input.agreement != nullptr && input.agreement->difficult, AlertKind::difficult, "difficult");
  input.each_customer([&](const AccountFacts& account) {
    const model::Account& record = *account.account;
    payments(input, account, out);
    value_cycle(input, account, out);
    renewals(input, account, out);
    promises(input, account, out);
    milestones(input, account, out);
    stale(input, account, AlertKind::success_stale,
          record.success ? record.success->revalidated_on : std::nullopt, limits.success_stale_after,
          "success was last confirmed", out);
    stale(input, account, AlertKind::xray_stale, record.xray ? record.xray->reviewed_on : std::nullopt,
          limits.xray_stale_after, "the X-ray was last reviewed", out);
    difficulty(input, account, out);
  });
}

}  // namespace csx::metrics
