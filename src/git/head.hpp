#pragma once

#include <optional>
#include <string>

#include "lock_file.hpp"

namespace csx::git {

/// Where HEAD leads to.
struct Head {
  std::string reference;          ///< the branch, or HEAD itself when detached
  std::optional<git_oid> commit;  ///< none: an unborn branch
  bool is_detached() const { return reference == "HEAD"; }
  friend bool operator==(const Head& a, const Head& b) {
    return a.reference == b.reference && a.commit.has_value() == b.commit.has_value() &&
           (!a.commit || git_oid_equal(&*a.commit, &*b.commit) == 1);
  }
};

Result<Head> read_head(git_repository* repository);
/// The tree of a commit; null for none.
Result<TreeHandle> tree_of(git_repository* repository, const std::optional<git_oid>& commit);
/// The file at a path of a tree; none also where there is a folder. The tree may be null.
std::optional<git_oid> blob_at(git_tree* tree, const std::string& path, std::uint32_t* mode = nullptr);

/// HEAD and its branch, locked against git.
class HeadLock {
 public:
  /// *Errors*: conflict when somebody else keeps a lock, io when the branch cannot be.
  static Result<HeadLock> take(const Workplace& place, const Head& head, Patience& patience);

  /// Writes what the reference will hold, so that nothing but a rename is left to do.
  Status prepare(const std::string& commit);
  Status publish();

 private:
  HeadLock(const Workplace& place, std::string reference)
      : m_place(&place), m_reference(std::move(reference)) {}
  const Workplace* m_place;
  std::string m_reference;
  LockFile m_head;
  LockFile m_branch;
};

/// Removes what a killed writer left of a HeadLock.
void remove_own_locks(const Workplace& place, const std::string& reference);

/// Adds a line to the logs of HEAD and of its branch, where git keeps them. `old_commit` empty: none before.
/// A log that already ends in `new_commit` is left.
Status log_reference(const Workplace& place, const std::string& reference, std::string old_commit,
                     const std::string& new_commit, const std::string& line);
/// Takes the last lines of both logs away if they are of `new_commit`.
Status unlog_reference(const Workplace& place, const std::string& reference, const std::string& new_commit);

}  // namespace csx::git
