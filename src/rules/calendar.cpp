#include "csx/model/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "calendar_rules.hpp"
#include "csx/base/text.hpp"
#include "csx/sla/calendars.hpp"
#include "families.hpp"
#include "join.hpp"

namespace csx::rules {

namespace {

using model::Calendar;
using time::Window;

constexpr std::int16_t k_day_minutes = 24 * 60;

void never_opens(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    const auto hours = sla::calendar_of(calendar);
    // Hours that could not be read are reported as such.
    if (!hours && record.clean) {
      report.add(record, calendar.hours,
                 fmt::format("nothing can be counted in the calendar {}: {}", quoted(calendar.id.value),
                             hours.error()));
    }
  });
}

/// Pairs of windows of one day, by opening, each beside the one that closes last before it.
template <class Judge>
void each_neighbours(const std::vector<Window>& windows, Judge judge) {
  std::vector<const Window*> sorted;
  for (const Window& window : windows) {
    sorted.push_back(&window);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Window* a, const Window* b) { return a->open < b->open; });
  const Window* latest = nullptr;
  for (const Window* window : sorted) {
    if (latest != nullptr) {
      judge(*latest, *window);
    }
    if (latest == nullptr || window->close > latest->close) {
      latest = window;
    }
  }
}

/// The windows of every weekday and every exception, with what the day is called.
template <class Judge>
void each_day(const Calendar& calendar, Judge judge) {
  for (const auto& [weekday, windows] : calendar.hours) {
    judge(windows, std::string(model::word(weekday)));
  }
  for (const model::CalendarException& exception : calendar.exceptions) {
    judge(exception.hours, exception.date.to_string());
  }
}

void overlapping_windows(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    each_day(calendar, [&](const std::vector<Window>& windows, const std::string& day) {
      each_neighbours(windows, [&](const Window& before, const Window& after) {
        if (after.open < before.close) {
          report
              .add(record, after,
                   fmt::format("{} overlaps {} on {}", after.to_string(), before.to_string(), day))
              .note(record, before, "the other window");
        }
      });
    });
  });
}

void touching_windows(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    each_day(calendar, [&](const std::vector<Window>& windows, const std::string& day) {
      each_neighbours(windows, [&](const Window& before, const Window& after) {
        if (after.open == before.close) {
          report
              .add(record, after,
                   fmt::format("{} begins on {} where {} ends", after.to_string(), day, before.to_string()))
              .note(record, before, "the other window");
        }
      });
    });
  });
}

/// Judges the window that runs latest into the night beside the windows of the day after.
void judge_night(Report& report, const model::AnyRecord& record, const std::vector<Window>& today,
                 const std::vector<Window>& tomorrow, const std::string& day) {
  const auto night = std::max_element(today.begin(), today.end(),
                                      [](const Window& a, const Window& b) { return a.close < b.close; });
  if (night == today.end()) {
    return;
  }
  const int spill = night->close - k_day_minutes;
  for (const Window& morning : tomorrow) {
    if (morning.open < spill) {
      report
          .add(record, morning,
               fmt::format("{} overlaps the night before: {} of {} runs until {:02}:{:02}",
                           morning.to_string(), night->to_string(), day, spill / 60, spill % 60))
          .note(record, *night, "runs overnight");
    }
  }
}

void overnight_overlap(const Input& input, Report& report) {
  each_calendar(input, [&](const model::AnyRecord& record, const Calendar& calendar) {
    const auto weekly = [&](time::Weekday weekday) { return calendar.hours.find(weekday); };
    for (const auto& [weekday, windows] : calendar.hours) {
      const auto next = static_cast<time::Weekday>((static_cast<int>(weekday) + 1) % 7);
      if (const auto* tomorrow = weekly(next)) {
        judge_night(report, record, windows, *tomorrow, std::string(model::word(weekday)));
      }
    }
    std::map<time::Date, const std::vector<Window>*> by_date;
    for (const model::CalendarException& exception : calendar.exceptions) {
      by_date.try_emplace(exception.date, &exception.hours);
    }
    for (const auto& [date, windows] : by_date) {
      const auto after = by_date.find(date.plus_days(1));
      const auto* tomorrow =
          after != by_date.end() ? after->second : weekly(time::weekday_of(date.plus_days(1)));
      if (tomorrow != nullptr) {
        judge_night(report, record, *windows, *tomorrow, date.to_string());
      }
      const auto* yesterday = weekly(time::weekday_of(date.plus_days(-1)));
      if (!by_date.contains(date.plus_days(-1)) && yesterday != nullptr) {
        judge_night(report, record, *yesterday, *windows, date.plus_days(-1).to_string());
      }
    }
  });
}

constexpr auto k_calendar_rules = std::to_array<Rule>({
    {"calendar/never-opens", Severity::error, "A calendar opens some time.",
     "Business time is counted inside the windows of a calendar. In one that never opens no business hour "
     "ever "
     "passes, and no deadline is ever reached.",
     "Add `hours:` with windows, such as `mon: [\"09:00-18:00\"]`", never_opens},
    {"calendar/overlapping-windows", Severity::error, "The windows of a day do not overlap.",
     "Time in two windows would be counted twice or once, nobody can say. Mostly one of the hours is "
     "mistyped.",
     "Correct one of the windows, or join them", overlapping_windows},
    {"calendar/touching-windows", Severity::note, "Windows of a day have time between them.",
     "Two windows that touch are one window. Where a break was meant, its end or its beginning is mistyped.",
     "Join the windows, or correct the break", touching_windows},
    {"calendar/overnight-overlap", Severity::error,
     "A window that runs overnight ends before the next day's first window opens.",
     "An overnight window belongs to the day on which it opens and reaches into the next. Where that day "
     "already opens, the same time would be counted for both.",
     "End the night where the next day opens, or open the day later", overnight_overlap},
});

}  // namespace

std::span<const Rule> calendar_rules() {
  static const std::vector<Rule> k_all = joined({k_calendar_rules, holiday_rules()});
  return k_all;
}

}  // namespace csx::rules
