#pragma once

#include <optional>

#include "entry_walk.hpp"

namespace csx::metrics::support {

/// A ticket as it stands at the as-of instant.
struct Standing {
  const time::Timestamp* resolved = nullptr;  ///< its last resolution; null for none
  bool was_reopened = false;
  bool is_open = true;  ///< neither resolved for good nor closed
};

inline Standing standing_of(const Facts& facts, const model::Ticket& ticket) {
  Standing standing;
  std::size_t resolutions = 0;
  for (const time::Timestamp& at : ticket.resolved) {
    if (facts.has_come(at)) {
      ++resolutions;
      standing.resolved = &at;
    }
  }
  std::size_t reopenings = 0;
  for (const time::Timestamp& at : ticket.reopened) {
    reopenings += facts.has_come(at) ? 1U : 0U;
  }
  standing.was_reopened = reopenings > 0;
  standing.is_open = resolutions <= reopenings && !(ticket.closed_at && facts.has_come(*ticket.closed_at));
  return standing;
}

/// Tickets whose last resolution lies in the period, reopened or not.
template <class Use>
void each_resolved(const Input& input, Use use) {
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    const Standing standing = standing_of(input.facts, ticket);
    if (standing.resolved != nullptr) {
      const time::Date day = input.facts.day_of(*standing.resolved);
      if (input.holds(day)) {
        use(entry, ticket, standing, subject_of(entry, day));
      }
    }
  });
}

}  // namespace csx::metrics::support
