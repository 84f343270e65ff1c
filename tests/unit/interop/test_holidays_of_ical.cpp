#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "csx/interop/holidays.hpp"

using namespace csx;
using namespace csx::interop;

namespace {

std::string event(std::string_view lines, std::string_view summary = "Natal") {
  return fmt::format("BEGIN:VEVENT\nSUMMARY:{}\n{}\nEND:VEVENT\n", summary, lines);
}
std::string calendar(std::string_view events) {
  return fmt::format("BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n", events);
}

std::optional<time::Period> years(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(time::Period::parse(text).value());
}

/// `every 12-25 Natal; 2026-11-20 Zumbi | 3 Reunião begins …`: days, then what was passed over; or the error
/// and its causes after an exclamation mark.
std::string outcome(std::string_view text, std::string_view period = {}) {
  const auto read = holidays_of_ical(text, years(period));
  if (!read) {
    return fmt::format("! {}: {}", read.error().message, fmt::join(read.error().causes, "; "));
  }
  std::vector<std::string> days;
  for (const ImportedHoliday& day : read->days) {
    days.push_back(fmt::format("{} {}", day.every ? "every " + day.every->to_string() : day.date->to_string(),
                               day.name));
  }
  std::string out = fmt::format("{}", fmt::join(days, "; "));
  for (const PassedOver& each : read->passed_over) {
    out += fmt::format(" | {} {} {}", each.line, each.name, each.reason);
  }
  return out;
}

struct HolidayRow {
  std::string_view lines;
  std::string_view expected;
  std::string_view period = "";
};

}  // namespace

TEST_CASE("events of whole days become holidays") {
  const std::vector<HolidayRow> rows{
      {"DTSTART;VALUE=DATE:20261225", "2026-12-25 Natal"},
      {"DTSTART:20261225", "2026-12-25 Natal"},
      {"dtstart;value=date:20261225\nDTEND;VALUE=DATE:20261226", "2026-12-25 Natal"},
      // the end is the day after
      {"DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261226", "2026-12-24 Natal; 2026-12-25 Natal"},
      // as some programs write one day
      {"DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261225", "2026-12-25 Natal"},
      {"DTSTART;VALUE=DATE:20261231\nDURATION:P2D", "2026-12-31 Natal; 2027-01-01 Natal"},
      {"DTSTART;VALUE=DATE:20261225\nDURATION:PT24H", "2026-12-25 Natal"},
      {"DTSTART;VALUE=DATE:20261225\nX-FOO;X-BAR=\"a;b:c,d\":e", "2026-12-25 Natal"},
      {"DTSTART;VALUE=DATE:20261225\nRDATE;VALUE=DATE:20271225,20281225",
       "2026-12-25 Natal; 2027-12-25 Natal; 2028-12-25 Natal"},
      {"DTSTART;VALUE=DATE:20261225\nRDATE;VALUE=DATE:20271225\nEXDATE:20261225T000000Z", "2027-12-25 Natal"},
  };
  for (const HolidayRow& row : rows) {
    CAPTURE(row.lines);
    CHECK(outcome(calendar(event(row.lines)), row.period) == row.expected);
  }
}

