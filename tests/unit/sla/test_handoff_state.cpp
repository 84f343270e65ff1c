#include "csx/sla/handoff_state.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "csx/base/text.hpp"

namespace csx::sla {
namespace {

using model::HandoffEvent;
using model::HandoffType;

HandoffEvent event_of(std::string_view word) {
  HandoffEvent event = HandoffEvent::opened;
  REQUIRE_FALSE(model::Scalar<HandoffEvent>::parse(word, event).has_value());
  return event;
}

/// A handoff with one event a day, from 2026-03-01 on.
model::Handoff handoff_of(std::string_view events, HandoffType type = HandoffType::sales_to_cs) {
  model::Handoff handoff;
  handoff.type = type;
  time::Date day = time::Date::parse("2026-03-01").value();
  for (std::string_view word : split(events, ' ')) {
    model::TimelineEvent event;
    event.event = event_of(word);
    event.at = time::Timestamp::parse(day.to_string() + "T10:00:00-03:00").value();
    handoff.timeline.push_back(event);
    day = day.plus_days(1);
  }
  return handoff;
}

TEST_CASE("the state follows from the timeline") {
  struct Row {
    std::string_view events;
    HandoffState state;
  };
  const std::vector<Row> rows{
      {"opened", HandoffState::draft},
      {"opened submitted", HandoffState::submitted},
      {"opened submitted returned", HandoffState::returned},
      {"opened submitted returned submitted", HandoffState::submitted},
      {"opened submitted accepted", HandoffState::accepted},
      {"opened submitted accepted introduced", HandoffState::introduced},
      {"opened submitted accepted kickoff-held", HandoffState::kickoff_held},
      {"opened submitted accepted introduced kickoff-held activated", HandoffState::activated},
      {"opened submitted accepted kickoff-held activated completed", HandoffState::completed},
      {"opened cancelled", HandoffState::cancelled},
      {"opened on-hold", HandoffState::on_hold},
      {"opened on-hold resumed", HandoffState::draft},
      {"opened submitted accepted on-hold resumed", HandoffState::accepted},
      {"opened submitted accepted on-hold resumed on-hold", HandoffState::on_hold},
      {"opened submitted on-hold cancelled", HandoffState::cancelled},
      // What was recorded happened, legal or not.
      {"opened accepted", HandoffState::accepted},
      {"opened submitted on-hold on-hold resumed", HandoffState::submitted},
      {"opened submitted resumed", HandoffState::submitted},
      {"opened submitted opened", HandoffState::submitted},
      {"submitted", HandoffState::submitted},
  };
  for (const Row& row : rows) {
    CAPTURE(row.events);
    CHECK(word(state_of(handoff_of(row.events))) == word(row.state));
  }
}

TEST_CASE("events after the instant have not happened") {
  const model::Handoff handoff = handoff_of("opened submitted accepted");
  const time::Zone zone = time::Zone::utc();
  const auto at = [&](std::string_view instant) {
    return word(state_at(handoff, zone.resolve(time::Timestamp::parse(instant).value()), zone));
  };
  CHECK(at("2026-03-01T13:00:00Z") == "draft");
  CHECK(at("2026-03-02T12:59:59Z") == "draft");
  CHECK(at("2026-03-02T13:00:00Z") == "submitted");
  CHECK(at("2026-12-31T00:00:00Z") == "accepted");
}

/// The first step that is not allowed, counted from 0; none when all are.
std::optional<std::size_t> first_illegal(std::string_view events, HandoffType type) {
  HandoffProgress progress(type);
  const auto words = split(events, ' ');
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!progress.allows(event_of(words[i]))) {
      return i;
    }
    progress.apply(event_of(words[i]));
  }
  return std::nullopt;
}

TEST_CASE("steps that a state does not allow") {
  constexpr HandoffType k_sale = HandoffType::sales_to_cs;
  constexpr HandoffType k_lead = HandoffType::marketing_to_sales;
  struct Row {
    std::string_view events;  ///< after opened
    HandoffType type;
    std::optional<std::size_t> illegal;
  };
  const std::vector<Row> rows{
      {"submitted accepted introduced kickoff-held activated completed", k_sale, {}},
      {"submitted accepted kickoff-held activated completed", k_sale, {}},
      {"submitted returned submitted returned submitted accepted", k_sale, {}},
      {"on-hold resumed submitted on-hold resumed accepted on-hold cancelled", k_sale, {}},
      {"opened", k_sale, 0},
      {"accepted", k_sale, 0},
      {"returned", k_sale, 0},
      {"resumed", k_sale, 0},
      {"submitted submitted", k_sale, 1},
      {"submitted returned accepted", k_sale, 2},
      {"submitted returned returned", k_sale, 2},
      {"submitted kickoff-held", k_sale, 1},
      {"submitted accepted accepted", k_sale, 2},
      {"submitted accepted returned", k_sale, 2},
      {"submitted accepted activated", k_sale, 2},
      {"submitted accepted completed", k_sale, 2},
      {"submitted accepted kickoff-held introduced", k_sale, 3},
      {"submitted accepted kickoff-held completed", k_sale, 3},
      {"submitted accepted kickoff-held activated completed cancelled", k_sale, 5},
      {"submitted accepted kickoff-held activated completed on-hold", k_sale, 5},
      {"cancelled submitted", k_sale, 1},
      {"on-hold submitted", k_sale, 1},
      {"on-hold on-hold", k_sale, 1},
      // Where nothing was sold, nobody has to be met and nothing goes live.
      {"submitted accepted completed", k_lead, {}},
      {"submitted accepted introduced completed", k_lead, {}},
      {"submitted accepted kickoff-held completed", HandoffType::csm_to_csm, {}},
      {"submitted accepted activated completed", HandoffType::onboarding_to_ongoing, {}},
      {"submitted completed", k_lead, 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.events);
    CAPTURE(model::word(row.type));
    CHECK(first_illegal(row.events, row.type) == row.illegal);
  }
}

TEST_CASE("each step belongs to a side") {
  struct Row {
    std::string_view events;
    HandoffActor actor;
  };
  for (const Row& row : {Row{"opened submitted", HandoffActor::giver},
                         Row{"returned accepted kickoff-held activated completed", HandoffActor::receiver},
                         Row{"introduced on-hold resumed cancelled", HandoffActor::either}}) {
    for (std::string_view event : split(row.events, ' ')) {
      CAPTURE(event);
      CHECK(actor_of(event_of(event)) == row.actor);
    }
  }
}

TEST_CASE("open, submitted, first and last") {
  const model::Handoff handoff = handoff_of("opened submitted returned submitted");
  CHECK(first_event(handoff, HandoffEvent::submitted) == &handoff.timeline[1]);
  CHECK(last_event(handoff, HandoffEvent::submitted) == &handoff.timeline[3]);
  CHECK(first_event(handoff, HandoffEvent::accepted) == nullptr);
  CHECK(was_submitted(HandoffState::returned, handoff));
  CHECK_FALSE(was_submitted(HandoffState::cancelled, handoff));
  CHECK_FALSE(was_submitted(HandoffState::draft, handoff_of("opened")));
  CHECK(is_open(HandoffState::on_hold));
  CHECK_FALSE(is_open(HandoffState::completed));
  CHECK_FALSE(is_open(HandoffState::cancelled));
}

}  // namespace
}  // namespace csx::sla
