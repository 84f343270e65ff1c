#include "csx/sla/handoff_areas.hpp"

#include <doctest/doctest.h>

namespace csx::sla {
namespace {

using model::HandoffEvent;

TEST_CASE("every type of handoff has usual areas on both sides") {
  for (std::size_t i = 0; i < model::Words<model::HandoffType>::words.size(); ++i) {
    CAPTURE(model::Words<model::HandoffType>::words[i].word);
    const TypeAreas areas = areas_of(static_cast<model::HandoffType>(i));
    CHECK_FALSE(areas.from.empty());
    CHECK_FALSE(areas.to.empty());
  }
}

TEST_CASE("each step is for one side, and whoever stops it may be of either") {
  model::Handoff handoff;
  handoff.from.area.value = "sales";
  handoff.to.area.value = "cs";
  struct Row {
    HandoffEvent event;
    bool giver;
    bool receiver;
    std::string_view whose;
  };
  for (const Row& row : {Row{HandoffEvent::submitted, true, false, "sales, who hands over"},
                         Row{HandoffEvent::returned, false, true, "cs, who receives"},
                         Row{HandoffEvent::activated, false, true, "cs, who receives"},
                         Row{HandoffEvent::cancelled, true, true, "sales or cs"}}) {
    CAPTURE(model::word(row.event));
    const HandoffActor actor = actor_of(row.event);
    CHECK(may_act(handoff, actor, {"sales"}) == row.giver);
    CHECK(may_act(handoff, actor, {"cs"}) == row.receiver);
    CHECK_FALSE(may_act(handoff, actor, {"support"}));
    CHECK(whose(handoff, actor) == row.whose);
  }
}

}  // namespace
}  // namespace csx::sla
