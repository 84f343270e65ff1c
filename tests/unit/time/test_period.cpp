#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "calendar_samples.hpp"
#include "csx/time/period.hpp"
#include "outcome.hpp"

using namespace csx::time;

namespace {

/// First and last day, to see what a period resolved to.
std::string days_of(const Parsed<Period>& period) {
  return period ? period->first.to_string() + " " + period->last.to_string() : "! " + period.error();
}

}  // namespace

TEST_CASE("a period is resolved to its days, or refused with the reason") {
  const std::string shape =
      "! expected a period such as 2026, 2026-Q3, 2026-10, 2026-W41, 2026-10-05 or A..B";
  const Row rows[] = {
      {"2026", "2026-01-01 2026-12-31"},
      {"2026-Q1", "2026-01-01 2026-03-31"},
      {"2026-Q4", "2026-10-01 2026-12-31"},
      {"2026-02", "2026-02-01 2026-02-28"},
      {"2028-02", "2028-02-01 2028-02-29"},
      {"2026-12", "2026-12-01 2026-12-31"},
      {"2026-10-05", "2026-10-05 2026-10-05"},
      {"2026-W41", "2026-10-05 2026-10-11"},
      {"2026-01..2026-03", "2026-01-01 2026-03-31"},
      {"2025..2026-Q1", "2025-01-01 2026-03-31"},
      {"2026-W01..2026-01-31", "2025-12-29 2026-01-31"},
      {"2026-10-05..2026-10-05", "2026-10-05 2026-10-05"},
      {"1900..2200", "1900-01-01 2200-12-31"},
      {"2026-13", "! month 13 does not exist"},
      {"2026-00", "! month 00 does not exist"},
      {"2026-Q5", "! quarter 5 does not exist, a year has four"},
      {"2026-Q0", "! quarter 0 does not exist, a year has four"},
      {"2026-W54", "! 2026 has 53 weeks"},
      {"2025-W53", "! 2025 has 52 weeks"},
      {"2026-W00", "! week 00 does not exist"},
      {"2026-02-30", "! February 2026 has 28 days"},
      {"1899", "! year 1899 is outside 1900 to 2200"},
      {"2201-Q1", "! year 2201 is outside 1900 to 2200"},
      {"2026-10-31..2026-10-01", "! the first day 2026-10-31 is after the last 2026-10-01"},
      {"2027..2026", "! the first day 2027-01-01 is after the last 2026-12-31"},
      {"2026-13..2026-12", "! before the \"..\": month 13 does not exist"},
      {"2026-01..2026-W60", "! after the \"..\": 2026 has 53 weeks"},
      {"..2026", "! nothing stands before the \"..\""},
      {"2026..", "! nothing stands after the \"..\""},
      {"..", "! nothing stands before the \"..\""},
      {"2026...2027", "! after the \"..\": " + shape.substr(2)},
      {"2026..2027..2028", "! after the \"..\": " + shape.substr(2)},
      {"2026-3", shape + ", did you mean \"2026-03\"?"},
      {"2026-q3", shape + ", did you mean \"2026-Q3\"?"},
      {"2026Q3", shape + ", did you mean \"2026-Q3\"?"},
      {"2026/10", shape + ", did you mean \"2026-10\"?"},
      {"2026-w7", shape + ", did you mean \"2026-W07\"?"},
      {"2026-10-5", shape + ", did you mean \"2026-10-05\"?"},
      {"2026-Q12", shape},
      {"10/2026", shape},
      {"26", shape},
      {"", shape},
      {"last-month", "! it changes with the day it is read on, write its dates"},
      {"2026-01..today", "! after the \"..\": it changes with the day it is read on, write its dates"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(days_of(Period::parse(row.text)) == row.expected);
  }
}

TEST_CASE("ISO weeks belong to the year of their Thursday") {
  const Row rows[] = {
      {"2020-W53", "2020-12-28 2021-01-03"}, {"2021-W01", "2021-01-04 2021-01-10"},
      {"2024-W01", "2024-01-01 2024-01-07"}, {"2025-W01", "2024-12-30 2025-01-05"},
      {"2025-W52", "2025-12-22 2025-12-28"}, {"2026-W01", "2025-12-29 2026-01-04"},
      {"2026-W53", "2026-12-28 2027-01-03"}, {"2027-W01", "2027-01-04 2027-01-10"},
      {"1900-W01", "1900-01-01 1900-01-07"}, {"2200-W52", "2200-12-22 2200-12-28"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto week = Period::parse(row.text);
    CHECK(days_of(week) == row.expected);
    CHECK(week->to_string() == row.text);
  }
}

TEST_CASE("words count whole units that ended before today") {
  const auto today = date_of("2026-11-22");  // a Sunday
  const Row rows[] = {
      {"today", "2026-11-22 2026-11-22"},
      {"yesterday", "2026-11-21 2026-11-21"},
      {"this-week", "2026-11-16 2026-11-22"},
      {"last-week", "2026-11-09 2026-11-15"},
      {"this-month", "2026-11-01 2026-11-30"},
      {"last-month", "2026-10-01 2026-10-31"},
      {"this-quarter", "2026-10-01 2026-12-31"},
      {"last-quarter", "2026-07-01 2026-09-30"},
      {"this-year", "2026-01-01 2026-12-31"},
      {"last-year", "2025-01-01 2025-12-31"},
      {"last-90d", "2026-08-24 2026-11-21"},
      {"last-1d", "2026-11-21 2026-11-21"},
      {"last-2w", "2026-11-02 2026-11-15"},
      {"last-12mo", "2025-11-01 2026-10-31"},
      {"last-4q", "2025-10-01 2026-09-30"},
      {"last-2y", "2024-01-01 2025-12-31"},
      {"2026-Q3", "2026-07-01 2026-09-30"},
      {"2026-10..today", "2026-10-01 2026-11-22"},
      {"last-year..last-month", "2025-01-01 2026-10-31"},
      {"last-0d", "! the count is 0, it must be 1 or more"},
      {"last-8bh", "! a period is whole days: count d, w, mo, q or y"},
      {"last-2bd", "! a period is whole days: count d, w, mo, q or y"},
      {"last-90", "! the unit is missing, as in 90h, 90bh, 90d or 90bd"},
      {"last-90days", "! unknown unit \"days\", did you mean \"d\"?"},
      {"last-500y", "! it reaches back before 1900"},
      {"last-1000000w", "! it reaches back before 1900"},
      {"last-1000000y", "! it reaches back before 1900"},
      {"last_month", "! unknown word, did you mean \"last-month\"?"},
      {"last-moth", "! unknown word, did you mean \"last-month\"?"},
      {"Today", "! unknown word, did you mean \"today\"?"},
      {"today..yesterday", "! the first day 2026-11-22 is after the last 2026-11-21"},
      {"whenever",
       "! expected a period such as 2026, 2026-Q3, 2026-10, 2026-W41, 2026-10-05 or A..B, or a word such as "
       "last-month, "
       "this-quarter or last-90d"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(days_of(Period::parse(row.text, today)) == row.expected);
  }
}

TEST_CASE("words at the turn of the year and at the ends of months") {
  struct Seen {
    std::string_view today;
    std::string_view text;
    std::string_view expected;
  };
  const Seen rows[] = {
      {"2026-01-01", "last-month", "2025-12-01 2025-12-31"},
      {"2026-01-01", "last-quarter", "2025-10-01 2025-12-31"},
      {"2026-01-01", "this-week", "2025-12-29 2026-01-04"},
      {"2026-01-01", "last-3mo", "2025-10-01 2025-12-31"},
      {"2026-03-31", "last-month", "2026-02-01 2026-02-28"},
      {"2026-03-31", "this-quarter", "2026-01-01 2026-03-31"},
      {"2028-02-29", "last-year", "2027-01-01 2027-12-31"},
      {"2028-02-29", "last-1y", "2027-01-01 2027-12-31"},
      {"2026-12-31", "this-month", "2026-12-01 2026-12-31"},
      {"2026-11-16", "last-week", "2026-11-09 2026-11-15"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.today);
    CAPTURE(row.text);
    CHECK(days_of(Period::parse(row.text, date_of(row.today))) == row.expected);
  }
}

TEST_CASE("a period prints in its shortest form") {
  const Row rows[] = {
      {"2026-01-01..2026-12-31", "2026"},
      {"2026-07-01..2026-09-30", "2026-Q3"},
      {"2026-07..2026-09", "2026-Q3"},
      {"2026-10-01..2026-10-31", "2026-10"},
      {"2026-10-05..2026-10-11", "2026-W41"},
      {"2026-10-05..2026-10-18", "2026-W41..2026-W42"},
      {"2026-10-05..2026-10-05", "2026-10-05"},
      {"2025-01-01..2026-12-31", "2025..2026"},
      {"2026-04-01..2026-09-30", "2026-Q2..2026-Q3"},
      {"2026-01-01..2026-02-28", "2026-01..2026-02"},
      {"2026-02-01..2026-06-30", "2026-02..2026-06"},
      {"2026-04-01..2026-08-31", "2026-04..2026-08"},
      {"2025-01-01..2026-03-31", "2025..2026-Q1"},
      {"2025-01-01..2026-02-28", "2025..2026-02"},
      {"2025-11-01..2026-10-31", "2025-11..2026-10"},
      {"2026-08-24..2026-11-21", "2026-08-24..2026-11-21"},
      {"2026-01-01..2026-02-15", "2026-01..2026-02-15"},
      {"2025-12-29..2026-01-31", "2025-12-29..2026-01"},
      {"2025-12-29..2026-01-30", "2025-12-29..2026-01-30"},
      {"2026-01-01..2026-01-15", "2026-01-01..2026-01-15"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(outcome(Period::parse(row.text)) == row.expected);
  }
}

TEST_CASE("every period survives printing and reading") {
  std::mt19937 random(3);
  const auto first = date_of("1900-01-01");
  for (int i = 0; i < 20'000; ++i) {
    auto from = first.plus_days(static_cast<int>(random() % 109'000));
    auto to = from.plus_days(static_cast<int>(random() % (i % 3 == 0 ? 10 : 900)));
    if (i % 2 == 0) {  // ends of months, so that the shorter forms come up
      from = from.plus_days(1 - static_cast<int>(static_cast<unsigned>(from.ymd().day())));
      to = from.plus_months(static_cast<int>(random() % 30) + 1).plus_days(-1);
    }
    to = std::min(to, date_of("2200-12-31"));
    const Period period{from, to};
    const auto text = period.to_string();
    CAPTURE(text);
    const auto again = Period::parse(text);
    REQUIRE(again.has_value());
    REQUIRE(*again == period);
    REQUIRE(text.size() <= std::string_view("2026-10-05..2026-10-05").size());
  }
}

TEST_CASE("a period holds both its ends") {
  const auto october = Period::parse("2026-10").value();
  CHECK(october.contains(date_of("2026-10-01")));
  CHECK(october.contains(date_of("2026-10-31")));
  CHECK_FALSE(october.contains(date_of("2026-09-30")));
  CHECK_FALSE(october.contains(date_of("2026-11-01")));
  CHECK(october.days() == 31);
  CHECK(Period::parse("2028").value().days() == 366);
}
