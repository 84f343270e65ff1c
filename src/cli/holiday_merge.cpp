#include "holiday_merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "csx/base/text.hpp"

namespace csx::cli {
namespace {

using interop::ImportedHoliday;
using time::Date;
using time::MonthDay;

MonthDay month_day(Date date) {
  const auto ymd = date.ymd();
  return {static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
}

/// The days on which a calendar is closed, by how they are said.
struct ClosedDays {
  std::map<Date, std::string> dates;
  std::map<MonthDay, std::string> every;
  std::set<std::int64_t> easter;

  /// Distances below -80 reach back over New Year.
  bool is_by_easter(Date date) const {
    const int year = static_cast<int>(date.ymd().year());
    return std::ranges::any_of(easter, [&](std::int64_t days) {
      return (date.day - time::easter_sunday(year).day).count() == days ||
             (date.day - time::easter_sunday(year + 1).day).count() == days;
    });
  }
  bool hold(const ImportedHoliday& day) const {
    if (day.every) {
      return every.contains(*day.every);
    }
    return dates.contains(*day.date) || every.contains(month_day(*day.date)) || is_by_easter(*day.date);
  }
  /// What the day is called; empty where it is not there.
  std::string name_of(const ImportedHoliday& day) const {
    const auto by_year = every.find(day.every ? *day.every : month_day(*day.date));
    if (by_year != every.end()) {
      return by_year->second;
    }
    const auto by_date = day.date ? dates.find(*day.date) : dates.end();
    return by_date != dates.end() ? by_date->second : std::string();
  }
  void add(const ImportedHoliday& day) {
    if (day.every) {
      every.emplace(*day.every, day.name);
    } else {
      dates.emplace(*day.date, day.name);
    }
  }
};

std::string day_of(const ImportedHoliday& holiday) {
  return holiday.every ? fmt::format("every {}", holiday.every->to_string()) : holiday.date->to_string();
}

}  // namespace

HolidayMerge merge_holidays(const std::vector<model::Holiday>& there,
                            const std::vector<ImportedHoliday>& imported) {
  ClosedDays known;
  for (const model::Holiday& holiday : there) {
    if (holiday.easter) {
      known.easter.insert(*holiday.easter);
    } else if (holiday.date || holiday.every) {
      known.add({.date = holiday.date, .every = holiday.every, .name = holiday.name});
    }
  }
  HolidayMerge merge;
  ClosedDays fresh;
  for (const ImportedHoliday& day : imported) {
    if (known.hold(day)) {
      ++merge.already_there;
    } else if (fresh.hold(day)) {
      merge.second_names.push_back(
          {day.line, day.name,
           fmt::format("{} is {} in this file already", day_of(day), csx::quoted(fresh.name_of(day)))});
    } else {
      fresh.add(day);
      merge.added.push_back(day);
    }
  }
  return merge;
}

yaml::Value value_of(const ImportedHoliday& holiday) {
  using yaml::Value;
  return Value::mapping({holiday.every ? std::pair("every", Value::string(holiday.every->to_string()))
                                       : std::pair("date", Value::string(holiday.date->to_string())),
                         {"name", Value::string(holiday.name)}});
}

}  // namespace csx::cli
