#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agreement_rules.hpp"
#include "csx/model/calendar.hpp"
#include "subject_events.hpp"

namespace csx::rules::agreement {

namespace {

using model::Commitment;
using model::Event;

template <class Judge>
void each_timed_commitment(const Input& input, Judge judge) {
  each_commitment(input,
                  [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& each) {
                    if (each.clock) {
                      judge(record, each, *each.clock);
                    }
                  });
}

void event_of_other_subject(const Input& input, Report& report) {
  each_timed_commitment(
      input, [&](const model::AnyRecord& record, const Commitment& commitment, const model::Clock& clock) {
        if (!commitment.subject) {
          return;
        }
        const auto judge = [&](const Event& event) {
          if (has_event(*commitment.subject, event)) {
            return;
          }
          std::vector<std::string_view> words;
          for (Event known : events_of(*commitment.subject)) {
            words.push_back(word(known));
          }
          const std::string_view subject = word(*commitment.subject);
          report
              .add(record, event,
                   fmt::format("{} never happens to {} {}{}", word(event),
                               subject == "account" || subject == "improvement" ? "an" : "a", subject,
                               did_you_mean(word(event), words)))
              .help(fmt::format("Write one of {}", enumerate(words, "or")));
        };
        if (clock.from) {
          std::for_each(clock.from->begin(), clock.from->end(), judge);
        }
        std::for_each(clock.to.begin(), clock.to.end(), judge);
      });
}

void pause_not_a_hold(const Input& input, Report& report) {
  each_timed_commitment(input, [&](const model::AnyRecord& record, const Commitment& commitment,
                                   const model::Clock& clock) {
    for (const Event& event : clock.pause) {
      if (event != Event::on_hold) {
        report.add(record, event, fmt::format("{} does not pause a clock, only on-hold does", word(event)));
      } else if (commitment.subject && !has_event(*commitment.subject, Event::on_hold)) {
        report
            .add(record, event,
                 fmt::format("nothing puts the subject {} on hold", quoted(word(*commitment.subject))))
            .help("Remove `pause:`");
      }
    }
  });
}

void stops_where_it_starts(const Input& input, Report& report) {
  each_timed_commitment(
      input, [&](const model::AnyRecord& record, const Commitment& commitment, const model::Clock& clock) {
        if (!clock.from || clock.every) {
          return;
        }
        for (const Event& event : clock.to) {
          if (std::find(clock.from->begin(), clock.from->end(), event) != clock.from->end()) {
            report.add(record, event,
                       fmt::format("the clock {} stops at {}, the event it starts from",
                                   quoted(commitment.id.value), word(event)));
          }
        }
      });
}

void clock_without_start(const Input& input, Report& report) {
  each_timed_commitment(input, [&](const model::AnyRecord& record, const Commitment& commitment,
                                   const model::Clock& clock) {
    const bool starts_with_account = clock.every && commitment.subject == model::Subject::account;
    if (!clock.from && !starts_with_account) {
      report.add(record, clock.from, fmt::format("nothing starts the clock {}", quoted(commitment.id.value)));
    }
  });
}

bool counts_business_time(const model::Clock& clock) {
  return (clock.every && clock.every->every && clock.every->every->is_business()) ||
         std::any_of(clock.within.begin(), clock.within.end(),
                     [](const model::WithinRow& row) { return row.within.is_business(); });
}

void no_calendar(const Input& input, Report& report) {
  if (input.data.workspace().calendar) {
    return;  // the workspace's stands in
  }
  each_timed_commitment(
      input, [&](const model::AnyRecord& record, const Commitment& commitment, const model::Clock& clock) {
        if (!counts_business_time(clock)) {
          return;
        }
        // A person or an account may be without a calendar; one that is named always exists.
        const bool is_sure =
            std::any_of(clock.calendar.begin(), clock.calendar.end(),
                        [](const auto& choice) { return !choice.is_responsible() && !choice.is_account(); });
        if (!is_sure) {
          report.add(record, clock.calendar,
                     fmt::format("the clock {} counts business time, but no calendar is sure to exist",
                                 quoted(commitment.id.value)));
        }
      });
}

void unknown_calendar(const Input& input, Report& report) {
  const auto ids = input.data.ids("calendar");
  std::vector<std::string_view> known(ids.begin(), ids.end());
  known.insert(known.end(), {"responsible", "account"});
  each_timed_commitment(input,
                        [&](const model::AnyRecord& record, const Commitment&, const model::Clock& clock) {
                          for (const model::CalendarChoice& choice : clock.calendar) {
                            if (std::find(known.begin(), known.end(), choice.value) == known.end() &&
                                !input.data.may_have_id("calendar", choice.value)) {
                              report.add(record, choice,
                                         fmt::format("there is no calendar {}{}", quoted(choice.value),
                                                     did_you_mean(choice.value, known)));
                            }
                          }
                        });
}

void calendar_never_reached(const Input& input, Report& report) {
  each_timed_commitment(
      input, [&](const model::AnyRecord& record, const Commitment&, const model::Clock& clock) {
        const model::CalendarChoice* sure = nullptr;
        for (const model::CalendarChoice& choice : clock.calendar) {
          if (sure != nullptr) {
            report
                .add(record, choice,
                     fmt::format("the calendar {} is never used: {} before it always exists",
                                 quoted(choice.value), quoted(sure->value)))
                .note(record, *sure, "always exists");
          } else if (!choice.is_responsible() && !choice.is_account()) {
            sure = &choice;
          }
        }
      });
}

void warn_at_never(const Input& input, Report& report) {
  each_timed_commitment(
      input, [&](const model::AnyRecord& record, const Commitment& commitment, const model::Clock& clock) {
        if (!clock.warn_at) {
          return;
        }
        const double percent = clock.warn_at->percent.to_double();
        if (percent <= 0.0) {
          report.add(record, clock.warn_at,
                     fmt::format("the clock {} warns from its start", quoted(commitment.id.value)));
        } else if (percent >= 100.0) {
          report.add(record, clock.warn_at,
                     fmt::format("the clock {} warns when it is too late", quoted(commitment.id.value)));
        }
      });
}

constexpr auto k_clock_rules = std::to_array<Rule>({
    {"agreement/event-of-other-subject", Severity::error,
     "A clock starts and stops at events of its subject.",
     "Handoffs, tickets, surveys and accounts live through different events. An event that never happens to "
     "the subject leaves the clock unstarted, or running until it breaches.",
     "Write an event of the subject, or correct the subject", event_of_other_subject},
    {"agreement/pause-not-a-hold", Severity::error, "Only holds pause a clock.",
     "A pause is a span that does not count, from on-hold to resumed. Other events have no end, so nobody "
     "could say when the clock goes on.",
     "Write `pause: [on-hold]`, or remove it", pause_not_a_hold},
    {"agreement/stops-where-it-starts", Severity::error,
     "A clock stops at another event than the one it starts from.",
     "A clock that stops where it starts measures nothing and is always met.", "Correct `from:` or `to:`",
     stops_where_it_starts},
    {"agreement/clock-without-start", Severity::error, "Each clock has an event that starts it.",
     "Only a recurring clock of an account starts by itself, with the account. Any other clock without "
     "`from` "
     "never runs.",
     "Add `from:` to the clock, such as `from: contract-signed`", clock_without_start},
    {"agreement/no-calendar", Severity::warning, "A clock in business time has a calendar.",
     "Business hours and days are counted inside the windows of a calendar. People and accounts may be "
     "without "
     "one, so a calendar that is named, or the workspace's, has to stand behind them.",
     "Add a calendar's id at the end of `calendar:`, or `calendar:` to csx.yaml", no_calendar},
    {"agreement/unknown-calendar", Severity::error, "A clock names calendars that exist.",
     "A calendar that does not exist is skipped, and the time is counted by somebody else's hours.",
     "Write `responsible`, `account` or the id of a calendar", unknown_calendar},
    {"agreement/calendar-never-reached", Severity::note,
     "Of the calendars that a clock names, each may come to be used.",
     "The first calendar that exists counts. One that is named by its id always exists, so those after it "
     "are "
     "never looked at.",
     "Put `responsible` and `account` before the named calendar, or remove what follows it",
     calendar_never_reached},
    {"agreement/warn-at", Severity::warning, "A clock warns while there is time to act.",
     "A warning at the start is noise, and one at the deadline comes too late. Between them it gives whoever "
     "is responsible the time to keep the commitment.",
     "Write a share between them, such as `warn_at: 75%`", warn_at_never},
});

}  // namespace

std::span<const Rule> clock_rules() {
  return k_clock_rules;
}

}  // namespace csx::rules::agreement
