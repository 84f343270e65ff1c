#pragma once

#include <git2.h>

#include <memory>
#include <string>
#include <utility>

#include "csx/base/result.hpp"

namespace csx::git {

/// Keeps libgit2 started. The first holder starts and configures it, the last one to go shuts it down.
class Library {
 public:
  Library();
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  static std::shared_ptr<const Library> hold();
};

/// What libgit2 just refused, as an error of this program: `what` is the sentence that names the operation,
/// libgit2's own words become its cause. Refusals that people can mend get the fix as a hint.
Error error_of(int code, std::string what, ErrorKind kind = ErrorKind::io);

/// The words of libgit2's last error, safe to print.
std::string last_words();

/// Owns one libgit2 object. Unlike a unique_ptr it can be filled and used within one expression.
template <class T, auto Free>
class Handle {
 public:
  Handle() = default;
  explicit Handle(T* raw) : m_raw(raw) {}
  ~Handle() { Free(m_raw); }  // all of libgit2's take null
  Handle(Handle&& other) noexcept : m_raw(other.release()) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(m_raw, other.m_raw);
    return *this;
  }

  T* get() const { return m_raw; }
  T* release() { return std::exchange(m_raw, nullptr); }
  explicit operator bool() const { return m_raw != nullptr; }
  /// For the out-parameter of a libgit2 function.
  T** receive() {
    Free(release());
    return &m_raw;
  }

 private:
  T* m_raw = nullptr;
};

using RepositoryHandle = Handle<git_repository, git_repository_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;
using OdbObjectHandle = Handle<git_odb_object, git_odb_object_free>;
using ObjectHandle = Handle<git_object, git_object_free>;
using CommitHandle = Handle<git_commit, git_commit_free>;
using TreeHandle = Handle<git_tree, git_tree_free>;
using TreeBuilderHandle = Handle<git_treebuilder, git_treebuilder_free>;
using TreeEntryHandle = Handle<git_tree_entry, git_tree_entry_free>;
using ReferenceHandle = Handle<git_reference, git_reference_free>;
using BranchIteratorHandle = Handle<git_branch_iterator, git_branch_iterator_free>;
using IndexHandle = Handle<git_index, git_index_free>;
using ConfigHandle = Handle<git_config, git_config_free>;
using StatusHandle = Handle<git_status_list, git_status_list_free>;

}  // namespace csx::git
