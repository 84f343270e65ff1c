#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "csx/store/file_tree.hpp"
#include "declared_ids.hpp"
#include "file_content.hpp"

namespace csx::store {

/// Threads that read files while the walk that finds them is still under way.
class ReadingCrew {
 public:
  struct File {
    std::string path;
    FileContent content;
  };

  /// `threads` includes the one that calls `finish`; 1 reads everything there.
  ReadingCrew(const FileTree& tree, unsigned threads, Memory memory);
  ~ReadingCrew();

  void add(std::string path);
  struct Read {
    std::deque<File> files;        ///< all that were added, in order of path
    std::vector<DeclaredIds> ids;  ///< of their records, sorted, one part a thread
  };
  Read finish();

 private:
  void work();
  std::vector<File*> next_batch();
  void close();

  const FileTree& m_tree;
  Memory m_memory;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::deque<File> m_files;  ///< its items stay where they are while others are added
  std::vector<DeclaredIds> m_ids;
  std::size_t m_taken = 0;
  bool m_closed = false;
  std::vector<std::jthread> m_helpers;
};

}  // namespace csx::store
