#include "raci.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>

#include "csx/base/text.hpp"

namespace csx::rules {

namespace {

std::vector<std::string_view> accountable_areas(const model::Responsibility& row) {
  std::vector<std::string_view> areas;
  if (row.accountable) {
    for (const model::Area& area : *row.accountable) {
      if (std::find(areas.begin(), areas.end(), area.value) == areas.end()) {
        areas.push_back(area.value);
      }
    }
  }
  return areas;
}

}  // namespace

void check_raci_gaps(Report& report, const model::AnyRecord& record,
                     const std::vector<model::Responsibility>& responsibilities) {
  for (const model::Responsibility& row : responsibilities) {
    if (accountable_areas(row).empty()) {
      report.add(record, row.accountable,
                 fmt::format("nobody is accountable for {}, wanted exactly one area", quoted(row.activity)));
    }
    if (row.responsible.empty()) {
      report.add(record, row.responsible,
                 fmt::format("nobody is responsible for {}, wanted at least one area", quoted(row.activity)));
    }
  }
}

void check_raci_conflicts(Report& report, const model::AnyRecord& record,
                          const std::vector<model::Responsibility>& responsibilities) {
  std::unordered_map<std::string, const model::Responsibility*> first_by_activity;
  for (const model::Responsibility& row : responsibilities) {
    const std::vector<std::string_view> areas = accountable_areas(row);
    if (areas.size() > 1) {
      report.add(record, row.accountable,
                 fmt::format("{} areas are accountable for {}: {}; wanted exactly one", areas.size(),
                             quoted(row.activity), enumerate(areas)));
    }
    const auto [at, is_first] = first_by_activity.try_emplace(to_lower_ascii(trim(row.activity)), &row);
    if (!is_first && accountable_areas(*at->second) != areas) {
      report
          .add(record, row.activity,
               fmt::format("{} has two rows with different areas accountable", quoted(row.activity)))
          .note(record, at->second->activity, "first row of the activity")
          .help("Keep one row for the activity, with one accountable area");
    }
  }
}

}  // namespace csx::rules
