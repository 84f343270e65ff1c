#include <doctest/doctest.h>

#include "calendar_samples.hpp"

using namespace csx::time;

namespace {

std::string name_of(WindowPart::Fate fate) {
  switch (fate) {
    case WindowPart::Fate::counted:
      return "counted";
    case WindowPart::Fate::before_start:
      return "before";
    case WindowPart::Fate::after_end:
      return "after";
    case WindowPart::Fate::overlapped:
      return "overlapped";
    case WindowPart::Fate::lost:
      return "lost";
  }
  return "?";
}

using Lines = std::vector<std::string>;

/// `2026-11-13 #0 09:00-12:00 before, 13:00-18:00 counted = 5:00:00`, a line for every day.
Lines lines_of(const BusinessCalendar& calendar, const Parsed<Explanation>& explained) {
  if (!explained) {
    return {"! " + explained.error()};
  }
  const auto clock = [&](Instant at) { return calendar.zone().format(at).substr(11, 5); };
  Lines lines;
  for (const auto& day : explained->days) {
    auto line = day.date.to_string();
    if (day.business_day) {
      line += fmt::format(" #{}", *day.business_day);
    }
    if (day.hours.source == DayHours::Source::holiday) {
      line += " holiday";
    } else if (day.hours.source == DayHours::Source::exception) {
      line += " exception";
    }
    for (const auto& reason : day.hours.reasons) {
      line += fmt::format(" ({})", reason);
    }
    for (const auto& part : day.parts) {
      line += fmt::format(" {}-{} {}", clock(part.from), clock(part.to), name_of(part.fate));
    }
    lines.push_back(line + " = " + shown(Parsed<BusinessTime>(day.total)));
  }
  return lines;
}

}  // namespace

template <>
struct doctest::StringMaker<Lines> {
  static doctest::String convert(const Lines& lines) {
    return fmt::format("{}", fmt::join(lines, "\n")).c_str();
  }
};

TEST_CASE("an addition of business hours is explained day by day, with what was skipped and why") {
  const auto calendar = BusinessCalendar::build(office()).value();
  const auto explained = calendar.explain(instant(calendar.zone(), "2026-11-19T16:00"), duration_of("8bh"));
  CHECK(lines_of(calendar, explained) ==
        Lines{
            "2026-11-19 #0 09:00-12:00 before 13:00-16:00 before 16:00-18:00 counted = 2:00:00",
            "2026-11-20 holiday (Consciência Negra) = 2:00:00",
            "2026-11-21 = 2:00:00",
            "2026-11-22 = 2:00:00",
            "2026-11-23 #1 09:00-12:00 counted 13:00-16:00 counted 16:00-18:00 after = 8:00:00",
        });
  CHECK(shown(calendar.zone(), explained->to) == "2026-11-23T16:00:00-03:00");
  CHECK(explained->days.at(0).hours.windows == windows_of("09:00-12:00 13:00-18:00"));
  CHECK(explained->days.at(0).counted == business(2 * 3600));
  CHECK(explained->total == business(8 * 3600));
}

TEST_CASE("business days are numbered from the one that the start belongs to") {
  const auto calendar = BusinessCalendar::build(office()).value();
  const auto lines = [&](std::string_view from, std::string_view duration) {
    return lines_of(calendar, calendar.explain(instant(calendar.zone(), from), duration_of(duration)));
  };
  CHECK(lines("2026-11-13T19:00", "2bd") ==
        Lines{
            "2026-11-13 09:00-12:00 before 13:00-18:00 before = 0:00:00",
            "2026-11-14 = 0:00:00",
            "2026-11-15 = 0:00:00",
            "2026-11-16 #0 09:00-12:00 counted 13:00-18:00 counted = 8:00:00",
            "2026-11-17 #1 09:00-12:00 counted 13:00-18:00 counted = 16:00:00",
            "2026-11-18 #2 09:00-12:00 counted 13:00-18:00 counted = 24:00:00",
        });
  CHECK(lines("2026-12-23T17:00", "1bd") ==
        Lines{
            "2026-12-23 #0 09:00-12:00 before 13:00-17:00 before 17:00-18:00 counted = 1:00:00",
            "2026-12-24 #1 exception (véspera de Natal) 09:00-12:00 counted = 4:00:00",
        });
  CHECK(lines("2026-11-30T17:00", "1bd") ==
        Lines{
            "2026-11-30 #0 09:00-12:00 before 13:00-17:00 before 17:00-18:00 counted = 1:00:00",
            "2026-12-01 exception (mudança) = 1:00:00",
            "2026-12-02 #1 09:00-12:00 counted 13:00-18:00 counted = 9:00:00",
        });
  CHECK(lines("2026-11-13T19:00", "0bm") == Lines{
                                                "2026-11-13 09:00-12:00 before 13:00-18:00 before = 0:00:00",
                                                "2026-11-14 = 0:00:00",
                                                "2026-11-15 = 0:00:00",
                                                "2026-11-16 #0 09:00-12:00 after 13:00-18:00 after = 0:00:00",
                                            });
}

