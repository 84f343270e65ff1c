#pragma once

#include "csx/metrics/sink.hpp"

/// Journal entries and the clocks on them, as metrics count them.
namespace csx::metrics {

inline Subject subject_of(const EntryFacts& facts, time::Date day) {
  Subject subject;
  subject.record = facts.record;
  subject.account = facts.account;
  subject.entry = facts.entry;
  subject.anchor = day;
  if (const auto* ticket = facts.entry->body.get<model::Ticket>();
      ticket != nullptr && ticket->product_area) {
    subject.product = *ticket->product_area;
  }
  return subject;
}

/// Entries of one type until the as-of instant: `use(facts, body)`.
template <class Body, class Use>
void each_entry(const Facts& facts, model::EntryType type, Use use) {
  for (const EntryFacts& entry : facts.entries(type)) {
    if (const auto* body = entry.entry->body.get<Body>()) {
      use(entry, *body);
    }
  }
}

template <class Use>
void each_ticket(const Input& input, Use use) {
  each_entry<model::Ticket>(input.facts, model::EntryType::ticket, use);
}

/// A clock as metrics see it, anchored at its deadline; none without one.
std::optional<Subject> subject_of(const Facts& facts, const sla::Clock& clock);

/// Adds what the state of a clock says of its attainment, where its deadline lies in the period.
/// *Source*: clocks.md of the design, "States".
void add_clock(const Input& input, Sink& sink, const sla::Clock& clock);

/// The clocks about one kind of subject that a condition wants.
template <class Wants>
void attainment_of(model::Subject kind, const Input& input, Sink& sink, Wants wants) {
  for (const sla::Clock* clock : input.facts.clocks_of(kind)) {
    if (wants(*clock)) {
      add_clock(input, sink, *clock);
    }
  }
}
inline void attainment_of(model::Subject kind, const Input& input, Sink& sink) {
  attainment_of(kind, input, sink, [](const sla::Clock&) { return true; });
}

}  // namespace csx::metrics
