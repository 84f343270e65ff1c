#pragma once

#include <span>

#include "csx/rules/rule.hpp"

/// The files of the family `opinion` beside opinion.cpp.
namespace csx::rules {

std::span<const Rule> review_rules();
std::span<const Rule> action_rules();

}  // namespace csx::rules
