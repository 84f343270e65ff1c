#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workplace.hpp"

namespace csx::git {

/// The bytes that git would store for a work file with this text: line ends and `$Id$` as attributes and
/// core.autocrlf ask. *Errors*: io for a path with a `filter` driver or an encoding, since git runs a program
/// or a conversion there that csx does not.
Result<std::string> stored_form(const Workplace& place, const std::string& path, const std::string& text);
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

/// The tree with the changes made, its folders written; `base` may be null. A folder that gets empty goes.
/// Safe on disk when this returns; of many files also what else was written into the object store before.
Result<git_oid> changed_tree(const Workplace& place, git_tree* base, std::vector<TreeChange> changes);

}  // namespace csx::git
