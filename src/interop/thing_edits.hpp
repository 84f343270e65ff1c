#pragma once

#include <string>
#include <vector>

#include "csx/interop/import.hpp"
#include "csx/yaml/edit.hpp"
#include "made_row.hpp"

namespace csx::interop {

/// A new thing with all that a row says of it, keys in the order of the description. Of a record its `kind`
/// first.
yaml::Value new_thing(const Plan& plan, const MadeRow& row);

/// What must change in a thing for it to say what a row says; nothing when it does. `thing` is what it says
/// now and lies at `base` of its document; `record` is the one it is or lies in.
std::vector<yaml::Edit> edits_of(const Plan& plan, const ImportWorld& world, const ImportOptions& options,
                                 const MadeRow& row, yaml::Value thing, const std::string& base,
                                 const model::AnyRecord* record);

/// The value at steps below a mapping; null where nothing is, or nothing is said.
const yaml::Value* value_at(const yaml::Value& thing, const std::vector<TargetField::Step>& steps);
const yaml::Value* value_at(const yaml::Value& mapping, std::string_view key);
/// The edit that sets it, missing blocks on the way included. `base` is the pointer of the thing.
yaml::Edit edit_to_set(const yaml::Value& thing, const std::string& base,
                       const std::vector<TargetField::Step>& steps, yaml::Value value);

}  // namespace csx::interop
