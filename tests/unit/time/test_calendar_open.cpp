#include <doctest/doctest.h>

#include <limits>
#include <thread>

#include "calendar_samples.hpp"

using namespace csx::time;

namespace {

std::string shown_state(const BusinessCalendar& calendar, Instant at) {
  const auto state = calendar.state_at(at);
  if (!state) {
    return "! " + state.error();
  }
  return (state->now == OpenState::Now::open ? "open until " : "closed until ") +
         (state->until ? calendar.zone().format(*state->until) : "none");
}

}  // namespace

TEST_CASE("a calendar is open from its opening to the second before its closing") {
  struct Row {
    std::string_view at;
    std::string_view expected;
  };
  const Row rows[] = {
      {"2026-11-13T08:59:59", "closed until 2026-11-13T09:00:00-03:00"},
      {"2026-11-13T09:00:00", "open until 2026-11-13T12:00:00-03:00"},
      {"2026-11-13T11:59:59", "open until 2026-11-13T12:00:00-03:00"},
      {"2026-11-13T12:00:00", "closed until 2026-11-13T13:00:00-03:00"},
      {"2026-11-13T18:00:00", "closed until 2026-11-16T09:00:00-03:00"},
      {"2026-11-19T20:00:00", "closed until 2026-11-23T09:00:00-03:00"},
      {"2026-12-24T10:00:00", "open until 2026-12-24T12:00:00-03:00"},
  };
  const auto calendar = BusinessCalendar::build(office()).value();
  for (const auto& row : rows) {
    CAPTURE(row.at);
    const auto at = instant(calendar.zone(), row.at);
    CHECK(shown_state(calendar, at) == row.expected);
    CHECK(calendar.is_open(at) == row.expected.starts_with("open"));
  }
}

TEST_CASE("windows that touch are one opening, whatever their dates") {
  const auto calendar =
      BusinessCalendar::build(on_weekdays("America/Sao_Paulo", "00:00-06:00 06:00-07:00 22:00-24:00"))
          .value();
  const auto at = [&](std::string_view text) { return instant(calendar.zone(), text); };
  CHECK(shown_state(calendar, at("2026-11-12T23:00")) == "open until 2026-11-13T07:00:00-03:00");
  CHECK(shown_state(calendar, at("2026-11-13T00:00")) == "open until 2026-11-13T07:00:00-03:00");
  CHECK(shown_state(calendar, at("2026-11-13T22:00")) == "open until 2026-11-14T00:00:00-03:00");
  CHECK(shown_state(calendar, at("2026-11-14T00:00")) == "closed until 2026-11-16T00:00:00-03:00");
  CHECK(calendar.hours_on(date_of("2026-11-12")).windows ==
        windows_of("00:00-06:00 06:00-07:00 22:00-24:00"));
  CHECK(calendar.next_opening(at("2026-11-12T21:59:59")) == at("2026-11-12T22:00"));
  CHECK(calendar.next_opening(at("2026-11-12T22:00")) == at("2026-11-13T22:00"));
  CHECK(calendar.next_closing(at("2026-11-12T23:00")) == at("2026-11-13T07:00"));
  CHECK(calendar.next_closing(at("2026-11-13T07:00")) == at("2026-11-14T00:00"));
}

TEST_CASE("what never closes or opens any more says so, and time there runs on") {
  const auto always = BusinessCalendar::build(every_day("America/New_York", "00:00-24:00")).value();
  const auto start = instant(always.zone(), "2026-11-22T12:00");
  CHECK(shown_state(always, start) == "open until none");
  CHECK(always.next_closing(start).error() == "the calendar does not close any more");
  CHECK(always.next_opening(start).error() == "the calendar does not open any more");
  CHECK(always.add(start, duration_of("87660bh")) == start + std::chrono::hours{87660});

  CalendarRules one_morning;
  one_morning.exceptions = {{date_of("2026-11-20"), windows_of("09:00-12:00"), "once"}};
  const auto once = BusinessCalendar::build(one_morning).value();
  const auto noon = instant(once.zone(), "2026-11-20T12:00");
  const auto shows = [&](const Parsed<Instant>& result) { return shown(once.zone(), result); };
  CHECK(shown_state(once, noon) == "closed until none");
  CHECK(once.next_opening(noon).error() == "the calendar does not open any more");
  CHECK(shows(once.add(noon, duration_of("0bm"))) ==
        "! the calendar has not so many hours up to the year 2200");
  CHECK(shows(once.add(instant(once.zone(), "1900-01-01"), duration_of("3bh"))) == "2026-11-20T12:00:00Z");
  CHECK(shows(once.add(instant(once.zone(), "1900-01-01"), duration_of("181bm"))) ==
        "! the calendar has not so many hours up to the year 2200");
  CHECK(shows(once.add(instant(once.zone(), "2026-11-20"), duration_of("1bd"))) ==
        "! the calendar has not so many hours up to the year 2200");
  CHECK(shows(once.subtract(instant(once.zone(), "2200-12-31"), duration_of("3bh"))) ==
        "2026-11-20T09:00:00Z");
  CHECK(shows(once.subtract(instant(once.zone(), "2200-12-31"), duration_of("1bd"))) ==
        "! the calendar has not so many hours since the year 1900");
  CHECK(shows(once.subtract(instant(once.zone(), "2026-11-20T09:00"), duration_of("0bm"))) ==
        "! the calendar has not so many hours since the year 1900");
}

