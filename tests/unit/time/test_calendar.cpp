#include <doctest/doctest.h>

#include "calendar_samples.hpp"

using namespace csx::time;

namespace {

BusinessCalendar office_calendar() {
  return BusinessCalendar::build(office()).value();
}

struct Addition {
  std::string_view start;
  std::string_view duration;
  std::string_view expected;
};

void check_additions(const BusinessCalendar& calendar, std::initializer_list<Addition> rows) {
  for (const auto& row : rows) {
    CAPTURE(row.start);
    CAPTURE(row.duration);
    const auto start = instant(calendar.zone(), row.start);
    CHECK(shown(calendar.zone(), calendar.add(start, duration_of(row.duration))) == row.expected);
  }
}

void check_subtractions(const BusinessCalendar& calendar, std::initializer_list<Addition> rows) {
  for (const auto& row : rows) {
    CAPTURE(row.start);
    CAPTURE(row.duration);
    const auto end = instant(calendar.zone(), row.start);
    const auto duration = duration_of(row.duration);
    CHECK(shown(calendar.zone(), calendar.subtract(end, duration)) == row.expected);
    if (duration.count != 0) {
      CHECK(shown(calendar.zone(), calendar.add(end, {-duration.count, duration.unit})) == row.expected);
    }
  }
}

}  // namespace

// November 2026 begins on a Sunday; 13 is a Friday, 16 a Monday.

TEST_CASE("elapsed time does not look at the calendar") {
  check_additions(office_calendar(), {
                                         {"2026-11-13T17:50", "30m", "2026-11-13T18:20:00-03:00"},
                                         {"2026-11-13T17:50", "48h", "2026-11-15T17:50:00-03:00"},
                                         {"2026-11-14T03:00:07", "0m", "2026-11-14T03:00:07-03:00"},
                                     });
}

TEST_CASE("business minutes and hours pass inside windows alone") {
  check_additions(office_calendar(), {
                                         {"2026-11-12T16:00", "90bm", "2026-11-12T17:30:00-03:00"},
                                         {"2026-11-12T11:30", "90bm", "2026-11-12T14:00:00-03:00"},
                                         {"2026-11-12T11:30:30", "45bm", "2026-11-12T13:15:30-03:00"},
                                         {"2026-11-12T16:00", "16bh", "2026-11-16T16:00:00-03:00"},
                                         {"2026-11-19T16:00", "8bh", "2026-11-23T16:00:00-03:00"},
                                         {"2026-11-13T17:59:59", "1bm", "2026-11-16T09:00:59-03:00"},
                                         {"2026-11-12T13:00-05:00", "1bh", "2026-11-12T16:00:00-03:00"},
                                     });
}

TEST_CASE("days, weeks, months, quarters and years keep the local time") {
  check_additions(office_calendar(), {
                                         {"2026-11-13T17:50:09", "5d", "2026-11-18T17:50:09-03:00"},
                                         {"2026-11-13T23:00", "2w", "2026-11-27T23:00:00-03:00"},
                                         {"2026-01-31T10:00", "1mo", "2026-02-28T10:00:00-03:00"},
                                         {"2028-01-31T10:00", "1mo", "2028-02-29T10:00:00-03:00"},
                                         {"2026-11-30T10:00", "1q", "2027-02-28T10:00:00-03:00"},
                                         {"2028-02-29T10:00", "1y", "2029-02-28T10:00:00-03:00"},
                                         {"2026-11-14T10:00", "0d", "2026-11-14T10:00:00-03:00"},
                                     });
}

TEST_CASE("business days end at the closing of that many business days after the start's") {
  check_additions(office_calendar(),
                  {
                      // from a Friday in hours
                      {"2026-11-13T10:00", "0bd", "2026-11-13T18:00:00-03:00"},
                      {"2026-11-13T10:00", "2bd", "2026-11-17T18:00:00-03:00"},
                      {"2026-11-13T09:00", "1bd", "2026-11-16T18:00:00-03:00"},
                      // in its break, and before it opens: the next opening is its own
                      {"2026-11-13T12:30", "2bd", "2026-11-17T18:00:00-03:00"},
                      {"2026-11-13T07:00", "2bd", "2026-11-17T18:00:00-03:00"},
                      // Friday at closing, after closing, Saturday: the start's day is Monday
                      {"2026-11-13T17:59:59", "2bd", "2026-11-17T18:00:00-03:00"},
                      {"2026-11-13T18:00", "2bd", "2026-11-18T18:00:00-03:00"},
                      {"2026-11-13T19:00", "2bd", "2026-11-18T18:00:00-03:00"},
                      {"2026-11-14T10:00", "2bd", "2026-11-18T18:00:00-03:00"},
                      {"2026-11-14T10:00", "0bd", "2026-11-16T18:00:00-03:00"},
                      // over the holiday of Friday 20
                      {"2026-11-19T10:00", "1bd", "2026-11-23T18:00:00-03:00"},
                      // the exception's closing on a working Saturday and on Christmas Eve
                      {"2026-11-27T10:00", "1bd", "2026-11-28T13:00:00-03:00"},
                      {"2026-12-23T10:00", "1bd", "2026-12-24T12:00:00-03:00"},
                      {"2026-12-23T10:00", "2bd", "2026-12-28T18:00:00-03:00"},
                  });
}

