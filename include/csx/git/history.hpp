#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/git/repository.hpp"

/// Which commits changed what. Trees are compared by the names of their objects: no file is read.
namespace csx::git {

/// A commit with all that it says about itself.
struct LoggedCommit {
  Commit commit;
  time::Instant authored_at;
  std::string author_name;
  std::string author_email;
  std::string message;
  std::vector<Oid> parents;  ///< none where a shallow clone is cut
  bool cut = false;          ///< has parents that this shallow clone lacks
};

/// The values of a trailer of a commit's message (`Csx-Command`), in order. Anybody can write trailers.
std::vector<std::string> trailer_values(const std::string& message, std::string_view name);

/// An entry of a tree that is no folder.
struct FileState {
  enum class Form : std::uint8_t { file, executable, link, repository };
  Oid blob;
  Form form = Form::file;
  friend bool operator==(const FileState&, const FileState&) = default;
};

/// What a commit did to one path.
struct PathChange {
  std::string path;  ///< relative to the root of the repository
  std::vector<std::optional<FileState>>
      before;                      ///< by parent, one of nothing for a root; none: was not there
  std::optional<FileState> after;  ///< none: is gone
};

/// Something that is followed back in time: a file, or something in it that only the caller knows by name.
struct Followed {
  std::string path;
  std::string name;
  friend auto operator<=>(const Followed&, const Followed&) = default;
};

/// What the walk asks about the content of files.
class Tracer {
 public:
  virtual ~Tracer() = default;
  /// Whether what is followed is in this content of its file. Asked again for the same content now and then.
  virtual bool holds(const Followed& followed, const Oid& blob) = 0;
  /// Where it was before a commit in which it appears: in one of the files that the commit changed or took
  /// away (one parent each), under this name or another. None: the commit made it.
  virtual std::optional<Followed> origin(const Followed& followed, const Oid& blob,
                                         std::span<const PathChange> changed) = 0;
};

/// Where what is followed stood.
struct Sighting {
  Followed followed;
  Oid blob;
};

/// A commit whose file of what is followed differs from that of every parent.
struct TraceStep {
  LoggedCommit commit;
  std::optional<Sighting> after;                ///< none: the commit took it away
  std::vector<std::optional<Sighting>> before;  ///< by parent; empty for a root
};

/// What a walk makes of merges.
enum class Merges : std::uint8_t {
  as_in_log,   ///< those that have all as one parent has it lead to that parent alone
  every_side,  ///< all lead to all of their parents, and are steps if they differ from any
};

struct FolderStep {
  LoggedCommit commit;
  /// Sorted by path; of a merge only what differs from every parent, with Merges::every_side from any.
  std::vector<PathChange> changes;
};

/// Whether a walk goes on.
enum class Onwards : std::uint8_t { yes, no };

/// The history of one repository. *Order* of every walk: newest commit first by the committer's clock, though
/// never before the commit that led to it. A merge that took a file as one parent has it leads to that parent
/// alone, as in `git log`: what its other side did to the file had no effect. Merges::every_side follows
/// that, too.
class History {
 public:
  static Result<History> open(const Repository& repository);
  History(History&&) noexcept;
  History& operator=(History&&) noexcept;
  ~History();

  Result<LoggedCommit> commit(const Oid& id) const;
  /// Whether the commit carries a signature; whether that is good is for git to say.
  Result<bool> is_signed(const Oid& id) const;
  /// Whether `commit` is `tip` or came before it.
  Result<bool> leads_to(const Oid& commit, const Oid& tip) const;
  /// The entry of a path; none for a folder and where there is nothing.
  Result<std::optional<FileState>> file_at(const Oid& commit, const std::string& path) const;

  /// The tree of a folder at a commit, the commit's own for ''; none when there is no such folder.
  Result<std::optional<Oid>> folder_at(const Oid& commit, const std::string& path) const;

  /// What a commit changed below `prefix` (a folder, '' for all). *Errors*: io, also for trees that nest
  /// deeper than 128 folders or are malformed.
  Result<std::vector<PathChange>> changes_in(const LoggedCommit& commit, std::string_view prefix) const;

  /// Every commit that changed something below `prefix`, from `tip` back. Gives the commits at which a
  /// shallow clone cuts the walk short; they have no step.
  Result<std::vector<Oid>> walk(const Oid& tip, std::string_view prefix,
                                const std::function<Onwards(const FolderStep&)>& found,
                                Merges merges = Merges::as_in_log) const;

  /// Every commit that changed the file of what is followed, through moves and renames within `prefix`. What
  /// is gone may be followed by where it was; what went and came again is followed beyond.
  Result<std::vector<Oid>> trace(const Oid& tip, const Followed& followed, std::string_view prefix,
                                 Tracer& tracer, const std::function<Onwards(const TraceStep&)>& found) const;

 private:
  struct Impl;
  explicit History(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace csx::git
