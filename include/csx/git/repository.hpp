#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/git/ignore_rules.hpp"
#include "csx/time/date.hpp"

/// The one room that knows libgit2.
namespace csx::git {

/// An object name, 40 hexadecimal digits.
struct Oid {
  std::string hex;
  friend auto operator<=>(const Oid&, const Oid&) = default;
};

struct Commit {
  Oid id;
  Oid tree;
  time::Instant committed_at;
  std::int16_t offset_minutes = 0;
  std::string author;  ///< `Name <e-mail>`
  std::string subject;
};

/// A file of a tree or of the index.
struct TreeFile {
  std::string path;  ///< relative to what was asked for
  Oid blob;
  bool link = false;  ///< a symbolic link; its blob is the target
};

/// Blobs above this size are refused before they are unpacked.
inline constexpr std::size_t k_max_blob_bytes = std::size_t{32} << 20U;

/// A git repository opened for reading. Cheap to move; each thread opens its own or calls only `read_blob`,
/// which is guarded.
class Repository {
 public:
  /// The repository that holds `folder`. Every refusal of libgit2 (owned by another user, unknown extension,
  /// reftable, sha256) is an io error that names the fix. None: no repository there.
  static Result<std::optional<Repository>> find(const std::string& folder);

  Repository(Repository&&) noexcept;
  Repository& operator=(Repository&&) noexcept;
  ~Repository();

  bool is_bare() const;
  bool is_shallow() const;
  std::string git_folder() const;                  ///< path of .git
  std::optional<std::string> work_folder() const;  ///< none when bare
  /// `folder` relative to the work folder, '/'-separated, empty for the root itself.
  Result<std::string> path_of(const std::string& folder) const;

  /// None for an unborn branch.
  Result<std::optional<Commit>> head() const;
  std::optional<std::string> branch() const;  ///< short name; none when detached
  /// A commit by any revision syntax of `git rev-parse` that names one. *Errors*: usage, with hints.
  Result<Commit> resolve(std::string_view revision) const;
  /// Merge base of HEAD and its branch's upstream; falls back to origin's default branch, then
  /// `main`/`master`.
  Result<Commit> merge_base_with_upstream() const;

  /// Every blob below `prefix` (a folder, '' for all), sorted bytewise by path; `prefix` is stripped. Empty
  /// when there is no such folder. *Errors*: io, also for trees deeper than 128 folders, larger than a
  /// million entries, or with names that git forbids.
  Result<std::vector<TreeFile>> files_at(const Oid& commit, std::string_view prefix) const;
  /// *Errors*: io for unresolved merge conflicts below `prefix` and for split or sparse indexes, usage when
  /// bare.
  Result<std::vector<TreeFile>> files_in_index(std::string_view prefix) const;
  /// Names of all that the index holds below `prefix`, conflicts included; `prefix` is stripped. Sorted
  /// bytewise.
  Result<std::vector<std::string>> tracked_paths(std::string_view prefix) const;
  /// *Errors*: io, also above `k_max_blob_bytes`.
  Result<std::string> read_blob(const Oid& blob) const;
  /// Blob of one path at a commit; none when it is not there.
  Result<std::optional<std::string>> read_file(const Oid& commit, std::string_view path) const;

  /// Whether a rule of git ignores `path` (relative to the work folder; a folder's path ends in '/') or a
  /// folder it lies in. Whether the file is tracked, which comes before every rule, is for the caller to
  /// know.
  bool is_ignored(const std::string& path) const;
  /// The rules in force in the folder `prefix` before its own .gitignore: the user's, the clone's and those
  /// of the folders above. What a walk starts with.
  IgnoreRules outer_ignore_rules(std::string_view prefix) const;
  /// Paths below `prefix` that differ between HEAD, index and work folder, sorted; untracked ones included,
  /// `prefix` stripped. A file that `prefix` itself names is an empty path. Empty when bare.
  Result<std::vector<std::string>> changed_paths(std::string_view prefix) const;

 private:
  struct Impl;
  explicit Repository(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> m_impl;
};

/// Makes a repository (`git init`, branch main). For `csx init`.
Status initialise(const std::string& folder);

}  // namespace csx::git
