#pragma once

#include <map>
#include <string_view>

#include "csx/rules/rule.hpp"

/// What the files of the family `pitfall` share.
namespace csx::rules::pitfall {

std::span<const Rule> touch_rules();
std::span<const Rule> support_rules();
std::span<const Rule> relation_rules();

}  // namespace csx::rules::pitfall
