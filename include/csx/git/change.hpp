#pragma once

#include <cstdint>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/git/repository.hpp"

/// Changing a work folder and committing exactly that.
namespace csx::git {

/// One file, before and after.
struct FileChange {
  std::string path;                   ///< relative to the work folder
  std::optional<std::string> before;  ///< the text that the change was worked out on; none: there was no file
  std::optional<std::string> after;   ///< none: the file goes
};

enum class Dirty : std::uint8_t { refuse, include };

/// What a commit needs from outside: nothing below the command line reads clock or environment.
struct Surroundings {
  std::map<std::string, std::string> environment;  ///< GIT_AUTHOR_*, GIT_COMMITTER_*, EMAIL, PATH, HOME … also for hooks
  time::Instant now;
  std::int16_t offset_minutes = 0;  ///< of the local zone, for the commit's date
};

struct ChangeRequest {
  std::vector<FileChange> files;
  std::string message;                ///< subject, body, trailers
  std::optional<std::string> author;  ///< `Name <e-mail>`; none: git's own rules
  Dirty dirty = Dirty::refuse;
  bool commit = true;  ///< false: the files only
};

struct Changed {
  std::optional<Commit> commit;  ///< none: not asked for
  std::vector<std::string> notes;  ///< what hooks said, what was recovered
};

/// The right to change a repository: one holder at a time, whatever process. Given back by the kernel when the holder
/// dies. Taking it finishes, or takes back, what a holder that was killed left half done.
class WriteLock {
 public:
  /// Waits up to `patience` for another holder. *Errors*: conflict when it stays held; io with the reason and the
  /// remedy for a bare repository, one in the midst of a merge, rebase, cherry-pick, revert or bisect, a folder that
  /// cannot be written.
  static Result<WriteLock> take(const Repository& repository, std::chrono::milliseconds patience);
  WriteLock(WriteLock&&) noexcept;
  WriteLock& operator=(WriteLock&&) noexcept;
  ~WriteLock();

  /// What was left half done, and what became of it; for people.
  const std::vector<std::string>& recovered() const;

 private:
  struct Impl;
  explicit WriteLock(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> m_impl;
  friend Result<Changed> change(Repository&, WriteLock&, const ChangeRequest&, const Surroundings&);
};

/// Finishes or takes back what a killed writer left half done, if anything and if nobody holds the lock: what reading
/// commands call before they read. Cheap when there is nothing (one stat). Says what it did.
Result<std::vector<std::string>> recover(const Repository& repository);

/// Writes the files (temporary file, fsync, rename; file modes kept) and commits exactly these paths on top of HEAD,
/// leaving whatever else is staged or modified as it is. All or nothing, also when killed at any instant.
/// *Errors*: conflict when a file no longer holds `before` or the branch moved; usage when a path has changes that are not
/// committed; io otherwise, the files then as before; the words of a hook that refused.
Result<Changed> change(Repository& repository, WriteLock& lock, const ChangeRequest& request,
                       const Surroundings& surroundings);

}  // namespace csx::git
