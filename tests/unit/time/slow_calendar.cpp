#include "slow_calendar.hpp"

#include <algorithm>

namespace csx::time {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// Easter by Lichtenberg's form of Gauss's rule (1997), not the algorithm of the room.
Date easter_by_gauss(int year) {
  const int century = year / 100;
  const int solar = 2 - (3 * century + 3) / 4;
  const int lunar = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
  const int moon = (19 * (year % 19) + lunar) % 30;
  const int full = 21 + moon - (moon + year % 19 / 11) / 29;
  const int sunday = 7 - (year + year / 4 + solar) % 7;
  return Date::of(year, 3, 1).value().plus_days(full + 7 - (full - sunday) % 7 - 1);
}

bool is_holiday(const CalendarRules& rules, Date date) {
  for (const auto& holiday : rules.holidays) {
    const auto* const day = std::get_if<Date>(&holiday.day);
    const auto* const every = std::get_if<MonthDay>(&holiday.day);
    const auto* const easter = std::get_if<DaysFromEaster>(&holiday.day);
    if ((day != nullptr && *day == date) ||
        (every != nullptr && date.to_string().substr(5) == every->to_string())) {
      return true;
    }
    for (int year = static_cast<int>(date.ymd().year()) - 1; easter != nullptr && year < 2300; ++year) {
      if (easter_by_gauss(year).plus_days(easter->days) == date) {
        return true;
      }
      if (year > static_cast<int>(date.ymd().year())) {
        break;
      }
    }
  }
  return false;
}

std::vector<Window> windows_on(const CalendarRules& rules, Date date) {
  for (const auto& exception : rules.exceptions) {
    if (exception.date == date) {
      return exception.windows;
    }
  }
  return is_holiday(rules, date) ? std::vector<Window>()
                                 : rules.week[static_cast<std::size_t>(weekday_of(date))];
}

bool holds(const std::vector<Window>& windows, std::int64_t minute) {
  return std::any_of(windows.begin(), windows.end(),
                     [&](const Window& window) { return minute >= window.open && minute < window.close; });
}

}  // namespace

SlowCalendar::SlowCalendar(const CalendarRules& rules, Date first, int days)
    : m_begin(rules.zone.start_of(first)) {
  const Instant last = rules.zone.start_of(first.plus_days(days));
  LocalTime latest{};
  std::optional<Date> today;
  std::vector<Window> hours_today;
  std::vector<Window> hours_yesterday;
  // Two days before, so that the note is right when it begins to matter.
  for (Instant at = m_begin - std::chrono::days{2}; at < last; at += minutes{1}) {
    const auto wall = rules.zone.to_local(at);
    latest = today ? std::max(latest, wall) : wall;
    const Date date{std::chrono::floor<std::chrono::days>(latest)};
    if (today != date) {
      today = date;
      hours_today = windows_on(rules, date);
      hours_yesterday = windows_on(rules, date.plus_days(-1));
    }
    if (at < m_begin) {
      continue;
    }
    const auto minute = std::chrono::floor<minutes>(latest - date.day).count();
    std::optional<Date> owner;
    if (holds(hours_yesterday, minute + 1440)) {
      owner = date.plus_days(-1);
    } else if (holds(hours_today, minute)) {
      owner = date;
    }
    m_owners.push_back(owner);
  }
}

std::optional<Instant> SlowCalendar::add(Instant start, std::int64_t seconds_left) const {
  for (auto i = minute_of(start); i < m_owners.size(); ++i) {
    const Instant from = std::max(start, start_of(i));
    const auto length = (start_of(i + 1) - from).count();
    if (m_owners[i] && seconds_left <= length) {
      return from + seconds{seconds_left};
    }
    seconds_left -= m_owners[i] ? length : 0;
  }
  return std::nullopt;
}

std::optional<Instant> SlowCalendar::subtract(Instant end, std::int64_t seconds_left) const {
  for (auto i = minute_of(end - seconds{1}) + 1; i-- > 0;) {
    const Instant to = std::min(end, start_of(i + 1));
    const auto length = (to - start_of(i)).count();
    if (m_owners[i] && seconds_left <= length) {
      return to - seconds{seconds_left};
    }
    seconds_left -= m_owners[i] ? length : 0;
  }
  return std::nullopt;
}

std::optional<Instant> SlowCalendar::add_days(Instant start, int count) const {
  auto i = minute_of(start);
  const auto skip_closed = [&] {
    while (i < m_owners.size() && !m_owners[i]) {
      ++i;
    }
  };
  skip_closed();
  std::optional<Instant> closing;
  for (; count >= 0 && i < m_owners.size(); --count) {
    for (const auto date = m_owners[i]; i < m_owners.size() && (!m_owners[i] || m_owners[i] == date); ++i) {
      closing = m_owners[i] ? start_of(i + 1) : closing;
    }
    skip_closed();
  }
  return count < 0 && i < m_owners.size() ? closing : std::nullopt;
}

std::optional<Instant> SlowCalendar::subtract_days(Instant end, int count) const {
  auto i = minute_of(end - seconds{1}) + 1;  // one beyond the minute to look at
  const auto skip_closed = [&] {
    while (i > 0 && !m_owners[i - 1]) {
      --i;
    }
  };
  skip_closed();
  std::optional<Instant> opening;
  for (; count >= 0 && i > 0; --count) {
    for (const auto date = m_owners[i - 1]; i > 0 && (!m_owners[i - 1] || m_owners[i - 1] == date); --i) {
      opening = m_owners[i - 1] ? start_of(i - 1) : opening;
    }
    skip_closed();
  }
  return count < 0 && i > 0 ? opening : std::nullopt;
}

std::optional<Instant> SlowCalendar::next_change(Instant at) const {
  const bool now = is_open(at);
  for (auto i = minute_of(at); i < m_owners.size(); ++i) {
    if (m_owners[i].has_value() != now) {
      return start_of(i);
    }
  }
  return std::nullopt;
}

std::int64_t SlowCalendar::between(Instant from, Instant to) const {
  std::int64_t counted = 0;
  for (auto i = minute_of(from); i < m_owners.size() && start_of(i) < to; ++i) {
    if (m_owners[i]) {
      counted += (std::min(to, start_of(i + 1)) - std::max(from, start_of(i))).count();
    }
  }
  return counted;
}

}  // namespace csx::time