TEST_CASE("a start outside hours counts from the next opening, a deadline at closing stays there") {
  check_additions(office_calendar(), {
                                         {"2026-11-13T18:00", "1bh", "2026-11-16T10:00:00-03:00"},
                                         {"2026-11-13T20:00", "1bh", "2026-11-16T10:00:00-03:00"},
                                         {"2026-11-13T12:00", "1bh", "2026-11-13T14:00:00-03:00"},
                                         {"2026-11-13T06:00", "1bh", "2026-11-13T10:00:00-03:00"},
                                         {"2026-11-13T11:00", "1bh", "2026-11-13T12:00:00-03:00"},
                                         {"2026-11-13T17:00", "1bh", "2026-11-13T18:00:00-03:00"},
                                         {"2026-11-12T09:00", "16bh", "2026-11-13T18:00:00-03:00"},
                                         // zero
                                         {"2026-11-13T10:00:05", "0bm", "2026-11-13T10:00:05-03:00"},
                                         {"2026-11-13T09:00", "0bh", "2026-11-13T09:00:00-03:00"},
                                         {"2026-11-13T18:00", "0bm", "2026-11-16T09:00:00-03:00"},
                                         {"2026-11-15T10:00", "0bh", "2026-11-16T09:00:00-03:00"},
                                     });
}

TEST_CASE("subtracting is the mirror image of adding") {
  const auto calendar = office_calendar();
  check_subtractions(calendar, {
                                   {"2026-11-16T10:00", "2bh", "2026-11-13T17:00:00-03:00"},
                                   {"2026-11-13T14:00", "90bm", "2026-11-13T11:30:00-03:00"},
                                   // exactly at an opening counts from the closing before
                                   {"2026-11-16T09:00", "1bh", "2026-11-13T17:00:00-03:00"},
                                   {"2026-11-15T09:00", "1bh", "2026-11-13T17:00:00-03:00"},
                                   // a closing is inside, and what reaches an opening stays there
                                   {"2026-11-13T18:00", "1bh", "2026-11-13T17:00:00-03:00"},
                                   {"2026-11-13T18:00", "5bh", "2026-11-13T13:00:00-03:00"},
                                   {"2026-11-13T18:00", "8bh", "2026-11-13T09:00:00-03:00"},
                                   {"2026-11-23T16:00", "8bh", "2026-11-19T16:00:00-03:00"},
                                   // zero
                                   {"2026-11-13T10:00", "0bm", "2026-11-13T10:00:00-03:00"},
                                   {"2026-11-13T18:00", "0bm", "2026-11-13T18:00:00-03:00"},
                                   {"2026-11-16T09:00", "0bm", "2026-11-13T18:00:00-03:00"},
                                   {"2026-11-15T09:00", "0bm", "2026-11-13T18:00:00-03:00"},
                                   // business days: openings
                                   {"2026-11-18T10:00", "2bd", "2026-11-16T09:00:00-03:00"},
                                   {"2026-11-18T18:00", "2bd", "2026-11-16T09:00:00-03:00"},
                                   {"2026-11-18T09:00", "2bd", "2026-11-13T09:00:00-03:00"},
                                   {"2026-11-15T12:00", "0bd", "2026-11-13T09:00:00-03:00"},
                                   {"2026-11-23T10:00", "1bd", "2026-11-19T09:00:00-03:00"},
                                   // the rest
                                   {"2026-11-13T00:10", "30m", "2026-11-12T23:40:00-03:00"},
                                   {"2026-11-13T10:00", "48h", "2026-11-11T10:00:00-03:00"},
                                   {"2026-11-13T10:00", "5d", "2026-11-08T10:00:00-03:00"},
                                   {"2026-03-31T10:00", "1mo", "2026-02-28T10:00:00-03:00"},
                               });
  const auto start = instant(calendar.zone(), "2026-11-13T10:00");
  const Duration smallest{INT32_MIN, Duration::Unit::business_hours};
  CHECK(shown(calendar.zone(), calendar.add(start, smallest)) ==
        "! the calendar has not so many hours since the year 1900");
}

