#include <algorithm>
#include <vector>

#include "csx/sla/calendars.hpp"
#include "csx/time/period_steps.hpp"
#include "support_rows.hpp"
#include "support_walk.hpp"

namespace csx::metrics::support {

namespace {

using std::chrono::seconds;
using time::Instant;
using time::Timestamp;

struct Span {
  Instant from;
  Instant to;
};

/// When nobody was expected to work on a ticket: holds, and from each resolution to its reopening. By time;
/// spans may overlap.
std::vector<Span> idle_spans(const Facts& facts, const EntryFacts& entry, const model::Ticket& ticket,
                             Instant until) {
  std::vector<Span> spans;
  for (const sla::Pause& hold :
       sla::holds_of(sla::happenings_of_entry({entry.record, entry.entry}, facts.as_of(), facts.zone()))) {
    spans.push_back({hold.from.at, hold.to ? hold.to->at : until});
  }
  for (std::size_t i = 0; i < ticket.resolved.size(); ++i) {
    const Instant resolved = facts.instant_of(ticket.resolved[i]);
    spans.push_back({resolved, i < ticket.reopened.size() ? facts.instant_of(ticket.reopened[i]) : until});
  }
  std::ranges::sort(spans, {}, &Span::from);
  return spans;
}

/// Business time inside `[from, to)` outside of the spans; none outside of the years that calendars know.
std::optional<seconds> working_time(const time::BusinessCalendar& hours, Instant from, Instant to,
                                    const std::vector<Span>& idle) {
  seconds counted{0};
  const auto count = [&](Instant begin, Instant end) {
    const auto passed = hours.between(begin, std::min(end, to));
    counted += passed ? passed->counted : seconds{0};
    return passed.has_value();
  };
  for (const Span& span : idle) {
    if (!count(from, span.from)) {
      return std::nullopt;
    }
    from = std::max(from, span.to);
  }
  return count(from, to) ? std::optional(counted) : std::nullopt;
}

bool is_date(const Timestamp& at) {
  return at.precision == Timestamp::Precision::date;
}

/// Samples the working time of tickets from their opening to an instant.
class WorkingTimes {
 public:
  WorkingTimes(const Input& input, Sink& sink)
      : m_input(input), m_sink(sink), m_calendars(input.facts.data()) {}

  void sample(const EntryFacts& entry, const model::Ticket& ticket, const Timestamp& end) {
    const Facts& facts = m_input.facts;
    const Subject subject = subject_of(entry, facts.day_of(end));
    const auto* calendar = calendar_for(entry, ticket);
    if (is_date(entry.entry->at) || is_date(end)) {
      m_sink.exclude(subject, "only the date is known");
    } else if (calendar == nullptr) {
      m_sink.exclude(subject, "no calendar to count business time in");
    } else {
      const Instant to = facts.instant_of(end);
      const auto worked = working_time(calendar->hours, entry.at, to, idle_spans(facts, entry, ticket, to));
      worked ? m_sink.sample(subject, Exact(worked->count()))
             : m_sink.exclude(subject, "outside of the years that calendars know");
    }
  }

 private:
  /// Of the first who handled it, on the day it was opened; else the workspace's.
  const sla::Calendars::Entry* calendar_for(const EntryFacts& entry, const model::Ticket& ticket) const {
    static const std::vector<model::CalendarChoice> k_choices{{"responsible"}};
    const auto* person = ticket.handled_by.empty()
                             ? nullptr
                             : m_input.facts.data().get<model::Person>(ticket.handled_by.front().value);
    return m_calendars.choose(k_choices, {person, nullptr}, entry.day);
  }

  const Input& m_input;
  Sink& m_sink;
  sla::Calendars m_calendars;
};

const model::Ticket* ticket_of(const sla::Clock& clock) {
  return clock.subject.entry != nullptr ? clock.subject.entry->body.get<model::Ticket>() : nullptr;
}

/// How many tickets were opened in the period and in the one before, of those that are wanted.
template <class Wants>
void add_demand(const Input& input, Sink& sink, Wants wants) {
  const time::Period before = time::previous(input.period);
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    if (wants(ticket)) {
      if (input.holds(entry.day)) {
        sink.aside(subject_of(entry, entry.day), "opened");
      } else if (before.contains(entry.day)) {
        sink.aside(subject_of(entry, entry.day), "opened in the period before");
      }
    }
  });
}

