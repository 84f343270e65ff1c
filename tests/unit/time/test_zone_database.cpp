#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "csx/time/zone.hpp"

using namespace csx::time;

TEST_CASE("a zone is found by its name, or refused with the nearest") {
  struct Row {
    std::string_view text;
    std::string expected;
  };
  const std::string unknown = "the time zone database does not have it";
  const std::string offset =
      "an offset does not say when clocks change, name a place such as America/Sao_Paulo";
  const Row rows[] = {
      {"America/Sao_Paolo", unknown + ", did you mean \"America/Sao_Paulo\"?"},
      {"america/sao_paulo", unknown + ", did you mean \"America/Sao_Paulo\"?"},
      {"America/Sao Paulo", unknown + ", did you mean \"America/Sao_Paulo\"?"},
      {"lisbon", unknown + ", did you mean \"Europe/Lisbon\"?"},
      {"utc", unknown + ", did you mean \"UTC\"?"},
      {"-03:00", offset},
      {"+3", offset},
      {"UTC-3", offset},
      {"GMT+01:00", offset},
      {"", unknown},
      {"localtime", unknown},
      {"../../../etc/passwd", unknown},
      {"/usr/share/zoneinfo/UTC", unknown},
      {std::string_view("UTC\0", 4), unknown + ", did you mean \"UTC\"?"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto found = Zone::find(row.text);
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error() == row.expected);
  }
}

TEST_CASE("two zones of the same name are equal") {
  CHECK(Zone::find("Europe/Lisbon").value() == Zone::find("Europe/Lisbon").value());
  CHECK_FALSE(Zone::find("Europe/Lisbon").value() == Zone::find("Europe/London").value());
  CHECK(Zone::find("UTC").value() == Zone::utc());
  CHECK(Zone::find("Europe/Lisbon").value().name() == "Europe/Lisbon");
  CHECK(Zone::utc().name() == "UTC");
}

TEST_CASE("every name of the list is found, and the list is sorted and without repeats") {
  const auto& names = zone_names();
  CHECK(names.size() > 400);
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
  for (const auto& name : names) {
    CAPTURE(name);
    const auto found = Zone::find(name);
    REQUIRE(found.has_value());
    REQUIRE(found->name() == name);
  }
  for (const std::string_view wanted :
       {"UTC", "Etc/GMT+3", "Brazil/East", "America/Argentina/Buenos_Aires"}) {
    CAPTURE(wanted);
    CHECK(std::binary_search(names.begin(), names.end(), wanted));
  }
  CHECK_FALSE(std::binary_search(names.begin(), names.end(), std::string_view("localtime")));
}

TEST_CASE("instants print with the zone's offset, whole minutes, and Z for UTC alone") {
  struct Row {
    std::string_view zone;
    std::string_view at;
    std::string_view expected;
  };
  const Row rows[] = {
      {"UTC", "2026-03-02T13:12:00Z", "2026-03-02T13:12:00Z"},
      {"Etc/UTC", "2026-03-02T13:12:00Z", "2026-03-02T13:12:00Z"},
      {"America/Sao_Paulo", "2026-03-02T13:12:05Z", "2026-03-02T10:12:05-03:00"},
      {"Europe/Lisbon", "2026-01-02T13:12:00Z", "2026-01-02T13:12:00+00:00"},
      {"Asia/Kathmandu", "2026-03-02T20:00:00Z", "2026-03-03T01:45:00+05:45"},
      {"America/St_Johns", "2026-01-02T00:00:00Z", "2026-01-01T20:30:00-03:30"},
      {"America/Sao_Paulo", "1905-01-01T12:00:00Z", "1905-01-01T08:53:00-03:07"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.at);
    const auto at = Zone::utc().resolve(Timestamp::parse(row.at).value());
    CHECK(Zone::find(row.zone).value().format(at) == row.expected);
  }
}
