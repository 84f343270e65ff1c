#include "tree_changes.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"
#include "raw_objects.hpp"

namespace csx::git {
namespace {

/// Whether one entry stands before another in a tree.
bool precedes(const RawEntry& a, const RawEntry& b) {
  const std::size_t common = std::min(a.name.size(), b.name.size());
  if (const int order = a.name.compare(0, common, b.name, 0, common); order != 0) {
    return order < 0;
  }
  const auto next = [&](const RawEntry& entry) {
    return entry.name.size() > common ? static_cast<unsigned char>(entry.name[common])
           : entry.is_folder()        ? '/'
                                      : 0;
  };
  return next(a) < next(b);
}

std::optional<TreeEntry> entry_of(const RawEntry& raw) {
  return TreeEntry{raw.id, raw.mode};
}

class TreeComparison {
 public:
  explicit TreeComparison(const RawObjects& objects) : m_objects(objects) {}

  /// Either side may be none, a file or a folder.
  Status compare(const std::optional<TreeEntry>& before, const std::optional<TreeEntry>& after,
                 const std::string& path) {
    if (before == after) {
      return {};
    }
    const auto file_of = [](const std::optional<TreeEntry>& entry) {
      return entry ? state_of(*entry) : std::nullopt;
    };
    Differing file{path, file_of(before), file_of(after)};
    if (file.before != file.after) {
      found.push_back(std::move(file));
    }
    const bool folders = is_folder(before) || is_folder(after);
    return folders ? compare_folders(before, after, path.empty() ? path : path + '/') : Status{};
  }

  std::vector<Differing> found;

 private:
  static bool is_folder(const std::optional<TreeEntry>& entry) {
    return entry && entry->mode == GIT_FILEMODE_TREE;
  }

  Result<RawTree> open(const std::optional<TreeEntry>& entry) const {
    return is_folder(entry) ? m_objects.tree(entry->id) : Result<RawTree>(RawTree());
  }

  Status compare_folders(const std::optional<TreeEntry>& before, const std::optional<TreeEntry>& after,
                         const std::string& prefix) {
    if (++m_depth > k_most_nested_folders) {
      return fail(ErrorKind::io,
                  fmt::format("a commit nests folders deeper than {} levels", k_most_nested_folders));
    }
    const Result<RawTree> old_tree = open(before);
    const Result<RawTree> new_tree = open(after);
    if (!old_tree || !new_tree) {
      return fail(old_tree ? new_tree.error() : old_tree.error());
    }
    Status status = merge(EntryCursor(old_tree->bytes()), EntryCursor(new_tree->bytes()), prefix);
    --m_depth;
    return status;
  }

  Status merge(EntryCursor old_cursor, EntryCursor new_cursor, const std::string& prefix) {
    RawEntry old_entry;
    RawEntry new_entry;
    bool has_old = old_cursor.next(old_entry);
    bool has_new = new_cursor.next(new_entry);
    while (has_old || has_new) {
      const bool take_old = has_old && (!has_new || !precedes(new_entry, old_entry));
      const bool take_new = has_new && (!has_old || !precedes(old_entry, new_entry));
      const bool same = take_old && take_new && old_entry.mode == new_entry.mode &&
                        git_oid_equal(&old_entry.id, &new_entry.id) == 1;
      const std::string_view name = take_old ? old_entry.name : new_entry.name;
      if (!same && is_plain_name(name)) {
        if (++m_entries > k_most_entries) {
          return fail(ErrorKind::io,
                      fmt::format("a commit changes more than {} files and folders", k_most_entries));
        }
        if (Status compared =
                compare(take_old ? entry_of(old_entry) : std::nullopt,
                        take_new ? entry_of(new_entry) : std::nullopt, prefix + std::string(name));
            !compared) {
          return compared;
        }
      }
      has_old = take_old ? old_cursor.next(old_entry) : has_old;
      has_new = take_new ? new_cursor.next(new_entry) : has_new;
    }
    if (old_cursor.is_malformed() || new_cursor.is_malformed()) {
      return fail(ErrorKind::io, fmt::format("the folder {} of a commit is malformed", quoted_path(prefix)),
                  {"run `git fsck`"});
    }
    return {};
  }

  const RawObjects& m_objects;
  std::size_t m_depth = 0;
  std::size_t m_entries = 0;
};

}  // namespace

std::optional<FileState> state_of(const TreeEntry& entry) {
  switch (entry.mode) {
    case GIT_FILEMODE_TREE:
      return std::nullopt;
    case GIT_FILEMODE_LINK:
      return FileState{to_oid(entry.id), FileState::Form::link};
    case GIT_FILEMODE_COMMIT:
      return FileState{to_oid(entry.id), FileState::Form::repository};
    case GIT_FILEMODE_BLOB_EXECUTABLE:
      return FileState{to_oid(entry.id), FileState::Form::executable};
    default:
      return FileState{to_oid(entry.id), FileState::Form::file};
  }
}

Result<std::vector<Differing>> differing_files(const RawObjects& objects,
                                               const std::optional<TreeEntry>& before,
                                               const std::optional<TreeEntry>& after,
                                               const std::string& prefix) {
  TreeComparison comparison(objects);
  if (Status compared = comparison.compare(before, after, without_slash(prefix)); !compared) {
    return fail(std::move(compared.error()));
  }
  std::ranges::stable_sort(comparison.found, {}, &Differing::path);
  return std::move(comparison.found);
}

}  // namespace csx::git
