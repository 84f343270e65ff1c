#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "csx/git/repository.hpp"
#include "library.hpp"

namespace csx::git {

struct Repository::Impl {
  std::shared_ptr<const Library> library;  // first, so that it goes last
  RepositoryHandle repository;
  OdbHandle odb;
  std::mutex reading;  // libgit2 promises nothing about two threads in one object database

  git_repository* get() const { return repository.get(); }
  Result<Commit> commit_of(const git_oid& id) const;
  /// The tree of a commit, or of a tree named directly.
  Result<TreeHandle> tree_of(const Oid& id) const;
  /// For an object that should be there and is not: what kind of partial copy this repository is.
  std::vector<std::string> hints_for_missing() const;
};

inline bool is_file(git_filemode_t mode) {
  return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE || mode == GIT_FILEMODE_LINK;
}

/// Bytewise. Git's own order already, unless a tree is malformed or core.ignoreCase is set.
void sort_by_path(std::vector<TreeFile>& files);
std::string without_slash(std::string_view path);
/// As Repository::is_ignored, for many paths: `rules` are its outer ones, and are so again afterwards.
bool ignored_below(const std::string& work_folder, IgnoreRules& rules, const std::string& path);
Oid to_oid(const git_oid& id);
/// Forty digits, or nothing.
std::string hex_of(const std::optional<git_oid>& id);
Result<git_oid> from_oid(const Oid& id);

}  // namespace csx::git