TEST_CASE("between two instants lies the business time inside, nothing when the end comes first") {
  struct Row {
    std::string_view from;
    std::string_view to;
    std::string_view expected;
  };
  const Row rows[] = {
      {"2026-11-19T16:00", "2026-11-23T16:00", "8:00:00"},
      {"2026-11-13T10:00:15", "2026-11-13T10:00:16", "0:00:01"},
      {"2026-11-13T10:00", "2026-11-13T10:00", "0:00:00"},
      {"2026-11-13T18:00", "2026-11-16T09:00", "0:00:00"},
      {"2026-11-13T17:59:59", "2026-11-16T09:00:01", "0:00:02"},
      {"2026-11-14T10:00", "2026-11-15T10:00", "0:00:00"},
      {"2026-11-13T12:15", "2026-11-13T12:45", "0:00:00"},
      {"2026-11-16T00:00", "2026-11-21T00:00", "32:00:00"},
      {"2026-11-16T10:00", "2026-11-13T10:00", "0:00:00"},
      {"2026-12-31T17:00", "2027-01-01T10:00", "2:00:00"},
  };
  const auto calendar = office_calendar();
  for (const auto& row : rows) {
    CAPTURE(row.from);
    CAPTURE(row.to);
    const auto from = instant(calendar.zone(), row.from);
    const auto to = instant(calendar.zone(), row.to);
    CHECK(shown(calendar.between(from, to)) == row.expected);
  }
}

TEST_CASE("exceptions replace weekday and holiday, holidays close, 29 February is there in leap years") {
  struct Row {
    std::string_view date;
    std::string_view hours;
  };
  const Row rows[] = {
      {"2026-11-13", "8:00:00"},                             // Friday
      {"2026-11-14", "0:00:00"},                             // Saturday
      {"2026-11-20", "0:00:00"},                             // holiday of one year
      {"2025-11-20", "8:00:00"}, {"2026-11-28", "4:00:00"},  // exception opens a Saturday
      {"2026-12-01", "0:00:00"},                             // exception closes a Tuesday
      {"2026-12-24", "3:00:00"},                             // exception on a holiday
      {"2026-12-25", "0:00:00"},                             // every year
      {"2031-12-25", "0:00:00"}, {"2026-04-03", "0:00:00"},  // Easter was on 5 April 2026, 20 April 2025
      {"2025-04-18", "0:00:00"}, {"2026-02-17", "0:00:00"},
      {"2025-03-04", "0:00:00"}, {"2024-02-29", "0:00:00"},  // Thursday
      {"2027-03-01", "8:00:00"},  // no leap year: 29 February is not moved to 1 March
      {"2027-02-26", "8:00:00"},
  };
  const auto calendar = office_calendar();
  for (const auto& row : rows) {
    CAPTURE(row.date);
    const auto date = date_of(row.date);
    const auto& zone = calendar.zone();
    CHECK(shown(calendar.between(zone.start_of(date), zone.start_of(date.plus_days(1)))) == row.hours);
  }
}

TEST_CASE("a holiday that moves with Easter may fall into the year before or after") {
  auto rules = every_day("UTC", "09:00-10:00");
  rules.holidays = {{DaysFromEaster{-100}, "early"}, {DaysFromEaster{280}, "late"}};
  const auto calendar = BusinessCalendar::build(rules).value();
  // Easter is 31 March 2024, 20 April 2025: 100 days before the one, 280 after the other.
  for (const auto text : {"2023-12-22", "2025-01-05", "2025-01-10", "2026-01-25"}) {
    CAPTURE(text);
    CHECK(calendar.hours_on(date_of(text)).source == DayHours::Source::holiday);
  }
  CHECK(calendar.hours_on(date_of("2023-12-23")).source == DayHours::Source::weekday);
}

TEST_CASE("a night belongs to the date on which it opens") {
  auto rules = on_weekdays("America/Sao_Paulo", "22:00-06:00");
  rules.holidays = {{date_of("2026-11-20"), "Consciência Negra"}};
  const auto calendar = BusinessCalendar::build(rules).value();
  check_additions(calendar, {
                                // Thursday's night runs into the holiday and is not cut
                                {"2026-11-19T21:00", "8bh", "2026-11-20T06:00:00-03:00"},
                                // the holiday's own night is closed as a whole
                                {"2026-11-20T03:00", "4bh", "2026-11-23T23:00:00-03:00"},
                                {"2026-11-20T23:00", "0bm", "2026-11-23T22:00:00-03:00"},
                                // Friday's night ends on Saturday
                                {"2026-11-13T23:00", "0bd", "2026-11-14T06:00:00-03:00"},
                                {"2026-11-14T05:00", "0bd", "2026-11-14T06:00:00-03:00"},
                                {"2026-11-14T05:00", "1bd", "2026-11-17T06:00:00-03:00"},
                                {"2026-11-14T06:00", "0bd", "2026-11-17T06:00:00-03:00"},
                            });
}

