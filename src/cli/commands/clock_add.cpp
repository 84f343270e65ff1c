#include "../calendar_choice.hpp"
#include "../clock.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_clock_add_formats{"text", "json"};

struct ClockAddOptions {
  std::optional<std::string> duration;
  std::optional<std::string> calendar;
  std::optional<std::string> from;
  bool explain = false;
};

void declare(ClockAddOptions& options, Options& out) {
  out.push_back({.names = "DURATION",
                 .value = {},
                 .doc =
                     "how much: 8bh, 90bm or 2bd of business time, 48h or 30m elapsed, 5d, 2w, 1mo, 1q or 1y "
                     "to the same local time; with - before it, backwards",
                 .into = &options.duration,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back(calendar_option(options.calendar));
  out.push_back({.names = "--from",
                 .value = "INSTANT",
                 .doc = "where to start, in the calendar's zone unless it has an offset; a date means 00:00; "
                        "--as-of unless given",
                 .into = &options.from});
  out.push_back({.names = "--explain",
                 .value = {},
                 .doc = "show each day: the hours counted, those skipped and why, the running total",
                 .into = &options.explain});
}

/// A duration and its sign: to subtract nothing is not the same as to add nothing.
struct AddedStep {
  time::Duration duration;
  enum class Direction : unsigned char { forwards, backwards } direction = Direction::forwards;

  bool is_back() const { return direction == Direction::backwards; }
  std::string to_string() const { return (is_back() ? "-" : "") + duration.to_string(); }
};

Result<AddedStep> parse_step(std::string_view text) {
  const bool is_back = text.starts_with('-') && !text.starts_with("--");
  const auto duration = time::Duration::parse(text.substr(is_back ? 1 : 0));
  if (!duration) {
    return fail(ErrorKind::usage, fmt::format("{} is no duration: {}", csx::quoted(text), duration.error()),
                {"write a count and a unit, such as 8bh, 2bd, 48h, 5d or 1mo"});
  }
  return AddedStep{*duration, is_back ? AddedStep::Direction::backwards : AddedStep::Direction::forwards};
}

struct Outcome {
  AddedStep step;
  time::Instant start{};
  time::Instant deadline{};
};

Result<Outcome> count(const AddedStep& step, time::Instant start, const time::BusinessCalendar& hours) {
  const auto deadline =
      step.is_back() ? hours.subtract(start, step.duration) : hours.add(start, step.duration);
  if (!deadline) {
    return fail(ErrorKind::usage, fmt::format("there is no instant {} from {}: {}", step.to_string(),
                                              hours.zone().format(start), deadline.error()));
  }
  return Outcome{step, start, *deadline};
}

/// The days that were counted; none for units that need no calendar.
time::Explanation explain(const Outcome& outcome, const time::BusinessCalendar& hours) {
  const time::Instant from = std::min(outcome.start, outcome.deadline);
  const time::Instant to = std::max(outcome.start, outcome.deadline);
  if (!outcome.step.duration.is_business()) {
    return {from, to, {}, {}};
  }
  // Both ends are instants that the calendar has just counted with.
  return hours.explain(from, to).value_or(time::Explanation{from, to, {}, {}});
}

std::optional<DayNumbers> numbers_of(const AddedStep& step) {
  if (step.duration.unit != time::Duration::Unit::business_days) {
    return std::nullopt;
  }
  return step.is_back() ? DayNumbers{-step.duration.count, 0} : DayNumbers{0, step.duration.count};
}

std::string why_text(const Outcome& outcome, const ChosenCalendar& calendar, const Context& context) {
  using Unit = time::Duration::Unit;
  const time::Duration& duration = outcome.step.duration;
  if (duration.unit == Unit::minutes || duration.unit == Unit::hours) {
    return fmt::format("{} is elapsed time: no calendar is asked\n", duration.to_string());
  }
  if (!duration.is_business()) {
    return fmt::format("{} leads to the same local time of another date: no hours are counted\n",
                       duration.to_string());
  }
  const SpanEnds ends =
      outcome.step.is_back() ? SpanEnds{"deadline", "start"} : SpanEnds{"start", "deadline"};
  const time::Explanation days = explain(outcome, calendar.hours);
  return explanation_text(days, calendar.hours.zone(), ends, numbers_of(outcome.step), context.width()) +
         fmt::format("\n{} counted, {} elapsed\n", length_text(days.total.counted),
                     length_text(days.to - days.from));
}

std::string text_of(const Outcome& outcome, const ChosenCalendar& calendar) {
  const time::Zone& zone = calendar.hours.zone();
  return fmt::format("{}\n{} {} {}, {}\n", instant_text(zone, outcome.deadline),
                     outcome.step.duration.to_string(), outcome.step.is_back() ? "before" : "after",
                     instant_text(zone, outcome.start), calendar_text(calendar.name, zone));
}

Json json_of(const Outcome& outcome, const time::BusinessCalendar& hours, bool explained) {
  const time::Zone& zone = hours.zone();
  Json json{{"start", zone.format(outcome.start)},
            {"duration", outcome.step.to_string()},
            {"deadline", zone.format(outcome.deadline)}};
  if (explained) {
    json["explanation"] = explanation_json(explain(outcome, hours), zone, numbers_of(outcome.step));
  }
  return json;
}

Result<int> run(const ClockAddOptions& options, Context& context) {
  const Result<AddedStep> step = parse_step(*options.duration);
  if (!step) {
    return fail(step.error());
  }
  const Result<ChosenCalendar> calendar = choose_calendar(context, options.calendar);
  if (!calendar) {
    return fail(calendar.error());
  }
  const time::BusinessCalendar& hours = calendar->hours;
  const Result<time::Instant> start =
      options.from ? parse_instant(context, hours.zone(), *options.from, "--from") : calendar->as_of;
  if (!start) {
    return fail(start.error());
  }
  const Result<Outcome> outcome = count(*step, *start, hours);
  if (!outcome) {
    return fail(outcome.error());
  }
  if (context.format() == "json") {
    context.out = report::to_text(
        report::envelope(header_of(context, *calendar), json_of(*outcome, hours, options.explain)));
    return 0;
  }
  context.out = text_of(*outcome, *calendar);
  if (options.explain) {
    context.out += "\n" + why_text(*outcome, *calendar, context);
  }
  return 0;
}

constexpr std::array<Example, 4> k_clock_add_examples{
    {{"csx clock add --from 2026-11-19T16:00 8bh", "eight business hours later in the workspace's calendar"},
     {"csx clock add --calendar br --from 2026-11-19T16:00 2bd --explain", "day by day, with the holidays"},
     {"csx clock add --from 2026-12-01 -16bh", "by when something must begin to be done by then"},
     {"csx clock add --calendar ./br.yaml --from 2026-11-19T16:00 90bm --format json",
      "from a calendar's own file, for a program"}}};

}  // namespace

const Command k_clock_add{
    .name = "clock add",
    .group = Group::look,
    .summary = "say when a duration ends, in the hours of a calendar",
    .effect = Effect::reads,
    .about =
        "Business units count only inside the calendar's hours; a start outside of them counts from the "
        "next opening. 2bd is the closing of the second business day after the start's.",
    .formats = k_clock_add_formats,
    .examples = k_clock_add_examples,
    .prepare = prepare<ClockAddOptions, declare, run>};

}  // namespace csx::cli
