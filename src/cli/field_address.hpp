#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/model/type.hpp"
#include "csx/time/date.hpp"
#include "csx/yaml/edit.hpp"
#include "field_values.hpp"

/// Places inside a record as people type them: `owners.csm`, `subscriptions.s1.mrr`, `contacts.0.role`, or a
/// JSON pointer.
namespace csx::cli {

/// Where a name on the command line leads.
struct FieldAddress {
  struct Step {
    std::string token;               ///< a key or an index, as in the text
    std::vector<std::string> after;  ///< of a key: those that it shall stand after, nearest first
    bool is_there = false;
  };
  std::vector<Step> steps;
  std::string name;                    ///< dotted, as it was typed; items by their id where they have one
  const model::Type* type = nullptr;   ///< of the value; null below a key of the owner's own (`x-…`)
  const model::Row* row = nullptr;     ///< of the last key; null for items, pairs of a map and `x-…`
  const model::Type* owner = nullptr;  ///< the record type that the last key belongs to
  /// How many steps lead to the dated field that the value is in force of; the steps behind them go down from
  /// the value, not from the list of it. None: the value does not change over time, or one row of it is
  /// meant.
  std::optional<std::size_t> dated;

  /// RFC 6901, of the first `count` steps.
  std::string pointer(std::size_t count) const;
  std::string pointer() const { return pointer(steps.size()); }
  /// Whether something stands there.
  bool is_there() const { return steps.empty() || steps.back().is_there; }
};

/// Looks a name up below a record or a part of one. `value` is what stands in the text, `day` the one on
/// which a dated value that is gone into is looked at. Items of lists are told by their `id`, by the first
/// field that each of them must have (`onboarding.steps.activation.state`), or by index. *Errors*: usage,
/// with the nearest field or the items that are there.
Result<FieldAddress> find_address(const model::Type& type, const yaml::Value& value, std::string_view written,
                                  time::Date day);

/// The edit that sets the value at an address; what is missing on the way is made, keys in the order of their
/// descriptions.
yaml::Edit edit_to_set(const FieldAddress& address, yaml::Value value);

}  // namespace csx::cli
