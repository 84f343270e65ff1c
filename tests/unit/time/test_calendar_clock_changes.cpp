#include <doctest/doctest.h>

#include "calendar_samples.hpp"

using namespace csx::time;

namespace {

/// One window on one date in one zone: when it really opens and closes, and how long that is.
struct Windows {
  std::string_view zone;
  std::string_view date;
  std::string_view window;
  std::string_view open;
  std::string_view close;
  std::string_view counted;
};

BusinessCalendar open_once(const Windows& row) {
  CalendarRules rules;
  rules.zone = zone_of(row.zone);
  rules.exceptions = {{date_of(row.date), windows_of(row.window), "the date at hand"},
                      {date_of("1999-06-01"), windows_of("12:00-13:00"), "so that it ever opens"}};
  return BusinessCalendar::build(std::move(rules)).value();
}

void check_windows(std::initializer_list<Windows> rows) {
  for (const auto& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.date);
    CAPTURE(row.window);
    const auto calendar = open_once(row);
    const auto& zone = calendar.zone();
    const auto before = zone.start_of(date_of(row.date).plus_days(-2));
    const auto after = zone.start_of(date_of(row.date).plus_days(3));
    CHECK(shown(calendar.between(before, after)) == row.counted);
    CHECK(shown(zone, calendar.add(before, duration_of("0bm"))) == row.open);
    CHECK(shown(zone, calendar.add(before, duration_of("0bd"))) == row.close);
    CHECK(shown(zone, calendar.subtract(after, duration_of("0bm"))) == row.close);
    CHECK(shown(zone, calendar.subtract(after, duration_of("0bd"))) == row.open);
  }
}

}  // namespace

// Each row is worked out by hand from the published rule, which stands above its zone.

