#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/git/repository.hpp"
#include "csx/time/date.hpp"

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
  std::map<std::string, std::string> environment;  ///< GIT_AUTHOR_*, EMAIL, PATH, HOME …; hooks get all of it
  time::Instant now;
  std::int16_t offset_minutes = 0;  ///< of the local zone, for the commit's date
};

struct ChangeRequest {
  std::vector<FileChange> files;      ///< each path once
  std::string message;                ///< subject, body, trailers; kept as `git commit -m` keeps it
  std::optional<std::string> author;  ///< `Name <e-mail>`; none: git's own rules
  Dirty dirty = Dirty::refuse;
  bool commit = true;  ///< false: the files only; they may then have changes that are not committed
};

struct Changed {
  std::optional<Commit> commit;    ///< none: not asked for
  std::vector<std::string> notes;  ///< what hooks said, and what else is worth knowing
};

/// The right to change a repository, all its worktrees included: one holder at a time, whatever process.
/// Given back by the kernel when the holder dies. Taking it finishes, or takes back, what a holder that was
/// killed left half done.
class WriteLock {
 public:
  /// Waits up to `patience` for another holder; a change made under it waits as long for locks of git.
  /// *Errors*: conflict when it stays held; io with the reason and the remedy for a bare repository, one in
  /// the midst of a merge, rebase, cherry-pick, revert or bisect, a folder that cannot be written.
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
  friend Result<Changed> change(const Repository&, const WriteLock&, const ChangeRequest&,
                                const Surroundings&);
};

/// Finishes or takes back what a killed writer left half done, if anything and if nobody holds the lock: what
/// reading commands call before they read. Cheap when there is nothing (one stat). Says what it did, or why
/// it could not.
Result<std::vector<std::string>> recover(const Repository& repository);

/// Writes the files (temporary file, fsync, swap; file modes kept) and commits exactly these paths on top of
/// HEAD, leaving whatever else is staged or modified as it is. All or nothing, also when killed at any
/// instant. Hooks and signing programs run as `git commit` runs them; a hook may add to the commit and change
/// its message. SIGINT, SIGTERM and SIGHUP take effect when the change is made or taken back. *Errors*:
/// conflict when a file no longer holds `before`, when git keeps a lock or the branch moves again and again;
/// usage when a path has changes that are not committed, is ignored or leads out of the work folder, when
/// author or committer are unknown, and when nothing changes; io otherwise, with the words of a hook or
/// signing program that refused. All files are then as before.
Result<Changed> change(const Repository& repository, const WriteLock& lock, const ChangeRequest& request,
                       const Surroundings& surroundings);

}  // namespace csx::git
