#pragma once

#include <span>

#include "csx/model/blueprint.hpp"
#include "csx/rules/rule.hpp"

/// What the files of the family `blueprint` share.
namespace csx::rules::blueprint {

std::span<const Rule> team_rules();
std::span<const Rule> experience_rules();
std::span<const Rule> walkthrough_rules();

template <class Judge>
void each_blueprint(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<model::Blueprint>()) {
    judge(record, record.as<model::Blueprint>());
  }
}

}  // namespace csx::rules::blueprint
