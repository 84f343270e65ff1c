#include "../calendar_choice.hpp"
#include "../clock.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_clock_between_formats{"text", "json"};

struct ClockBetweenOptions {
  std::optional<std::string> start;
  std::optional<std::string> end;
  std::optional<std::string> calendar;
  bool explain = false;
};

void declare(ClockBetweenOptions& options, Options& out) {
  out.push_back({.names = "START",
                 .value = {},
                 .doc = "from when, in the calendar's zone unless it has an offset; a date means 00:00",
                 .into = &options.start,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "END",
                 .value = {},
                 .doc = "until when; not counted itself",
                 .into = &options.end,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back(calendar_option(options.calendar));
  out.push_back({.names = "--explain",
                 .value = {},
                 .doc = "show each day: the hours counted, those skipped and why, the running total",
                 .into = &options.explain});
}

std::string text_of(const time::Explanation& counted, const ChosenCalendar& calendar) {
  const time::Zone& zone = calendar.hours.zone();
  return fmt::format(
      "{} of business time, {} elapsed\nbetween {} and {}, {}\n", length_text(counted.total.counted),
      length_text(std::max(counted.to - counted.from, std::chrono::seconds{0})),
      instant_text(zone, counted.from), instant_text(zone, counted.to), calendar_text(calendar.name, zone));
}

Json json_of(const time::Explanation& counted, const time::Zone& zone, bool explained) {
  Json json{{"start", zone.format(counted.from)},
            {"end", zone.format(counted.to)},
            {"business_seconds", counted.total.counted.count()}};
  if (explained) {
    json["explanation"] = explanation_json(counted, zone, std::nullopt);
  }
  return json;
}

/// Counted, and with the days only where they are asked for: there may be a hundred thousand.
Result<time::Explanation> count(const time::BusinessCalendar& hours, time::Instant start, time::Instant end,
                                bool explained) {
  const auto total = hours.between(start, end);
  auto counted = !total      ? tl::unexpected(total.error())
                 : explained ? hours.explain(start, end)
                             : time::Parsed<time::Explanation>(time::Explanation{start, end, {}, *total});
  if (!counted) {
    return fail(ErrorKind::usage,
                fmt::format("nothing can be counted between {} and {}: {}", hours.zone().format(start),
                            hours.zone().format(end), counted.error()));
  }
  return *std::move(counted);
}

Result<int> run(const ClockBetweenOptions& options, Context& context) {
  const Result<ChosenCalendar> calendar = choose_calendar(context, options.calendar);
  if (!calendar) {
    return fail(calendar.error());
  }
  const time::Zone& zone = calendar->hours.zone();
  const Result<time::Instant> start = parse_instant(context, zone, *options.start, "START");
  const Result<time::Instant> end =
      start ? parse_instant(context, zone, *options.end, "END") : tl::unexpected(start.error());
  if (!end) {
    return fail(end.error());
  }
  const Result<time::Explanation> counted = count(calendar->hours, *start, *end, options.explain);
  if (!counted) {
    return fail(counted.error());
  }
  if (*end < *start) {
    context.note("the end is before the start: nothing is counted");
  }
  if (context.format() == "json") {
    context.out = report::to_text(
        report::envelope(header_of(context, *calendar), json_of(*counted, zone, options.explain)));
    return 0;
  }
  context.out = text_of(*counted, *calendar);
  if (options.explain && !counted->days.empty()) {
    context.out += "\n" + explanation_text(*counted, zone, {}, std::nullopt, context.width());
  }
  return 0;
}

constexpr std::array<Example, 2> k_clock_between_examples{
    {{"csx clock between 2026-11-19T16:00 2026-11-23T15:00", "business time in the workspace's calendar"},
     {"csx clock between --calendar br 2026-12-01 2027-01-01 --explain", "a month, day by day"}}};

}  // namespace

const Command k_clock_between{
    .name = "clock between",
    .group = Group::look,
    .summary = "say how much business time lies between two instants",
    .effect = Effect::reads,
    .about =
        "What is counted is real time inside the calendar's hours. Where the end is before the start, it is "
        "zero.",
    .formats = k_clock_between_formats,
    .examples = k_clock_between_examples,
    .prepare = prepare<ClockBetweenOptions, declare, run>};

}  // namespace csx::cli
