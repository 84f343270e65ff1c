#include "calendar_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "civil.hpp"

namespace csx::time {
namespace {

constexpr std::int16_t k_day_minutes = 24 * 60;
constexpr std::size_t k_most_windows = 48;
constexpr std::int32_t k_farthest_from_easter = 366;
constexpr std::array<std::string_view, 7> k_weekday_names = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::size_t day_index(MonthDay day) {
  return std::size_t{day.month} * 32 + day.day;
}

MonthDay month_day_of(Date date) {
  const auto ymd = date.ymd();
  return {static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
}

bool is_in_range(Date date) {
  const auto year = static_cast<int>(date.ymd().year());
  return year >= k_first_year && year <= k_last_year;
}

bool is_window(Window window) {
  const int length = window.close - window.open;
  const bool is_whole_day = window.open == 0 && window.close == k_day_minutes;
  return window.open >= 0 && window.open < k_day_minutes && length > 0 &&
         (length < k_day_minutes || is_whole_day);
}

bool is_from_easter(DaysFromEaster distance, Date date) {
  const auto day = date.plus_days(-distance.days);
  return weekday_of(day) == Weekday::sun && day == easter_sunday(static_cast<int>(day.ymd().year()));
}

struct FallsOn {
  Date date;
  bool operator()(Date day) const { return day == date; }
  bool operator()(MonthDay day) const { return day == month_day_of(date); }
  bool operator()(DaysFromEaster distance) const { return is_from_easter(distance, date); }
};

/// Sorts the windows of a date and joins those that overlap. Empty, or what is wrong with them.
std::string tidy(std::vector<Window>& windows, std::string_view day) {
  if (!std::all_of(windows.begin(), windows.end(), is_window)) {
    return fmt::format("{} has a window that no clock shows", day);
  }
  std::sort(windows.begin(), windows.end());
  std::vector<Window> joined;
  for (const auto& window : windows) {
    if (!joined.empty() && window.open < joined.back().close) {
      joined.back().close = std::max(joined.back().close, window.close);
    } else {
      joined.push_back(window);
    }
  }
  if (joined.size() > k_most_windows) {
    return fmt::format("{} has {} windows, at most {} are possible", day, joined.size(), k_most_windows);
  }
  windows = std::move(joined);
  return {};
}

template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

Parsed<CalendarDays> CalendarDays::make(CalendarRules rules) {
  for (std::size_t i = 0; i < rules.week.size(); ++i) {
    if (auto problem = tidy(rules.week.at(i), k_weekday_names.at(i)); !problem.empty()) {
      return tl::unexpected(std::move(problem));
    }
  }
  for (auto& exception : rules.exceptions) {
    if (auto problem = tidy(exception.windows, exception.date.to_string()); !problem.empty()) {
      return tl::unexpected(std::move(problem));
    }
  }
  std::stable_sort(rules.exceptions.begin(), rules.exceptions.end(),
                   [](const auto& a, const auto& b) { return a.date < b.date; });
  CalendarDays days;
  for (const auto& holiday : rules.holidays) {
    if (const auto* const date = std::get_if<Date>(&holiday.day)) {
      days.m_dates.push_back(*date);
    } else if (const auto* const every = std::get_if<MonthDay>(&holiday.day)) {
      if (every->month < 1 || every->month > 12 || every->day < 1 || every->day > 31) {
        return tl::unexpected(fmt::format("no year has a day {}", every->to_string()));
      }
      days.m_every.set(day_index(*every));
    } else if (const auto* const distance = std::get_if<DaysFromEaster>(&holiday.day)) {
      if (distance->days < -k_farthest_from_easter || distance->days > k_farthest_from_easter) {
        return tl::unexpected(fmt::format("a holiday is {:+} days from Easter, expected -{} to {}",
                                          distance->days, k_farthest_from_easter, k_farthest_from_easter));
      }
      days.m_easter.push_back(*distance);
    }
  }
  sort_unique(days.m_dates);
  sort_unique(days.m_easter);
  days.m_rules = std::move(rules);
  return days;
}

const CalendarRules::Exception* CalendarDays::exception_on(Date date) const {
  const auto found = std::lower_bound(m_rules.exceptions.begin(), m_rules.exceptions.end(), date,
                                      [](const auto& each, Date wanted) { return each.date < wanted; });
  return found != m_rules.exceptions.end() && found->date == date ? &*found : nullptr;
}

bool CalendarDays::is_holiday(Date date) const {
  return (m_every.any() && m_every.test(day_index(month_day_of(date)))) ||
         std::binary_search(m_dates.begin(), m_dates.end(), date) ||
         std::any_of(m_easter.begin(), m_easter.end(),
                     [&](DaysFromEaster distance) { return is_from_easter(distance, date); });
}

std::span<const Window> CalendarDays::windows(Date date) const {
  if (!is_in_range(date)) {
    return {};
  }
  if (const auto* const exception = exception_on(date)) {
    return exception->windows;
  }
  const auto& weekly = m_rules.week.at(static_cast<std::size_t>(weekday_of(date)));
  return weekly.empty() || is_holiday(date) ? std::span<const Window>() : weekly;
}

DayHours CalendarDays::hours(Date date) const {
  const auto open = windows(date);
  DayHours result{DayHours::Source::weekday, {open.begin(), open.end()}, {}};
  if (const auto* const exception = exception_on(date)) {
    result.source = DayHours::Source::exception;
    if (!exception->why.empty()) {
      result.reasons.push_back(exception->why);
    }
  } else if (is_holiday(date)) {
    result.source = DayHours::Source::holiday;
    for (const auto& holiday : m_rules.holidays) {
      if (std::visit(FallsOn{date}, holiday.day)) {
        result.reasons.push_back(holiday.name);
      }
    }
  }
  return result;
}

LocalMap::LocalMap(const Zone& zone, Date first)
    : m_zone(&zone), m_stretch(zone.stretch_at(zone.start_of(first))) {}

Instant LocalMap::operator()(Date date, std::int16_t minutes) {
  // Clocks were never put back by more than a day, so two days into a stretch no earlier one has the same
  // local time.
  constexpr std::chrono::days k_ambiguous{2};
  const LocalTime local = date.day + std::chrono::minutes{minutes};
  const Instant here{local.time_since_epoch() - m_stretch.offset};
  if (here >= m_stretch.begin + k_ambiguous && here < m_stretch.end) {
    return here;
  }
  const Instant at = m_zone->to_instant(local);
  m_stretch = m_zone->stretch_at(at);
  return at;
}

Instant last_closing(const CalendarDays& days, Date date, LocalMap& map) {
  const auto windows = days.windows(date);
  return windows.empty() ? Instant::min() : map(date, windows.back().close);
}

}  // namespace csx::time
