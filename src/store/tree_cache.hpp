#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/store/file_tree.hpp"

namespace csx::store {

/// What reading made of a file, for the next time.
struct Remembered {
  FileTree::Stamp stamp;
  std::uint64_t digest = 0;     ///< of the file's bytes
  std::string_view packed;      ///< its tree, as room yaml packs it
};

std::uint64_t digest_of(std::string_view bytes);

/// The trees of a data folder's files as one file beside them. It may be deleted, damaged or of another csx at any time:
/// what does not fit is not there. Files of one folder may be asked for by several threads.
class TreeCache {
 public:
  /// Reads all of it. Without a usable file it is empty.
  static TreeCache open(const std::string& path);

  /// What is known of a file, whether it is still so or not. `near` is where the last one was found: who asks in order
  /// need not search.
  std::optional<Remembered> find(std::string_view path, std::size_t& near) const;
  std::size_t size() const { return m_count; }

  struct File {
    std::string_view path;
    Remembered remembered;
  };
  /// Puts another in its place, whole or not at all. `files` are sorted by path. Whether it could be written does not
  /// matter to anybody.
  static void write(const std::string& path, const std::vector<File>& files);

 private:
  struct Row;
  Row row(std::size_t index) const;
  std::string_view path_of(const Row& row) const;
  std::size_t search(std::string_view path) const;

  std::string m_bytes;
  std::size_t m_count = 0;
};

}  // namespace csx::store
