#pragma once

#include <initializer_list>
#include <span>
#include <vector>

#include "csx/rules/rule.hpp"

namespace csx::rules {

/// The tables of a family that is split over several files, one after another.
inline std::vector<Rule> joined(std::initializer_list<std::span<const Rule>> tables) {
  std::vector<Rule> rules;
  for (std::span<const Rule> table : tables) {
    rules.insert(rules.end(), table.begin(), table.end());
  }
  return rules;
}

}  // namespace csx::rules
