#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan.hpp"

namespace csx::interop {

/// Makes a plan of a mapping, going on after each fault.
class Compiler {
 public:
  Compiler(const model::Mapping& mapping, const store::Dataset& data, const std::vector<CsvHeader>& headers,
           Records records);
  Compiled run();

 private:
  void fault(std::string pointer, std::string message, Aspect aspect = Aspect::value);
  bool fits_delimiter();
  bool find_target();
  std::optional<std::size_t> column_named(const std::string& name, std::string pointer,
                                          Aspect aspect = Aspect::value);
  void find_fields();
  void find_order();
  void find_record();
  void find_filters();
  void find_group();
  void find_count();
  void find_path();
  void add_path_part(const std::string& name);
  void find_positions();

  // One rule: compile_rule.cpp.
  Conversion conversion_of(const model::ColumnRule& rule, const TargetThing& thing, const TargetField& field,
                           const std::string& pointer);
  void find_format(const model::ColumnRule& rule, const TargetField& field, const std::string& pointer,
                   Conversion& to);
  void find_template(const std::string& text, const std::string& pointer, Conversion& to);
  void find_values(const model::ColumnRule& rule, const TargetThing& thing, const TargetField& field,
                   const std::string& pointer, Conversion& to);
  void find_lookup(const model::ColumnRule& rule, const TargetField& field, const std::string& pointer,
                   Conversion& to);
  void find_marks(const model::ColumnRule& rule, const std::string& pointer, Conversion& to);
  std::string value_of(const TargetThing& thing, const TargetField& field, const std::string& text,
                       const std::string& pointer);

  const model::Mapping& m_mapping;
  const store::Dataset& m_data;
  const std::vector<CsvHeader>& m_headers;
  const Records m_records;
  Plan m_plan;
  TargetThing m_owner;
  std::size_t m_plain_fields = 0;
  std::vector<Diagnostic> m_faults;
};

}  // namespace csx::interop
