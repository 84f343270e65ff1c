#pragma once

#include <optional>
#include <vector>

#include "csx/metrics/sink.hpp"
#include "csx/model/handoff.hpp"

namespace csx::metrics::handoff {

/// One event of a timeline that has come to pass.
struct Step {
  const model::TimelineEvent* event = nullptr;
  time::Instant at{};  ///< 00:00 of `day` where only the date is known
  time::Date day;
  bool is_date = false;
};

/// A handoff as the metrics see it at the as-of instant.
struct Seen {
  const model::AnyRecord* record = nullptr;
  const model::Handoff* handoff = nullptr;
  const AccountFacts* account = nullptr;  ///< null when unknown
  std::vector<Step> steps;                ///< in the order of the timeline

  const Step* first(model::HandoffEvent event) const;
  const Step* last(model::HandoffEvent event) const;
  /// The first of an event after another step.
  const Step* next(const Step& after, model::HandoffEvent event) const;
  Subject subject(time::Date day) const;
};

Seen seen(const Facts& facts, const model::AnyRecord& record);

/// Every handoff, cancelled ones included. *Order*: of the folder.
template <class Use>
void each_handoff(const Input& input, Use use) {
  for (const model::AnyRecord& record : input.facts.data().all<model::Handoff>()) {
    use(seen(input.facts, record));
  }
}

/// When the contract was signed that a handoff is for: the earliest of the subscriptions it names, else the
/// latest until it was opened, else the first. *Source*: decisions.md, as of clocks.
std::optional<Step> signature_of(const Facts& facts, const Seen& handoff);

}  // namespace csx::metrics::handoff
