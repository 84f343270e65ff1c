#include <fmt/format.h>

#include <algorithm>

#include "alert_rows.hpp"
#include "csx/sla/filter.hpp"
#include "spans.hpp"

namespace csx::metrics {

namespace {

using sla::Clock;
using sla::ClockState;

bool stops_at(const Clock& clock, model::Event event) {
  const auto& to = clock.commitment->clock->to;
  return std::ranges::find(to, event) != to.end();
}

AlertKind kind_of(const Clock& clock) {
  if (clock.subject.kind == model::Subject::survey && clock.subject.entry != nullptr) {
    const auto* survey = clock.subject.entry->body.get<model::Survey>();
    const std::string_view* answered = survey != nullptr ? sla::survey_class(*survey) : nullptr;
    if (answered != nullptr) {
      return *answered == "promoter"  ? AlertKind::promoter
             : *answered == "passive" ? AlertKind::passive
                                      : AlertKind::detractor;
    }
  }
  const bool recurs = clock.commitment->clock && clock.commitment->clock->every;
  if (recurs && clock.subject.kind == model::Subject::account) {
    if (stops_at(clock, model::Event::touchpoint)) {
      return AlertKind::contact_overdue;
    }
    if (stops_at(clock, model::Event::value)) {
      return AlertKind::value_overdue;
    }
  }
  return AlertKind::commitment;
}

std::string text_of(const Clock& clock) {
  const auto& statement = clock.commitment->statement;
  return fmt::format("{}: {}", clock.state == ClockState::breached ? "breached" : "due soon",
                     statement ? *statement : clock.path());
}

}  // namespace

void clock_alerts(const AlertInput& input, Alerts& out) {
  const sla::ClockList& clocks = input.facts.clocks().clocks;
  // The clocks of one subject and commitment stand together, by instance.
  for (auto at = clocks.begin(); at != clocks.end(); ++at) {
    const Clock& clock = *at;
    const bool needs_somebody = clock.state == ClockState::warning || clock.state == ClockState::breached;
    if (!needs_somebody || !clock.deadline) {
      continue;
    }
    const bool recurs = clock.commitment->clock && clock.commitment->clock->every;
    const auto after = std::next(at);
    const Clock* next = after != clocks.end() ? &*after : nullptr;
    const bool is_followed =
        next != nullptr && next->instance > clock.instance && next->subject.record == clock.subject.record &&
        next->subject.entry == clock.subject.entry && next->commitment->id == clock.commitment->id;
    if (recurs && is_followed && next->began && *next->began <= input.facts.as_of()) {
      continue;  // what is owed now is the next instance
    }
    Alert alert;
    alert.account =
        clock.subject.account != nullptr ? input.facts.find(clock.subject.account->id.value) : nullptr;
    if (alert.account != nullptr && !pays_or_never_paid(*alert.account->account, input.facts.today())) {
      continue;
    }
    alert.kind = kind_of(clock);
    alert.aim = alert.kind == AlertKind::promoter ? Aim::referral : Aim::retention;
    alert.subject = clock.subject.ref();
    if (clock.owner != nullptr) {
      alert.owner = *clock.owner;
    } else if (const auto* owner = clock.version().owners.find(clock.commitment->responsible)) {
      alert.owner = owner->value;  // who answers for the area that owes it
    }
    alert.due = *clock.deadline;
    alert.text = text_of(clock);
    alert.evidence = {alert.subject};
    alert.clock = &clock;
    out.alerts.push_back(std::move(alert));
  }
}

}  // namespace csx::metrics
