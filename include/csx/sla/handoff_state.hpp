#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "csx/model/handoff.hpp"
#include "csx/time/zone.hpp"

/// Where a handoff stands, derived from its timeline. *Source*: records.md of the design, "handoff".
namespace csx::sla {

enum class HandoffState : std::uint8_t {
  draft,
  submitted,
  returned,
  accepted,
  introduced,
  kickoff_held,
  activated,
  completed,
  on_hold,
  cancelled
};
/// As people read it: `kickoff-held`.
std::string_view word(HandoffState state);

/// Which side of a handoff may take a step.
enum class HandoffActor : std::uint8_t { giver, receiver, either };
HandoffActor actor_of(model::HandoffEvent event);

/// The steps that may follow a state, in the order of a handoff's life. After a sale (sales-to-cs) the
/// customer is always met and brought live; other types may be completed as soon as they are accepted.
/// Nothing follows completed and cancelled.
std::span<const model::HandoffEvent> allowed_from(HandoffState state,
                                                  model::HandoffType type = model::HandoffType::sales_to_cs);

/// A timeline, followed step by step. A new one stands after `opened`.
class HandoffProgress {
 public:
  explicit HandoffProgress(model::HandoffType type) : m_type(type) {}
  HandoffState state() const { return m_state; }
  bool allows(model::HandoffEvent event) const;
  /// Takes a step, allowed or not: what was recorded happened.
  void apply(model::HandoffEvent event);

 private:
  model::HandoffType m_type;
  HandoffState m_state = HandoffState::draft;
  HandoffState m_before_hold = HandoffState::draft;
};

/// After all recorded events.
HandoffState state_of(const model::Handoff& handoff);
/// After the events up to an instant; later ones have not happened. `zone` is the workspace's.
HandoffState state_at(const model::Handoff& handoff, time::Instant as_of, const time::Zone& zone);

/// Neither completed nor cancelled.
bool is_open(HandoffState state);
/// Handed over at least once, and not called off.
bool was_submitted(HandoffState state, const model::Handoff& handoff);

/// The first or last event of a kind; null for none.
const model::TimelineEvent* first_event(const model::Handoff& handoff, model::HandoffEvent event);
const model::TimelineEvent* last_event(const model::Handoff& handoff, model::HandoffEvent event);

}  // namespace csx::sla
