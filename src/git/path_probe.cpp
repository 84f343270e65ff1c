#include "path_probe.hpp"

#include "csx/base/text.hpp"
#include "implementation.hpp"

namespace csx::git {
namespace {

Result<std::optional<TreeEntry>> entry_of(const RawObjects& objects, const git_oid& tree,
                                          std::string_view name) {
  const Result<RawTree> raw = objects.tree(tree);
  if (!raw) {
    return fail(raw.error());
  }
  EntryCursor cursor(raw->bytes());
  RawEntry entry;
  while (cursor.next(entry)) {
    if (entry.name == name) {
      return TreeEntry{entry.id, entry.mode};
    }
  }
  return std::optional<TreeEntry>();
}

}  // namespace

PathProbe::PathProbe(const RawObjects& objects, std::string_view path) : m_objects(&objects) {
  for (const std::string_view name : split(path, '/')) {
    if (!name.empty()) {
      m_levels.push_back({std::string(name), {}, {}});
    }
  }
}

Result<std::optional<TreeEntry>> PathProbe::in(const git_oid& root) {
  TreeEntry at{root, GIT_FILEMODE_TREE};
  for (Level& level : m_levels) {
    if (at.mode != GIT_FILEMODE_TREE) {
      return std::optional<TreeEntry>();
    }
    if (!level.tree || git_oid_equal(&*level.tree, &at.id) == 0) {
      auto found = entry_of(*m_objects, at.id, level.name);
      if (!found) {
        return found;
      }
      level.tree = at.id;
      level.found = *found;
    }
    if (!level.found) {
      return std::optional<TreeEntry>();
    }
    at = *level.found;
  }
  return std::optional(at);
}

}  // namespace csx::git
