#include <doctest/doctest.h>

#include <random>
#include <string>

#include "calendar_samples.hpp"
#include "csx/time/date.hpp"
#include "outcome.hpp"

using namespace csx::time;

namespace {}  // namespace

TEST_CASE("a date is read as it prints, or refused with the reason") {
  const Row rows[] = {
      {"2026-03-02", "2026-03-02"},
      {"1900-01-01", "1900-01-01"},
      {"2200-12-31", "2200-12-31"},
      {"2028-02-29", "2028-02-29"},
      {"2000-02-29", "2000-02-29"},
      {"2026-02-29", "! February 2026 has 28 days"},
      {"2028-02-30", "! February 2028 has 29 days"},
      {"2100-02-29", "! February 2100 has 28 days"},
      {"2026-04-31", "! April 2026 has 30 days"},
      {"2026-12-32", "! December 2026 has 31 days"},
      {"2026-13-01", "! month 13 does not exist"},
      {"2026-00-01", "! month 00 does not exist"},
      {"2026-01-00", "! day 00 does not exist"},
      {"1899-12-31", "! year 1899 is outside 1900 to 2200"},
      {"2201-01-01", "! year 2201 is outside 1900 to 2200"},
      {"0026-01-01", "! year 0026 is outside 1900 to 2200"},
      {"", "! expected YYYY-MM-DD"},
      {"today", "! expected YYYY-MM-DD"},
      {"02/03/2026", "! expected YYYY-MM-DD"},
      {"26-03-02", "! expected YYYY-MM-DD"},
      {"2026-03", "! expected YYYY-MM-DD"},
      {"2026-03-02x", "! expected YYYY-MM-DD"},
      {"2026-3-2", "! expected YYYY-MM-DD, did you mean \"2026-03-02\"?"},
      {"2026/03/02", "! expected YYYY-MM-DD, did you mean \"2026-03-02\"?"},
      {"20260302", "! expected YYYY-MM-DD, did you mean \"2026-03-02\"?"},
      {" 2026-03-02 ", "! expected YYYY-MM-DD, did you mean \"2026-03-02\"?"},
      {"2026-2-30", "! expected YYYY-MM-DD"},
      {"2026-03-02T10:00:00Z", "! a date has no time of day, expected YYYY-MM-DD"},
      {"2026-03-02 10:00", "! a date has no time of day, expected YYYY-MM-DD"},
      {"2026\xe2\x80\x93"
       "03\xe2\x80\x93"
       "02",
       "! expected YYYY-MM-DD"},
      {std::string_view("2026-03-\0"
                        "2",
                        10),
       "! expected YYYY-MM-DD"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(outcome(Date::parse(row.text)) == row.expected);
  }
}

TEST_CASE("every date of three centuries survives printing and reading") {
  const auto last = date_of("2200-12-31");
  for (auto day = date_of("1900-01-01"); day <= last; day = day.plus_days(1)) {
    const auto again = Date::parse(day.to_string());
    REQUIRE(again.has_value());
    REQUIRE(*again == day);
  }
}

TEST_CASE("a date of numbers exists only where the calendar has it") {
  CHECK(Date::of(2026, 3, 2) == date_of("2026-03-02"));
  CHECK(Date::of(2028, 2, 29) == date_of("2028-02-29"));
  CHECK_FALSE(Date::of(2026, 2, 29).has_value());
  CHECK_FALSE(Date::of(2026, 0, 1).has_value());
  CHECK_FALSE(Date::of(2026, 1, 0).has_value());
  CHECK_FALSE(Date::of(2026, 257, 1).has_value());
  CHECK_FALSE(Date::of(2026, 1, 257).has_value());
  CHECK_FALSE(Date::of(1899, 12, 31).has_value());
  CHECK_FALSE(Date::of(2201, 1, 1).has_value());
  CHECK_FALSE(Date::of(2026 + 65536, 1, 1).has_value());
}

TEST_CASE("months later is the same day, or the last of a shorter month") {
  struct Sum {
    std::string_view from;
    int months;
    std::string_view expected;
  };
  const Sum sums[] = {
      {"2026-01-15", 1, "2026-02-15"},         {"2026-01-31", 1, "2026-02-28"},
      {"2028-01-31", 1, "2028-02-29"},         {"2026-01-31", 3, "2026-04-30"},
      {"2026-08-31", 1, "2026-09-30"},         {"2026-02-28", 1, "2026-03-28"},
      {"2028-02-29", 12, "2029-02-28"},        {"2028-02-29", 48, "2032-02-29"},
      {"2026-12-31", 2, "2027-02-28"},         {"2026-01-31", -1, "2025-12-31"},
      {"2026-03-31", -1, "2026-02-28"},        {"2026-03-15", -15, "2024-12-15"},
      {"2026-01-01", -12, "2025-01-01"},       {"2026-11-30", 0, "2026-11-30"},
      {"2026-05-31", 1'000'000, "9999-12-31"}, {"2026-05-31", 2'147'483'647, "9999-12-31"},
  };
  for (const auto& sum : sums) {
    CAPTURE(sum.from);
    CAPTURE(sum.months);
    CHECK(date_of(sum.from).plus_months(sum.months).to_string() == sum.expected);
  }
}

TEST_CASE("the week begins on Monday") {
  CHECK(weekday_of(date_of("2026-03-02")) == Weekday::mon);
  CHECK(weekday_of(date_of("2026-03-03")) == Weekday::tue);
  CHECK(weekday_of(date_of("2026-11-20")) == Weekday::fri);
  CHECK(weekday_of(date_of("2028-02-29")) == Weekday::tue);
  CHECK(weekday_of(date_of("2000-01-01")) == Weekday::sat);
  CHECK(weekday_of(date_of("1900-01-07")) == Weekday::sun);
}

TEST_CASE("a day of every year is read as it prints, or refused with the reason") {
  const Row rows[] = {
      {"12-25", "12-25"},
      {"01-01", "01-01"},
      {"02-29", "02-29"},
      {"02-30", "! February has at most 29 days"},
      {"04-31", "! April has 30 days"},
      {"13-01", "! month 13 does not exist"},
      {"25-12", "! month 25 does not exist"},
      {"00-10", "! month 00 does not exist"},
      {"12-00", "! day 00 does not exist"},
      {"12-99", "! December has 31 days"},
      {"2026-12-25", "! expected MM-DD, without a year"},
      {"", "! expected MM-DD"},
      {"12/25", "! expected MM-DD"},
      {"1-1", "! expected MM-DD"},
      {"--12-25", "! expected MM-DD"},
      {"12-25 ", "! expected MM-DD"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(outcome(MonthDay::parse(row.text)) == row.expected);
  }
}

TEST_CASE("Easter Sundays as published") {
  struct Easter {
    int year;
    std::string_view expected;
  };
  const Easter easters[] = {
      {1900, "1900-04-15"}, {1913, "1913-03-23"}, {1943, "1943-04-25"}, {1954, "1954-04-18"},
      {1981, "1981-04-19"}, {1999, "1999-04-04"}, {2000, "2000-04-23"}, {2008, "2008-03-23"},
      {2011, "2011-04-24"}, {2016, "2016-03-27"}, {2019, "2019-04-21"}, {2024, "2024-03-31"},
      {2025, "2025-04-20"}, {2026, "2026-04-05"}, {2027, "2027-03-28"}, {2038, "2038-04-25"},
      {2049, "2049-04-18"}, {2076, "2076-04-19"}, {2100, "2100-03-28"},
  };
  for (const auto& easter : easters) {
    CAPTURE(easter.year);
    CHECK(easter_sunday(easter.year).to_string() == easter.expected);
  }
  for (int year = 1900; year <= 2200; ++year) {
    CAPTURE(year);
    const auto day = easter_sunday(year);
    REQUIRE(weekday_of(day) == Weekday::sun);
    REQUIRE(day >= Date::of(year, 3, 22).value());
    REQUIRE(day <= Date::of(year, 4, 25).value());
  }
}

TEST_CASE("no bytes upset the date parsers, and what they accept they print") {
  std::mt19937 random(20261122);
  constexpr std::string_view k_letters = "0123456789--//T:. Zz+WQ\xc3\xa9\x00\xff";
  for (int i = 0; i < 20'000; ++i) {
    std::string text = i % 2 == 0 ? "2026-03-02" : "";
    const auto changes = random() % 12;
    for (unsigned change = 0; change < changes; ++change) {
      const char c = k_letters[random() % k_letters.size()];
      if (text.empty() || random() % 3 == 0) {
        text.insert(text.begin() + static_cast<std::ptrdiff_t>(random() % (text.size() + 1)), c);
      } else {
        text[random() % text.size()] = c;
      }
    }
    CAPTURE(text);
    if (const auto parsed = Date::parse(text)) {
      REQUIRE(parsed->to_string() == text);
    } else {
      REQUIRE_FALSE(parsed.error().empty());
    }
    if (const auto parsed = MonthDay::parse(text)) {
      REQUIRE(parsed->to_string() == text);
    }
  }
}