TEST_CASE("no second counts twice where windows overlap, it belongs to the earlier date") {
  auto rules = every_day("UTC", "07:00-12:00 10:00-13:00 11:00-12:30");
  rules.week.at(0) = windows_of("20:00-09:00");  // Monday's night runs into Tuesday's window
  rules.week.at(3) = windows_of("20:00-15:00");  // Thursday's covers all of Friday's
  const auto calendar = BusinessCalendar::build(rules).value();
  const auto hours = [&](std::string_view from, std::string_view to) {
    return shown(calendar.between(instant(calendar.zone(), from), instant(calendar.zone(), to)));
  };
  CHECK(hours("2026-11-11T00:00", "2026-11-12T00:00") == "6:00:00");   // Wednesday, windows joined
  CHECK(hours("2026-11-09T12:00", "2026-11-11T00:00") == "17:00:00");  // 20:00 to 13:00
  CHECK(hours("2026-11-12T12:00", "2026-11-14T00:00") == "19:00:00");  // 20:00 to 15:00
  check_additions(calendar, {
                                {"2026-11-10T08:30", "0bd", "2026-11-10T09:00:00Z"},
                                {"2026-11-10T08:30", "1bd", "2026-11-10T13:00:00Z"},
                                // Friday has no second of its own: Saturday is the next business day
                                {"2026-11-13T08:30", "0bd", "2026-11-13T15:00:00Z"},
                                {"2026-11-13T08:30", "1bd", "2026-11-14T13:00:00Z"},
                            });
}

TEST_CASE("a night of New Year's Eve is cut off the next year's first window") {
  const auto calendar = BusinessCalendar::build(every_day("UTC", "20:00-09:00 08:00-12:00")).value();
  const auto hours = [&](std::string_view from, std::string_view to) {
    return shown(calendar.between(instant(calendar.zone(), from), instant(calendar.zone(), to)));
  };
  CHECK(hours("2026-12-31T15:00", "2027-01-01T15:00") == "16:00:00");
  check_additions(calendar, {{"2026-12-31T20:00", "16bh", "2027-01-01T12:00:00Z"},
                             {"2027-01-01T08:30", "0bd", "2027-01-01T09:00:00Z"},
                             {"2027-01-01T08:30", "1bd", "2027-01-02T09:00:00Z"}});
  check_subtractions(calendar, {{"2027-01-01T09:00", "14bh", "2026-12-31T11:00:00Z"}});
}

TEST_CASE("a calendar is refused that never opens or holds what no record can") {
  const auto refusal = [](const CalendarRules& rules) {
    const auto built = BusinessCalendar::build(rules);
    return built ? std::string() : built.error();
  };
  const std::string never = "the calendar never opens, expected a day with hours";
  CHECK(refusal({}) == never);

  CalendarRules closed_dates;
  closed_dates.exceptions = {{date_of("2026-11-20"), {}, "closed"}};
  CHECK(refusal(closed_dates) == never);

  CalendarRules all_holidays = every_day("UTC", "09:00-18:00");
  for (std::uint8_t month = 1; month <= 12; ++month) {
    for (std::uint8_t day = 1; day <= 31; ++day) {
      all_holidays.holidays.push_back({MonthDay{month, day}, "holiday"});
    }
  }
  CHECK(refusal(all_holidays) == never);
  all_holidays.exceptions = {{date_of("1950-05-05"), windows_of("09:00-10:00"), "once"}};
  CHECK(refusal(all_holidays).empty());

  CalendarRules lost_day;  // the only date with hours is the one that the zone skipped
  lost_day.zone = zone_of("Pacific/Apia");
  lost_day.exceptions = {{date_of("2011-12-30"), windows_of("09:00-18:00"), "once"}};
  CHECK(refusal(lost_day) == never);

  CalendarRules odd = every_day("UTC", "09:00-18:00");
  odd.week.at(2) = {Window{-1, 20}};
  CHECK(refusal(odd) == "wed has a window that no clock shows");
  odd.week.at(2) = {Window{600, 600 + 1440}};
  CHECK(refusal(odd) == "wed has a window that no clock shows");
  odd.week.at(2).clear();
  for (std::int16_t minute = 0; minute < 98; minute = static_cast<std::int16_t>(minute + 2)) {
    odd.week.at(2).push_back({minute, static_cast<std::int16_t>(minute + 1)});
  }
  CHECK(refusal(odd) == "wed has 49 windows, at most 48 are possible");
  odd.week.at(2).pop_back();
  CHECK(refusal(odd).empty());
  odd.holidays = {{DaysFromEaster{INT32_MIN}, "never"}};
  CHECK(refusal(odd) == "a holiday is -2147483648 days from Easter, expected -366 to 366");
  odd.holidays = {{MonthDay{13, 1}, "never"}};
  CHECK(refusal(odd) == "no year has a day 13-01");
}
