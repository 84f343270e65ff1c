#pragma once

#include <vector>

#include "index_copy.hpp"

namespace csx::git {

/// Guards the index against a fault of git: `git commit` reads the index before it locks it, so one that
/// began before a change of csx and locks after it writes the older index back, and the next commit would
/// undo the change. The trail keeps the entries that the last changes replaced, with their times and inodes.
/// An entry that is back, down to the inode of a file that is no more, while HEAD has the change, can only
/// have come that way.
enum class Recent : std::uint8_t {
  yes,  ///< the change was made a moment ago by this process: a lost new entry is put back, too
  no,
};

/// Puts the entries right; says how many.
Result<std::size_t> mend_index(const Workplace& place, Conversions& conversions, IndexCopy& index,
                               const std::vector<EntryChange>& changes, git_tree* head, Recent recent);

std::vector<EntryChange> read_trail(const Workplace& place);
/// Best effort.
void add_to_trail(const Workplace& place, const std::vector<EntryChange>& changes);

}  // namespace csx::git
