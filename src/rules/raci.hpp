#pragma once

#include <vector>

#include "csx/model/agreement_how.hpp"
#include "csx/rules/rule.hpp"

/// The RACI matrix, as agreements and blueprints hold it: exactly one area accountable for each activity, at
/// least one responsible. Two functions, because what is missing weighs less than what contradicts itself.
namespace csx::rules {

/// Activities that nobody is accountable for, or nobody is responsible for.
void check_raci_gaps(Report& report, const model::AnyRecord& record,
                     const std::vector<model::Responsibility>& responsibilities);

/// Activities that several areas are accountable for, in one row or in two rows of the same activity.
void check_raci_conflicts(Report& report, const model::AnyRecord& record,
                          const std::vector<model::Responsibility>& responsibilities);

}  // namespace csx::rules
