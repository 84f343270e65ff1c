#pragma once

#include <span>

#include "csx/rules/rule.hpp"

/// The tables of each family; table.cpp joins them.
namespace csx::rules {

std::span<const Rule> account_rules();
std::span<const Rule> agreement_rules();
std::span<const Rule> audit_rules();
std::span<const Rule> blueprint_rules();
std::span<const Rule> calendar_rules();
std::span<const Rule> folder_rules();
std::span<const Rule> handoff_rules();
std::span<const Rule> journal_rules();
std::span<const Rule> knowledge_rules();
std::span<const Rule> opinion_rules();
std::span<const Rule> person_rules();
std::span<const Rule> pitfall_rules();
std::span<const Rule> playbook_rules();
std::span<const Rule> reference_rules();
std::span<const Rule> schema_rules();
std::span<const Rule> workspace_rules();
std::span<const Rule> yaml_rules();

}  // namespace csx::rules
