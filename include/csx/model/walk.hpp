#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/model/kinds.hpp"
#include "csx/model/type.hpp"

namespace csx::model {

/// Where a walk stands: keys and indices from the record down.
class Path {
 public:
  struct Step {
    std::string_view key;
    std::size_t index = 0;
    bool is_index = false;
  };
  /// Keys are not copied.
  void push(std::string_view key) { m_steps.push_back({key, 0, false}); }
  void push(std::size_t index) { m_steps.push_back({{}, index, true}); }
  void pop() { m_steps.pop_back(); }
  /// As a JSON pointer into the value, or, with what is not as in the text, into that.
  std::string pointer(const AsWritten& written = {}) const;
  const std::vector<Step>& steps() const { return m_steps; }

 private:
  std::vector<Step> m_steps;
};

enum class Walk : unsigned char { into, over, stop };

/// Called for every value: the record itself, containers, and scalars. Absent optionals are visited and not
/// entered.
using Visit = std::function<Walk(const Type& type, const void* value, const Path& path)>;

/// Visits a value and all below it, in the order of descriptions. False when a visit said stop.
bool walk(const Type& type, const void* value, const Visit& visit);

/// The JSON pointer of a member found by address and type inside a record; none when it is not in there.
std::optional<std::string> pointer_to(const AnyRecord& record, const void* member, const Type& type);

/// The pointers of every member of one record, for when many are asked for.
class PointerIndex {
 public:
  explicit PointerIndex(const AnyRecord& record);
  /// As `pointer_to`.
  std::optional<std::string> find(const void* member, const Type& type) const;

 private:
  std::map<std::pair<const void*, const Type*>, std::string> m_pointers;
};

/// Something an id names or declares, as found in a record.
struct Mention {
  const Type* type = nullptr;   ///< of the value: an `Id<T>` or a `Reference<T>`
  const void* value = nullptr;  ///< inside the record

  Role role() const { return type->scalar->role; }
  const Target& target() const { return type->scalar->target; }
  /// Both are their text.
  const std::string& id() const { return *static_cast<const std::string*>(value); }
};

enum class Only : std::uint8_t { any, declared };
/// Every id that a value declares or refers to, in order. `type` is a part of a kind of record. Faster than
/// `walk`: no paths, and only where ids may lie.
void collect_mentions(const Type& type, const void* value, std::vector<Mention>& out, Only only = Only::any);

/// Whether records of a kind may declare ids of a target.
bool declares(const Kind& kind, std::string_view target);

/// The type found by going down a dotted path of keys from a record type, through optionals and, for lists,
/// into their items; null when there is no such field.
const Type* field_type(const Type& record, std::string_view dotted);
/// Every dotted path below a record type, for suggestions.
std::vector<std::string> field_paths(const Type& record);

/// A value found by a dotted path; `type` is bare (no optional around it).
struct FieldValue {
  const Type* type = nullptr;
  const void* value = nullptr;
  bool none = false;  ///< said to be none, on purpose
};
/// The values at a dotted path: one, none (absent), or several where the path goes through a list.
std::vector<FieldValue> field_values(const Type& record, const void* value, std::string_view dotted);

}  // namespace csx::model
