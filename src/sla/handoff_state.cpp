#include "csx/sla/handoff_state.hpp"

#include <algorithm>
#include <array>

#include "csx/sla/moments.hpp"

namespace csx::sla {

namespace {

using model::HandoffEvent;
using model::HandoffType;

constexpr std::array<std::string_view, 10> k_state_words{
    "draft",        "submitted", "returned",  "accepted", "introduced",
    "kickoff-held", "activated", "completed", "on-hold",  "cancelled"};

constexpr std::array k_from_draft{HandoffEvent::submitted, HandoffEvent::on_hold, HandoffEvent::cancelled};
constexpr std::array k_from_submitted{HandoffEvent::returned, HandoffEvent::accepted, HandoffEvent::on_hold,
                                      HandoffEvent::cancelled};
constexpr std::array k_from_hold{HandoffEvent::resumed, HandoffEvent::cancelled};

constexpr std::array k_sale_from_accepted{HandoffEvent::introduced, HandoffEvent::kickoff_held,
                                          HandoffEvent::on_hold, HandoffEvent::cancelled};
constexpr std::array k_sale_from_introduced{HandoffEvent::kickoff_held, HandoffEvent::on_hold,
                                            HandoffEvent::cancelled};
constexpr std::array k_sale_from_kickoff{HandoffEvent::activated, HandoffEvent::on_hold,
                                         HandoffEvent::cancelled};
constexpr std::array k_from_activated{HandoffEvent::completed, HandoffEvent::on_hold,
                                      HandoffEvent::cancelled};

constexpr std::array k_other_from_accepted{HandoffEvent::introduced, HandoffEvent::kickoff_held,
                                           HandoffEvent::activated,  HandoffEvent::completed,
                                           HandoffEvent::on_hold,    HandoffEvent::cancelled};
constexpr std::array k_other_from_introduced{HandoffEvent::kickoff_held, HandoffEvent::activated,
                                             HandoffEvent::completed, HandoffEvent::on_hold,
                                             HandoffEvent::cancelled};
constexpr std::array k_other_from_kickoff{HandoffEvent::activated, HandoffEvent::completed,
                                          HandoffEvent::on_hold, HandoffEvent::cancelled};

}  // namespace

std::string_view word(HandoffState state) {
  return k_state_words[static_cast<std::size_t>(state)];
}

HandoffActor actor_of(HandoffEvent event) {
  switch (event) {
    case HandoffEvent::opened:
    case HandoffEvent::submitted:
      return HandoffActor::giver;
    case HandoffEvent::returned:
    case HandoffEvent::accepted:
    case HandoffEvent::kickoff_held:
    case HandoffEvent::activated:
    case HandoffEvent::completed:
      return HandoffActor::receiver;
    case HandoffEvent::introduced:
    case HandoffEvent::on_hold:
    case HandoffEvent::resumed:
    case HandoffEvent::cancelled:
      return HandoffActor::either;
  }
  return HandoffActor::either;
}

std::span<const HandoffEvent> allowed_from(HandoffState state, HandoffType type) {
  const bool after_sale = type == HandoffType::sales_to_cs;
  switch (state) {
    case HandoffState::draft:
    case HandoffState::returned:
      return k_from_draft;
    case HandoffState::submitted:
      return k_from_submitted;
    case HandoffState::accepted:
      return after_sale ? std::span<const HandoffEvent>(k_sale_from_accepted) : k_other_from_accepted;
    case HandoffState::introduced:
      return after_sale ? std::span<const HandoffEvent>(k_sale_from_introduced) : k_other_from_introduced;
    case HandoffState::kickoff_held:
      return after_sale ? std::span<const HandoffEvent>(k_sale_from_kickoff) : k_other_from_kickoff;
    case HandoffState::activated:
      return k_from_activated;
    case HandoffState::on_hold:
      return k_from_hold;
    case HandoffState::completed:
    case HandoffState::cancelled:
      return {};
  }
  return {};
}

bool HandoffProgress::allows(HandoffEvent event) const {
  const auto allowed = allowed_from(m_state, m_type);
  return std::find(allowed.begin(), allowed.end(), event) != allowed.end();
}

void HandoffProgress::apply(HandoffEvent event) {
  switch (event) {
    case HandoffEvent::opened:
      return;
    case HandoffEvent::on_hold:
      if (m_state != HandoffState::on_hold) {
        m_before_hold = m_state;
        m_state = HandoffState::on_hold;
      }
      return;
    case HandoffEvent::resumed:
      if (m_state == HandoffState::on_hold) {
        m_state = m_before_hold;
      }
      return;
    case HandoffEvent::submitted:
      m_state = HandoffState::submitted;
      return;
    case HandoffEvent::returned:
      m_state = HandoffState::returned;
      return;
    case HandoffEvent::accepted:
      m_state = HandoffState::accepted;
      return;
    case HandoffEvent::introduced:
      m_state = HandoffState::introduced;
      return;
    case HandoffEvent::kickoff_held:
      m_state = HandoffState::kickoff_held;
      return;
    case HandoffEvent::activated:
      m_state = HandoffState::activated;
      return;
    case HandoffEvent::completed:
      m_state = HandoffState::completed;
      return;
    case HandoffEvent::cancelled:
      m_state = HandoffState::cancelled;
      return;
  }
}

HandoffState state_of(const model::Handoff& handoff) {
  HandoffProgress progress(handoff.type);
  for (const model::TimelineEvent& event : handoff.timeline) {
    progress.apply(event.event);
  }
  return progress.state();
}

HandoffState state_at(const model::Handoff& handoff, time::Instant as_of, const time::Zone& zone) {
  HandoffProgress progress(handoff.type);
  std::optional<time::Instant> before;
  for (const model::TimelineEvent& event : handoff.timeline) {
    before = instant_after(zone, event.at, before);
    if (*before <= as_of) {
      progress.apply(event.event);
    }
  }
  return progress.state();
}

bool is_open(HandoffState state) {
  return state != HandoffState::completed && state != HandoffState::cancelled;
}

bool was_submitted(HandoffState state, const model::Handoff& handoff) {
  return state != HandoffState::cancelled && first_event(handoff, HandoffEvent::submitted) != nullptr;
}

const model::TimelineEvent* first_event(const model::Handoff& handoff, HandoffEvent event) {
  const auto found =
      std::find_if(handoff.timeline.begin(), handoff.timeline.end(),
                   [&](const model::TimelineEvent& candidate) { return candidate.event == event; });
  return found == handoff.timeline.end() ? nullptr : &*found;
}

const model::TimelineEvent* last_event(const model::Handoff& handoff, HandoffEvent event) {
  const auto found =
      std::find_if(handoff.timeline.rbegin(), handoff.timeline.rend(),
                   [&](const model::TimelineEvent& candidate) { return candidate.event == event; });
  return found == handoff.timeline.rend() ? nullptr : &*found;
}

}  // namespace csx::sla
