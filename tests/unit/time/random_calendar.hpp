#pragma once

#include <random>

#include "calendar_samples.hpp"

// Calendars of every kind, from a seed.
namespace csx::time {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : m_random(seed) {}

  /// A number from `low` to `high`.
  std::int64_t number(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool one_in(std::int64_t count) { return number(1, count) == 1; }
  template <class List>
  const auto& of(const List& list) {
    return list[static_cast<std::size_t>(number(0, std::ssize(list) - 1))];
  }

 private:
  std::mt19937_64 m_random;
};

inline constexpr std::string_view k_random_zones[] = {
    "America/Sao_Paulo",
    "America/New_York",
    "Europe/London",
    "Europe/Lisbon",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Beirut",
    "America/Santiago",
    "Asia/Tehran",
    "Africa/Casablanca",
    "Pacific/Auckland",
    "America/Havana",
    "Antarctica/Troll",
    "America/St_Johns",
    "Africa/Cairo",
    "Asia/Gaza",
    "Pacific/Kwajalein",
    "Asia/Pyongyang",
    "America/Caracas",
    "America/Asuncion",
    "Asia/Amman",
    "Pacific/Chatham",
    "Europe/Dublin",
    "Atlantic/Azores",
    "America/Scoresbysund",
    "Asia/Kolkata",
    "UTC",
    "Antarctica/Casey",
    "Asia/Manila",
    "Pacific/Norfolk",
};

inline Window random_window(Chance& chance) {
  // Seams on the hour and the half are where clocks change.
  const auto open =
      static_cast<std::int16_t>(chance.one_in(4) ? chance.number(0, 1439) : 30 * chance.number(0, 47));
  const std::int64_t longest = chance.one_in(4) ? 1439 : 600;
  const auto length = chance.one_in(4) ? chance.number(1, longest) : 30 * chance.number(1, longest / 30);
  return {open, static_cast<std::int16_t>(open + length)};
}

inline std::vector<Window> random_windows(Chance& chance) {
  switch (chance.number(0, 9)) {
    case 0:
      return {};
    case 1:
      return windows_of("00:00-24:00");
    case 2:
      return windows_of("09:00-12:00 13:00-18:00");
    case 3:
      return windows_of("22:00-06:00");
    default:
      break;
  }
  std::vector<Window> windows;
  for (auto count = chance.number(1, 3); count > 0; --count) {
    windows.push_back(random_window(chance));
  }
  return windows;
}

/// Hours of every kind; holidays and exceptions lie around a date.
inline CalendarRules random_rules(Chance& chance, Zone zone, Date around) {
  CalendarRules rules;
  rules.zone = zone;
  const auto usual = random_windows(chance);
  for (auto& windows : rules.week) {
    windows = chance.one_in(3) ? random_windows(chance) : usual;
  }
  rules.week.at(2) = windows_of("08:00-18:00");  // whatever comes, it opens some time
  for (auto count = chance.number(0, 4); count > 0; --count) {
    const auto date = around.plus_days(static_cast<int>(chance.number(-6, 6)));
    const auto ymd = date.ymd();
    const MonthDay every{static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
                         static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
    const auto from_easter = (date.day - easter_sunday(static_cast<int>(ymd.year())).day).count();
    switch (chance.number(0, 3)) {
      case 0:
        rules.holidays.push_back({date, "of one year"});
        break;
      case 1:
        rules.holidays.push_back({every, "of every year"});
        break;
      case 2:
        rules.holidays.push_back({DaysFromEaster{static_cast<std::int32_t>(from_easter)}, "by Easter"});
        break;
      default:
        rules.exceptions.push_back({date, random_windows(chance), "exception"});
        break;
    }
  }
  return rules;
}

/// Fewer cases where each is slow: without optimisation, or with the library's checks, as under sanitizers.
inline constexpr int scaled(int cases) {
#if defined(NDEBUG) && !defined(_GLIBCXX_ASSERTIONS)
  return cases;
#else
  return cases / 20;
#endif
}

}  // namespace csx::time
