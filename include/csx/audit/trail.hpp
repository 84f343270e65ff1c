#pragma once

#include <map>
#include <string>
#include <vector>

#include "csx/git/history.hpp"

/// What git knows of the files of audits.
namespace csx::audit {

/// What a commit made of a file.
struct FileEvent {
  git::LoggedCommit commit;
  std::optional<git::Oid> blob;  ///< none: took it away
};

/// Everything that happened below `audits/`, by path relative to the data folder; oldest first.
using Trail = std::map<std::string, std::vector<FileEvent>>;

/// `prefix` is the data folder's in the repository: empty, or with '/' at its end. *Errors*: io.
Result<Trail> trail_of(const git::History& history, const git::Oid& tip, const std::string& prefix);

/// `2026-10` of `audits/2026-10.yaml`; empty for what is no file of an audit.
std::string audit_of(const std::string& path);

}  // namespace csx::audit
