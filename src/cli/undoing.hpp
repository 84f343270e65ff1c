#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "past.hpp"

/// Which commits can be taken back, and what that takes. Trailers may be anybody's: they choose among
/// commits, what is written comes from git's objects alone.
namespace csx::cli {

inline constexpr std::string_view k_undoes_trailer = "Csx-Undoes";

/// The last commit of the branch itself (first parents) that csx made for this folder. What was undone is
/// passed over, and so are the commits that undid: one `csx undo` after the other goes further back.
/// *Errors*: usage for none.
Result<git::LoggedCommit> last_undoable(const Past& past);

/// The commit that was named. *Errors*: usage when it is not on the branch or not of csx.
Result<git::LoggedCommit> undoable(const Past& past, const std::string& revision);

/// The files that get their old texts back. *Errors*: usage for a merge, for links and repositories, and for
/// what lies outside of the data folder, with the command of git that reverts it.
Result<std::vector<git::PathChange>> changes_to_undo(const Past& past, const git::LoggedCommit& commit);

/// *Errors*: usage when one of the files no longer is what the commit made of it, naming the later commits.
Status refuse_changed_since(const Past& past, const git::LoggedCommit& commit,
                            const std::vector<git::PathChange>& changes);

}  // namespace csx::cli
