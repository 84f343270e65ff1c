#pragma once

#include <optional>
#include <string>
#include <vector>

#include "index_copy.hpp"

namespace csx::git {

/// One file of a change that is under way.
struct JournalFile {
  std::string path;
  Text before;
  Text after;
  std::optional<mode_t> mode;  ///< of the file before
  std::string head_blob;       ///< what HEAD had, hexadecimal; empty: nothing
  std::string after_blob;      ///< what HEAD will have; empty: nothing, also when nothing is committed
};

/// What is about to be published, known once the commit exists.
struct Publication {
  std::string old_commit;  ///< hexadecimal; empty: an unborn branch
  std::string new_commit;
  std::string log_line;  ///< what the reference log says after the two ids
  std::vector<EntryChange> entries;
};

/// What a writer is about to do, written to disk before it begins and removed when all is done: whoever takes
/// the lock and finds one knows that its writer was killed, and can finish or take back its work.
struct Journal {
  bool commits = true;    ///< false: only files are changed
  std::string reference;  ///< that is to be moved, and may be locked: the branch, or HEAD when detached
  std::vector<JournalFile> files;
  std::vector<std::string> made_folders;
  std::optional<Publication> publication;

  /// None: nothing was left. *Errors*: io for one that makes no sense.
  static Result<std::optional<Journal>> load(const Workplace& place);
  Status save(const Workplace& place) const;
  /// Adds the publication to the file on disk.
  Status append_publication(const Workplace& place, Publication publication);
  static void remove(const Workplace& place);
};

inline constexpr const char* k_journal_name = "journal";

}  // namespace csx::git
