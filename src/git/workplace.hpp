#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "csx/git/change.hpp"
#include "files.hpp"
#include "library.hpp"

namespace csx::git {

/// A repository as a writer sees it. Everything of csx's own lies in the folder `csx` of the git folder.
struct Workplace {
  std::shared_ptr<const Library> library;  // first, so that it goes last
  RepositoryHandle repository;
  std::string work;        ///< top of the work folder; no path here ends in '/'
  std::string git_folder;  ///< of this worktree
  std::string common;      ///< shared by all worktrees
  std::string area;        ///< csx's own folder in `git_folder`
  Descriptor area_folder;
  Descriptor work_folder;
  mode_t shared_bits = 0;  ///< permissions that core.sharedRepository adds to files

  git_repository* get() const { return repository.get(); }
  std::string path_of_index() const { return git_folder + "/index"; }
  /// Gives a file or folder of the repository what core.sharedRepository asks for.
  void share(const std::string& path) const;
  Status make_folder(const std::string& path) const;
};

/// *Errors*: io for a bare repository, a folder that cannot be written.
Result<Workplace> open_workplace(const Repository& repository);

/// *Errors*: io in the midst of a merge, rebase, cherry-pick, revert or bisect.
Status refuse_unfinished(git_repository* repository);

/// What is left of the time that may be spent on waiting. Counts its own sleeps: nothing here reads a clock.
class Patience {
 public:
  explicit Patience(std::chrono::milliseconds total) : m_left(total) {}
  /// Waits a moment; false when there is no time left, or a signal that is held back asks to end.
  bool wait();

 private:
  std::chrono::milliseconds m_left;
};

/// The configuration as it stood when this was made.
class Settings {
 public:
  explicit Settings(git_repository* repository);
  std::optional<std::string> text(const char* name) const;
  /// With `~/` resolved.
  std::optional<std::string> path(const char* name) const;
  bool is_true(const char* name, bool otherwise) const;

 private:
  ConfigHandle m_config;
};

}  // namespace csx::git
