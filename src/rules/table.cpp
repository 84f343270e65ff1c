#include <algorithm>
#include <iterator>

#include "csx/rules/rule.hpp"
#include "families.hpp"

namespace csx::rules {
namespace {

const std::vector<Rule>& all() {
  static const std::vector<Rule> rules = [] {
    std::vector<Rule> joined;
    for (const std::span<const Rule> family :
         {yaml_rules(), schema_rules(), reference_rules(), folder_rules(), workspace_rules(),
          calendar_rules(), person_rules(), agreement_rules(), opinion_rules(), playbook_rules(),
          blueprint_rules(), knowledge_rules(), account_rules(), handoff_rules(), journal_rules(),
          pitfall_rules(), audit_rules()}) {
      joined.insert(joined.end(), family.begin(), family.end());
    }
    return joined;
  }();
  return rules;
}

}  // namespace

std::span<const Rule> table() {
  return all();
}

const Rule* find(std::string_view id) {
  const auto found = std::ranges::find(all(), id, &Rule::id);
  return found == all().end() ? nullptr : &*found;
}

std::span<const std::string_view> rule_ids() {
  static const std::vector<std::string_view> ids = [] {
    std::vector<std::string_view> names;
    std::ranges::transform(all(), std::back_inserter(names), &Rule::id);
    return names;
  }();
  return ids;
}

}  // namespace csx::rules
