#include "holiday_merge.hpp"

#include <doctest/doctest.h>

using namespace csx;
using namespace csx::cli;

namespace {

interop::ImportedHoliday on(std::string_view date, std::string name = "A") {
  return {.date = time::Date::parse(date).value(), .name = std::move(name), .line = 1};
}
interop::ImportedHoliday every(std::string_view day, std::string name = "A") {
  return {.every = time::MonthDay::parse(day).value(), .name = std::move(name), .line = 1};
}

}  // namespace

TEST_CASE("what closes a calendar already is not added again, whatever says so") {
  std::vector<model::Holiday> there(3);
  there[0].date = time::Date::parse("2026-02-18").value();
  there[1].every = time::MonthDay::parse("12-25").value();
  there[2].easter = -2;  // 3 April 2026
  const HolidayMerge merge = merge_holidays(there, {every("12-25"), every("02-18"), on("2026-02-18"),
                                                    on("2027-12-25"), on("2026-04-03"), on("2026-04-04")});
  CHECK(merge.already_there == 4);
  REQUIRE(merge.added.size() == 2);
  CHECK(merge.added[0].every == time::MonthDay{2, 18});
  CHECK(merge.added[1].date == time::Date::of(2026, 4, 4));
  CHECK(merge.second_names.empty());
}

TEST_CASE("of two events on one day the first gives the name, the other is told") {
  const HolidayMerge merge =
      merge_holidays({}, {every("11-20", "Zumbi"), on("2026-11-20", "Consciência"), on("2026-05-01")});
  CHECK(merge.added.size() == 2);
  REQUIRE(merge.second_names.size() == 1);
  CHECK(merge.second_names[0].name == "Consciência");
  CHECK(merge.second_names[0].reason == "2026-11-20 is \"Zumbi\" in this file already");
}

TEST_CASE("importing what an import has added adds nothing") {
  const std::vector<interop::ImportedHoliday> imported{every("01-01"), on("2026-11-26"), on("2027-11-25")};
  std::vector<model::Holiday> there;
  for (const interop::ImportedHoliday& each : merge_holidays({}, imported).added) {
    there.emplace_back();
    there.back().date = each.date;
    there.back().every = each.every;
  }
  CHECK(there.size() == 3);
  CHECK(merge_holidays(there, imported).added.empty());
}
