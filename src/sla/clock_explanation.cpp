#include "csx/sla/clock_explanation.hpp"

#include <algorithm>

#include "counting.hpp"
#include "subject_history.hpp"

namespace csx::sla {

namespace {

using Fate = CountedPart::Fate;

SubjectHistory history_of(const Clock& clock, const Clocks& clocks) {
  SubjectHistory history;
  history.subject = clock.subject;
  const ClockSubject& subject = clock.subject;
  if (subject.handoff != nullptr) {
    history.fields = Fields::of(*subject.handoff, subject.account);
    history.happenings = happenings_of_handoff(*subject.record, clocks.as_of, clocks.zone);
  } else if (subject.entry != nullptr) {
    history.fields = Fields::of(*subject.entry, subject.account);
    history.happenings = happenings_of_entry({subject.record, subject.entry}, clocks.as_of, clocks.zone);
  } else if (subject.account != nullptr) {
    history.fields = Fields::of(*subject.account);
  }
  history.holds = holds_of(history.happenings);
  return history;
}

Fate fate_of(time::WindowPart::Fate fate) {
  switch (fate) {
    case time::WindowPart::Fate::before_start:
      return Fate::before_start;
    case time::WindowPart::Fate::after_end:
      return Fate::after_end;
    case time::WindowPart::Fate::overlapped:
      return Fate::overlapped;
    case time::WindowPart::Fate::lost:
      return Fate::lost;
    case time::WindowPart::Fate::counted:
      break;
  }
  return Fate::counted;
}

/// Adds a piece that counts, with what pauses take out of it.
void add_counted(CountedDay& day, const CountedPart& whole, std::span<const Pause> pauses) {
  time::Instant at = whole.from;
  const auto add = [&](time::Instant to, Fate fate) {
    if (to > at) {
      day.parts.push_back({at, to, whole.window, fate});
      day.counted += fate == Fate::counted ? to - at : std::chrono::seconds{0};
      at = to;
    }
  };
  for (const Pause& pause : pauses) {
    if (pause.from.at < whole.to && (!pause.to || pause.to->at > at)) {
      add(std::min(std::max(pause.from.at, at), whole.to), Fate::counted);
      add(pause.to ? std::min(pause.to->at, whole.to) : whole.to, Fate::paused);
    }
  }
  add(whole.to, Fate::counted);
}

std::vector<CountedDay> business_days(const time::BusinessCalendar& hours, time::Instant from,
                                      time::Instant to, std::span<const Pause> pauses) {
  std::vector<CountedDay> days;
  const auto explained = hours.explain(from, to);
  if (!explained) {
    return days;
  }
  for (const time::ExplainedDay& each : explained->days) {
    CountedDay& day = days.emplace_back();
    day.date = each.date;
    day.hours = each.hours;
    for (const time::WindowPart& part : each.parts) {
      const CountedPart whole{part.from, part.to, part.window, fate_of(part.fate)};
      if (whole.fate == Fate::counted) {
        add_counted(day, whole, pauses);
      } else {
        day.parts.push_back(whole);
      }
    }
  }
  return days;
}

std::vector<CountedDay> elapsed_days(const time::Zone& zone, time::Instant from, time::Instant to,
                                     std::span<const Pause> pauses) {
  std::vector<CountedDay> days;
  for (time::Date date = zone.date_of(from); zone.start_of(date) < to || days.empty();
       date = date.plus_days(1)) {
    CountedDay& day = days.emplace_back();
    day.date = date;
    const time::Instant begin = std::max(from, zone.start_of(date));
    const time::Instant end = std::min(to, zone.start_of(date.plus_days(1)));
    if (begin < end) {
      add_counted(day, {begin, end, std::nullopt, Fate::counted}, pauses);
    }
  }
  return days;
}

}  // namespace

ClockExplanation explain_clock(const store::Dataset& data, const Clocks& clocks, const Clock& clock) {
  ClockExplanation explanation;
  explanation.zone = clock.calendar != nullptr ? clock.calendar->hours.zone() : clocks.zone;
  const time::Date day = clocks.zone.date_of(clock.began.value_or(clocks.as_of));
  const std::vector<VersionSpan> spans = version_spans(data, clock.version().id.value);
  explanation.version = span_on(spans, day);
  const SubjectHistory history = history_of(clock, clocks);
  const Track track{clock.agreement, clock.commitment};
  // Where no version judges, there is no table whose rows could have matched.
  const bool is_judged = explanation.version.kind == VersionSpan::Kind::judged;
  if (is_judged && clock.began && !clock.commitment->clock->every) {
    for (const model::WithinRow& row : clock.commitment->clock->within) {
      explanation.rows.push_back({&row, &row == clock.row});
      if (&row == clock.row) {
        break;
      }
    }
  }
  if (!clock.began || !clock.within || (clock.counts_business_time() && clock.calendar == nullptr)) {
    return explanation;
  }
  explanation.pauses = pauses_of(clock, track, history);
  const Counting counting(clock, clocks.zone);
  const PausedCount count(counting, *clock.began, explanation.pauses);
  time::Instant until = clock.stop ? clock.stop->at : clocks.as_of;
  if (clock.commitment->clock->every && clock.deadline) {
    until = std::min(until, *clock.deadline);  // what comes later is the next instance's
  }
  explanation.used = count.counted_until(std::max(until, *clock.began));
  const time::Instant end = clock.deadline.value_or(clocks.as_of);
  if (end < *clock.began) {
    return explanation;
  }
  explanation.days = counting.is_business()
                         ? business_days(clock.calendar->hours, *clock.began, end, explanation.pauses)
                         : elapsed_days(counting.zone(), *clock.began, end, explanation.pauses);
  std::chrono::seconds total{0};
  for (CountedDay& each : explanation.days) {
    total += each.counted;
    each.total = total;
  }
  return explanation;
}

}  // namespace csx::sla
