#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "found.hpp"

using csx::rules::testing::found;

namespace {

std::size_t count(std::string_view rule, std::string_view body) {
  return found(rule, {{"csx.yaml", std::string(csx::rules::testing::k_workspace)},
                      {"calendars/br.yaml",
                       "kind: calendar\nid: br\ntimezone: America/Sao_Paulo\n" + std::string(body)}})
      .size();
}

}  // namespace

TEST_CASE("a night is compared with the morning that follows it") {
  struct Row {
    std::string_view body;
    std::size_t findings;
  };
  const Row table[] = {
      {"hours: {fri: [\"22:00-06:00\"], sat: [\"06:00-12:00\"]}", 0},
      {"hours: {fri: [\"22:00-06:01\"], sat: [\"06:00-12:00\"]}", 1},
      {"hours: {sun: [\"22:00-06:00\"], mon: [\"05:00-12:00\"]}", 1},
      {"hours: {fri: [\"08:00-24:00\"], sat: [\"00:00-12:00\"]}", 0},
      // 2026-11-21 is a Saturday: its exception replaces the hours that the night ran into.
      {"hours: {fri: [\"22:00-06:00\"]}\nexceptions: [{date: 2026-11-21, hours: [\"05:00-09:00\"]}]", 1},
      {"hours: {sat: [\"05:00-09:00\"]}\nexceptions: [{date: 2026-11-20, hours: [\"22:00-06:00\"]}]", 1},
      {"hours: {sat: [\"05:00-09:00\"]}\n"
       "exceptions: [{date: 2026-11-20, hours: [\"22:00-06:00\"]}, {date: 2026-11-21, hours: []}]",
       0},
  };
  for (const Row& row : table) {
    CAPTURE(row.body);
    CHECK(count("calendar/overnight-overlap", row.body) == row.findings);
  }
}

TEST_CASE("a dated holiday repeats a yearly one or one that moves with Easter") {
  constexpr std::string_view k_hours = "hours: {fri: [\"09:00-18:00\"]}\nholidays:\n";
  struct Row {
    std::string_view holidays;
    std::size_t findings;
  };
  const Row table[] = {
      {"  - {date: 2026-12-25, name: Natal}\n  - {every: 12-25, name: Natal}\n", 1},
      {"  - {date: 2026-04-03, name: Paixão}\n  - {easter: -2, name: Paixão}\n", 1},
      {"  - {date: 2026-04-04, name: Aleluia}\n  - {easter: -2, name: Paixão}\n", 0},
      // Easter 2026 is on 5 April, 95 days after 31 December.
      {"  - {date: 2025-12-31, name: Recesso}\n  - {easter: -95, name: Recesso}\n", 1},
      {"  - {date: 2026-12-31, name: Recesso}\n  - {easter: -95, name: Recesso}\n", 0},
      {"  - {every: 12-25, name: Natal}\n  - {every: 12-25, name: Natal}\n", 1},
      {"  - {date: 2025-11-20, name: Consciência}\n  - {date: 2026-11-20, name: Consciência}\n", 0},
  };
  for (const Row& row : table) {
    CAPTURE(row.holidays);
    CHECK(count("calendar/duplicate-holiday", std::string(k_hours) + std::string(row.holidays)) ==
          row.findings);
  }
}

TEST_CASE("an exception that leaves the hours of its date as they were") {
  struct Row {
    std::string_view body;
    std::size_t findings;
  };
  // 2026-11-20 is a Friday.
  const Row table[] = {
      {"exceptions: [{date: 2026-11-20, hours: [\"09:00-12:00\", \"13:00-18:00\"]}]", 1},
      {"exceptions: [{date: 2026-11-20, hours: [\"13:00-18:00\", \"09:00-12:00\"]}]", 1},
      {"exceptions: [{date: 2026-11-20, hours: [\"09:00-12:00\"]}]", 0},
      {"exceptions: [{date: 2026-11-20, hours: []}]", 0},
      {"exceptions: [{date: 2026-11-21, hours: []}]", 1},
      {"exceptions: [{date: 2026-11-21, hours: [\"09:00-12:00\"]}]", 0},
      {"holidays: [{every: 11-20, name: Consciência Negra}]\nexceptions: [{date: 2026-11-20, hours: []}]", 1},
      {"holidays: [{every: 11-20, name: Consciência Negra}]\n"
       "exceptions: [{date: 2026-11-20, hours: [\"09:00-12:00\", \"13:00-18:00\"]}]",
       0},
      // Easter 2027 is on 28 March: a Friday of December is a holiday of the next year's Easter.
      {"holidays: [{easter: -100, name: Recesso}]\nexceptions: [{date: 2026-12-18, hours: []}]", 1},
      {"holidays: [{easter: -100, name: Recesso}]\nexceptions: [{date: 2026-12-11, hours: []}]", 0},
  };
  for (const Row& row : table) {
    CAPTURE(row.body);
    CHECK(count("calendar/exception-without-effect", "hours: {fri: [\"09:00-12:00\", \"13:00-18:00\"]}\n" +
                                                         std::string(row.body)) == row.findings);
  }
  // One that opens on its exceptions alone, and one that never does.
  CHECK(count("calendar/exception-without-effect",
              "exceptions: [{date: 2026-11-20, hours: [\"09:00-12:00\"]}, {date: 2026-11-27, hours: []}]") ==
        1);
  CHECK(count("calendar/exception-without-effect", "exceptions: [{date: 2026-11-20, hours: []}]") == 0);
}

TEST_CASE("a calendar in which nothing can be counted") {
  struct Row {
    std::string_view body;
    std::size_t findings;
  };
  const Row table[] = {
      {"hours: {}", 1},
      {"hours: {mon: []}\nexceptions: [{date: 2026-11-20, hours: []}]", 1},
      {"hours: {}\nexceptions: [{date: 2026-11-20, hours: [\"09:00-12:00\"]}]", 0},
      {"hours: {mon: [\"09:00-12:00\"]}", 0},
      // What cannot be read is reported as such.
      {"hours: {mon: [\"25:00-26:00\"]}", 0},
  };
  for (const Row& row : table) {
    CAPTURE(row.body);
    CHECK(count("calendar/never-opens", row.body) == row.findings);
  }
}
