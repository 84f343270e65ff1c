#pragma once

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/model/walk.hpp"

namespace csx::store {

/// Ids that records give to themselves and to their parts, by what they name (`segment`, `person`, `entry`).
/// They stand in the records' values, which stay where they are when the records move.
class DeclaredIds {
 public:
  DeclaredIds() = default;
  DeclaredIds(DeclaredIds&&) = default;  // its lists stay where they are, and m_known points at them
  DeclaredIds& operator=(DeclaredIds&&) = default;

  using ByTarget = std::map<std::string_view, std::vector<std::string_view>>;

  void add(const model::AnyRecord& record);
  /// Sorts what was added, each id once. What is added afterwards needs it again.
  void sort();
  /// All of several, sorted, each id once. Every one of them was sorted.
  static ByTarget merged(std::vector<DeclaredIds> parts);

 private:
  std::vector<std::string_view>& list_of(const model::Target& target);

  ByTarget m_ids;
  // Names of targets are literals: looking for the address is enough to find most again.
  std::vector<std::pair<const char*, std::vector<std::string_view>*>> m_known;
  std::vector<model::Mention> m_mentions;  ///< room for those of one record
};

}  // namespace csx::store
