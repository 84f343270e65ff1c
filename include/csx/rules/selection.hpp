#pragma once

#include <string_view>

#include "csx/rules/rule.hpp"

/// Which rules speak, and how loud.
namespace csx::rules {

/// Whether `pattern`, an id or `family/*`, names a rule.
bool names_rule(std::string_view pattern, std::string_view rule);

bool is_selected(const Selection& selection, std::string_view rule);

/// The workspace's severity of a rule (its id before its family), else `otherwise`.
Severity severity_in(const model::Workspace& workspace, std::string_view rule, Severity otherwise);

}  // namespace csx::rules