TEST_CASE("windows where clocks change at midnight") {
  check_windows({
      // Brazil, decree 6558 as amended: from the first Sunday of November 2018 at 00:00, an hour forward;
      // back
      // on the third Sunday of February at 00:00, so that the Saturday has 25 hours.
      {"America/Sao_Paulo", "2018-11-04", "00:00-24:00", "2018-11-04T01:00:00-02:00",
       "2018-11-05T00:00:00-02:00", "23:00:00"},
      {"America/Sao_Paulo", "2018-11-04", "00:30-02:00", "2018-11-04T01:00:00-02:00",
       "2018-11-04T02:00:00-02:00", "1:00:00"},
      {"America/Sao_Paulo", "2018-11-03", "22:00-24:00", "2018-11-03T22:00:00-03:00",
       "2018-11-04T01:00:00-02:00", "2:00:00"},
      {"America/Sao_Paulo", "2018-11-03", "22:00-00:30", "2018-11-03T22:00:00-03:00",
       "2018-11-04T01:00:00-02:00", "2:00:00"},
      {"America/Sao_Paulo", "2018-11-03", "22:00-06:00", "2018-11-03T22:00:00-03:00",
       "2018-11-04T06:00:00-02:00", "7:00:00"},
      {"America/Sao_Paulo", "2018-02-17", "00:00-24:00", "2018-02-17T00:00:00-02:00",
       "2018-02-18T00:00:00-03:00", "25:00:00"},
      {"America/Sao_Paulo", "2018-02-17", "22:00-23:30", "2018-02-17T22:00:00-02:00",
       "2018-02-17T23:30:00-02:00", "1:30:00"},
      {"America/Sao_Paulo", "2018-02-17", "23:30-24:00", "2018-02-17T23:30:00-02:00",
       "2018-02-18T00:00:00-03:00", "1:30:00"},
      {"America/Sao_Paulo", "2018-02-17", "22:00-06:00", "2018-02-17T22:00:00-02:00",
       "2018-02-18T06:00:00-03:00", "9:00:00"},
      // Lebanon: last Sunday of March at 00:00 forward, last Sunday of October at 00:00 back to 23:00.
      {"Asia/Beirut", "2026-03-29", "00:00-08:00", "2026-03-29T01:00:00+03:00", "2026-03-29T08:00:00+03:00",
       "7:00:00"},
      {"Asia/Beirut", "2026-10-24", "20:00-24:00", "2026-10-24T20:00:00+03:00", "2026-10-25T00:00:00+02:00",
       "5:00:00"},
      // Cuba: second Sunday of March at 00:00 forward, first Sunday of November at 01:00 back to 00:00, so
      // that midnight comes twice and the first counts.
      {"America/Havana", "2026-03-08", "00:00-24:00", "2026-03-08T01:00:00-04:00",
       "2026-03-09T00:00:00-04:00", "23:00:00"},
      {"America/Havana", "2026-11-01", "00:00-24:00", "2026-11-01T00:00:00-04:00",
       "2026-11-02T00:00:00-05:00", "25:00:00"},
      {"America/Havana", "2026-10-31", "22:00-24:00", "2026-10-31T22:00:00-04:00",
       "2026-11-01T00:00:00-04:00", "2:00:00"},
      {"America/Havana", "2026-11-01", "00:00-00:30", "2026-11-01T00:00:00-04:00",
       "2026-11-01T00:30:00-04:00", "0:30:00"},
      {"America/Havana", "2026-11-01", "00:30-01:00", "2026-11-01T00:30:00-04:00",
       "2026-11-01T01:00:00-05:00", "1:30:00"},
      // Chile: the first Sunday of September after the first at 04:00 UTC, which is 00:00, forward; the first
      // of April at 03:00 UTC, 00:00 back to 23:00.
      {"America/Santiago", "2026-09-06", "00:00-02:00", "2026-09-06T01:00:00-03:00",
       "2026-09-06T02:00:00-03:00", "1:00:00"},
      {"America/Santiago", "2026-04-04", "22:00-06:00", "2026-04-04T22:00:00-03:00",
       "2026-04-05T06:00:00-04:00", "9:00:00"},
      // Iran, until 2022: 1 Farvardin at 24:00 forward, 30 Shahrivar at 24:00 back.
      {"Asia/Tehran", "2022-03-22", "00:00-09:00", "2022-03-22T01:00:00+04:30", "2022-03-22T09:00:00+04:30",
       "8:00:00"},
      {"Asia/Tehran", "2022-09-21", "18:00-24:00", "2022-09-21T18:00:00+04:30", "2022-09-22T00:00:00+03:30",
       "7:00:00"},
      {"Asia/Tehran", "2023-03-22", "00:00-09:00", "2023-03-22T00:00:00+03:30", "2023-03-22T09:00:00+03:30",
       "9:00:00"},
      // Egypt: last Friday of April at 00:00 forward, last Thursday of October at 24:00 back to 23:00.
      {"Africa/Cairo", "2026-04-23", "20:00-24:00", "2026-04-23T20:00:00+02:00", "2026-04-24T01:00:00+03:00",
       "4:00:00"},
      {"Africa/Cairo", "2026-10-29", "20:00-24:00", "2026-10-29T20:00:00+03:00", "2026-10-30T00:00:00+02:00",
       "5:00:00"},
  });
}

