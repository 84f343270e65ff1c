#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/model/kinds.hpp"
#include "csx/model/walk.hpp"
#include "csx/yaml/tree.hpp"

namespace csx::model {

/// How a value came out of the text.
enum class Reading : unsigned char {
  whole,    ///< all of it
  partial,  ///< usable, though something in it was left out
  broken,   ///< not usable
};

/// Goes down a node tree and a type at once. Goes on after every fault: one run finds them all.
class Reader {
 public:
  Reader(const yaml::Document& document, std::string_view file, AnyRecord& record,
         std::vector<Diagnostic>& findings, std::size_t* more)
      : m_document(document), m_file(file), m_record(record), m_findings(findings), m_more(more) {}

  Reading read_root();

 private:
  Reading read(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds);
  Reading read_scalar(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds);
  Reading read_optional(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds);
  Reading read_or_none(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds);
  Reading read_list(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds);
  Reading read_lone(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds);
  Reading read_items(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds);
  Reading read_map(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds);
  Reading read_record(const yaml::Node& node, const Type& type, void* out);

  /// The further fields of a record, as its tag says; null where it says none.
  struct Case {
    const Type* type = nullptr;
    void* fields = nullptr;
  };
  Case choose_case(const yaml::Node& node, const Type& type, void* out);
  Reading read_field(const yaml::Node& value, const Row& row, void* out);
  /// `entries`: those of no field.
  Reading report_unknown_keys(std::span<const yaml::Entry* const> entries, const Type& type,
                              const Type* chosen, std::vector<std::string_view>& explained);
  Reading report_missing_keys(const yaml::Node& node, std::span<const Row> rows,
                              const std::vector<std::string_view>& explained);
  Reading check_exactly_one(const yaml::Node& node, const Type& type,
                            const std::vector<std::string_view>& explained);
  bool in_bounds(const yaml::Node& node, const Type& type, const void* value, const Bounds& bounds);

  Reading wrong_type(const yaml::Node& node, std::string_view expected, std::string help = {});
  /// A finding at the place where the reader stands.
  Diagnostic& report(std::string_view rule, std::string message, const yaml::Node* at,
                     Aspect aspect = Aspect::value);
  bool at_root() const { return m_path.steps().empty(); }

  const yaml::Document& m_document;
  std::string_view m_file;
  AnyRecord& m_record;
  std::vector<Diagnostic>& m_findings;
  std::size_t* m_more;
  Diagnostic m_only_counted;  ///< in place of one that is not kept
  Path m_path;
};

/// The worse of two.
inline Reading worse(Reading a, Reading b) {
  return a < b ? b : a;
}

/// What a node is, for "found …".
std::string describe_found(const yaml::Node& node);

}  // namespace csx::model