/// Whether a ticket waited for its resolution at an instant.
bool was_open(const Facts& facts, const model::Ticket& ticket, Instant at) {
  const auto before = [&](const std::vector<Timestamp>& times) {
    return std::ranges::count_if(times, [&](const Timestamp& each) { return facts.instant_of(each) <= at; });
  };
  return before(ticket.resolved) <= before(ticket.reopened) &&
         !(ticket.closed_at && facts.instant_of(*ticket.closed_at) <= at);
}

}  // namespace

void reopened(const Input& input, Sink& sink) {
  each_resolved(input, [&](const EntryFacts&, const model::Ticket&, const Standing& standing,
                           const Subject& subject) { sink.add(subject, standing.was_reopened ? 1 : 0, 1); });
}

void first_contact(const Input& input, Sink& sink) {
  each_resolved(input, [&](const EntryFacts&, const model::Ticket& ticket, const Standing& standing,
                           const Subject& subject) {
    if (!ticket.contacts) {
      sink.exclude(subject, "the number of contacts is not recorded");
    } else {
      sink.add(subject, *ticket.contacts == 1 && !standing.was_reopened ? 1 : 0, 1);
    }
  });
}

void first_response(const Input& input, Sink& sink) {
  WorkingTimes times(input, sink);
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    const bool has_come = ticket.first_response_at && input.facts.has_come(*ticket.first_response_at);
    if (has_come && input.holds(input.facts.day_of(*ticket.first_response_at))) {
      times.sample(entry, ticket, *ticket.first_response_at);
    } else if (!has_come && entry.day <= input.last && standing_of(input.facts, ticket).is_open) {
      sink.aside(subject_of(entry, entry.day), "not answered yet");
    }
  });
}

void resolution(const Input& input, Sink& sink) {
  WorkingTimes times(input, sink);
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    const Standing standing = standing_of(input.facts, ticket);
    if (standing.is_open) {
      if (entry.day <= input.last) {
        sink.aside(subject_of(entry, entry.day), "unresolved");
      }
    } else if (standing.resolved == nullptr) {
      const time::Date day = input.facts.day_of(*ticket.closed_at);
      if (input.holds(day)) {
        sink.exclude(subject_of(entry, day), "closed without a resolution");
      }
    } else if (input.holds(input.facts.day_of(*standing.resolved))) {
      times.sample(entry, ticket, *standing.resolved);
    }
  });
}

void attainment(const Input& input, Sink& sink) {
  attainment_of(model::Subject::ticket, input, sink);
  add_demand(input, sink, [](const model::Ticket&) { return true; });
}

template <model::Priority Wanted>
void attainment_of_priority(const Input& input, Sink& sink) {
  attainment_of(model::Subject::ticket, input, sink, [](const sla::Clock& clock) {
    const model::Ticket* ticket = ticket_of(clock);
    return ticket != nullptr && ticket->priority == Wanted;
  });
  add_demand(input, sink, [](const model::Ticket& ticket) { return ticket.priority == Wanted; });
}
template void attainment_of_priority<model::Priority::low>(const Input&, Sink&);
template void attainment_of_priority<model::Priority::normal>(const Input&, Sink&);
template void attainment_of_priority<model::Priority::high>(const Input&, Sink&);
template void attainment_of_priority<model::Priority::urgent>(const Input&, Sink&);

void opened(const Input& input, Sink& sink) {
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket&) {
    if (input.holds(entry.day)) {
      sink.add(subject_of(entry, entry.day), 1);
    }
  });
}

void solved(const Input& input, Sink& sink) {
  each_resolved(
      input, [&](const EntryFacts&, const model::Ticket&, const Standing& standing, const Subject& subject) {
        standing.is_open ? sink.aside(subject, "reopened since, and open") : sink.add(subject, 1);
      });
}

void backlog(const Input& input, Sink& sink) {
  const Instant end = std::min(input.facts.zone().end_of(input.last), input.facts.as_of());
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    if (entry.at <= end && was_open(input.facts, ticket, end)) {
      sink.add(subject_of(entry, input.last), 1);
    }
  });
}

void closure(const Input& input, Sink& sink) {
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    const Standing standing = standing_of(input.facts, ticket);
    // Each in the group of its own day, as `opened` and `solved` have it.
    if (input.holds(entry.day)) {
      sink.add(subject_of(entry, entry.day), 0, 1);
    }
    if (!standing.is_open && standing.resolved != nullptr) {
      const time::Date day = input.facts.day_of(*standing.resolved);
      if (input.holds(day)) {
        sink.add(subject_of(entry, day), 1, 0);
      }
    }
  });
}

}  // namespace csx::metrics::support
