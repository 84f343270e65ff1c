#include "blueprint_rules.hpp"
#include "families.hpp"
#include "join.hpp"

namespace csx::rules {

std::span<const Rule> blueprint_rules() {
  static const std::vector<Rule> rules =
      joined({blueprint::team_rules(), blueprint::experience_rules(), blueprint::walkthrough_rules()});
  return rules;
}

}  // namespace csx::rules