TEST_CASE("what returns every year on its date stays so; all else is counted out") {
  const std::vector<HolidayRow> rows{
      {"DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY", "every 12-25 Natal"},
      {"DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=12;BYMONTHDAY=25;WKST=MO",
       "every 12-25 Natal"},
      {"DTSTART;VALUE=DATE:20201231\nDURATION:P2D\nRRULE:FREQ=YEARLY",
       "every 01-01 Natal; every 12-31 Natal"},
      {"DTSTART;VALUE=DATE:20200229\nRRULE:FREQ=YEARLY", "every 02-29 Natal"},
      // 25 of every month
      {"DTSTART;VALUE=DATE:20261025\nRRULE:FREQ=YEARLY;BYMONTHDAY=25",
       "2026-10-25 Natal; 2026-11-25 Natal; 2026-12-25 Natal", "2026"},
      {"DTSTART;VALUE=DATE:20241225\nRRULE:FREQ=YEARLY;COUNT=3",
       "2024-12-25 Natal; 2025-12-25 Natal; 2026-12-25 Natal"},
      {"DTSTART;VALUE=DATE:20241225\nRRULE:FREQ=YEARLY;UNTIL=20251231", "2024-12-25 Natal; 2025-12-25 Natal"},
      {"DTSTART;VALUE=DATE:20241225\nRRULE:FREQ=YEARLY;COUNT=3", "2026-12-25 Natal", "2026..2027"},
      // the fourth Thursday of November: the 26th in 2026, the 25th in 2027
      {"DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
       "2026-11-26 Natal; 2027-11-25 Natal", "2026..2027"},
      // the last Monday of May
      {"DTSTART;VALUE=DATE:20200525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
       "2026-05-25 Natal; 2027-05-31 Natal", "2026..2027"},
      {"DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20271225",
       "2026-12-25 Natal; 2028-12-25 Natal", "2026..2028"},
      {"DTSTART;VALUE=DATE:20200228\nDURATION:P2D\nRRULE:FREQ=YEARLY",
       "2027-02-28 Natal; 2027-03-01 Natal; 2028-02-28 Natal; 2028-02-29 Natal", "2027..2028"},
      // an instance that begins the year before
      {"DTSTART;VALUE=DATE:20251231\nDURATION:P2D", "2026-01-01 Natal", "2026"},
      {"DTSTART;VALUE=DATE:20260230\nRRULE:FREQ=YEARLY",
       "! the text is no iCalendar that can be read in whole: line 5: DTSTART: \"20260230\" is no date: "
       "February 2026 has "
       "28 days"},
      {"DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
       "! an event returns without end on no fixed date, so it is not known how far to go: line 3: \"Natal\" "
       "returns "
       "without end, FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"},
      {"DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "", "2026..2027"},
      {"DTSTART;VALUE=DATE:20261229\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH", "2026-12-29 Natal; 2026-12-31 Natal",
       "2026"},
  };
  for (const HolidayRow& row : rows) {
    CAPTURE(row.lines);
    CHECK(outcome(calendar(event(row.lines)), row.period) == row.expected);
  }
}

TEST_CASE("what is no holiday is passed over with its line and the reason") {
  const std::vector<HolidayRow> rows{
      {"DTSTART:20261225T090000Z",
       " | 3 Natal begins at a time of day, 20261225T090000Z, and a holiday is a whole day"},
      {"DTSTART;TZID=\"America/Sao_Paulo\":20261225T090000",
       " | 3 Natal begins at a time of day, 20261225T090000, and a holiday is a whole day"},
      {"DTSTART;VALUE=DATE:20261225\nSTATUS:CANCELLED", " | 3 Natal is cancelled"},
      {"UID:1", " | 3 Natal has no DTSTART"},
      {"DTSTART;VALUE=DATE:20261225\nDURATION:PT36H",
       " | 3 Natal lasts part of a day, and a holiday is a whole day"},
      {"DTSTART;VALUE=DATE:20261225\nDURATION:P400D", " | 3 Natal lasts 400 days, more than a year"},
      {"DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=HOURLY",
       " | 3 Natal returns several times a day, by \"FREQ=HOURLY\", and a holiday is a whole day"},
      {"DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=YEARLY;BYWEEKNO=52;BYDAY=SU",
       " | 3 Natal returns by numbers of weeks, \"FREQ=YEARLY;BYWEEKNO=52;BYDAY=SU\", which are not counted "
       "out"},
      {"DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
       " | 3 Natal returns by \"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\", which is not counted out; expected "
       "FREQ=YEARLY or "
       "MONTHLY"},
      {"DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=-2",
       " | 3 Natal returns by \"FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=-2\", whose BYSETPOS is not counted out; "
       "expected 1 to 4 "
       "of plain weekdays"},
      {"DTSTART;VALUE=DATE:20261225\nRRULE:RSCALE=CHINESE;FREQ=YEARLY",
       " | 3 Natal returns by another calendar than the Gregorian, \"RSCALE=CHINESE;FREQ=YEARLY\""},
      {"DTSTART;VALUE=DATE:20261225\nRRULE:every year",
       " | 3 Natal returns by \"every year\", expected a rule such as FREQ=YEARLY"},
      {"DTSTART;VALUE=DATE:20261225\nRDATE;VALUE=PERIOD:20270101T090000Z/PT1H",
       " | 3 Natal repeats in periods, \"20270101T090000Z/PT1H\", and a holiday is a whole day"},
      {"DTSTART;VALUE=DATE:20261225\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261225",
       " | 3 Natal changes all later instances of another event (RANGE=THISANDFUTURE), which is not "
       "imported"},
  };
  for (const HolidayRow& row : rows) {
    CAPTURE(row.lines);
    CHECK(outcome(calendar(event(row.lines)), row.period) == row.expected);
  }
  CHECK(outcome(calendar("BEGIN:VTODO\nSUMMARY:Pagar\nEND:VTODO\n")) == " | 3  is a to-do, no event");
  CHECK(outcome(calendar(event("DTSTART:20261225", "\\n "))) ==
        " | 3  has no SUMMARY, and a holiday has a name");
}

TEST_CASE("a file that asks for too much is cut short, and says where") {
  std::string events;
  constexpr int k_events = 600;
  for (int i = 0; i < k_events; ++i) {
    events += event("DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1");
  }
  const auto read = holidays_of_ical(calendar(events), years("2026"));
  REQUIRE(read.has_value());
  CHECK(read->days.size() == 12);
  CHECK_FALSE(read->passed_over.empty());
  CHECK(read->passed_over.back().reason ==
        "returns too often, or with too many others, by \"FREQ=MONTHLY;BYMONTHDAY=1\"");
}

TEST_CASE("an instance with an event of its own takes its place, moved or cancelled") {
  const std::string master = event("UID:a\nDTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;COUNT=3");
  const std::string moved =
      event("UID:a\nRECURRENCE-ID;VALUE=DATE:20261225\nDTSTART;VALUE=DATE:20261226", "Adiado");
  CHECK(outcome(calendar(moved + master)) == "2025-12-25 Natal; 2026-12-26 Adiado; 2027-12-25 Natal");
  const std::string off =
      event("UID:a\nRECURRENCE-ID:20261225T000000\nDTSTART;VALUE=DATE:20261225\nSTATUS:CANCELLED");
  CHECK(outcome(calendar(master + off)) ==
        "2025-12-25 Natal; 2027-12-25 Natal | 9 Natal is cancelled on 2026-12-25");
  const std::string other =
      event("UID:b\nRECURRENCE-ID;VALUE=DATE:20261225\nDTSTART;VALUE=DATE:20261226", "Outro");
  CHECK(outcome(calendar(master + other)) ==
        "2025-12-25 Natal; 2026-12-25 Natal; 2026-12-26 Outro; 2027-12-25 Natal");
}

TEST_CASE("lines are unfolded, texts unescaped, whatever ends a line") {
  const std::string_view crlf =
      "\xEF\xBB\xBF"
      "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Feriados\\, Brasil\r\n"
      "BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\r\n"
      "BEGIN:VEVENT\r\nSUMMARY:Proclama\xC3\r\n \xA7\xC3\xA3o da\r\n\t  Rep\xC3\xBA"
      "blica\\; feriado\\n\\\\o/\r\n"
      "DTSTART;VALUE=DA\r\n "
      "TE:20261115\r\nBEGIN:VALARM\r\nTRIGGER:-P1D\r\nSUMMARY:Lembrete\r\nEND:VALARM\r\nEND:VEVENT\r\n"
      "END:VCALENDAR";
  CHECK(outcome(crlf) == "2026-11-15 Proclamação da República; feriado \\o/");
  CHECK(holidays_of_ical(crlf, {})->calendar == "Feriados, Brasil");
}

TEST_CASE("a day that stands twice comes once, days outside of the period are counted") {
  const std::string twice = event("DTSTART;VALUE=DATE:20261225");
  const std::string text = calendar(twice + twice + event("DTSTART;VALUE=DATE:20301225"));
  const auto read = holidays_of_ical(text, years("2026..2027"));
  REQUIRE(read.has_value());
  CHECK(read->days.size() == 1);
  CHECK(read->outside == 1);
}

TEST_CASE("a text that is no iCalendar is refused with what was found and its line") {
  const std::string_view whole = "! the text is no iCalendar that can be read in whole: ";
  const std::vector<HolidayRow> rows{
      {"", "line 1: found nothing, expected BEGIN:VCALENDAR"},
      {"date;name\n2026-12-25;Natal\n",
       "line 1: found \"date;name\", expected a parameter such as ;VALUE=DATE; line 2: found "
       "\"2026-12-25;Natal\", expected a "
       "parameter such as ;VALUE=DATE"},
      {"BEGIN:VCARD\nEND:VCARD\n", "line 1: found \"BEGIN:VCARD\", expected BEGIN:VCALENDAR"},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\n",
       "line 3: found END:\"VTODO\", expected END:VEVENT for its BEGIN on line 2"},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "line 2: BEGIN:\"VEVENT\" has no END:VEVENT"},
      {"BEGIN:VCALENDAR\nEND:VCALENDAR\nX:1\n", "line 3: found \"X:1\", expected BEGIN:VCALENDAR"},
      {"BEGIN:VCALENDAR\nX;A=\"b:c\nEND:VCALENDAR\n",
       "line 2: found \"X;A=\\\"b:c\", expected the \" that ends the parameter"},
      {"BEGIN:VCALENDAR\nX\nEND:VCALENDAR\n", "line 2: found \"X\", expected a : behind the name"},
      {"BEGIN:VCALENDAR\n:x\nEND:VCALENDAR\n", "line 2: found \":x\", expected a name such as SUMMARY"},
      {"BEGIN:VCALENDAR\nX:\xFF\nEND:VCALENDAR\n",
       "line 2: found bytes that are no UTF-8, expected text in UTF-8"},
      {"BEGIN:VCALENDAR\nX:\x01\nEND:VCALENDAR\n",
       "line 2: found a control character, expected text in UTF-8"},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART;VALUE=DATE:20261225T000000\nEND:VEVENT\nEND:"
       "VCALENDAR\n",
       "line 4: DTSTART: found \"20261225T000000\", expected a date such as 20261225, as VALUE=DATE says"},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART:2026-12-25\nEND:VEVENT\nEND:VCALENDAR\n",
       "line 4: DTSTART: found \"2026-12-25\", expected a date such as 20261225"},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART:20261225\nDURATION:-P1D\nEND:VEVENT\nEND:"
       "VCALENDAR\n",
       "line 5: DURATION: found \"-P1D\", expected days such as P2D"},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART:20261225\nDTEND:20261224\nEND:VEVENT\nEND:"
       "VCALENDAR\n",
       "line 2: the event ends on 2026-12-24, before it begins on 2026-12-25"},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\nDTEND:20261226\nDURATION:P1D\nSUMMARY:a\nEND:"
       "VEVENT\nEND:VCALENDAR\n",
       "line 2: found both DTEND and DURATION in an event, expected one of them"},
  };
  for (const HolidayRow& row : rows) {
    CAPTURE(row.lines);
    CHECK(outcome(row.lines) == std::string(whole) + std::string(row.expected));
  }
}
