#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "csx/sla/handoff_areas.hpp"
#include "handoff_rules.hpp"
#include "moments.hpp"

namespace csx::rules::handoff {

namespace {

using model::AnyRecord;
using model::Area;
using model::Handoff;
using model::HandoffSide;
using model::TimelineEvent;

void wrong_actor(const Input& input, Report& report) {
  each_event(input, [&](const AnyRecord& record, const Handoff& handoff, const TimelineEvent& event) {
    const time::Date day = sla::day_of(input.data.zone(), event.at);
    const Area* area = sla::area_of(input.data, event.by.value, day);
    const auto actor = sla::actor_of(event.event);
    if (area != nullptr && !sla::may_act(handoff, actor, *area)) {
      report.add(
          record, event.by,
          fmt::format("{} was done by {} of {} on {}, it is for {}", quoted(model::word(event.event)),
                      quoted(event.by.value), area->value, day.to_string(), sla::whose(handoff, actor)));
    }
  });
}

void judge_side(const Input& input, Report& report, const AnyRecord& record, const Handoff& handoff,
                const HandoffSide& side) {
  if (!side.person) {
    return;
  }
  // Whoever takes a side over later works in its area later.
  const time::Date opened = opened_on(input, handoff);
  const time::Date last = std::max(opened, sla::day_of(input.data.zone(), handoff.timeline.back().at));
  const Area* at_opening = sla::area_of(input.data, side.person->value, opened);
  const Area* at_last = sla::area_of(input.data, side.person->value, last);
  const bool fits =
      (at_opening != nullptr && *at_opening == side.area) || (at_last != nullptr && *at_last == side.area);
  if (at_opening != nullptr && !fits) {
    report.add(
        record, *side.person,
        fmt::format("{} worked in {} when the handoff was opened on {}, the side is {}",
                    quoted(side.person->value), at_opening->value, opened.to_string(), side.area.value));
  }
}

void person_of_other_area(const Input& input, Report& report) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    judge_side(input, report, record, handoff, handoff.from);
    judge_side(input, report, record, handoff, handoff.to);
  });
}

constexpr auto k_actor_rules = std::to_array<Rule>({
    {"handoff/wrong-actor", Severity::error, "Each step is taken by the area that it belongs to.",
     "Two areas complete each other only where each does its own part: the giver opens and submits, the "
     "receiver "
     "returns or accepts and then meets the customer. A handoff accepted by the side that wrote it was "
     "judged by "
     "nobody. The area is the one in which the person worked on that day.",
     "Correct `by:`, or the person's dated `area:` if it was written down wrongly", wrong_actor},
    {"handoff/person-area", Severity::error, "The person of each side works in the area of that side.",
     "Clocks are answered for by the person of the area that owes the step. A person of another area in that "
     "place would carry, and be measured by, somebody else's delays.",
     "Name a person of that area, or correct the person's dated `area:`", person_of_other_area},
});

}  // namespace

std::span<const Rule> actor_rules() {
  return k_actor_rules;
}

}  // namespace csx::rules::handoff
