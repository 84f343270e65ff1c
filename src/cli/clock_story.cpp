#include "clock_story.hpp"

#include <array>

#include "clock.hpp"
#include "clock_rows.hpp"
#include "clock_story_places.hpp"
#include "csx/base/text.hpp"
#include "csx/report/table.hpp"

namespace csx::cli {
namespace {

using sla::Clock;
using sla::ClockCause;
using sla::ClockExplanation;
using sla::Happening;
using PartFate = sla::CountedPart::Fate;

constexpr std::array<std::string_view, 6> k_fate_notes{"",
                                                       "on hold",
                                                       "before the start",
                                                       "after the deadline",
                                                       "in the window of the day before",
                                                       "clocks go forward over it"};

std::string moment_text(const sla::Clocks& clocks, const Happening& happening) {
  return happening.is_date() ? fmt::format("{} (only the date is known)", happening.day.to_string())
                             : instant_text(clocks.zone, happening.at);
}

std::string at_place(const FoundPlace& place) {
  return place.file.empty() ? std::string() : fmt::format("  {}", place.to_string());
}

/// Lines `name: text`, aligned.
class StoryLines {
 public:
  void add(std::string_view name, std::string_view text) {
    m_out += fmt::format("{:<12} {}\n", fmt::format("{}:", name), escape_controls(text));
  }
  std::string take() { return std::move(m_out); }

