#pragma once

#include <string>
#include <vector>

#include "journal.hpp"
#include "lock_file.hpp"

namespace csx::git {

/// What became of a change that was under way.
struct Settled {
  bool finished = false;          ///< else it was taken back
  std::vector<std::string> left;  ///< files that hold neither text: edited by somebody meanwhile
};

/// Ends what a journal began: forward when the reference has its commit, else back. The caller holds the
/// WriteLock and, if the journal is one of a commit, the index, and removes the journal afterwards. *Errors*:
/// io; the journal must then stay, for another try.
Result<Settled> settle(const Workplace& place, const Journal& journal);

/// The same for the journal that a killed writer left, if there is one; with its locks. Says what it
/// did. *Errors*: also conflict when somebody else holds the index.
Result<std::vector<std::string>> settle_leftover(const Workplace& place, Patience& patience);

/// Drops the texts that were swapped out and all temporary files, as far as they lie in the area.
void tidy(const Workplace& place);

}  // namespace csx::git
