#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "calendar_rules.hpp"
#include "csx/base/text.hpp"
#include "csx/sla/calendars.hpp"

namespace csx::rules {

namespace {

using model::Calendar;
using model::CalendarException;
using model::Holiday;

/// Easter may be the next year's: distances below -80 reach back over New Year.
bool is_from_easter(time::Date date, std::int64_t days) {
  const int year = static_cast<int>(date.ymd().year());
  return (date.day - time::easter_sunday(year).day).count() == days ||
         (date.day - time::easter_sunday(year + 1).day).count() == days;
}

void duplicate_holiday(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    std::map<time::Date, const Holiday*> dates;
    std::map<time::MonthDay, const Holiday*> every;
    std::map<std::int64_t, const Holiday*> easter;
    const auto say = [&](const Holiday& holiday, const Holiday& known, const std::string& day) {
      report
          .add(record, holiday.name,
               fmt::format("{} is a holiday twice: {} and {}", day, quoted(known.name), quoted(holiday.name)))
          .note(record, known.name, "the other holiday");
    };
    for (const Holiday& holiday : calendar.holidays) {
      if (holiday.every) {
        const auto [at, is_new] = every.try_emplace(*holiday.every, &holiday);
        if (!is_new) {
          say(holiday, *at->second, holiday.every->to_string());
        }
      } else if (holiday.easter) {
        const auto [at, is_new] = easter.try_emplace(*holiday.easter, &holiday);
        if (!is_new) {
          say(holiday, *at->second, fmt::format("Easter {:+}", *holiday.easter));
        }
      }
    }
    for (const Holiday& holiday : calendar.holidays) {
      if (!holiday.date) {
        continue;
      }
      const auto [at, is_new] = dates.try_emplace(*holiday.date, &holiday);
      const auto ymd = holiday.date->ymd();
      const time::MonthDay day{static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
                               static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
      const auto moving = std::ranges::find_if(
          easter, [&](const auto& each) { return is_from_easter(*holiday.date, each.first); });
      if (!is_new) {
        say(holiday, *at->second, holiday.date->to_string());
      } else if (const auto yearly = every.find(day); yearly != every.end()) {
        say(holiday, *yearly->second, holiday.date->to_string());
      } else if (moving != easter.end()) {
        say(holiday, *moving->second, holiday.date->to_string());
      }
    }
  });
}

void duplicate_exception(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    std::map<time::Date, const CalendarException*> seen;
    for (const CalendarException& exception : calendar.exceptions) {
      const auto [at, is_new] = seen.try_emplace(exception.date, &exception);
      if (!is_new) {
        report.add(record, exception.date, fmt::format("two exceptions for {}", exception.date.to_string()))
            .note(record, at->second->date, "the first");
      }
    }
  });
}

void exception_without_effect(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    if (!sla::calendar_of(calendar)) {
      return;
    }
    time::CalendarRules rules = sla::rules_of(calendar);
    rules.exceptions.clear();
    // One that opens by its exceptions alone never opens without them.
    const auto usual = time::BusinessCalendar::build(std::move(rules));
    for (const CalendarException& exception : calendar.exceptions) {
      std::vector<time::Window> hours = exception.hours;
      std::ranges::sort(hours);
      if (hours != (usual ? usual->hours_on(exception.date).windows : std::vector<time::Window>())) {
        continue;
      }
      report.add(record, exception.date,
                 fmt::format("{} {} already, the exception changes nothing", exception.date.to_string(),
                             hours.empty() ? "is closed" : "has these hours"));
    }
  });
}

void exception_without_why(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    for (const CalendarException& exception : calendar.exceptions) {
      if (!exception.why || trim(*exception.why).empty()) {
        report.add(record, exception.why,
                   fmt::format("nothing says why {} differs", exception.date.to_string()));
      }
    }
  });
}

/// Holidays that move with Easter, by a part of their name.
struct Moving {
  std::string_view name;
  std::array<std::int64_t, 2> offsets;
};
constexpr std::array<Moving, 16> k_moving{{{"carnaval", {-48, -47}},
                                           {"carnival", {-48, -47}},
                                           {"ash wednesday", {-46, -46}},
                                           {"quarta-feira de cinzas", {-46, -46}},
                                           {"maundy thursday", {-3, -3}},
                                           {"quinta-feira santa", {-3, -3}},
                                           {"good friday", {-2, -2}},
                                           {"sexta-feira santa", {-2, -2}},
                                           {"paixão de cristo", {-2, -2}},
                                           {"easter monday", {1, 1}},
                                           {"easter sunday", {0, 0}},
                                           {"domingo de páscoa", {0, 0}},
                                           {"ascension", {39, 39}},
                                           {"whit monday", {50, 50}},
                                           {"pentecost", {49, 50}},
                                           {"corpus christi", {60, 60}}}};

void easter_offset(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    for (const Holiday& holiday : calendar.holidays) {
      if (!holiday.easter) {
        continue;
      }
      const std::string name = to_lower_ascii(holiday.name);
      const auto known = std::find_if(k_moving.begin(), k_moving.end(), [&](const Moving& moving) {
        return name.find(moving.name) != std::string::npos;
      });
      if (known == k_moving.end() || *holiday.easter == known->offsets[0] ||
          *holiday.easter == known->offsets[1]) {
        continue;
      }
      const bool is_one = known->offsets[0] == known->offsets[1];
      report.add(record, holiday.easter,
                 fmt::format("{} is {:+} days from Easter, expected {:+}{}", quoted(holiday.name),
                             *holiday.easter, known->offsets[0],
                             is_one ? std::string() : fmt::format(" or {:+}", known->offsets[1])));
    }
  });
}

void leap_day(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    for (const Holiday& holiday : calendar.holidays) {
      if (holiday.every == time::MonthDay{2, 29}) {
        report.add(record, holiday.every,
                   fmt::format("{} is every 02-29, which only leap years have", quoted(holiday.name)));
      }
    }
  });
}

constexpr auto k_holiday_rules = std::to_array<Rule>({
    {"calendar/duplicate-holiday", Severity::warning, "Each holiday stands once.",
     "A day is closed once, so a holiday that is given twice does no harm, but one of the two names or dates "
     "is "
     "mostly wrong, and then another day is missing.",
     "Remove one of the two, or correct its date", duplicate_holiday},
    {"calendar/duplicate-exception", Severity::error, "A date has one exception.",
     "An exception replaces the hours of its date. With two of them nobody knows which hours hold.",
     "Join the two exceptions", duplicate_exception},
    {"calendar/exception-without-effect", Severity::note, "An exception changes the hours of its date.",
     "An exception that leaves everything as it was is mostly one day off.",
     "Correct `date:`, or remove the exception", exception_without_effect},
    {"calendar/exception-without-why", Severity::note, "An exception says why its day differs.",
     "Deadlines are explained day by day, with the reason why a day was skipped or short. Without it the "
     "explanation has a hole.",
     "Write `why:`", exception_without_why},
    {"calendar/easter-offset", Severity::warning, "Holidays that move with Easter lie where they belong.",
     "Good Friday is two days before Easter Sunday, Carnival 48 and 47, Corpus Christi 60 after it. An "
     "offset "
     "that is one off closes the wrong day every year.",
     "Correct `easter:`; days before Easter Sunday are negative", easter_offset},
    {"calendar/leap-day", Severity::note, "Shows holidays that only leap years have.",
     "A holiday on 29 February exists in leap years only. In the others no day is closed for it.",
     "Write another day, or leave it where it is meant so", leap_day},
});

}  // namespace

std::span<const Rule> holiday_rules() {
  return k_holiday_rules;
}

}  // namespace csx::rules
