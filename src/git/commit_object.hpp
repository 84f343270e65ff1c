#pragma once

#include <string>
#include <string_view>

#include "identity.hpp"

namespace csx::git {

/// The message as `git commit -m` keeps it: no white space at line ends, no empty lines at its ends nor two
/// in a row, one line break at the end. Lines that begin with `#` stay.
std::string cleaned_message(std::string_view message);

/// A commit's bytes. The message is UTF-8, which is what a commit without `encoding` header means, whatever
/// i18n.commitEncoding says. *Source*: git-cat-file(1), git's commit.c.
struct CommitParts {
  git_oid tree;
  std::optional<git_oid> parent;
  Identity author;
  Identity committer;
  std::string message;
  std::string text() const;
};

/// The commit's bytes with a signature among its headers.
std::string with_signature(const std::string& commit, std::string_view signature);

/// An object of these bytes, safe on disk when this returns.
Result<git_oid> write_object(const Workplace& place, std::string_view bytes, git_object_t type);
/// Makes sure that objects which libgit2 wrote are on disk.
Status sync_object(const Workplace& place, const git_oid& id);

}  // namespace csx::git
