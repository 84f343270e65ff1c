#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/model/kinds.hpp"
#include "csx/yaml/value.hpp"

/// Ids for what is new.
namespace csx::cli {

/// Every id of a target that a record declares.
std::vector<std::string> declared_ids(const model::Kind& kind, const yaml::Value& record,
                                      std::string_view target);

/// The id of a new item of a list: one further where its neighbours count (`p1`, `p2`), else out of the
/// item's own name, else the list's first letter and a number. Never one of `taken`.
std::string id_for_item(std::string_view list_key, const yaml::Value& list, const yaml::Value& item,
                        const std::vector<std::string>& taken);

/// What is wrong with an id, in one phrase; empty for nothing.
std::string fault_of_id(std::string_view id);

}  // namespace csx::cli
