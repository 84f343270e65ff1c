#include <algorithm>

#include "counting.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/people.hpp"
#include "csx/sla/service.hpp"
#include "subject_history.hpp"

namespace csx::sla {

namespace {

using std::chrono::seconds;

template <class T>
const std::string* person_on(const std::optional<model::Dated<T>>& dated, time::Date day) {
  const T* person = dated ? dated->on(day) : nullptr;
  return person != nullptr ? &person->value : nullptr;
}

const std::string* owner_of_area(const model::Account* account, const model::Area& area, time::Date day) {
  if (account == nullptr || !account->owners) {
    return nullptr;
  }
  const auto& owners = *account->owners;
  return area.value == "sales"        ? person_on(owners.sales, day)
         : area.value == "onboarding" ? person_on(owners.onboarding, day)
         : area.value == "cs"         ? person_on(owners.csm, day)
                                      : nullptr;
}

/// The side of a handoff that owes; between people of one area whoever takes the step that stops the clock.
const model::HandoffSide* side_that_owes(const model::Handoff& handoff, const Track& track) {
  const model::Area& area = track.commitment->responsible;
  const bool is_from = handoff.from.area == area;
  const bool is_to = handoff.to.area == area;
  if (is_from && is_to) {
    const bool is_giver = track.stops_at(model::Event::submitted) ||
                          track.stops_at(model::Event::first_submitted) ||
                          track.stops_at(model::Event::introduced);
    return is_giver ? &handoff.from : &handoff.to;
  }
  return is_from ? &handoff.from : is_to ? &handoff.to : nullptr;
}

const std::string* responsible_for(const Track& track, const ClockSubject& subject, time::Date day) {
  if (subject.handoff != nullptr) {
    const auto* side = side_that_owes(*subject.handoff, track);
    if (side != nullptr && side->person) {
      return &side->person->value;
    }
  }
  if (subject.entry != nullptr) {
    const auto* ticket = subject.entry->body.get<model::Ticket>();
    if (ticket != nullptr && !ticket->handled_by.empty()) {
      return &ticket->handled_by.front().value;
    }
    const auto* survey = subject.entry->body.get<model::Survey>();
    if (survey != nullptr && survey->owner) {
      return &survey->owner->value;
    }
  }
  return owner_of_area(subject.account, track.commitment->responsible, day);
}

/// Sets the time allowed; else why there is none.
ClockReason limit(Clock& clock, const Track& track, const SubjectHistory& history, const ClockRun& run,
                  time::Date day) {
  const model::Clock& terms = track.clock();
  const model::Agreement& service = run.service_of(track.agreement(), day);
  if (terms.every) {
    clock.within = terms.every->every;
    if (!clock.within) {
      const auto touch = history.subject.account != nullptr
                             ? touch_model_on(*history.subject.account, &service, day)
                             : std::nullopt;
      const auto* policy = touch ? find_policy(service, *touch) : nullptr;
      clock.within = policy != nullptr ? policy->cadence : std::nullopt;
    }
    return clock.within ? ClockReason::none : ClockReason::no_cadence;
  }
  for (const model::WithinRow& row : terms.within) {
    if (matches(row, history.fields, service, day)) {
      clock.row = &row;
      clock.within = row.within;
      return ClockReason::none;
    }
  }
  return terms.within.empty() ? ClockReason::no_limit : ClockReason::no_row;
}

/// What the agreed exclusion of a clock is, if it is one for this deadline.
const model::Exclusion* exclusion_of(const Clock& clock, const ClockRun& run, const Happening* stop) {
  for (const model::Exclusion& each : clock.subject.exclusions()) {
    const bool is_meant = each.commitment.agreement == clock.version().id.value &&
                          each.commitment.commitment == clock.commitment->id.value;
    if (!is_meant || !each.approved_by || each.from > run.today) {
      continue;
    }
    const model::Area* asked = area_of(run.data, each.by.value, each.from);
    const model::Area* agreed = area_of(run.data, each.approved_by->value, each.from);
    if (asked != nullptr && agreed != nullptr && *asked == *agreed) {
      continue;  // whoever asks cannot approve
    }
    const time::Date due = clock.deadline ? run.zone.date_of(*clock.deadline) : run.today;
    const bool was_settled =
        (clock.deadline && due < each.from) || (stop != nullptr && stop->day < each.from);
    if (!was_settled && (!each.until || due <= *each.until)) {
      return &each;
    }
  }
  return nullptr;
}

/// Whether of what stops a clock no record has more than the date.
bool stops_by_date(const model::Clock& terms) {
  using model::Event;
  return !terms.to.empty() && std::ranges::all_of(terms.to, [](Event event) {
    return event == Event::payment_due || event == Event::payment_received || event == Event::renewal_due ||
           event == Event::churned;
  });
}

bool is_past(time::Instant deadline, const ClockRun& run, const model::Clock& terms) {
  return stops_by_date(terms) ? run.today > run.zone.date_of(deadline) : run.as_of > deadline;
}

void judge(Clock& clock, const Track& track, const ClockRun& run, const SubjectHistory& history) {
  const Happening* stop = clock.stop;
  if ((clock.exclusion = exclusion_of(clock, run, stop)) != nullptr) {
    clock.state = ClockState::excluded;
    clock.reason = ClockReason::agreed;
    return;
  }
  if (stop != nullptr && clock.deadline) {
    const bool is_kept = is_in_time(*stop, *clock.deadline, run.zone);
    clock.state = !is_kept                       ? ClockState::missed
                  : *clock.deadline <= run.as_of ? ClockState::met
                                                 : ClockState::met_early;
    return;
  }
  if (history.cancelled && (!clock.deadline || is_in_time(*history.cancelled, *clock.deadline, run.zone))) {
    clock.state = ClockState::excluded;
    clock.reason = ClockReason::cancelled;
    return;
  }
  const bool is_late = clock.deadline && is_past(*clock.deadline, run, track.clock());
  // What was late when it was called off counts, and nobody owes it any more.
  clock.superseded = is_late && history.cancelled.has_value();
  clock.state = !clock.deadline                                  ? ClockState::paused
                : is_late                                        ? ClockState::breached
                : clock.warns_at && *clock.warns_at <= run.as_of ? ClockState::warning
                                                                 : ClockState::running;
}

/// Whether counting begins with the end of a hold of which only the date is known.
bool begins_by_date(const Clock& clock, std::span<const Pause> holds) {
  return clock.cause == ClockCause::resumed &&
         std::any_of(holds.begin(), holds.end(), [&](const Pause& hold) {
           return hold.to && hold.to->is_date() && hold.to->at == *clock.began;
         });
}

void mark_precision(Clock& clock, std::span<const Pause> pauses, std::span<const Pause> holds) {
  clock.date_precision = begins_by_date(clock, holds) || (clock.start != nullptr && clock.start->is_date()) ||
                         (clock.stop != nullptr && clock.stop->is_date()) ||
                         std::any_of(pauses.begin(), pauses.end(), [](const Pause& pause) {
                           return pause.from.is_date() || (pause.to && pause.to->is_date());
                         });
}

}  // namespace

const std::string* responsible_on(const Clock& clock, time::Date day) {
  return responsible_for(Track{clock.agreement, clock.commitment}, clock.subject, day);
}

bool is_in_time(const Happening& stop, time::Instant deadline, const time::Zone& zone) {
  return stop.is_date() ? stop.day <= zone.date_of(deadline) : stop.at <= deadline;
}

Beginning beginning_of(const Happening& start, const Track& track, const SubjectHistory& history) {
  Beginning beginning{start.at, false, nullptr};
  if (!track.pauses()) {
    return beginning;
  }
  for (const Pause& hold : history.holds) {
    if (hold.from.at <= beginning.at && (!hold.to || beginning.at < hold.to->at)) {
      if (!hold.to) {
        beginning.held = &hold.from;
        return beginning;
      }
      beginning.at = hold.to->at;
      beginning.shifted = true;
    }
  }
  return beginning;
}

void measure(Clock& clock, const Track& track, const SubjectHistory& history, const ClockRun& run,
             const Happening* stop, KeptHappenings& kept) {
  const time::Date day = run.zone.date_of(*clock.began);
  clock.stop = stop;
  clock.owner = responsible_for(track, clock.subject, day);
  const auto* person = clock.owner != nullptr ? run.data.get<model::Person>(*clock.owner) : nullptr;
  clock.calendar = run.calendars.choose(track.clock().calendar, {person, clock.subject.account}, day);
  const auto fail = [&](ClockReason reason) {
    clock.state = ClockState::not_applicable;
    clock.reason = reason;
  };
  if (const ClockReason reason = limit(clock, track, history, run, day); reason != ClockReason::none) {
    return fail(reason);
  }
  if (clock.within->is_business() && clock.calendar == nullptr) {
    return fail(ClockReason::no_calendar);
  }
  const Counting counting(clock, run.zone);
  const auto unpaused = counting.add(*clock.began, *clock.within);
  const auto allowance = unpaused ? counting.between(*clock.began, *unpaused) : std::nullopt;
  if (!allowance) {
    return fail(ClockReason::beyond_calendar);
  }
  clock.allowance = *allowance;
  const std::vector<Pause> pauses = pauses_of(clock, track, history);
  mark_precision(clock, pauses, history.holds);
  const PausedCount count(counting, *clock.began, pauses);
  const Reached deadline =
      pauses.empty() ? Reached{unpaused, {}, nullptr} : count.reach(clock.allowance, unpaused);
  if (!deadline.at && deadline.hold == nullptr) {
    return fail(ClockReason::beyond_calendar);
  }
  clock.deadline = deadline.at;
  if (const auto share = warning_share(track.clock(), clock.allowance)) {
    clock.warns_at = count.reach(*share, std::nullopt).at;
  }
  if (!clock.deadline) {
    clock.held_since = kept.keep(*deadline.hold);
    clock.left = deadline.left;
  }
  judge(clock, track, run, history);
  if (clock.state == ClockState::running || clock.state == ClockState::warning) {
    clock.left = std::max(clock.allowance - count.counted_until(run.as_of), std::chrono::seconds(0));
    if (const Pause* held = count.hold_at(run.as_of)) {
      clock.held_since = kept.keep(held->from);
    }
  }
}

}  // namespace csx::sla
