#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/model/type.hpp"
#include "csx/time/date.hpp"

/// Fields of records by their dotted names, and their values on a day.
namespace csx::cli {

/// A field as its record's description has it.
struct Field {
  const model::Row* row = nullptr;
  const model::Type* owner = nullptr;  ///< the record type whose row it is
};
/// None when there is no such field. Goes through optionals, lists, dated values and cases.
std::optional<Field> find_field(const model::Type& record, std::string_view dotted);

/// The same for readers, who name the fields of a table without its keys: `mapping.fields.column`, or with
/// one, `mapping.fields.name.column`. None for a key alone, which is whatever the records say.
std::optional<Field> find_described(const model::Type& record, std::string_view dotted);

/// The type that counts for a value's meaning: beneath optional, or_none, list and dated.
const model::Type& core_type(const model::Type& type);

/// A value at the end of a path.
struct Leaf {
  const model::Type* type = nullptr;
  const void* value = nullptr;
  std::string none;  ///< the reason, where there is none on purpose; the value is null then
};

/// The values of a field: none when absent, several where the path goes through a list. Of dated values the
/// one in force on `day`.
std::vector<Leaf> leaves(const model::Type& record, const void* value, std::string_view dotted,
                         time::Date day);

/// On one line; blocks as their id, or `{…}`.
std::string to_text(const Leaf& leaf);
Json to_json(const Leaf& leaf);

/// The value of a dated list that is in force on a day; null for none.
const void* in_force(const model::Type& dated, const void* list, time::Date day);

}  // namespace csx::cli
