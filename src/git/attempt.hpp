#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commit_object.hpp"
#include "content.hpp"
#include "conversions.hpp"
#include "head.hpp"
#include "hooks.hpp"
#include "index_copy.hpp"
#include "journal.hpp"
#include "object_writer.hpp"
#include "work_folder.hpp"

namespace csx::git {

/// One try to make a change, under the WriteLock. The order of its steps is what keeps plain git beside it
/// harmless:
///   1. objects, journal                    nothing is visible yet
///   2. the index is locked                 no `git add` and no `git commit` gets in between
///   3. files are swapped in, hooks run     as `git commit` runs them: the files are in place
///   4. HEAD and its branch are locked      and still are what the commit was made on
///   5. logs, then index, then reference    git reads HEAD first and the index after it: whoever sees the new
///                                          HEAD sees the new index, so no commit can undo the change
///   6. locks and journal go
/// Whatever fails before the reference is written is taken back.
class Attempt {
 public:
  Attempt(const Workplace& place, const Repository& repository, const ChangeRequest& request,
          const Surroundings& surroundings, Patience& patience);

  enum class Outcome : std::uint8_t {
    done,
    moved,  ///< HEAD moved meanwhile; all is as before
  };
  Result<Outcome> run();

  const std::optional<git_oid>& commit() const { return m_commit; }
  std::vector<std::string>& notes() { return m_notes; }

 private:
  struct File {
    WorkFile work;
    std::optional<FileRead> found;
    std::optional<git_oid> head_blob;
    std::uint32_t head_mode = 0;
    std::optional<git_oid> stored_before;  ///< as git would name the text
    std::optional<git_oid> stored_after;
    std::uint32_t mode = 0;  ///< in the new tree
  };

  Status look_at_head();
  Status look_at_files();
  static Status read_file(File& file);
  Status look_at_file(File& file, const FileChange& change);
  bool is_ignored(const std::string& path);
  Status store(File& file, const FileChange& change);
  Status refuse_dirty_files() const;
  Status make_tree();
  Status refuse_same_tree(const git_oid& tree) const;
  Status take_tree(const git_oid& tree);
  Status begin();
  Status lock_index();
  Status refuse_index() const;
  Status swap_files();
  Status swap_file(std::size_t at, Durable durable);
  Status run_hooks();
  Result<IndexCopy> index_for_hooks();
  Status run_message_hooks(const std::string& index);
  Status take_tree_of_hook(const std::string& index);
  Status make_commit();
  Status lock_head();
  Status enter_changes();
  std::vector<EntryChange> entry_changes();
  Status publish();
  void finish();
  void finish_index();
  Result<Outcome> give_up(Error error);

  const Workplace& m_place;
  const Repository& m_repository;
  const ChangeRequest& m_request;
  const Surroundings& m_surroundings;
  Patience& m_patience;
  Settings m_settings;
  Conversions m_conversions;
  ObjectWriter m_objects;
  std::optional<IgnoreRules> m_outer_ignores;

  Head m_head;
  TreeHandle m_head_tree;
  std::vector<File> m_files;
  git_oid m_tree{};
  TreeHandle m_new_tree;
  std::vector<std::string> m_paths_of_hook;  ///< in which pre-commit changed the tree
  std::string m_message;
  Identity m_author;
  Identity m_committer;
  std::optional<Hooks> m_hooks;
  Journal m_journal;
  LockFile m_index_lock;
  std::optional<IndexCopy> m_index;
  std::optional<HeadLock> m_head_lock;
  std::optional<git_oid> m_commit;
  struct stat m_index_state {};  ///< of the index as this wrote it
  std::vector<std::string> m_notes;
  bool m_moved = false;
};

}  // namespace csx::git
