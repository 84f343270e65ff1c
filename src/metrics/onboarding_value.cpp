#include <algorithm>
#include <vector>

#include "acquisition.hpp"
#include "csx/metrics/revenue.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"
#include "fold.hpp"
#include "handoff_walk.hpp"
#include "onboarding_rows.hpp"
#include "spans.hpp"

namespace csx::metrics::onboarding {

namespace {

using acquisition::subject_of;
using model::HandoffEvent;

/// The days on which an account perceived value, until the as-of instant, each once.
std::vector<time::Date> value_days(const Facts& facts, const AccountFacts& account) {
  std::vector<time::Date> days;
  for (const EntryFacts& entry : facts.entries_of(account)) {
    if (entry.entry->type == model::EntryType::value && (days.empty() || days.back() != entry.day)) {
      days.push_back(entry.day);
    }
  }
  return days;
}

/// The first day of an event of the handoffs after the sale.
std::optional<time::Date> first_day(const Facts& facts, const AccountFacts& account, HandoffEvent event) {
  std::optional<time::Date> day;
  for (const model::AnyRecord* record : account.handoffs) {
    if (record->as<model::Handoff>().type != model::HandoffType::sales_to_cs) {
      continue;
    }
    const handoff::Seen seen = handoff::seen(facts, *record);
    const handoff::Step* step = seen.first(event);
    if (step != nullptr && (!day || step->day < *day)) {
      day = step->day;
    }
  }
  return day;
}

std::optional<time::Date> value_starts(const Facts& facts, const AccountFacts& account, const Win& win) {
  switch (facts.definitions().time_to_value_from.value_or(model::ValueStart::contract_signed)) {
    case model::ValueStart::contract_signed:
      return win.day;
    case model::ValueStart::accepted:
      return first_day(facts, account, HandoffEvent::accepted);
    case model::ValueStart::kickoff_held:
      return first_day(facts, account, HandoffEvent::kickoff_held);
    case model::ValueStart::activated:
      return first_day(facts, account, HandoffEvent::activated);
  }
  return std::nullopt;
}

bool is_meeting(const EntryFacts& entry) {
  const auto* touchpoint = entry.entry->body.get<model::Touchpoint>();
  return touchpoint != nullptr && !touchpoint->no_show.value_or(false) &&
         (touchpoint->channel == model::Channel::meeting || touchpoint->channel == model::Channel::visit);
}

std::optional<time::Date> first_meeting(const Facts& facts, const AccountFacts& account) {
  std::optional<time::Date> day = first_day(facts, account, HandoffEvent::kickoff_held);
  for (const EntryFacts& entry : facts.entries_of(account)) {
    if (is_meeting(entry) && (!day || entry.day < *day)) {
      day = entry.day;
    }
  }
  return day;
}

/// How often the product should deliver value to an account: its own cycle, else its segment's.
const time::Duration* cycle_of(const Facts& facts, const model::Account& account, time::Date day) {
  if (account.success && account.success->value_cycle) {
    return &*account.success->value_cycle;
  }
  const model::Agreement* agreement = facts.agreement_on(day);
  const model::Segment* segment = agreement != nullptr ? sla::segment_on(account, *agreement, day) : nullptr;
  return segment != nullptr && segment->value_cycle ? &*segment->value_cycle : nullptr;
}

template <class Use>
void each_milestone(const Input& input, Use use) {
  for (const AccountFacts& account : input.facts.accounts()) {
    for (const model::Milestone& milestone : account.account->milestones) {
      if (milestone.achieved_on && input.holds(*milestone.achieved_on)) {
        Subject subject = subject_of(account, *milestone.achieved_on);
        subject.part = milestone.id.value;
        use(milestone, subject);
      }
    }
  }
}

}  // namespace

void time_to_engage(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    const auto& win = input.facts.win_of(account);
    if (!win) {
      continue;
    }
    const auto met = first_meeting(input.facts, account);
    const time::Date engaged = met ? std::max(*met, win->day) : win->day;
    if (met && input.holds(engaged)) {
      sink.sample(subject_of(account, engaged), days_between(win->day, engaged));
    } else if (!met && win->day <= input.last && pays_or_never_paid(*account.account, input.last)) {
      sink.aside(subject_of(account, input.last), "not met yet");
    }
  }
}

