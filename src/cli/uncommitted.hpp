#pragma once

#include <optional>
#include <string>
#include <vector>

#include "history.hpp"
#include "record_tracer.hpp"
#include "session.hpp"

/// What the working files say and the last commit does not.
namespace csx::cli {

/// A record at the last commit, and what was done to it since.
struct Unrecorded {
  /// Where the commit has it, or would have it; none for one that neither has.
  std::optional<git::Followed> followed;
  std::optional<HistoryEntry> entry;  ///< none: nothing
};

/// `file` is where the record stands in the working folder; none when it is not there. `tip` of none: there
/// is no commit.
Result<Unrecorded> uncommitted_of(const PastFolder& folder, const Session& session,
                                  const std::optional<git::Oid>& tip, const RecordName& name,
                                  const std::optional<std::string>& file, const FieldFilter& fields);

/// Of every record of the folder; none for nothing.
Result<std::optional<HistoryEntry>> uncommitted(const PastFolder& folder, const Session& session,
                                                const std::optional<git::Oid>& tip,
                                                const FieldFilter& fields);

}  // namespace csx::cli
