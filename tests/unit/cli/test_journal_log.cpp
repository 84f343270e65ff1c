#include "journal_log.hpp"

#include <doctest/doctest.h>

#include "csx/yaml/tree.hpp"
#include "set_field.hpp"
#include "value_of.hpp"

using namespace csx;
using namespace csx::cli;

namespace {}  // namespace

TEST_CASE("an entry stands behind the last that is not later") {
  const time::Zone zone = *time::Zone::find("America/Sao_Paulo");
  const yaml::Value entries =
      value_of(R"([{at: 2026-10-05T14:00:00-03:00}, {at: 2026-10-06}, {at: 2026-10-06T09:00:00}])");
  struct Row {
    std::string_view at;
    std::size_t place;
  };
  const Row rows[] = {
      {"2026-10-05", 0},            // a date counts from 00:00
      {"2026-10-05T17:00:00Z", 1},  // the same instant as the first: behind it
      {"2026-10-05T17:00:01Z", 1}, {"2026-10-06", 2}, {"2026-10-06T08:59:59-03:00", 2},
      {"2026-10-06T12:00:00Z", 3}, {"2026-11-01", 3},
  };
  for (const Row& row : rows) {
    CAPTURE(row.at);
    CHECK(place_by_instant(entries, zone.resolve(*time::Timestamp::parse(row.at)), zone) == row.place);
  }
  CHECK(place_by_instant(value_of("[]"), {}, zone) == 0);
}

TEST_CASE("a dated item stands before the first later one, where the list is in order") {
  const time::Date day = *time::Date::of(2026, 7, 1);
  CHECK(place_by_date(value_of("[{date: 2026-01-01}, {date: 2026-08-01}]"), "date", day) == 1);
  CHECK(place_by_date(value_of("[{date: 2026-07-01}, {date: 2026-08-01}]"), "date", day) == 1);
  CHECK(place_by_date(value_of("[{date: 2026-08-01}]"), "date", day) == 0);
  CHECK(place_by_date(value_of("[{date: 2026-01-01}]"), "date", day) == 1);
  CHECK(place_by_date(value_of("[{date: 2026-09-01}, {date: 2026-08-01}]"), "date", day) == 2);
  CHECK(place_by_date(value_of("[{date: 2026-09-01}, {what: x}]"), "date", day) == 2);
  CHECK(place_by_date(value_of("[]"), "date", day) == 0);
}
