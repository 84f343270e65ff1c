#include "../calendar_choice.hpp"
#include "../clock.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_clock_open_formats{"text", "json"};

struct ClockOpenOptions {
  std::optional<std::string> at;
  std::optional<std::string> calendar;
};

void declare(ClockOpenOptions& options, Options& out) {
  out.push_back(
      {.names = "AT",
       .value = {},
       .doc = "when, in the calendar's zone unless it has an offset; a date means 00:00; --as-of unless "
              "given",
       .into = &options.at,
       .place = Option::Place::argument});
  out.push_back(calendar_option(options.calendar));
}

/// What the date of an instant is, to say why it is closed then.
std::string date_text(const time::DayHours& hours) {
  const std::string reasons =
      hours.reasons.empty() ? std::string() : fmt::format(" ({})", fmt::join(hours.reasons, ", "));
  if (hours.source == time::DayHours::Source::holiday) {
    return "a holiday" + reasons;
  }
  const bool is_exception = hours.source == time::DayHours::Source::exception;
  std::vector<std::string> windows;
  for (const time::Window& window : hours.windows) {
    windows.push_back(window.to_string());
  }
  return fmt::format("{}{}{}", is_exception ? "an exception" : "a day",
                     windows.empty() ? (is_exception ? ", closed" : " without hours")
                                     : fmt::format(" with {}", fmt::join(windows, ", ")),
                     reasons);
}

std::string text_of(const time::OpenState& state, time::Instant at, const ChosenCalendar& calendar) {
  const time::Zone& zone = calendar.hours.zone();
  const bool is_open = state.now == time::OpenState::Now::open;
  const std::string until = state.until ? fmt::format("until {}", instant_text(zone, *state.until))
                            : is_open   ? std::string("and does not close any more")
                                        : std::string("and does not open any more");
  return fmt::format("{} {}\nat {}, {}, in {}\n", is_open ? "open" : "closed", until, instant_text(zone, at),
                     escape_controls(date_text(calendar.hours.hours_on(zone.date_of(at)))),
                     calendar_text(calendar.name, zone));
}

Json json_of(const time::OpenState& state, time::Instant at, const time::Zone& zone) {
  return {{"at", zone.format(at)},
          {"open", state.now == time::OpenState::Now::open},
          {"until", state.until ? Json(zone.format(*state.until)) : Json(nullptr)}};
}

Result<int> run(const ClockOpenOptions& options, Context& context) {
  const Result<ChosenCalendar> calendar = choose_calendar(context, options.calendar);
  if (!calendar) {
    return fail(calendar.error());
  }
  const time::Zone& zone = calendar->hours.zone();
  const Result<time::Instant> at =
      options.at ? parse_instant(context, zone, *options.at, "AT") : calendar->as_of;
  if (!at) {
    return fail(at.error());
  }
  const auto state = calendar->hours.state_at(*at);
  if (!state) {
    return fail(ErrorKind::usage, fmt::format("nothing is known of {}: {}", zone.format(*at), state.error()));
  }
  context.out =
      context.format() == "json"
          ? report::to_text(report::envelope(header_of(context, *calendar), json_of(*state, *at, zone)))
          : text_of(*state, *at, *calendar);
  return 0;
}

constexpr std::array<Example, 3> k_clock_open_examples{
    {{"csx clock open", "is anybody there now, and until when"},
     {"csx clock open --calendar support 2026-12-24T15:30", "another calendar, another time"},
     {"csx clock open --calendar br 2026-11-20T10:00 --format json", "for a program"}}};

}  // namespace

const Command k_clock_open{.name = "clock open",
                           .group = Group::look,
                           .summary = "say whether a calendar is open, and until when",
                           .effect = Effect::reads,
                           .about =
                               "At the closing instant it is closed. Windows that touch are one: open until "
                               "the last of them closes.",
                           .formats = k_clock_open_formats,
                           .examples = k_clock_open_examples,
                           .prepare = prepare<ClockOpenOptions, declare, run>};

}  // namespace csx::cli
