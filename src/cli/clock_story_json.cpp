#include <nlohmann/json.hpp>

#include <array>

#include "clock_rows.hpp"
#include "clock_story.hpp"
#include "clock_story_places.hpp"

namespace csx::cli {
namespace {

using sla::Clock;
using sla::ClockExplanation;

constexpr std::array<std::string_view, 6> k_part_fates{"counted",   "paused",     "before-start",
                                                       "after-end", "overlapped", "lost"};

Json place_json(const FoundPlace& place) {
  if (place.file.empty()) {
    return nullptr;
  }
  return {{"file", place.file}, {"line", place.line ? Json(*place.line) : Json(nullptr)}};
}

Json day_json(const sla::CountedDay& day, const time::Zone& zone) {
  constexpr std::array<std::string_view, 3> k_sources{"weekday", "holiday", "exception"};
  Json windows = Json::array();
  for (const sla::CountedPart& part : day.parts) {
    windows.push_back({{"window", part.window ? Json(part.window->to_string()) : Json(nullptr)},
                       {"from", zone.format(part.from)},
                       {"to", zone.format(part.to)},
                       {"seconds", (part.to - part.from).count()},
                       {"fate", k_part_fates.at(static_cast<std::size_t>(part.fate))}});
  }
  return {
      {"date", day.date.to_string()},
      {"source", day.hours ? Json(k_sources.at(static_cast<std::size_t>(day.hours->source))) : Json(nullptr)},
      {"reasons", day.hours ? Json(day.hours->reasons) : Json::array()},
      {"windows", std::move(windows)},
      {"counted_seconds", day.counted.count()},
      {"total_seconds", day.total.count()}};
}

Json rows_json(const ClockExplanation& why, const StoryPlaces& places) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < why.rows.size(); ++i) {
    rows.push_back({{"conditions", conditions_of(*why.rows[i].row)},
                    {"within", why.rows[i].row->within.to_string()},
                    {"matched", why.rows[i].matched},
                    {"place", place_json(places.row(i))}});
  }
  return rows;
}

Json holds_json(const sla::Clocks& clocks, const ClockExplanation& why, const StoryPlaces& places) {
  Json holds = Json::array();
  for (std::size_t i = 0; i < why.pauses.size(); ++i) {
    const sla::Pause& pause = why.pauses[i];
    holds.push_back({{"from", clocks.zone.format(pause.from.at)},
                     {"to", pause.to ? Json(clocks.zone.format(pause.to->at)) : Json(nullptr)},
                     {"place", place_json(places.hold_from(i))},
                     {"to_place", place_json(places.hold_to(i))}});
  }
  return holds;
}

}  // namespace

Json story_json(const Session& session, const sla::Clocks& clocks, const Clock& clock,
                const ClockExplanation& why) {
  const StoryPlaces places(session, clock, why);
  Json json = clock_json(clocks, clock);
  json["statement"] = clock.commitment->statement ? Json(*clock.commitment->statement) : Json(nullptr);
  const bool is_judged = why.version.kind == sla::VersionSpan::Kind::judged && why.version.record != nullptr;
  json["in_force"] =
      is_judged
          ? Json{{"version", why.version.agreement().version},
                 {"from", why.version.agreement().effective_from.to_string()},
                 {"to", why.version.to ? Json(why.version.to->plus_days(-1).to_string()) : Json(nullptr)},
                 {"place", place_json(places.commitment())}}
          : Json(nullptr);
  json["rows"] = rows_json(why, places);
  json["start_place"] = place_json(places.start());
  json["stop_place"] = place_json(places.stop());
  json["holds"] = holds_json(clocks, why, places);
  json["calendar"] = clock.calendar != nullptr ? Json(clock.calendar->id) : Json(nullptr);
  json["zone"] = why.zone.name();
  json["days"] = Json::array();
  for (const sla::CountedDay& day : why.days) {
    json["days"].push_back(day_json(day, why.zone));
  }
  json["used_seconds"] = why.used ? Json(why.used->count()) : Json(nullptr);
  return json;
}

}  // namespace csx::cli
