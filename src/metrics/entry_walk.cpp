#include "entry_walk.hpp"

namespace csx::metrics {

void add_clock(const Input& input, Sink& sink, const sla::Clock& clock) {
  if (!clock.deadline) {
    return;
  }
  const time::Date day = input.facts.zone().date_of(*clock.deadline);
  if (!input.period.contains(day)) {
    return;
  }
  Subject subject;
  subject.record = clock.subject.record;
  subject.entry = clock.subject.entry;
  subject.account =
      clock.subject.account != nullptr ? input.facts.find(clock.subject.account->id.value) : nullptr;
  subject.anchor = day;
  subject.area = clock.commitment->responsible.value;
  subject.part = clock.commitment->id.value;
  switch (clock.state) {
    case sla::ClockState::met:
      sink.add(subject, 1, 1);
      break;
    case sla::ClockState::missed:
    case sla::ClockState::breached:
      sink.add(subject, 0, 1);
      break;
    case sla::ClockState::excluded:
      sink.exclude(subject, sla::reason_text(clock));
      break;
    case sla::ClockState::met_early:
    case sla::ClockState::running:
    case sla::ClockState::warning:
      sink.aside(subject, "not due yet");
      break;
    case sla::ClockState::not_started:
    case sla::ClockState::paused:
    case sla::ClockState::not_applicable:
      break;
  }
}

}  // namespace csx::metrics
