#pragma once

#include "csx/rules/rule.hpp"

namespace csx::rules {

/// Reports what a record tells as having happened and dates after the as-of instant. `fields` are dotted
/// paths of dates and instants.
void report_future_events(const Input& input, Report& report, const model::AnyRecord& record,
                          std::span<const std::string_view> fields);

}  // namespace csx::rules