void time_to_value(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    const auto& win = input.facts.win_of(account);
    if (!win) {
      continue;
    }
    const std::vector<time::Date> days = value_days(input.facts, account);
    const auto start = value_starts(input.facts, account, *win);
    if (!days.empty() && input.holds(days.front())) {
      const Subject subject = subject_of(account, days.front());
      start ? sink.sample(subject, days_between(*start, days.front()))
            : sink.exclude(subject, "the event it starts from is not recorded");
    } else if (days.empty() && start && *start <= input.last &&
               pays_or_never_paid(*account.account, input.last)) {
      sink.aside(subject_of(account, input.last), "unfinished");
    }
  }
}

void value_cycle(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    const std::vector<time::Date> days = value_days(input.facts, account);
    std::vector<Exact> gaps;
    time::Date latest;
    for (std::size_t i = 1; i < days.size(); ++i) {
      if (input.holds(days[i])) {
        gaps.push_back(days_between(days[i - 1], days[i]));
        latest = days[i];
      }
    }
    if (!gaps.empty()) {
      sink.sample(subject_of(account, latest), distribution_of(std::move(gaps)).median);
    }
  }
}

void value_overdue(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    const Subject subject = subject_of(account, input.last);
    const time::Duration* cycle = cycle_of(input.facts, *account.account, input.last);
    std::vector<time::Date> days = value_days(input.facts, account);
    std::erase_if(days, [&](time::Date day) { return day > input.last; });
    if (cycle == nullptr) {
      sink.exclude(subject, "no expected cycle");
    } else if (days.empty()) {
      sink.aside(subject, "no value yet");
    } else {
      sink.add(subject, days_after(days.back(), *cycle) < input.last ? 1 : 0, 1);
    }
  }
}

void milestones(const Input& input, Sink& sink) {
  each_milestone(input, [&](const model::Milestone&, const Subject& subject) { sink.add(subject, 1); });
}

void celebrated(const Input& input, Sink& sink) {
  each_milestone(input, [&](const model::Milestone& milestone, const Subject& subject) {
    const bool is_celebrated = milestone.celebrated_on && *milestone.celebrated_on <= input.facts.today();
    sink.add(subject, is_celebrated ? 1 : 0, 1);
  });
}

void objectives(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!account.account->success) {
      continue;
    }
    for (const model::SuccessObjective& objective : account.account->success->objectives.value) {
      const model::Actual* latest = nullptr;
      for (const model::Actual& actual : objective.actuals) {
        if (actual.date <= input.last && (latest == nullptr || latest->date <= actual.date)) {
          latest = &actual;
        }
      }
      if (latest == nullptr || !input.holds(latest->date)) {
        continue;
      }
      Subject subject = subject_of(account, latest->date);
      subject.part = objective.id.value;
      if (!objective.baseline || !objective.target) {
        sink.exclude(subject, "no baseline or no target");
        continue;
      }
      const Exact whole = Exact::of(*objective.target) - Exact::of(*objective.baseline);
      if (whole.is_zero()) {
        sink.exclude(subject, "the target is the baseline");
        continue;
      }
      const Fraction progress(Exact::of(latest->value) - Exact::of(*objective.baseline), whole);
      // Samples are decimals: six digits of a share.
      sink.sample(subject, Exact::of(Decimal::parse(progress.rounded(6)).value_or(Decimal())));
    }
  }
}

void trainings(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!account.account->success) {
      continue;
    }
    for (const model::Training& training : account.account->success->trainings) {
      if (training.done_on && input.holds(*training.done_on)) {
        Subject subject = subject_of(account, *training.done_on);
        subject.part = training.what;
        sink.add(subject, 1);
      }
    }
  }
}

}  // namespace csx::metrics::onboarding
