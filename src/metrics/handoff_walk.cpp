#include "handoff_walk.hpp"

#include <algorithm>

#include "acquisition.hpp"
#include "csx/sla/lifecycle.hpp"

namespace csx::metrics::handoff {

using model::HandoffEvent;

const Step* Seen::first(HandoffEvent event) const {
  const auto found =
      std::ranges::find_if(steps, [&](const Step& step) { return step.event->event == event; });
  return found == steps.end() ? nullptr : &*found;
}

const Step* Seen::last(HandoffEvent event) const {
  const Step* found = nullptr;
  for (const Step& step : steps) {
    found = step.event->event == event ? &step : found;
  }
  return found;
}

const Step* Seen::next(const Step& after, HandoffEvent event) const {
  for (const Step* step = &after + 1; step < steps.data() + steps.size(); ++step) {
    if (step->event->event == event) {
      return step;
    }
  }
  return nullptr;
}

Subject Seen::subject(time::Date day) const {
  Subject subject;
  subject.record = record;
  subject.account = account;
  subject.anchor = day;
  subject.area = handoff->from.area.value;
  return subject;
}

Seen seen(const Facts& facts, const model::AnyRecord& record) {
  const auto& handoff = record.as<model::Handoff>();
  Seen found{&record, &handoff, facts.find(handoff.account.value), {}};
  for (const model::TimelineEvent& event : handoff.timeline) {
    const time::Instant at = facts.instant_of(event.at);
    if (at <= facts.as_of()) {
      found.steps.push_back(
          {&event, at, facts.day_of(event.at), event.at.precision == time::Timestamp::Precision::date});
    }
  }
  return found;
}

std::optional<Step> signature_of(const Facts& facts, const Seen& handoff) {
  if (handoff.account == nullptr || handoff.steps.empty()) {
    return std::nullopt;
  }
  struct Signature {
    Step step;
    bool is_named;
  };
  std::vector<Signature> signatures;
  for (const model::Subscription& subscription : handoff.account->account->subscriptions) {
    const auto spans = sla::paid_spans(subscription);
    if (spans.empty()) {
      continue;
    }
    const time::Date from = spans.front().from;
    const bool is_named = std::ranges::any_of(handoff.handoff->subscriptions,
                                              [&](const auto& named) { return named == subscription.id; });
    const bool has_instant = from == subscription.start_on && subscription.signed_at;
    Step step;
    step.at = has_instant ? facts.instant_of(*subscription.signed_at) : facts.zone().start_of(from);
    step.day = acquisition::signed_on(facts, subscription, from);
    step.is_date = !has_instant || subscription.signed_at->precision == time::Timestamp::Precision::date;
    signatures.push_back({step, is_named});
  }
  const auto at = [](const Signature& each) { return each.step.at; };
  if (std::ranges::any_of(signatures, &Signature::is_named)) {
    std::erase_if(signatures, [](const Signature& each) { return !each.is_named; });
    return std::ranges::min_element(signatures, {}, at)->step;
  }
  std::ranges::sort(signatures, {}, at);
  if (signatures.empty()) {
    return std::nullopt;
  }
  const Signature* chosen = &signatures.front();
  for (const Signature& each : signatures) {
    chosen = each.step.at <= handoff.steps.front().at ? &each : chosen;
  }
  return chosen->step;
}

}  // namespace csx::metrics::handoff
