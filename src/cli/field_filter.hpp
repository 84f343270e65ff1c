#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/yaml/difference.hpp"

namespace csx::cli {

/// The fields that are asked for, named as `yaml::Difference` names them; without any, all are.
class FieldFilter {
 public:
  void add(std::string_view dotted);
  bool is_empty() const { return m_fields.empty(); }
  const std::vector<std::string>& names() const { return m_names; }

  /// Those of the differences that are at or below a field; of one above it what it means for the field.
  std::vector<yaml::Difference> of(std::vector<yaml::Difference> differences) const;

 private:
  std::vector<std::string> m_names;
  std::vector<std::vector<std::string>> m_fields;  ///< by their parts
};

/// How `yaml::Difference` names what a pointer names: items by their id. What is not there keeps its token.
std::string name_of_pointer(const yaml::Value& root, std::string_view pointer);

}  // namespace csx::cli
