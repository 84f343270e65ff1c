#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "beneath.hpp"
#include "csx/store/file_tree.hpp"

namespace csx::store {

std::uint64_t digest_of(std::string_view bytes);

/// The trees of a data folder's files, as room yaml packs them, in one file of the git folder. It may be
/// deleted, damaged or of another csx at any time: what does not fit is not there. Several threads may ask at
/// once.
class TreeCache {
 public:
  struct Row {
    FileTree::Stamp stamp;
    std::uint64_t digest = 0;  ///< of the file's bytes
    std::uint64_t tree_digest = 0;
    std::uint64_t tree = 0;  ///< where it begins
    std::uint64_t path = 0;  ///< where it begins, among the paths
    std::uint32_t tree_size = 0;
    std::uint32_t path_size = 0;
  };

  /// Without a usable file it is empty.
  static TreeCache open(const std::string& path);

  std::size_t size() const { return m_count; }
  /// What is known of a file, whether it is still so or not. `near` is where the last one was found: who asks
  /// in order need not search.
  std::optional<Row> find(std::string_view path, std::size_t& near) const;
  /// Its tree; false when it is damaged.
  bool read(const Row& row, std::string& tree) const;

 private:
  Row row(std::size_t index) const;
  std::string_view path_of(const Row& row) const;
  std::size_t search(std::string_view path) const;

  Descriptor m_file;
  std::string m_index;  ///< rows, sorted by path, then the paths
  std::size_t m_count = 0;
};

/// Writes the next cache while files are read. As long as few files are new it writes nothing: reading those
/// again each time costs less than writing all. `add` may be called by several threads at once.
class TreeCacheWriter {
 public:
  TreeCacheWriter(std::string path, const TreeCache& old);
  ~TreeCacheWriter();

  /// What was made of a file just now.
  void add(std::string path, const FileTree::Stamp& stamp, std::uint64_t digest, std::string_view tree);
  /// Puts the new cache in place of the old, whole or not at all. `files` are all there are, sorted: what is
  /// not new is taken over from the old cache. Whether it could be written does not matter to anybody.
  void finish(std::span<const std::string> files);

 private:
  struct Entry {
    std::string path;
    TreeCache::Row row;
  };
  void begin();
  std::uint64_t put(std::string_view bytes);
  void flush();
  void take_over(std::span<const std::string> files);

  std::string m_path;
  const TreeCache& m_old;
  std::mutex m_mutex;
  std::vector<Entry> m_entries;
  std::vector<std::string> m_held;  ///< trees of the first few
  std::string m_draft;              ///< its path; empty: nothing is written yet
  Descriptor m_file;
  std::string m_buffer;
  std::uint64_t m_size = 0;  ///< of the draft, with the buffer
  bool m_sound = true;
};

}  // namespace csx::store
