#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conversions.hpp"
#include "workplace.hpp"

namespace csx::git {

/// An entry of the index with its own path. `raw.path` is not used.
struct IndexEntry {
  std::string path;
  git_index_entry raw{};
  static IndexEntry of(const git_index_entry& entry);
};

/// A path of the index before and after a change; none: no entry.
struct EntryChange {
  std::string path;
  std::optional<IndexEntry> before;
  std::optional<IndexEntry> after;
};

/// Whether two entries say the same in every field that git writes, times and inode included.
bool identical(const IndexEntry& a, const IndexEntry& b);
/// Whether they name the same content.
bool same_content(const std::optional<IndexEntry>& a, const std::optional<IndexEntry>& b);

/// A copy of the repository's index, to be changed and put in its place by a holder of its lock. Entries that
/// are not touched keep every bit. Extensions that only save time (untracked cache, file system monitor) are
/// dropped, git builds them again.
class IndexCopy {
 public:
  /// `name` is the file of the copy in the area. *Errors*: io for an index that cannot be read.
  static Result<IndexCopy> make(const Workplace& place, std::string name);
  IndexCopy(IndexCopy&&) = default;
  IndexCopy& operator=(IndexCopy&&) = default;
  ~IndexCopy() = default;

  git_index* get() const { return m_index.get(); }
  std::string path() const;
  std::size_t size() const { return git_index_entrycount(m_index.get()); }
  std::optional<IndexEntry> find(const std::string& path) const;
  /// *Errors*: io for unresolved conflicts, and for a path that git was told to leave alone.
  Status refuse_unusable(const std::string& path) const;
  Status set(const std::string& path, const std::optional<IndexEntry>& entry);
  /// Writes the copy.
  Status write(Conversions& conversions);
  /// Puts the written copy in the place of the index.
  Status publish();

 private:
  IndexCopy(const Workplace& place, std::string name) : m_place(&place), m_name(std::move(name)) {}
  Status blur_racy_entries(Conversions& conversions);

  const Workplace* m_place;
  std::string m_name;
  IndexHandle m_index;
  struct stat m_state {};  ///< of the index when it was copied
};

/// What a tree has at a path, as an entry without times; none: no file. The tree may be null.
std::optional<IndexEntry> entry_in(git_tree* tree, const std::string& path);

/// What the index should say of a work file that was just written: with times and inode when the file holds
/// exactly the blob, so that `git status` need not read it, else without, so that it does.
IndexEntry entry_for(const Workplace& place, Conversions& conversions, const std::string& path,
                     const git_oid& blob, std::uint32_t mode);

}  // namespace csx::git
