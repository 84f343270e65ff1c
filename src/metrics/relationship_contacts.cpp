#include <algorithm>
#include <set>

#include "acquisition.hpp"
#include "csx/model/blueprint.hpp"
#include "csx/sla/lifecycle.hpp"
#include "entry_walk.hpp"
#include "relationship_rows.hpp"
#include "spans.hpp"

namespace csx::metrics::relationship {

namespace {

using model::EntryType;
using model::Touchpoint;

template <class Use>
void each_touchpoint(const Input& input, Use use) {
  each_entry<Touchpoint>(input.facts, EntryType::touchpoint,
                         [&](const EntryFacts& entry, const Touchpoint& touchpoint) {
                           if (input.holds(entry.day)) {
                             use(touchpoint, subject_of(entry, entry.day));
                           }
                         });
}

bool is_held(const Touchpoint& touchpoint) {
  return !touchpoint.no_show.value_or(false);
}

bool is_contact_cadence(const sla::Clock& clock) {
  return clock.subject.kind == model::Subject::account && clock.commitment->clock &&
         clock.commitment->clock->every &&
         std::ranges::find(clock.commitment->clock->to, model::Event::touchpoint) !=
             clock.commitment->clock->to.end();
}

std::string_view age_of(const Exact& days) {
  return days <= Exact(7) ? "up to 7 days" : days <= Exact(30) ? "8 to 30 days" : "more than 30 days";
}

}  // namespace

void since_contact(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    const Subject subject = acquisition::subject_of(account, input.last);
    std::optional<time::Date> latest;
    for (const EntryFacts& entry : input.facts.entries_of(account)) {
      const auto* touchpoint = entry.entry->body.get<Touchpoint>();
      if (touchpoint != nullptr && is_held(*touchpoint) && entry.day <= input.last) {
        latest = entry.day;
      }
    }
    latest ? sink.sample(subject, days_between(*latest, input.last)) : sink.aside(subject, "never contacted");
  }
}

void cadence(const Input& input, Sink& sink) {
  attainment_of(model::Subject::account, input, sink, is_contact_cadence);
}

void proactive(const Input& input, Sink& sink) {
  each_touchpoint(input, [&](const Touchpoint& touchpoint, const Subject& subject) {
    if (!is_held(touchpoint)) {
      sink.aside(subject, "no-shows");
    } else if (!touchpoint.initiative) {
      sink.exclude(subject, "who reached out is not recorded");
    } else {
      sink.add(subject, touchpoint.initiative == model::Initiative::proactive ? 1 : 0, 1);
    }
  });
}

void no_shows(const Input& input, Sink& sink) {
  each_touchpoint(input, [&](const Touchpoint& touchpoint, const Subject& subject) {
    if (touchpoint.scheduled_at || touchpoint.no_show) {
      sink.add(subject, is_held(touchpoint) ? 0 : 1, 1);
    }
  });
}

void lateness(const Input& input, Sink& sink) {
  each_touchpoint(input, [&](const Touchpoint& touchpoint, const Subject& subject) {
    if (!is_held(touchpoint) || (!touchpoint.scheduled_at && !touchpoint.late_by)) {
      return;
    }
    const bool began_in_time =
        touchpoint.started_at && touchpoint.scheduled_at &&
        input.facts.instant_of(*touchpoint.started_at) <= input.facts.instant_of(*touchpoint.scheduled_at);
    if (touchpoint.late_by && touchpoint.late_by->customer) {
      sink.sample(subject, Exact(seconds_in(*touchpoint.late_by->customer)));
    } else if (began_in_time || touchpoint.late_by) {
      sink.sample(subject, Exact());  // in time, or the delay was ours
    } else {
      sink.exclude(subject, "whether the customer was late is not recorded");
    }
  });
}

void answer_time(const Input& input, Sink& sink) {
  each_entry<model::Request>(
      input.facts, EntryType::request, [&](const EntryFacts& entry, const model::Request& request) {
        if (!request.answered_at || !input.facts.has_come(*request.answered_at)) {
          if (entry.day <= input.last) {
            sink.aside(subject_of(entry, entry.day), "unanswered");
          }
          return;
        }
        const time::Date day = input.facts.day_of(*request.answered_at);
        if (!input.holds(day)) {
          return;
        }
        const bool is_date = entry.entry->at.precision == time::Timestamp::Precision::date ||
                             request.answered_at->precision == time::Timestamp::Precision::date;
        const auto waited = input.facts.instant_of(*request.answered_at) - entry.at;
        is_date ? sink.exclude(subject_of(entry, day), "only the date is known")
                : sink.sample(subject_of(entry, day), Exact(std::max<std::int64_t>(waited.count(), 0)));
      });
}

void open_requests(const Input& input, Sink& sink) {
  each_entry<model::Request>(
      input.facts, EntryType::request, [&](const EntryFacts& entry, const model::Request& request) {
        const bool is_answered = request.answered_at && input.facts.has_come(*request.answered_at) &&
                                 input.facts.day_of(*request.answered_at) <= input.last;
        if (entry.day <= input.last && !is_answered) {
          const Subject subject = subject_of(entry, input.last);
          const Exact age = days_between(entry.day, input.last);
          sink.sample(subject, age);
          sink.aside(subject, age_of(age));
        }
      });
}

void payment_delay(const Input& input, Sink& sink) {
  each_entry<model::Payment>(
      input.facts, EntryType::payment, [&](const EntryFacts& entry, const model::Payment& payment) {
        if (payment.paid_on && *payment.paid_on <= input.facts.today()) {
          if (input.holds(*payment.paid_on)) {
            sink.sample(subject_of(entry, *payment.paid_on), days_between(payment.due_on, *payment.paid_on));
          }
        } else if (payment.due_on < input.last) {
          sink.aside(subject_of(entry, input.last), "overdue and unpaid");
        }
      });
}

void coverage(const Input& input, Sink& sink) {
  // By activity alone: a contact names a stage of the agreement's journey, a blueprint has stages of its own.
  std::set<std::string_view> done;
  each_touchpoint(input, [&](const Touchpoint& touchpoint, const Subject& subject) {
    if (is_held(touchpoint) && touchpoint.activity) {
      done.insert(*touchpoint.activity);
    } else if (is_held(touchpoint)) {
      sink.exclude(subject, "touchpoints without an activity");
    }
  });
  for (const model::AnyRecord& record : input.facts.data().all<model::Blueprint>()) {
    for (const model::BlueprintStage& stage : record.as<model::Blueprint>().stages) {
      for (const model::BlueprintActivity& activity : stage.activities) {
        Subject subject;
        subject.record = &record;
        subject.anchor = input.last;
        subject.part = activity.activity;
        sink.add(subject, done.contains(activity.activity) ? 1 : 0, 1);
      }
    }
  }
}

}  // namespace csx::metrics::relationship