TEST_CASE("two holidays on a day are both named") {
  auto rules = office();
  rules.holidays.push_back({MonthDay{11, 20}, "Aniversário da empresa"});
  const auto calendar = BusinessCalendar::build(std::move(rules)).value();
  CHECK(calendar.hours_on(date_of("2026-11-20")).reasons ==
        Lines{"Consciência Negra", "Aniversário da empresa"});
  CHECK(calendar.hours_on(date_of("2025-11-20")).reasons == Lines{"Aniversário da empresa"});
  CHECK(calendar.hours_on(date_of("2026-11-21")).source == DayHours::Source::weekday);
}

TEST_CASE("nights, overlaps and lost windows are told") {
  const auto lines = [](CalendarRules rules, std::string_view from, std::string_view to) {
    const auto calendar = BusinessCalendar::build(std::move(rules)).value();
    const auto& zone = calendar.zone();
    return lines_of(calendar, calendar.explain(instant(zone, from), instant(zone, to)));
  };
  // A span inside one night begins and ends with the date of that night.
  CHECK(lines(on_weekdays("UTC", "22:00-06:00"), "2026-11-14T01:00", "2026-11-14T06:00") ==
        Lines{"2026-11-13 #0 22:00-01:00 before 01:00-06:00 counted = 5:00:00"});
  CHECK(lines(every_day("UTC", "22:00-06:00 05:00-07:00"), "2026-11-14T01:00", "2026-11-14T08:00") ==
        Lines{"2026-11-13 #0 05:00-06:00 overlapped 06:00-07:00 before 22:00-01:00 before 01:00-06:00 "
              "counted = 5:00:00",
              "2026-11-14 #1 05:00-06:00 overlapped 06:00-07:00 counted 22:00-06:00 after = 6:00:00"});
  CHECK(lines(every_day("America/New_York", "02:00-03:00 09:00-10:00"), "2026-03-07T12:00",
              "2026-03-08T12:00") == Lines{"2026-03-07 02:00-03:00 before 09:00-10:00 before = 0:00:00",
                                           "2026-03-08 #0 03:00-03:00 lost 09:00-10:00 counted = 1:00:00"});
}

TEST_CASE("an overlap that begins in a repeated hour begins at its first occurrence") {
  const auto calendar =
      BusinessCalendar::build(every_day("America/New_York", "22:00-03:00 01:30-04:00")).value();
  const auto explained = calendar.explain(instant(calendar.zone(), "2026-10-31T12:00"),
                                          instant(calendar.zone(), "2026-11-01T12:00"));
  const auto& overlap = explained->days.at(1).parts.at(0);
  CHECK(overlap.fate == WindowPart::Fate::overlapped);
  CHECK(overlap.from == instant(calendar.zone(), "2026-11-01T01:30:00-04:00"));
  CHECK(overlap.length() == std::chrono::minutes{150});
  CHECK(explained->days.at(1).counted == business(3600));
}

TEST_CASE("elapsed time meets no days, an end before its start neither, a refused addition says why") {
  const auto calendar = BusinessCalendar::build(office()).value();
  const auto start = instant(calendar.zone(), "2026-11-19T16:00");
  const auto elapsed = calendar.explain(start, duration_of("48h"));
  CHECK(elapsed->days.empty());
  CHECK(elapsed->to == start + std::chrono::hours{48});
  CHECK(elapsed->total == business(2 * 3600));
  const auto backwards = calendar.explain(start, start - std::chrono::hours{48});
  CHECK(backwards->days.empty());
  CHECK(backwards->total == BusinessTime{});
  CHECK(lines_of(calendar, calendar.explain(start, {INT32_MAX, Duration::Unit::business_hours})) ==
        Lines{"! the calendar has not so many hours up to the year 2200"});
  // What is subtracted is explained from where it leads to.
  const auto before = calendar.explain(start, {-1, Duration::Unit::business_hours});
  CHECK(before->from == start - std::chrono::hours{1});
  CHECK(lines_of(calendar, before) ==
        Lines{"2026-11-19 #0 09:00-12:00 before 13:00-15:00 before 15:00-16:00 counted 16:00-18:00 after = "
              "1:00:00"});
}
