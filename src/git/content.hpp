#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "object_writer.hpp"
#include "workplace.hpp"

namespace csx::git {

/// The name that an object of these bytes has.
git_oid blob_name(std::string_view bytes);

/// A file of a tree to be put or, without a blob, removed.
struct TreeChange {
  std::string path;
  std::optional<git_oid> blob;
  std::uint32_t mode = GIT_FILEMODE_BLOB;
};

/// Paths of files that differ between two trees. Reads both as a whole.
Result<std::vector<std::string>> changed_between(const Workplace& place, git_tree* before, git_tree* after);

/// The tree with the changes made, given to `objects` with its folders; `base` may be null. A folder that
/// gets empty goes.
Result<git_oid> changed_tree(const Workplace& place, ObjectWriter& objects, git_tree* base,
                             std::vector<TreeChange> changes);

}  // namespace csx::git
