#pragma once

#include <string>

#include "workplace.hpp"

namespace csx::git {

/// A lock as git takes it, `NAME.lock` beside what it guards. Held by csx it is a link to a file with words
/// that say so, and it has these words from its first instant: what a killed writer left can be told from a
/// lock of git's, which is never touched.
class LockFile {
 public:
  LockFile() = default;
  ~LockFile() { release(); }
  LockFile(LockFile&& other) noexcept;
  LockFile& operator=(LockFile&& other) noexcept;

  /// Locks `path`. The caller holds the WriteLock, so that a lock with csx's words is a left-over and is
  /// taken over. *Errors*: conflict when somebody else keeps it.
  static Result<LockFile> take(const Workplace& place, const std::string& path, Patience& patience);

  bool is_held() const { return !m_path.empty(); }
  void release();

 private:
  explicit LockFile(std::string path) : m_path(std::move(path)) {}
  std::string m_path;  ///< of the lock; empty: not held
};

/// Removes the lock of `path` if it is csx's own left-over.
void remove_own_lock(const std::string& path);

}  // namespace csx::git
