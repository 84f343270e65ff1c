#pragma once

#include <optional>
#include <string>

#include "context.hpp"
#include "history.hpp"
#include "session.hpp"

namespace csx::cli {

/// The repository of a data folder, and the commit that its history is told from.
struct Past {
  git::Repository repository;
  git::History history;
  std::optional<git::Oid> tip;  ///< none: there is no commit
  std::string prefix;           ///< of the data folder at the tip: empty, or with '/' at its end

  /// A path of the repository as seen from the data folder; one outside of it as it is.
  std::string shown(const std::string& path) const {
    return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
  }
};

/// From HEAD, or from the revision of --at. *Errors*: usage when the folder lies in no repository; io.
Result<Past> open_past(const Context& context, const Session& session);

/// Where a record stood that `tip` no longer has; none for one that never was.
Result<std::optional<git::Followed>> find_gone(const PastFolder& folder, const git::Oid& tip,
                                               const RecordName& name);

}  // namespace csx::cli
