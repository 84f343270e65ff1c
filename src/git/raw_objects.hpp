#pragma once

#include <git2.h>
#include <git2/sys/odb_backend.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "library.hpp"

namespace csx::git {

/// The bytes of a tree, as git keeps them.
class RawTree {
 public:
  RawTree() = default;
  RawTree(git_odb_backend* backend, void* data, std::size_t size)
      : m_backend(backend), m_data(data), m_size(size) {}
  explicit RawTree(OdbObjectHandle object) : m_object(std::move(object)) {}
  RawTree(RawTree&& other) noexcept { swap(other); }
  RawTree& operator=(RawTree&& other) noexcept {
    swap(other);
    return *this;
  }
  ~RawTree();

  std::string_view bytes() const;

 private:
  void swap(RawTree& other) noexcept;
  git_odb_backend* m_backend = nullptr;  ///< whose memory m_data is
  void* m_data = nullptr;
  std::size_t m_size = 0;
  OdbObjectHandle m_object;
};

/// A stranger's tree can be a thousand folders deep, or name one folder ten times on each of ten levels.
inline constexpr std::size_t k_most_nested_folders = 128;
inline constexpr std::size_t k_most_entries = 1'000'000;

/// Whether git allows an entry of a tree to have this name.
bool is_plain_name(std::string_view name);

/// One entry of a tree. Its name points into the tree's bytes.
struct RawEntry {
  std::uint32_t mode = 0;
  std::string_view name;
  git_oid id{};

  bool is_folder() const { return mode == GIT_FILEMODE_TREE; }
};

/// Goes through the entries of a tree. Git's order: bytewise, the name of a folder as if it ended in '/'.
class EntryCursor {
 public:
  explicit EntryCursor(std::string_view bytes) : m_rest(bytes) {}
  /// False at the end, and where the bytes are no tree.
  bool next(RawEntry& entry);
  bool is_malformed() const { return m_malformed; }

 private:
  std::string_view m_rest;
  bool m_malformed = false;
};

/// Reads trees without making sure again that each is the object of its name: a walk over history reads
/// thousands, and hashing them takes far longer than comparing them. Git does the same.
class RawObjects {
 public:
  explicit RawObjects(git_repository* repository);
  Result<RawTree> tree(const git_oid& id) const;

 private:
  OdbHandle m_odb;
};

}  // namespace csx::git