TEST_CASE("windows where clocks change at night") {
  check_windows({
      // USA: second Sunday of March at 02:00 forward, first Sunday of November at 02:00 back.
      {"America/New_York", "2026-03-08", "00:00-24:00", "2026-03-08T00:00:00-05:00",
       "2026-03-09T00:00:00-04:00", "23:00:00"},
      {"America/New_York", "2026-03-08", "01:00-02:30", "2026-03-08T01:00:00-05:00",
       "2026-03-08T03:00:00-04:00", "1:00:00"},
      {"America/New_York", "2026-03-08", "02:30-04:00", "2026-03-08T03:00:00-04:00",
       "2026-03-08T04:00:00-04:00", "1:00:00"},
      {"America/New_York", "2026-03-07", "22:00-06:00", "2026-03-07T22:00:00-05:00",
       "2026-03-08T06:00:00-04:00", "7:00:00"},
      {"America/New_York", "2026-03-08", "09:00-18:00", "2026-03-08T09:00:00-04:00",
       "2026-03-08T18:00:00-04:00", "9:00:00"},
      {"America/New_York", "2026-11-01", "00:00-01:30", "2026-11-01T00:00:00-04:00",
       "2026-11-01T01:30:00-04:00", "1:30:00"},
      {"America/New_York", "2026-11-01", "01:30-03:00", "2026-11-01T01:30:00-04:00",
       "2026-11-01T03:00:00-05:00", "2:30:00"},
      {"America/New_York", "2026-11-01", "01:00-02:00", "2026-11-01T01:00:00-04:00",
       "2026-11-01T02:00:00-05:00", "2:00:00"},
      {"America/New_York", "2026-10-31", "22:00-06:00", "2026-10-31T22:00:00-04:00",
       "2026-11-01T06:00:00-05:00", "9:00:00"},
      // European Union and the United Kingdom: last Sundays of March and October at 01:00 UTC.
      {"Europe/London", "2026-03-29", "00:00-24:00", "2026-03-29T00:00:00+00:00", "2026-03-30T00:00:00+01:00",
       "23:00:00"},
      {"Europe/London", "2026-10-25", "01:30-02:00", "2026-10-25T01:30:00+01:00", "2026-10-25T02:00:00+00:00",
       "1:30:00"},
      {"Europe/Lisbon", "2026-03-29", "00:30-01:30", "2026-03-29T00:30:00+00:00", "2026-03-29T02:00:00+01:00",
       "0:30:00"},
      {"Europe/Lisbon", "2026-10-25", "00:00-24:00", "2026-10-25T00:00:00+01:00", "2026-10-26T00:00:00+00:00",
       "25:00:00"},
      // New Zealand: last Sunday of September at 02:00 forward, first Sunday of April at 03:00 back to 02:00.
      {"Pacific/Auckland", "2026-09-27", "00:00-06:00", "2026-09-27T00:00:00+12:00",
       "2026-09-27T06:00:00+13:00", "5:00:00"},
      {"Pacific/Auckland", "2026-04-05", "02:30-06:00", "2026-04-05T02:30:00+13:00",
       "2026-04-05T06:00:00+12:00", "4:30:00"},
      // Newfoundland, until 2011, changed at 00:01.
      {"America/St_Johns", "2010-03-13", "23:00-02:00", "2010-03-13T23:00:00-03:30",
       "2010-03-14T02:00:00-02:30", "2:00:00"},
      {"America/St_Johns", "2010-11-07", "00:00-03:00", "2010-11-07T00:00:00-02:30",
       "2010-11-07T03:00:00-03:30", "4:00:00"},
      // Zones that do not change.
      {"Asia/Kolkata", "2026-03-29", "00:00-24:00", "2026-03-29T00:00:00+05:30", "2026-03-30T00:00:00+05:30",
       "24:00:00"},
      {"UTC", "2026-03-29", "22:00-06:00", "2026-03-29T22:00:00Z", "2026-03-30T06:00:00Z", "8:00:00"},
  });
}

