#pragma once

#include <string>
#include <vector>

#include "csx/interop/holidays.hpp"
#include "csx/model/calendar.hpp"
#include "csx/yaml/value.hpp"

/// Imported holidays beside those that a calendar has.
namespace csx::cli {

struct HolidayMerge {
  std::vector<interop::ImportedHoliday> added;
  std::size_t already_there = 0;  ///< days on which the calendar is closed by a holiday of its own
  std::vector<interop::PassedOver> second_names;  ///< days that two events of the file name differently
};

/// What an import adds to the holidays of a calendar. A day that is a holiday there, by its date, every year
/// or by Easter, is not added again, whatever it is called: importing twice adds nothing.
HolidayMerge merge_holidays(const std::vector<model::Holiday>& there,
                            const std::vector<interop::ImportedHoliday>& imported);

/// `{date: 2026-11-20, name: …}`.
yaml::Value value_of(const interop::ImportedHoliday& holiday);

}  // namespace csx::cli
