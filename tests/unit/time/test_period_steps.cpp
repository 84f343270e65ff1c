#include "csx/time/period_steps.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace csx::time {
namespace {

Period period(std::string_view text) {
  return Period::parse(text).value();
}

TEST_CASE("the period before is as long: in months where it is whole months, else in days") {
  struct Row {
    std::string_view period;
    std::string_view before;
  };
  const std::vector<Row> rows{
      {"2026-03", "2026-02"},
      {"2026-01", "2025-12"},
      {"2026-Q1", "2025-Q4"},
      {"2026", "2025"},
      {"2026-02..2026-03", "2025-12..2026-01"},
      {"2026-W41", "2026-W40"},
      {"2026-10-05", "2026-10-04"},
      {"2026-03-01..2026-03-30", "2026-01-30..2026-02-28"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.period);
    CHECK(previous(period(row.period)) == period(row.before));
    CHECK(previous(period(row.period)).last.plus_days(1) == period(row.period).first);
  }
}

TEST_CASE("the months of a period are cut to it and cover it") {
  const std::vector<Period> months = months_of(period("2026-01-15..2026-03-10"));
  REQUIRE(months.size() == 3);
  CHECK(months[0] == period("2026-01-15..2026-01-31"));
  CHECK(months[1] == period("2026-02"));
  CHECK(months[2] == period("2026-03-01..2026-03-10"));
  CHECK_FALSE(is_whole_month(months[0]));
  CHECK(is_whole_month(months[1]));
  CHECK_FALSE(is_whole_month(months[2]));
  CHECK_FALSE(is_whole_month(period("2026-Q1")));
  CHECK(months_of(period("2026")).size() == 12);
  CHECK(months_of(period("2026-10-05")).size() == 1);
}

}  // namespace
}  // namespace csx::time
