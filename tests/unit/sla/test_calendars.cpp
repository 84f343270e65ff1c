#include "csx/sla/calendars.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "csx/store/dataset.hpp"
#include "folder.hpp"

namespace csx::sla {
namespace {

constexpr std::string_view k_full =
    "kind: calendar\n"
    "id: full\n"
    "timezone: America/Sao_Paulo\n"
    "hours:\n"
    "  mon: [\"09:00-12:00\", \"13:00-18:00\"]\n"
    "  thu: [\"09:00-12:00\"]\n"
    "  fri: [\"22:00-06:00\"]\n"
    "holidays:\n"
    "  - {date: 2026-11-23, name: Feriado municipal}\n"
    "  - {every: 12-25, name: Natal}\n"
    "  - {easter: -100, name: Longe da Páscoa}\n"
    "exceptions:\n"
    "  - {date: 2026-11-22, hours: [\"10:00-11:00\"], why: inventário}\n"
    "  - {date: 2026-11-26, hours: []}\n";

store::Dataset load_whole(testing::Files files, std::string_view workspace = testing::k_workspace) {
  files.emplace_back("csx.yaml", workspace);
  const auto tree = store::memory_tree(std::move(files));
  auto data = store::load(*tree);
  REQUIRE(data);
  for (const Diagnostic& finding : data->findings()) {
    FAIL_CHECK(finding.message);
  }
  return std::move(*data);
}

time::Date day(std::string_view text) {
  return time::Date::parse(text).value();
}

TEST_CASE("everything that a calendar's record says reaches the engine") {
  const store::Dataset data = load_whole({{"calendars/full.yaml", std::string(k_full)}});
  const auto built = calendar_of(*data.get<model::Calendar>("full"));
  REQUIRE(built);
  CHECK(built->zone().name() == "America/Sao_Paulo");
  using Source = time::DayHours::Source;
  struct Row {
    const char* date;
    Source source;
    std::vector<std::string> windows;
    std::vector<std::string> reasons;
  };
  for (const Row& row : {
           Row{"2026-11-16", Source::weekday, {"09:00-12:00", "13:00-18:00"}, {}},
           Row{"2026-11-17", Source::weekday, {}, {}},
           Row{"2026-11-20", Source::weekday, {"22:00-06:00"}, {}},
           Row{"2026-11-22", Source::exception, {"10:00-11:00"}, {"inventário"}},
           Row{"2026-11-23", Source::holiday, {}, {"Feriado municipal"}},
           Row{"2026-11-26", Source::exception, {}, {}},
           Row{"2025-12-25", Source::holiday, {}, {"Natal"}},
           // Easter 2026 is on 5 April.
           Row{"2025-12-26", Source::holiday, {}, {"Longe da Páscoa"}},
       }) {
    CAPTURE(row.date);
    const time::DayHours hours = built->hours_on(day(row.date));
    CHECK(hours.source == row.source);
    CHECK(hours.reasons == row.reasons);
    std::vector<std::string> windows;
    for (const time::Window& window : hours.windows) {
      windows.push_back(window.to_string());
    }
    CHECK(windows == row.windows);
  }
}

TEST_CASE("a calendar in which nothing can be counted is none") {
  model::Calendar calendar;
  calendar.timezone.value = "America/Sao_Paulo";
  CHECK(calendar_of(calendar).error() == "the calendar never opens, expected a day with hours");

  calendar.hours.push_back({time::Weekday::mon, {{540, 720}}});
  CHECK(calendar_of(calendar));
  calendar.holidays.push_back({{}, {}, (std::int64_t{1} << 32U) + 1, "Far"});
  CHECK(calendar_of(calendar).error() == "a holiday is +2147483647 days from Easter, expected -366 to 366");
  // What could not be read is not there.
  calendar.holidays.back().easter.reset();
  CHECK(calendar_of(calendar));
}

TEST_CASE("the calendar of a clock is the first of its choices that exists") {
  const auto calendar = [](std::string_view id, std::string_view hours) {
    return fmt::format("kind: calendar\nid: {}\ntimezone: UTC\n{}", id, hours);
  };
  constexpr std::string_view k_open = "hours: {mon: [\"09:00-10:00\"]}\n";
  const store::Dataset data =
      load_whole({{"calendars/br.yaml", calendar("br", k_open)},
                  {"calendars/lisboa.yaml", calendar("lisboa", k_open)},
                  {"calendars/noite.yaml", calendar("noite", k_open)},
                  {"calendars/never.yaml", calendar("never", "")},
                  {"people.yaml",
                   "kind: person\nid: ana\nname: Ana\narea: sales\n"
                   "calendar: [{from: 2026-01-01, value: lisboa}, {from: 2026-07-01, value: noite}]\n"
                   "---\nkind: person\nid: bia\nname: Bia\narea: cs\n"},
                  {"accounts/a/account.yaml", "kind: account\nid: a\nname: A\ncalendar: lisboa\n"},
                  {"accounts/b/account.yaml", "kind: account\nid: b\nname: B\ncalendar: gone\n"}},
                 fmt::format("{}calendar: br\n", testing::k_workspace));
  const Calendars calendars(data);
  CHECK(calendars.find("br") != nullptr);
  CHECK(calendars.find("never") == nullptr);
  CHECK(calendars.find("gone") == nullptr);
  CHECK(calendars.find("") == nullptr);

  struct Row {
    std::vector<std::string> choices;
    const char* person;
    const char* account;
    const char* date;
    const char* chosen;
  };
  for (const Row& row : {
           Row{{"responsible", "account", "br"}, "ana", "a", "2026-03-01", "lisboa"},
           Row{{"responsible", "account", "br"}, "ana", "a", "2026-07-01", "noite"},
           Row{{"responsible", "noite"}, "ana", "a", "2025-12-31", "noite"},
           Row{{"responsible", "account"}, "bia", "a", "2026-03-01", "lisboa"},
           Row{{"account", "noite"}, "bia", "b", "2026-03-01", "noite"},
           Row{{"never", "gone", "lisboa"}, "", "", "2026-03-01", "lisboa"},
           Row{{"responsible", "account"}, "", "", "2026-03-01", "br"},
           Row{{}, "ana", "a", "2026-03-01", "br"},
       }) {
    CAPTURE(row.choices.size());
    CAPTURE(row.person);
    CAPTURE(row.date);
    CAPTURE(row.chosen);
    std::vector<model::CalendarChoice> choices;
    for (const std::string& choice : row.choices) {
      choices.push_back({choice});
    }
    const CalendarParties parties{data.get<model::Person>(row.person), data.get<model::Account>(row.account)};
    const Calendars::Entry* entry = calendars.choose(choices, parties, day(row.date));
    REQUIRE(entry != nullptr);
    CHECK(entry->id == row.chosen);
  }
  const store::Dataset bare = load_whole({{"calendars/br.yaml", calendar("br", k_open)}});
  CHECK(Calendars(bare).choose({}, {}, day("2026-03-01")) == nullptr);
}

}  // namespace
}  // namespace csx::sla
