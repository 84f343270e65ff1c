#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"
#include "raw_objects.hpp"

namespace csx::git {
namespace {

/// A walk over one tree with its own stack.
class TreeWalk {
 public:
  TreeWalk(git_repository* repository, std::string name)
      : m_repository(repository), m_name(std::move(name)) {}

  Result<std::vector<TreeFile>> files_of(TreeHandle root) {
    m_open.push_back({std::move(root), 0, 0});
    while (!m_open.empty()) {
      Level& level = m_open.back();
      if (level.next == git_tree_entrycount(level.tree.get())) {
        m_path.resize(level.path_size);
        m_open.pop_back();
        continue;
      }
      if (auto visited = visit(*git_tree_entry_byindex(level.tree.get(), level.next++)); !visited) {
        return fail(std::move(visited).error());
      }
    }
    sort_by_path(m_files);
    return std::move(m_files);
  }

 private:
  struct Level {
    TreeHandle tree;
    std::size_t next = 0;
    std::size_t path_size = 0;  ///< of m_path, to go back to when the level is done
  };

  Status visit(const git_tree_entry& entry) {
    const std::string_view name = git_tree_entry_name(&entry);
    if (!is_plain_name(name)) {
      return fail(ErrorKind::io,
                  fmt::format("{} holds the file name {}, which git forbids", m_name, quoted(name)));
    }
    if (++m_entries > k_most_entries) {
      return fail(ErrorKind::io,
                  fmt::format("{} holds more than {} files and folders", m_name, k_most_entries));
    }
    const git_filemode_t mode = git_tree_entry_filemode(&entry);
    if (is_file(mode)) {
      m_files.push_back(
          {m_path + std::string(name), to_oid(*git_tree_entry_id(&entry)), mode == GIT_FILEMODE_LINK});
      return {};
    }
    return mode == GIT_FILEMODE_TREE ? enter(name, *git_tree_entry_id(&entry)) : Status{};
  }

  Status enter(std::string_view name, const git_oid& id) {
    if (m_open.size() == k_most_nested_folders) {
      return fail(ErrorKind::io,
                  fmt::format("{} nests folders deeper than {} levels", m_name, k_most_nested_folders));
    }
    TreeHandle tree;
    if (const int code = git_tree_lookup(tree.receive(), m_repository, &id); code < 0) {
      return fail(error_of(code, fmt::format("cannot read the folder {} of {}",
                                             quoted_path(m_path + std::string(name)), m_name)));
    }
    const std::size_t back_to = m_path.size();
    m_path.append(name).push_back('/');
    m_open.push_back({std::move(tree), 0, back_to});
    return {};
  }

  git_repository* m_repository;
  std::string m_name;
  std::vector<Level> m_open;
  std::string m_path;
  std::size_t m_entries = 0;
  std::vector<TreeFile> m_files;
};

/// The entry of a tree by path; none when it is not there.
Result<TreeEntryHandle> entry_at(git_tree* tree, const std::string& path) {
  TreeEntryHandle entry;
  const int code = git_tree_entry_bypath(entry.receive(), tree, path.c_str());
  if (code < 0 && code != GIT_ENOTFOUND) {
    return fail(error_of(code, fmt::format("cannot look up {} in a git tree", quoted_path(path))));
  }
  return entry;
}

}  // namespace

void sort_by_path(std::vector<TreeFile>& files) {
  const auto by_path = [](const TreeFile& a, const TreeFile& b) { return a.path < b.path; };
  if (!std::is_sorted(files.begin(), files.end(), by_path)) {
    std::stable_sort(files.begin(), files.end(), by_path);
  }
}

Result<std::vector<TreeFile>> Repository::files_at(const Oid& commit, std::string_view prefix) const {
  auto tree = m_impl->tree_of(commit);
  if (!tree) {
    return fail(std::move(tree).error());
  }
  if (const std::string folder = without_slash(prefix); !folder.empty()) {
    const auto entry = entry_at(tree->get(), folder);
    if (!entry) {
      return fail(entry.error());
    }
    if (!*entry || git_tree_entry_type(entry->get()) != GIT_OBJECT_TREE) {
      return std::vector<TreeFile>();
    }
    TreeHandle inner;
    if (const int code = git_tree_lookup(inner.receive(), m_impl->get(), git_tree_entry_id(entry->get()));
        code < 0) {
      return fail(
          error_of(code, fmt::format("cannot read the folder {} of {}", quoted_path(folder), commit.hex)));
    }
    *tree = std::move(inner);
  }
  return TreeWalk(m_impl->get(), "commit " + commit.hex).files_of(std::move(*tree));
}

Result<std::string> Repository::read_blob(const Oid& blob) const {
  const auto id = from_oid(blob);
  if (!id) {
    return fail(id.error());
  }
  const std::lock_guard lock(m_impl->reading);
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  OdbObjectHandle object;
  // The header first: a small packed object can unfold to gigabytes.
  int code = git_odb_read_header(&size, &type, m_impl->odb.get(), &*id);
  if (code == 0 && type != GIT_OBJECT_BLOB) {
    return fail(ErrorKind::io,
                fmt::format("git object {} is a {}, not a file", blob.hex, git_object_type2string(type)));
  }
  if (code == 0 && size > k_max_blob_bytes) {
    return fail(ErrorKind::io, fmt::format("git object {} has {} bytes, at most {} are read", blob.hex, size,
                                           k_max_blob_bytes));
  }
  if (code == 0) {
    code = git_odb_read(object.receive(), m_impl->odb.get(), &*id);
  }
  if (code < 0) {
    Error error = error_of(code, fmt::format("cannot read git object {}", blob.hex));
    if (code == GIT_ENOTFOUND) {
      const auto hints = m_impl->hints_for_missing();
      error.hints.insert(error.hints.end(), hints.begin(), hints.end());
    }
    return fail(std::move(error));
  }
  return std::string(static_cast<const char*>(git_odb_object_data(object.get())),
                     git_odb_object_size(object.get()));
}

Result<std::optional<std::string>> Repository::read_file(const Oid& commit, std::string_view path) const {
  const auto tree = m_impl->tree_of(commit);
  if (!tree) {
    return fail(tree.error());
  }
  const auto entry = entry_at(tree->get(), std::string(path));
  if (!entry) {
    return fail(entry.error());
  }
  if (!*entry || !is_file(git_tree_entry_filemode(entry->get())) ||
      git_tree_entry_filemode(entry->get()) == GIT_FILEMODE_LINK) {
    return std::optional<std::string>();
  }
  auto text = read_blob(to_oid(*git_tree_entry_id(entry->get())));
  if (!text) {
    return fail(std::move(text).error());
  }
  return std::optional(std::move(*text));
}

}  // namespace csx::git