TEST_CASE("instants and results beyond the years 1900 to 2200 are refused") {
  const auto calendar = BusinessCalendar::build(every_day("America/Sao_Paulo", "22:00-06:00")).value();
  const auto& zone = calendar.zone();
  const auto first = zone.start_of(date_of("1900-01-01"));
  const auto last = zone.end_of(date_of("2200-12-31"));
  const std::string early = "the instant is before the year 1900";
  const std::string late = "the instant is after the year 2200";
  CHECK(calendar.between(first, last).has_value());
  for (const Instant at : {first - std::chrono::seconds{1}, Instant::min()}) {
    for (const auto unit : {"0m", "0bm", "0bd", "0d"}) {
      CAPTURE(unit);
      CHECK(calendar.add(at, duration_of(unit)).error() == early);
      CHECK(calendar.subtract(at, duration_of(unit)).error() == early);
    }
    CHECK(calendar.between(at, last).error() == early);
    CHECK(calendar.state_at(at).error() == early);
    CHECK(calendar.next_opening(at).error() == early);
    CHECK(calendar.explain(at, last).error() == early);
    CHECK_FALSE(calendar.is_open(at));
  }
  for (const Instant at : {last + std::chrono::seconds{1}, Instant::max()}) {
    for (const auto unit : {"0m", "0bm", "0bd", "0d"}) {
      CAPTURE(unit);
      CHECK(calendar.add(at, duration_of(unit)).error() == late);
      CHECK(calendar.subtract(at, duration_of(unit)).error() == late);
    }
    CHECK(calendar.between(first, at).error() == late);
    CHECK(calendar.next_closing(at).error() == late);
    CHECK_FALSE(calendar.is_open(at));
  }
  // The last night closes in the year 2201.
  CHECK(calendar.add(last, duration_of("0bd")).error() == "the result is after the year 2200");
  CHECK(calendar.add(last, duration_of("0bm")) == last);
  CHECK(shown_state(calendar, last) == "open until none");
  for (const auto unit :
       {Duration::Unit::minutes, Duration::Unit::hours, Duration::Unit::days, Duration::Unit::weeks,
        Duration::Unit::months, Duration::Unit::quarters, Duration::Unit::years}) {
    CHECK(calendar.add(last, {1, unit}).error() == "the result is after the year 2200");
    CHECK(calendar.subtract(first, {1, unit}).error() == "the result is before the year 1900");
    for (const auto count : {INT32_MAX, INT32_MIN}) {
      CHECK(calendar.add(first, {count, unit}).error().starts_with("the result is "));
      CHECK(calendar.subtract(first, {count, unit}).error().starts_with("the result is "));
    }
  }
  for (const auto unit :
       {Duration::Unit::business_minutes, Duration::Unit::business_hours, Duration::Unit::business_days}) {
    for (const auto count : {INT32_MAX, INT32_MIN}) {
      CHECK(calendar.add(last, {count, unit}).error().starts_with("the calendar has not so many hours "));
      CHECK(
          calendar.subtract(first, {count, unit}).error().starts_with("the calendar has not so many hours "));
    }
  }
  for (const auto count :
       {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    CHECK_FALSE(calendar.add(first, business(count)).has_value());
    CHECK_FALSE(calendar.subtract(first, business(count)).has_value());
  }
}

TEST_CASE("seconds of business time are added and taken away as minutes are") {
  const auto calendar = BusinessCalendar::build(office()).value();
  const auto start = instant(calendar.zone(), "2026-11-13T17:59:50");
  CHECK(shown(calendar.zone(), calendar.add(start, business(15))) == "2026-11-16T09:00:05-03:00");
  CHECK(shown(calendar.zone(), calendar.subtract(start, business(-15))) == "2026-11-16T09:00:05-03:00");
  const auto later = instant(calendar.zone(), "2026-11-16T09:00:05");
  CHECK(calendar.subtract(later, business(15)) == start);
  CHECK(calendar.add(later, business(-15)) == start);
}

TEST_CASE("threads that share a calendar get the same answers as one alone") {
  const auto answers = [](const BusinessCalendar& calendar) {
    std::vector<std::string> result;
    auto start = instant(calendar.zone(), "1990-01-01T10:00");
    for (int i = 0; i < 400; ++i) {
      const auto end = calendar.add(start, duration_of("300bh"));
      result.push_back(shown(calendar.zone(), end));
      start = end.value();
    }
    return result;
  };
  const auto expected = answers(BusinessCalendar::build(office()).value());
  const auto shared = BusinessCalendar::build(office()).value();
  std::array<std::vector<std::string>, 4> found;
  {
    std::vector<std::thread> threads;
    for (auto& each : found) {
      threads.emplace_back([&answers, &each, copy = shared] { each = answers(copy); });
    }
    for (auto& thread : threads) {
      thread.join();
    }
  }
  for (const auto& each : found) {
    CHECK(each == expected);
  }
}