TEST_CASE("windows where clocks change otherwise") {
  check_windows({
      // Lord Howe: by half an hour, first Sunday of October at 02:00 to 02:30, of April at 02:00 to 01:30.
      {"Australia/Lord_Howe", "2026-10-04", "00:00-24:00", "2026-10-04T00:00:00+10:30",
       "2026-10-05T00:00:00+11:00", "23:30:00"},
      {"Australia/Lord_Howe", "2026-10-04", "01:00-02:15", "2026-10-04T01:00:00+10:30",
       "2026-10-04T02:30:00+11:00", "1:00:00"},
      {"Australia/Lord_Howe", "2026-04-05", "01:45-02:00", "2026-04-05T01:45:00+11:00",
       "2026-04-05T02:00:00+10:30", "0:45:00"},
      // Troll: by two hours, with Europe.
      {"Antarctica/Troll", "2026-03-29", "00:00-24:00", "2026-03-29T00:00:00+00:00",
       "2026-03-30T00:00:00+02:00", "22:00:00"},
      {"Antarctica/Troll", "2026-10-25", "00:00-24:00", "2026-10-25T00:00:00+02:00",
       "2026-10-26T00:00:00+00:00", "26:00:00"},
      // Morocco: back by an hour in Ramadan, the Sunday before it at 03:00, forward the Sunday after it at
      // 02:00. Ramadan 1447 is from 18 February to 19 March 2026.
      {"Africa/Casablanca", "2026-02-15", "00:00-24:00", "2026-02-15T00:00:00+01:00",
       "2026-02-16T00:00:00+00:00", "25:00:00"},
      {"Africa/Casablanca", "2026-03-22", "01:00-02:30", "2026-03-22T01:00:00+00:00",
       "2026-03-22T03:00:00+01:00", "1:00:00"},
      // Samoa went over the date line: after 29 December 2011 came 31 December.
      {"Pacific/Apia", "2011-12-29", "22:00-24:00", "2011-12-29T22:00:00-10:00", "2011-12-31T00:00:00+14:00",
       "2:00:00"},
      {"Pacific/Apia", "2011-12-29", "22:00-06:00", "2011-12-29T22:00:00-10:00", "2011-12-31T00:00:00+14:00",
       "2:00:00"},
      {"Pacific/Apia", "2011-12-30", "22:00-06:00", "2011-12-31T00:00:00+14:00", "2011-12-31T06:00:00+14:00",
       "6:00:00"},
      {"Pacific/Apia", "2011-12-31", "00:00-24:00", "2011-12-31T00:00:00+14:00", "2012-01-01T00:00:00+14:00",
       "24:00:00"},
      // North Korea: on 4 May 2018 from 23:30 to midnight, for good. Venezuela: on 1 May 2016 from 02:30 to
      // 03:00.
      {"Asia/Pyongyang", "2018-05-04", "23:00-01:00", "2018-05-04T23:00:00+08:30",
       "2018-05-05T01:00:00+09:00", "1:30:00"},
      {"America/Caracas", "2016-05-01", "02:00-04:00", "2016-05-01T02:00:00-04:30",
       "2016-05-01T04:00:00-04:00", "1:30:00"},
      // Beyond the lists of the database: New York changes on 11 March and 4 November 2040.
      {"America/New_York", "2040-03-11", "00:00-24:00", "2040-03-11T00:00:00-05:00",
       "2040-03-12T00:00:00-04:00", "23:00:00"},
      {"America/New_York", "2040-11-03", "22:00-06:00", "2040-11-03T22:00:00-04:00",
       "2040-11-04T06:00:00-05:00", "9:00:00"},
  });
}

