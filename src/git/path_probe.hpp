#pragma once

#include <git2.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "raw_objects.hpp"

namespace csx::git {

/// What a tree holds under a name.
struct TreeEntry {
  git_oid id{};
  std::uint32_t mode = 0;
  friend bool operator==(const TreeEntry& a, const TreeEntry& b) {
    return a.mode == b.mode && git_oid_equal(&a.id, &b.id) == 1;
  }
};

/// Looks one path up in tree after tree. Neighbours in history are alike: what is the same object as the last
/// time is not read again.
class PathProbe {
 public:
  /// An empty path is the root itself.
  PathProbe(const RawObjects& objects, std::string_view path);
  Result<std::optional<TreeEntry>> in(const git_oid& root);

 private:
  struct Level {
    std::string name;
    std::optional<git_oid> tree;  ///< in which the name was looked up last
    std::optional<TreeEntry> found;
  };
  const RawObjects* m_objects;
  std::vector<Level> m_levels;
};

}  // namespace csx::git
