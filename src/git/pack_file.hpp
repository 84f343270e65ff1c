#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "workplace.hpp"

namespace csx::git {

/// A git pack in the making, its objects compressed as they come. No deltas: looking for them costs more than
/// it saves before `git gc` does it anyway. *Source*: gitformat-pack(5).
class PackFile {
 public:
  void add(git_object_t type, const void* data, std::size_t size);
  bool is_empty() const { return m_count == 0; }
  /// Puts the pack and its index into the object store; safe on disk when this returns, or, where it lies on
  /// the file system of the area, when that is synchronised next.
  Status publish(const Workplace& place);

 private:
  std::string m_objects;
  std::uint32_t m_count = 0;
};

}  // namespace csx::git