 private:
  std::string m_out;
};

std::string version_text(const ClockExplanation& why) {
  using Kind = sla::VersionSpan::Kind;
  if (why.version.record == nullptr || why.version.kind != Kind::judged) {
    return "none is known to have been in force at the start";
  }
  const auto& version = why.version.agreement();
  const std::string until =
      why.version.to ? fmt::format(" to {}", why.version.to->plus_days(-1).to_string()) : std::string();
  return fmt::format("{} {}, approved by {}, in force from {}{}", version.id.value, version.version,
                     fmt::join(
                         [&] {
                           std::vector<std::string> areas;
                           for (const model::Area& area : version.between) {
                             areas.push_back(area.value);
                           }
                           return areas;
                         }(),
                         " and "),
                     version.effective_from.to_string(), until);
}

std::string start_text(const sla::Clocks& clocks, const Clock& clock) {
  switch (clock.cause) {
    case ClockCause::event:
      return fmt::format("{} {}", word(clock.start->event), moment_text(clocks, *clock.start));
    case ClockCause::resumed:
      return fmt::format("{} {}, in a hold: counts from its end, {}", word(clock.start->event),
                         moment_text(clocks, *clock.start), instant_text(clocks.zone, *clock.began));
    case ClockCause::previous_stop:
      return fmt::format("{} {}, which stopped the instance before", word(clock.start->event),
                         moment_text(clocks, *clock.start));
    case ClockCause::previous_deadline:
      return fmt::format("{}, the missed deadline of the instance before",
                         instant_text(clocks.zone, *clock.began));
    case ClockCause::first_day:
      return fmt::format("{}, the first day on which the commitment held for it",
                         instant_text(clocks.zone, *clock.began));
  }
  return {};
}

std::string limit_text(const Clock& clock) {
  if (!clock.within) {
    return reason_text(clock);
  }
  const std::string_view unit = clock.counts_business_time() ? "business time" : "elapsed time";
  const std::string amount =
      fmt::format("{}: {} of {}", clock.within->to_string(), length_text(clock.allowance), unit);
  return clock.row == nullptr ? fmt::format("every {}", amount) : amount;
}

void add_rows(StoryLines& lines, const ClockExplanation& why, const StoryPlaces& places) {
  for (std::size_t i = 0; i < why.rows.size(); ++i) {
    lines.add(fmt::format("row {}", i + 1),
              fmt::format("{}: within {}, {}{}", conditions_of(*why.rows[i].row),
                          why.rows[i].row->within.to_string(),
                          why.rows[i].matched ? "matches" : "does not match", at_place(places.row(i))));
  }
}

void add_holds(StoryLines& lines, const sla::Clocks& clocks, const ClockExplanation& why,
               const StoryPlaces& places) {
  for (std::size_t i = 0; i < why.pauses.size(); ++i) {
    const sla::Pause& pause = why.pauses[i];
    const std::string to = pause.to ? instant_text(clocks.zone, pause.to->at)
                                    : fmt::format("now, for {}", length_text(clocks.as_of - pause.from.at));
    lines.add("hold", fmt::format("{} to {}{}", instant_text(clocks.zone, pause.from.at), to,
                                  at_place(places.hold_from(i))));
  }
}

std::string source_note(const sla::CountedDay& day) {
  if (!day.hours) {
    return {};
  }
  if (day.hours->source == time::DayHours::Source::weekday) {
    return day.hours->windows.empty() ? "closed" : "";
  }
  const std::string_view name =
      day.hours->source == time::DayHours::Source::holiday ? "holiday" : "exception";
  return day.hours->reasons.empty() ? std::string(name)
                                    : fmt::format("{}: {}", name, fmt::join(day.hours->reasons, ", "));
}

/// `09:00-12:00`, an end at midnight as 24:00.
std::string span_text(const time::Zone& zone, const sla::CountedPart& part) {
  const auto clock = [&](time::Instant at) {
    const std::string text = zone.format(at).substr(11, 8);
    return text.ends_with(":00") ? text.substr(0, 5) : text;
  };
  const std::string to = clock(part.to);
  return fmt::format("{}-{}", clock(part.from), to == "00:00" ? "24:00" : to);
}

std::string fate_note(PartFate fate, const Clock& clock) {
  const bool is_open_end = fate == PartFate::after_end && !clock.deadline;
  return is_open_end ? "after now" : std::string(k_fate_notes.at(static_cast<std::size_t>(fate)));
}

std::string days_text(const Clock& clock, const ClockExplanation& why, std::optional<std::size_t> width) {
  report::Table table;
  table.columns = {{"day", report::Align::left},
                   {"hours", report::Align::left},
                   {"counted", report::Align::right},
                   {"total", report::Align::right},
                   {"", report::Align::left}};
  std::chrono::seconds total{0};
  for (const sla::CountedDay& day : why.days) {
    std::string name =
        instant_text(why.zone, why.zone.start_of(day.date)).substr(0, 4) + day.date.to_string();
    std::string note = source_note(day);
    if (day.parts.empty()) {
      table.rows.push_back({std::move(name), "", "", "", std::move(note)});
    }
    for (const sla::CountedPart& part : day.parts) {
      const bool is_counted = part.fate == PartFate::counted;
      total += is_counted ? part.to - part.from : std::chrono::seconds{0};
      const std::string fate = fate_note(part.fate, clock);
      const std::string notes =
          note.empty() || fate.empty() ? fmt::format("{}{}", note, fate) : fmt::format("{}; {}", note, fate);
      table.rows.push_back({std::exchange(name, {}), span_text(why.zone, part),
                            is_counted ? length_text(part.to - part.from) : std::string(),
                            is_counted ? length_text(total) : std::string(), notes});
      note.clear();
    }
  }
  return report::text_of(table, width);
}

std::string stop_text(const sla::Clocks& clocks, const Clock& clock) {
  std::vector<std::string_view> words;
  for (const model::Event event : clock.commitment->clock->to) {
    words.push_back(word(event));
  }
  const bool goes_on_elsewhere =
      clock.commitment->clock->every && clock.deadline && *clock.deadline < clocks.as_of;
  return clock.stop ? fmt::format("{} {}", word(clock.stop->event), moment_text(clocks, *clock.stop))
         : goes_on_elsewhere
             ? fmt::format("no {} until the deadline, where the next instance began", enumerate(words, "or"))
             : fmt::format("no {} yet", enumerate(words, "or"));
}

std::string events_text(const model::Clock& clock) {
  std::vector<std::string_view> words;
  if (clock.from) {
    for (const model::Event event : *clock.from) {
      words.push_back(word(event));
    }
  }
  return fmt::format("waits for {}", words.empty() ? "a contract" : enumerate(words, "or"));
}

void add_ends(StoryLines& lines, const sla::Clocks& clocks, const Clock& clock, const ClockExplanation& why,
              const StoryPlaces& places) {
  lines.add("stop", stop_text(clocks, clock) + at_place(places.stop()));
  if (clock.warns_at) {
    lines.add("warns", fmt::format("{}, at {} of the time", instant_text(clocks.zone, *clock.warns_at),
                                   model::Scalar<model::Share>::print(*clock.commitment->clock->warn_at)));
  }
  lines.add("deadline", clock.deadline ? instant_text(clocks.zone, *clock.deadline)
                                       : std::string("not known while it is on hold"));
  if (why.used) {
    lines.add("used", fmt::format("{} of {}{}", length_text(*why.used), length_text(clock.allowance),
                                  clock.stop || (clock.commitment->clock->every && clock.deadline &&
                                                 *clock.deadline < clocks.as_of)
                                      ? ""
                                      : " until now"));
  }
  if (clock.date_precision) {
    lines.add("precision",
              "of some events only the date is known: a start counts from 00:00 or from the event before it "
              "on that "
              "day, a stop until the end of the deadline's date, and a hold lasts to the beginning of its "
              "last day");
  }
  if (clock.regraded) {
    lines.add("regraded", "a submission without recorded figures was graded from what is there now");
  }
  if (clock.exclusion != nullptr) {
    lines.add("exclusion", fmt::format("{}, asked by {}, approved by {}, from {}{}", clock.exclusion->why,
                                       clock.exclusion->by.value, clock.exclusion->approved_by->value,
                                       clock.exclusion->from.to_string(), at_place(places.exclusion())));
  }
}

}  // namespace

std::string story_text(const Session& session, const sla::Clocks& clocks, const Clock& clock,
                       const ClockExplanation& why, std::optional<std::size_t> width) {
  const StoryPlaces places(session, clock, why);
  const std::string type =
      clock.subject.absent ? fmt::format("  ({} handoff, which does not exist)", word(*clock.subject.absent))
                           : std::string();
  std::string out =
      fmt::format("{}  {} #{}{}\n", escape_controls(clock.subject.ref()), clock.path(), clock.instance, type);
  out += escape_controls(clock_phrase(clocks, clock)) + "\n\n";
  StoryLines lines;
  if (clock.commitment->statement) {
    lines.add("commitment", *clock.commitment->statement);
  }
  lines.add("version", version_text(why) + at_place(places.commitment()));
  const std::string owner = clock.owner != nullptr ? fmt::format(", {}", *clock.owner)
                            : clock.began          ? std::string(", nobody is named")
                                                   : std::string();
  lines.add("owes", fmt::format("{}{}", clock.commitment->responsible.value, owner));
  if (!clock.began) {
    lines.add("start", events_text(*clock.commitment->clock));
    return out + lines.take();
  }
  lines.add("start", start_text(clocks, clock) + at_place(places.start()));
  if (!clock.within) {
    add_rows(lines, why, places);
    return out + lines.take();
  }
  add_rows(lines, why, places);
  lines.add("limit", limit_text(clock));
  if (clock.counts_business_time() && clock.calendar != nullptr) {
    lines.add("calendar", fmt::format("{} ({})", clock.calendar->id, why.zone.name()));
  }
  if (clock.state == sla::ClockState::not_applicable && !clock.deadline) {
    return out + lines.take();
  }
  add_holds(lines, clocks, why, places);
  add_ends(lines, clocks, clock, why, places);
  return out + lines.take() +
         (why.days.empty() ? std::string() : fmt::format("\n{}", days_text(clock, why, width)));
}

}  // namespace csx::cli
