#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/model/kinds.hpp"
#include "csx/yaml/value.hpp"

namespace csx::cli {

/// A place in a record's text that holds an id, declared or referred to.
struct IdPlace {
  model::Role role = model::Role::refers;
  std::string_view target;  ///< what the id names: `person`, `segment`
  std::string id;
  std::string pointer;  ///< of the scalar, or of the pair whose key it is
  enum class At : unsigned char { value, key } at = At::value;
  std::string
      before;  ///< what stands before the id in the scalar: `sales-cs/` of `sales-cs/handoff-accepted`
  std::string behind;
  /// In whose parts it is looked up, where that is not the folder: the account of an entry's contact, the
  /// agreement of a commitment, the playbook of a step. Empty: in the record itself, or unknown.
  std::string owner;

  std::string text_with(std::string_view new_id) const { return before + std::string(new_id) + behind; }
};

/// Every id in a record of a kind, in the order of the text: those that descriptions know, and those in texts
/// that name records by agreement (a commitment's path, values that filters of an agreement compare with, the
/// record of a suppression). Takes the text's meaning, so that a record with errors gives what it has.
std::vector<IdPlace> id_places(const model::Kind& kind, const yaml::Value& record);

}  // namespace csx::cli
