#include <doctest/doctest.h>

#include <random>

#include "calendar_samples.hpp"
#include "csx/time/zone.hpp"
#include "outcome.hpp"

using namespace csx::time;

namespace {

Zone zone(std::string_view name) {
  return Zone::find(name).value();
}

LocalTime local(std::string_view text) {
  return Timestamp::parse(text).value().local;
}

Instant utc(std::string_view text) {
  return Zone::utc().resolve(Timestamp::parse(text).value());
}

struct ZoneRow {
  std::string_view zone;
  std::string_view text;
  std::string_view expected;
};

constexpr std::string_view k_zones[] = {
    "America/Sao_Paulo", "Africa/Cairo",     "Asia/Beirut",      "Pacific/Apia",      "Australia/Lord_Howe",
    "Europe/Lisbon",     "America/New_York", "Australia/Sydney", "Asia/Kolkata",      "America/St_Johns",
    "America/Havana",    "America/Santiago", "Pacific/Auckland", "Africa/Casablanca", "Europe/Dublin",
    "Asia/Gaza",         "Asia/Kathmandu",   "Pacific/Chatham",  "Asia/Tehran",       "UTC",
};

}  // namespace

TEST_CASE("a local time in a gap moves to the gap's end, an ambiguous one takes its first occurrence") {
  const ZoneRow rows[] = {
      {"America/Sao_Paulo", "2018-11-03T23:59:59", "2018-11-03T23:59:59-03:00"},
      {"America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T01:00:00-02:00"},
      {"America/Sao_Paulo", "2018-11-04T00:59:59", "2018-11-04T01:00:00-02:00"},
      {"America/Sao_Paulo", "2018-11-04T01:00", "2018-11-04T01:00:00-02:00"},
      {"America/Sao_Paulo", "2018-02-17T23:30", "2018-02-17T23:30:00-02:00"},
      {"America/Sao_Paulo", "2018-02-18T00:00", "2018-02-18T00:00:00-03:00"},
      {"America/Sao_Paulo", "2026-11-04T00:00", "2026-11-04T00:00:00-03:00"},
      {"Africa/Cairo", "2026-04-24T00:30", "2026-04-24T01:00:00+03:00"},
      {"Africa/Cairo", "2026-10-29T23:30", "2026-10-29T23:30:00+03:00"},
      {"Africa/Cairo", "2026-10-30T00:00", "2026-10-30T00:00:00+02:00"},
      {"Asia/Beirut", "2026-03-29T00:30", "2026-03-29T01:00:00+03:00"},
      {"Asia/Beirut", "2026-10-24T23:30", "2026-10-24T23:30:00+03:00"},
      {"Pacific/Apia", "2011-12-29T23:59:59", "2011-12-29T23:59:59-10:00"},
      {"Pacific/Apia", "2011-12-30T00:00", "2011-12-31T00:00:00+14:00"},
      {"Pacific/Apia", "2011-12-30T12:00", "2011-12-31T00:00:00+14:00"},
      {"Pacific/Apia", "2011-12-31T00:00", "2011-12-31T00:00:00+14:00"},
      {"Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:30:00+11:00"},
      {"Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-05T01:45:00+11:00"},
      {"Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-05T02:00:00+10:30"},
      {"Europe/Lisbon", "2026-03-29T01:30", "2026-03-29T02:00:00+01:00"},
      {"Europe/Lisbon", "2026-10-25T01:30", "2026-10-25T01:30:00+01:00"},
      {"Europe/Lisbon", "2026-10-25T02:00", "2026-10-25T02:00:00+00:00"},
      {"America/New_York", "2026-03-08T02:30", "2026-03-08T03:00:00-04:00"},
      {"America/New_York", "2026-11-01T01:30", "2026-11-01T01:30:00-04:00"},
      {"America/New_York", "2026-11-01T02:00", "2026-11-01T02:00:00-05:00"},
      {"Australia/Sydney", "2026-10-04T02:30", "2026-10-04T03:00:00+11:00"},
      {"Australia/Sydney", "2026-04-05T02:30", "2026-04-05T02:30:00+11:00"},
      {"Asia/Kolkata", "2026-03-29T02:30", "2026-03-29T02:30:00+05:30"},
      {"America/St_Johns", "2026-03-08T02:30", "2026-03-08T03:00:00-02:30"},
      {"America/St_Johns", "2026-11-01T01:30", "2026-11-01T01:30:00-02:30"},
      {"America/St_Johns", "2010-03-14T00:30", "2010-03-14T01:01:00-02:30"},
      {"America/St_Johns", "2010-11-07T00:00:30", "2010-11-07T00:00:30-02:30"},
      {"America/Havana", "2026-03-08T00:00", "2026-03-08T01:00:00-04:00"},
      {"America/Havana", "2026-11-01T00:30", "2026-11-01T00:30:00-04:00"},
      {"America/Santiago", "2026-09-06T00:30", "2026-09-06T01:00:00-03:00"},
      {"America/Santiago", "2026-04-04T23:30", "2026-04-04T23:30:00-03:00"},
      {"Africa/Casablanca", "2026-03-22T02:30", "2026-03-22T03:00:00+01:00"},
      {"UTC", "2026-03-29T01:30", "2026-03-29T01:30:00Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.text);
    const auto in = zone(row.zone);
    CHECK(in.format(in.to_instant(local(row.text))) == row.expected);
  }
}

TEST_CASE("the rules of the last listed year go on after it") {
  const ZoneRow rows[] = {
      {"America/New_York", "2037-12-31T12:00", "2037-12-31T12:00:00-05:00"},
      {"America/New_York", "2038-02-28T12:00", "2038-02-28T12:00:00-05:00"},
      {"America/New_York", "2038-07-01T12:00", "2038-07-01T12:00:00-04:00"},
      {"America/New_York", "2040-03-11T02:30", "2040-03-11T03:00:00-04:00"},
      {"America/New_York", "2040-11-04T01:30", "2040-11-04T01:30:00-04:00"},
      {"America/New_York", "2040-11-04T02:00", "2040-11-04T02:00:00-05:00"},
      {"America/New_York", "2044-02-29T12:00", "2044-02-29T12:00:00-05:00"},
      {"America/New_York", "2199-07-01T12:00", "2199-07-01T12:00:00-04:00"},
      {"Europe/Lisbon", "2050-03-27T01:30", "2050-03-27T02:00:00+01:00"},
      {"Europe/Lisbon", "2050-03-26T12:00", "2050-03-26T12:00:00+00:00"},
      {"Australia/Sydney", "2040-01-15T12:00", "2040-01-15T12:00:00+11:00"},
      {"Australia/Sydney", "2040-07-01T12:00", "2040-07-01T12:00:00+10:00"},
      {"Africa/Cairo", "2060-07-01T12:00", "2060-07-01T12:00:00+03:00"},
      {"America/Sao_Paulo", "2060-01-01T12:00", "2060-01-01T12:00:00-03:00"},
      {"Africa/Casablanca", "2100-01-01T12:00", "2100-01-01T12:00:00+01:00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.text);
    const auto in = zone(row.zone);
    CHECK(in.format(in.to_instant(local(row.text))) == row.expected);
  }
}

TEST_CASE("a day starts at midnight or at its first instant, and ends where the next one starts") {
  struct Day {
    std::string_view zone;
    std::string_view date;
    std::string_view start;
    std::string_view end;
  };
  const Day days[] = {
      {"UTC", "2026-11-20", "2026-11-20T00:00:00Z", "2026-11-20T23:59:59Z"},
      {"America/Sao_Paulo", "2026-11-20", "2026-11-20T00:00:00-03:00", "2026-11-20T23:59:59-03:00"},
      {"America/Sao_Paulo", "2018-11-03", "2018-11-03T00:00:00-03:00", "2018-11-03T23:59:59-03:00"},
      {"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00", "2018-11-04T23:59:59-02:00"},
      {"America/Sao_Paulo", "2018-02-17", "2018-02-17T00:00:00-02:00", "2018-02-17T23:59:59-03:00"},
      {"Africa/Cairo", "2026-04-24", "2026-04-24T01:00:00+03:00", "2026-04-24T23:59:59+03:00"},
      {"Asia/Beirut", "2026-03-29", "2026-03-29T01:00:00+03:00", "2026-03-29T23:59:59+03:00"},
      {"America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00", "2026-11-01T23:59:59-05:00"},
      {"America/New_York", "2026-03-08", "2026-03-08T00:00:00-05:00", "2026-03-08T23:59:59-04:00"},
      {"Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00", "2011-12-29T23:59:59-10:00"},
      {"Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00", "2011-12-31T23:59:59+14:00"},
  };
  for (const auto& day : days) {
    CAPTURE(day.zone);
    CAPTURE(day.date);
    const auto in = zone(day.zone);
    CHECK(in.format(in.start_of(date_of(day.date))) == day.start);
    CHECK(in.format(in.end_of(date_of(day.date))) == day.end);
    CHECK(in.date_of(in.start_of(date_of(day.date))) == date_of(day.date));
    CHECK(in.date_of(in.end_of(date_of(day.date))) == date_of(day.date));
  }
}

TEST_CASE("a day that never was starts where the next one does and holds nothing") {
  const auto apia = zone("Pacific/Apia");
  const auto skipped = date_of("2011-12-30");
  CHECK(apia.start_of(skipped) == apia.start_of(date_of("2011-12-31")));
  CHECK(apia.end_of(skipped) < apia.start_of(skipped));
}

TEST_CASE("an instant has one local time, and the day it falls on") {
  const auto sao_paulo = zone("America/Sao_Paulo");
  CHECK(sao_paulo.offset_at(utc("2026-07-01T00:00")) == std::chrono::hours{-3});
  CHECK(sao_paulo.to_local(utc("2018-11-04T02:59:59")) == local("2018-11-03T23:59:59"));
  CHECK(sao_paulo.to_local(utc("2018-11-04T03:00:00")) == local("2018-11-04T01:00:00"));
  CHECK(sao_paulo.date_of(utc("2026-07-01T02:59:59")) == date_of("2026-06-30"));
  CHECK(zone("Pacific/Apia").date_of(utc("2026-06-30T11:00")) == date_of("2026-07-01"));
  CHECK(Zone::utc().date_of(utc("1969-12-31T23:59:59")) == date_of("1969-12-31"));
}

TEST_CASE("a timestamp counts with its own offset, else in the zone") {
  const auto sao_paulo = zone("America/Sao_Paulo");
  const auto resolve = [&](std::string_view text) {
    return sao_paulo.resolve(Timestamp::parse(text).value());
  };
  CHECK(resolve("2026-03-02T10:12:00+01:00") == utc("2026-03-02T09:12:00"));
  CHECK(resolve("2026-03-02T10:12:00Z") == utc("2026-03-02T10:12:00"));
  CHECK(resolve("2026-03-02T10:12:00") == utc("2026-03-02T13:12:00"));
  CHECK(resolve("2026-03-02") == utc("2026-03-02T03:00:00"));
  CHECK(resolve("2018-11-04") == utc("2018-11-04T03:00:00"));
}

TEST_CASE("local time and instant are inverse in every zone, but in gaps and repeated hours") {
  std::mt19937_64 random(11);
  const auto first = utc("1900-01-01T00:00").time_since_epoch().count();
  const auto last = utc("2200-12-31T00:00").time_since_epoch().count();
  for (const auto name : k_zones) {
    CAPTURE(name);
    const auto in = zone(name);
    for (int i = 0; i < 1'000; ++i) {
      const auto span = static_cast<std::uint64_t>(last - first);
      const Instant at{std::chrono::seconds{first + static_cast<std::int64_t>(random() % span)}};
      CAPTURE(at.time_since_epoch().count());
      const auto wall = in.to_local(at);
      const auto back = in.to_instant(wall);
      REQUIRE(back <= at);
      REQUIRE(in.to_local(back) == wall);
      REQUIRE(in.resolve(Timestamp::parse(in.format(at)).value()) == at);
      const auto day = in.date_of(at);
      REQUIRE(in.end_of(day) + std::chrono::seconds{1} == in.start_of(day.plus_days(1)));
    }
  }
}

TEST_CASE("later local times are never earlier instants") {
  for (const auto name : k_zones) {
    CAPTURE(name);
    const auto in = zone(name);
    for (const std::string_view from : {"2010-01-01", "2026-01-01", "2041-01-01"}) {
      auto wall = local(from);
      auto before = in.to_instant(wall);
      for (int step = 0; step < 365 * 24 * 2; ++step) {
        wall += std::chrono::minutes{30};
        const auto now = in.to_instant(wall);
        if (now < before) {
          FAIL("backwards at " << in.format(now));
        }
        before = now;
      }
    }
  }
}

TEST_CASE("stretches of one offset follow each other without a gap, beyond the listed years, too") {
  std::mt19937_64 random(12);
  const auto first = utc("1900-01-01T00:00");
  const auto span = static_cast<std::uint64_t>((utc("2200-12-31T00:00") - first).count());
  for (const auto name : k_zones) {
    CAPTURE(name);
    const auto in = zone(name);
    for (int i = 0; i < 300; ++i) {
      const Instant at = first + std::chrono::seconds{static_cast<std::int64_t>(random() % span)};
      CAPTURE(at.time_since_epoch().count());
      const auto stretch = in.stretch_at(at);
      REQUIRE(stretch.begin <= at);
      REQUIRE(at < stretch.end);
      for (int part = 0; part < 4; ++part) {
        const auto from = std::max(stretch.begin, first);
        const auto length = std::min(stretch.end, first + std::chrono::seconds{span}) - from;
        REQUIRE(in.offset_at(from + length * part / 4) == stretch.offset);
      }
      if (stretch.end < first + std::chrono::seconds{span}) {
        REQUIRE(in.offset_at(stretch.end - std::chrono::seconds{1}) == stretch.offset);
        REQUIRE(in.stretch_at(stretch.end).begin == stretch.end);
      }
    }
  }
}
