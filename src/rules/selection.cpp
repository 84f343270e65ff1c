#include "csx/rules/selection.hpp"

#include <algorithm>

namespace csx::rules {

bool names_rule(std::string_view pattern, std::string_view rule) {
  const bool family = pattern.ends_with("/*");
  return family ? rule.starts_with(pattern.substr(0, pattern.size() - 1)) : pattern == rule;
}

bool is_selected(const Selection& selection, std::string_view rule) {
  return selection.only.empty() || std::ranges::any_of(selection.only, [&](const std::string& pattern) {
           return names_rule(pattern, rule);
         });
}

Severity severity_in(const model::Workspace& workspace, std::string_view rule, Severity otherwise) {
  if (!workspace.checks) {
    return otherwise;
  }
  Severity found = otherwise;
  for (const auto& [pattern, severity] : workspace.checks->severity) {
    if (pattern.value == rule) {
      return severity;
    }
    if (names_rule(pattern.value, rule)) {
      found = severity;
    }
  }
  return found;
}

}  // namespace csx::rules