TEST_CASE("a window that clocks jump over does not exist, and makes no business day") {
  struct Lost {
    std::string_view zone;
    std::string_view date;
    std::string_view window;
  };
  const Lost rows[] = {
      {"America/Sao_Paulo", "2018-11-04", "00:00-01:00"},
      {"America/Sao_Paulo", "2018-11-04", "00:10-00:40"},
      {"America/New_York", "2026-03-08", "02:00-03:00"},
      {"Europe/London", "2026-03-29", "01:15-01:45"},
      {"Australia/Lord_Howe", "2026-10-04", "02:00-02:30"},
      {"Antarctica/Troll", "2026-03-29", "01:00-03:00"},
      {"Pacific/Apia", "2011-12-30", "00:00-24:00"},
      {"Pacific/Apia", "2011-12-30", "09:00-18:00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.date);
    CAPTURE(row.window);
    const auto calendar = open_once({row.zone, row.date, row.window, "", "", ""});
    const auto before = calendar.zone().start_of(date_of(row.date).plus_days(-1));
    const auto after = calendar.zone().start_of(date_of(row.date).plus_days(3));
    CHECK(calendar.between(before, after) == BusinessTime{});
    CHECK_FALSE(calendar.add(before, duration_of("0bd")).has_value());
  }
  // Friday 30 December 2011 never was in Samoa: one business day after Thursday 29 is Monday 2 January.
  const auto office = BusinessCalendar::build(on_weekdays("Pacific/Apia", "09:00-18:00")).value();
  const auto thursday = instant(office.zone(), "2011-12-29T10:00");
  CHECK(shown(office.zone(), office.add(thursday, duration_of("1bd"))) == "2012-01-02T18:00:00+14:00");
  CHECK(shown(office.zone(), office.add(thursday, duration_of("9bh"))) == "2012-01-02T10:00:00+14:00");
}

TEST_CASE("windows that a change of clocks brings together count once") {
  // All day in two windows: the seam is in the hour that is lost, then in the one that is repeated.
  for (const auto* const windows : {"00:00-02:30 02:30-24:00", "00:00-01:30 01:30-24:00"}) {
    CAPTURE(windows);
    const auto calendar = BusinessCalendar::build(every_day("America/New_York", windows)).value();
    const auto hours = [&](std::string_view from, std::string_view to) {
      return shown(calendar.between(instant(calendar.zone(), from), instant(calendar.zone(), to)));
    };
    CHECK(hours("2026-03-08", "2026-03-09") == "23:00:00");
    CHECK(hours("2026-11-01", "2026-11-02") == "25:00:00");
    CHECK(shown(calendar.zone(), calendar.add(instant(calendar.zone(), "2026-10-31T12:00"),
                                              duration_of("48bh"))) == "2026-11-02T11:00:00-05:00");
  }
  // Day and night shifts that overlap by half an hour.
  const auto shifts = BusinessCalendar::build(every_day("Europe/Lisbon", "06:00-22:30 22:00-06:30")).value();
  const auto saturday = instant(shifts.zone(), "2026-10-24T12:00");
  CHECK(shifts.add(saturday, duration_of("36bh")) == saturday + std::chrono::hours{36});
}

TEST_CASE("same local time later: in a gap its end, where repeated the first") {
  struct Shift {
    std::string_view zone;
    std::string_view start;
    std::string_view duration;
    std::string_view expected;
  };
  const Shift rows[] = {
      {"America/Sao_Paulo", "2018-11-03T00:30", "1d", "2018-11-04T01:00:00-02:00"},
      {"America/Sao_Paulo", "2018-10-28T00:00", "1w", "2018-11-04T01:00:00-02:00"},
      {"America/New_York", "2026-02-08T02:30", "1mo", "2026-03-08T03:00:00-04:00"},
      {"America/New_York", "2026-10-31T01:30", "1d", "2026-11-01T01:30:00-04:00"},
      {"America/New_York", "2026-11-01T01:30:00-05:00", "0d", "2026-11-01T01:30:00-05:00"},
      {"America/New_York", "2026-11-01T01:30:00-05:00", "1d", "2026-11-02T01:30:00-05:00"},
      {"America/New_York", "2026-10-31T12:00", "24h", "2026-11-01T11:00:00-05:00"},
      {"America/New_York", "2026-10-31T12:00", "1d", "2026-11-01T12:00:00-05:00"},
      {"Pacific/Apia", "2011-12-29T12:00", "1d", "2011-12-31T00:00:00+14:00"},
      {"Pacific/Apia", "2011-12-29T12:00", "2d", "2011-12-31T12:00:00+14:00"},
      {"Europe/Lisbon", "2026-01-31T12:00", "2q", "2026-07-31T12:00:00+01:00"},
      {"Europe/Lisbon", "2025-03-29T01:30", "1y", "2026-03-29T02:00:00+01:00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.start);
    CAPTURE(row.duration);
    const auto zone = zone_of(row.zone);
    CHECK(shown(zone, add(zone, instant(zone, row.start), duration_of(row.duration))) == row.expected);
  }
  const auto zone = zone_of("Europe/Lisbon");
  const auto march = instant(zone, "2026-03-31T12:00");
  CHECK(shown(zone, subtract(zone, march, duration_of("1mo"))) == "2026-02-28T12:00:00+00:00");
  CHECK(shown(zone, subtract(zone, march, duration_of("36h"))) == "2026-03-30T00:00:00+01:00");
  CHECK(shown(zone, add(zone, march, {-2, Duration::Unit::weeks})) == "2026-03-17T12:00:00+00:00");
  for (const auto* const unit : {"2bd", "2bh", "2bm"}) {
    CHECK(add(zone, march, duration_of(unit)).error() == "business time needs a calendar");
    CHECK(subtract(zone, march, duration_of(unit)).error() == "business time needs a calendar");
  }
}
