#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"

namespace csx::model {

struct Holiday {
  std::optional<time::Date> date;
  std::optional<time::MonthDay> every;
  std::optional<std::int64_t> easter;
  std::string name;
};
template <>
inline constexpr auto description<Holiday> =
    describe<Holiday>("holiday", "A day on which the calendar is closed.",
                      field<&Holiday::date>("date", "One day of one year."),
                      field<&Holiday::every>("every", "The same day of every year, month-day."),
                      field<&Holiday::easter>("easter", "Days from Easter Sunday, negative before it.",
                                              {.min = -100, .max = 100, .unit = "days"}),
                      field<&Holiday::name>("name", "What the holiday is called."))
        .one_of("date", "every", "easter");

struct CalendarException {
  time::Date date;
  std::vector<time::Window> hours;
  std::optional<std::string> why;
};
template <>
inline constexpr auto description<CalendarException> = describe<CalendarException>(
    "exception", "The hours of one date, in place of its weekday's and of a holiday.",
    field<&CalendarException::date>("date", "The day."),
    field<&CalendarException::hours>("hours", "Its windows; none: closed."),
    field<&CalendarException::why>("why", "Why the day differs."));

struct Calendar {
  Id<Calendar> id;
  std::optional<std::string> name;
  ZoneName timezone;
  Map<time::Weekday, std::vector<time::Window>> hours;
  std::vector<Holiday> holidays;
  std::vector<CalendarException> exceptions;
};
template <>
inline constexpr auto description<Calendar> = describe<Calendar>(
    "calendar", "When somebody works: windows by weekday, holidays and exceptions.",
    field<&Calendar::id>("id", "Name of the calendar, unique in the folder."),
    field<&Calendar::name>("name", "Its name for people."),
    field<&Calendar::timezone>("timezone", "Zone in which its dates and hours are meant."),
    field<&Calendar::hours>(
        "hours", "Windows by weekday, several a day; 22:00-06:00 runs overnight, 24:00 closes a day."),
    field<&Calendar::holidays>("holidays", "Days on which it is closed."),
    field<&Calendar::exceptions>("exceptions", "Dates with hours of their own."));

}  // namespace csx::model
