#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/agreement_commitments.hpp"
#include "csx/store/dataset.hpp"

/// The fields that filters of an agreement may name: of a subject and of its account.
namespace csx::sla {

/// The scalar type at the end of a dotted path below a record type, lists and dated values entered; null
/// where the path names nothing, or a block rather than a value.
const model::Type* leaf_type(const model::Type& record, std::string_view dotted);

/// Field names are looked up in several record types, in order.
class FilterFields {
 public:
  /// Of a handoff and its account: what information and handoff clocks are filtered by.
  static FilterFields of(model::Subject subject);
  /// Of every record and dimension that metrics are filtered by.
  static FilterFields of_metrics();

  bool has(std::string_view field) const;
  /// `, did you mean "x"?`, or nothing.
  std::string suggestion(std::string_view field) const;
  /// Why a field can never have a value, with a suggestion; none where it may.
  std::optional<std::string> wrong_value(const store::Dataset& data, std::string_view field,
                                         std::string_view value) const;

 private:
  /// A name that is no field: derived, with the words it may have (none, and no target: any).
  struct Derived {
    std::string_view name;
    std::span<const std::string_view> words;
    std::string_view target;  ///< its values are ids of this; empty where they are not
  };
  std::vector<const model::Type*> m_types;
  std::vector<Derived> m_derived;
};

}  // namespace csx::sla
