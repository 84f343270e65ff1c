#include "csx/metrics/handover.hpp"

#include <array>

#include "handoff_walk.hpp"

namespace csx::metrics {

using model::HandoffEvent;

std::string_view word(Handover handover) {
  static constexpr std::array<std::string_view, k_handovers> k_words{
      "first-pass", "returned", "open", "absent", "bought-alone", "cancelled"};
  return k_words.at(static_cast<std::size_t>(handover));
}

bool bought_alone(const Facts& facts, const AccountFacts& account) {
  const auto& win = facts.win_of(account);
  return win && win->parts.front().subscription->origin == model::Origin::self_service;
}

Handover handover_of(const Facts& facts, const AccountFacts& account) {
  bool is_cancelled = false;
  bool is_accepted = false;
  bool is_open = false;
  for (const model::AnyRecord* record : account.handoffs) {
    const handoff::Seen handoff = handoff::seen(facts, *record);
    if (handoff.handoff->type != model::HandoffType::sales_to_cs || handoff.steps.empty()) {
      continue;
    }
    if (handoff.first(HandoffEvent::cancelled) != nullptr) {
      is_cancelled = true;
    } else if (handoff.first(HandoffEvent::returned) != nullptr) {
      return Handover::returned;
    } else {
      (handoff.first(HandoffEvent::accepted) != nullptr ? is_accepted : is_open) = true;
    }
  }
  return is_accepted                    ? Handover::first_pass
         : is_open                      ? Handover::open
         : is_cancelled                 ? Handover::cancelled
         : bought_alone(facts, account) ? Handover::alone
                                        : Handover::absent;
}

}  // namespace csx::metrics
