#include <doctest/doctest.h>

#include <random>

#include "csx/time/date.hpp"
#include "outcome.hpp"

using namespace csx::time;

TEST_CASE("a timestamp is read, or refused with the reason") {
  const std::string shape = "! expected YYYY-MM-DDTHH:MM:SS and an offset such as -03:00 or Z";
  const Row rows[] = {
      {"2026-03-02T10:12:00-03:00", "2026-03-02T10:12:00-03:00"},
      {"2026-03-02T10:12:59Z", "2026-03-02T10:12:59Z"},
      {"2026-03-02T10:12:59+00:00", "2026-03-02T10:12:59Z"},
      {"2026-03-02T10:12:59-00:00", "2026-03-02T10:12:59Z"},
      {"2026-03-02T10:12:59", "2026-03-02T10:12:59"},
      {"2026-03-02T10:12", "2026-03-02T10:12:00"},
      {"2026-03-02T10:12Z", "2026-03-02T10:12:00Z"},
      {"2026-03-02 10:12", "2026-03-02T10:12:00"},
      {"2026-03-02 10:12:33+05:45", "2026-03-02T10:12:33+05:45"},
      {"2026-03-02T00:00:00-00:30", "2026-03-02T00:00:00-00:30"},
      {"2026-03-02T23:59:59+14:00", "2026-03-02T23:59:59+14:00"},
      {"2026-03-02", "2026-03-02"},
      {"1900-01-01T00:00:00-14:00", "1900-01-01T00:00:00-14:00"},
      {"2026-02-30", "! February 2026 has 28 days"},
      {"2026-02-30T10:00", "! February 2026 has 28 days"},
      {"2026-13-01 10:00", "! month 13 does not exist"},
      {"2026-03-02T25:00", "! hour 25 does not exist"},
      {"2026-03-02T24:01", "! hour 24 does not exist"},
      {"2026-03-02T24:00", "! 24:00 may only close a window, write 00:00 of the next day"},
      {"2026-03-02T24:00:00Z", "! 24:00 may only close a window, write 00:00 of the next day"},
      {"2026-03-02T10:60", "! minute 60 does not exist"},
      {"2026-03-02T10:12:61", "! second 61 does not exist"},
      {"2026-06-30T23:59:60Z", "! second 60 (a leap second) is not kept, write 59"},
      {"2026-03-02T10:12:00.5Z", "! fractions of a second are not kept"},
      {"2026-03-02T10:12:00,000Z", "! fractions of a second are not kept"},
      {"2026-03-02T10:12:00+15:00", "! offset +15:00 does not exist, offsets run from -14:00 to +14:00"},
      {"2026-03-02T10:12:00-03:60", "! offset -03:60 does not exist, offsets run from -14:00 to +14:00"},
      {"2026-03-02T10:12:00-0300",
       "! expected an offset such as -03:00 or Z after the time, found \"-0300\""},
      {"2026-03-02T10:12:00-03", "! expected an offset such as -03:00 or Z after the time, found \"-03\""},
      {"2026-03-02T10:12:00 -03:00",
       "! expected an offset such as -03:00 or Z after the time, found \" -03:00\""},
      {"2026-03-02T10:12:00Z[UTC]",
       "! expected an offset such as -03:00 or Z after the time, found \"Z[UTC]\""},
      {"2026-03-02T10:12:00z", "! the Z is a capital letter"},
      {"2026-03-02t10:12:00Z", "! the T is a capital letter"},
      {"2026-3-2",
       "! expected YYYY-MM-DDTHH:MM:SS and an offset such as -03:00 or Z, did you mean \"2026-03-02\"?"},
      {"2026-03-02T", shape},
      {"2026-03-02T10", shape},
      {"2026-03-02T1:12", shape},
      {"2026-03-02T10:12:", shape},
      {"2026-03-02T10:12:5", shape},
      {"20260302T101200Z", shape},
      {"10:12", shape},
      {"", shape},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(outcome(Timestamp::parse(row.text)) == row.expected);
  }
}

TEST_CASE("a timestamp knows its precision, its date and its offset") {
  const auto only_date = Timestamp::parse("2026-03-02").value();
  CHECK(only_date.precision == Timestamp::Precision::date);
  CHECK_FALSE(only_date.offset_minutes.has_value());
  CHECK(only_date.local == LocalTime{only_date.date().day});

  const auto full = Timestamp::parse("2026-03-02T23:30:00-03:30").value();
  CHECK(full.precision == Timestamp::Precision::second);
  CHECK(full.offset_minutes == -210);
  CHECK(full.date() == Date::parse("2026-03-02").value());
  CHECK(full.local - full.date().day == std::chrono::hours{23} + std::chrono::minutes{30});

  CHECK(Timestamp::parse("2026-03-02T00:00:00").value() != only_date);
}

TEST_CASE("random timestamps survive printing and reading") {
  std::mt19937 random(7);
  const auto first = Date::parse("1900-01-01").value();
  for (int i = 0; i < 20'000; ++i) {
    Timestamp stamp;
    stamp.local = first.plus_days(static_cast<int>(random() % 109'000)).day;
    if (random() % 4 == 0) {
      stamp.precision = Timestamp::Precision::date;
    } else {
      stamp.local += std::chrono::seconds{random() % 86'400};
      if (random() % 3 != 0) {
        stamp.offset_minutes = static_cast<std::int16_t>(static_cast<int>(random() % 1681) - 840);
      }
    }
    const auto text = stamp.to_string();
    CAPTURE(text);
    const auto again = Timestamp::parse(text);
    REQUIRE(again.has_value());
    REQUIRE(*again == stamp);
  }
}

TEST_CASE("no bytes upset the timestamp parser") {
  std::mt19937 random(99);
  constexpr std::string_view k_letters = "0123456789-:T Zz+.,\xc3\xa9\x00\xff";
  for (int i = 0; i < 20'000; ++i) {
    std::string text = "2026-03-02T10:12:00-03:00";
    text.resize(random() % (text.size() + 1));
    const auto changes = random() % 4;
    for (unsigned change = 0; change < changes; ++change) {
      const auto at = static_cast<std::ptrdiff_t>(random() % (text.size() + 1));
      text.insert(text.begin() + at, k_letters[random() % k_letters.size()]);
    }
    CAPTURE(text);
    const auto parsed = Timestamp::parse(text);
    if (parsed) {
      REQUIRE(Timestamp::parse(parsed->to_string()) == parsed);
    } else {
      REQUIRE_FALSE(parsed.error().empty());
    }
  }
}
