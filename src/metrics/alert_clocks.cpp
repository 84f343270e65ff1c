#include <fmt/format.h>

#include <algorithm>
#include <utility>

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

bool is_feedback(AlertKind kind) {
  return kind == AlertKind::detractor || kind == AlertKind::passive || kind == AlertKind::promoter;
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

/// Whether nothing has happened since the deadline of the instance before, which is what is owed.
bool goes_on_from(const Clock& clock, const Clock* previous) {
  return clock.cause == sla::ClockCause::previous_deadline && previous != nullptr &&
         previous->state == ClockState::breached;
}

std::string text_of(const Clock& clock) {
  const auto& statement = clock.commitment->statement;
  const std::string_view state = clock.state == ClockState::breached  ? "breached"
                                 : clock.state == ClockState::warning ? "due soon"
                                                                      : "waits";
  return fmt::format("{}: {}", state, statement ? *statement : clock.path());
}

}  // namespace

void clock_alerts(const AlertInput& input, Alerts& out) {
  const sla::ClockList& clocks = input.facts.clocks().clocks;
  // The clocks of one subject and commitment stand together, by instance.
  const Clock* previous = nullptr;
  for (const Clock& clock : clocks) {
    const Clock* before = std::exchange(previous, &clock);
    // Who gave feedback waits from the moment they gave it.
    const bool waits = clock.state == ClockState::running && clock.subject.kind == model::Subject::survey &&
                       is_feedback(kind_of(clock));
    const bool is_near = clock.state == ClockState::warning && !goes_on_from(clock, before);
    if (!(waits || is_near || clock.is_overdue()) || !clock.deadline) {
      continue;
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
    // What was missed counts for who answered then, and is owed by who does now.
    if (const std::string* person = sla::responsible_on(clock, input.facts.today())) {
      alert.owner = *person;
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
