#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/git/history.hpp"
#include "path_probe.hpp"

namespace csx::git {

/// The form of an entry; none for a folder.
std::optional<FileState> state_of(const TreeEntry& entry);

/// One path in which two trees differ.
struct Differing {
  std::string path;
  std::optional<FileState> before;
  std::optional<FileState> after;
};

/// In which files two trees differ; a side that is none or no folder is empty. `prefix` goes before each
/// path. Sorted by path.
Result<std::vector<Differing>> differing_files(const RawObjects& objects,
                                               const std::optional<TreeEntry>& before,
                                               const std::optional<TreeEntry>& after,
                                               const std::string& prefix);

}  // namespace csx::git
