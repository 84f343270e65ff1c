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
      {"  - {every: 12-25, name: Natal}\n  - {every: 12-25, name: Natal}\n", 1},
      {"  - {date: 2025-11-20, name: Consciência}\n  - {date: 2026-11-20, name: Consciência}\n", 0},
  };
  for (const Row& row : table) {
    CAPTURE(row.holidays);
    CHECK(count("calendar/duplicate-holiday", std::string(k_hours) + std::string(row.holidays)) ==
          row.findings);
  }
}
