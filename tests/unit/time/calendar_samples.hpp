#pragma once

#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "csx/time/calendar.hpp"

// Calendars and instants, as tests write them.
namespace csx::time {

inline Zone zone_of(std::string_view name) {
  return Zone::find(name).value();
}

inline Date date_of(std::string_view text) {
  return Date::parse(text).value();
}

inline Instant instant(const Zone& zone, std::string_view text) {
  return zone.resolve(Timestamp::parse(text).value());
}

inline Duration duration_of(std::string_view text) {
  return Duration::parse(text).value();
}

inline BusinessTime business(std::int64_t seconds) {
  return {std::chrono::seconds{seconds}};
}

/// `09:00-12:00 13:00-18:00`; empty: closed.
inline std::vector<Window> windows_of(std::string_view text) {
  std::vector<Window> windows;
  while (!text.empty()) {
    const auto length = text.find(' ');
    windows.push_back(Window::parse(text.substr(0, length)).value());
    text.remove_prefix(length == std::string_view::npos ? text.size() : length + 1);
  }
  return windows;
}

inline CalendarRules on_weekdays(std::string_view zone, std::string_view windows) {
  CalendarRules rules;
  rules.zone = zone_of(zone);
  for (std::size_t day = 0; day < 5; ++day) {
    rules.week.at(day) = windows_of(windows);
  }
  return rules;
}

inline CalendarRules every_day(std::string_view zone, std::string_view windows) {
  auto rules = on_weekdays(zone, windows);
  rules.week.at(5) = rules.week.at(6) = windows_of(windows);
  return rules;
}

/// Monday to Friday from nine to six with an hour's break, three kinds of holiday, three exceptions.
inline CalendarRules office() {
  auto rules = on_weekdays("America/Sao_Paulo", "09:00-12:00 13:00-18:00");
  rules.holidays = {
      {date_of("2026-11-20"), "Consciência Negra"},
      {MonthDay{12, 25}, "Natal"},
      {MonthDay{2, 29}, "Dia bissexto"},
      {DaysFromEaster{-2}, "Sexta-feira Santa"},
      {DaysFromEaster{-47}, "Carnaval"},
      {date_of("2026-12-24"), "Recesso"},
  };
  rules.exceptions = {
      {date_of("2026-12-24"), windows_of("09:00-12:00"), "véspera de Natal"},
      {date_of("2026-11-28"), windows_of("09:00-13:00"), "sábado de plantão"},
      {date_of("2026-12-01"), {}, "mudança"},
  };
  return rules;
}

/// An instant in the calendar's zone, or the phrase after an exclamation mark.
inline std::string shown(const Zone& zone, const Parsed<Instant>& result) {
  return result ? zone.format(*result) : "! " + result.error();
}

/// `7:00:00`, or the phrase after an exclamation mark.
inline std::string shown(const Parsed<BusinessTime>& result) {
  if (!result) {
    return "! " + result.error();
  }
  const auto seconds = result->counted.count();
  return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace csx::time
