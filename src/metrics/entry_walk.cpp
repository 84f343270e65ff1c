#include "entry_walk.hpp"

namespace csx::metrics {

std::optional<Subject> subject_of(const Facts& facts, const sla::Clock& clock) {
  if (!clock.deadline) {
    return std::nullopt;
  }
  Subject subject;
  subject.record = clock.subject.record;
  subject.entry = clock.subject.entry;
  subject.account = clock.subject.account != nullptr ? facts.find(clock.subject.account->id.value) : nullptr;
  subject.anchor = facts.zone().date_of(*clock.deadline);
  subject.area = clock.commitment->responsible.value;
  subject.part = clock.commitment->id.value;
  return subject;
}

void add_clock(const Input& input, Sink& sink, const sla::Clock& clock) {
  const std::optional<Subject> of = subject_of(input.facts, clock);
  if (!of || !input.period.contains(of->anchor)) {
    return;
  }
  const Subject& subject = *of;
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
