#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/git/history.hpp"
#include "past_change.hpp"

/// Which fields of records changed when, and who changed them.
namespace csx::cli {

/// A file that could not be understood.
struct UnreadableFile {
  enum class When : unsigned char { after, before };
  std::string file;
  std::string reason;
  When when = When::after;  ///< before: what the commit changed in it is unknown
};

struct HistoryEntry {
  std::optional<git::LoggedCommit> commit;  ///< none: not committed
  std::vector<PastChange> changes;
  std::vector<UnreadableFile> unreadable;

  bool is_empty() const { return changes.empty() && unreadable.empty(); }
};

struct HistoryQuery {
  FieldFilter fields;
  /// Whether a commit is asked for; its changes count all the same for what comes after a text with errors.
  std::function<bool(const git::LoggedCommit&)> wanted;
  std::optional<std::size_t> most;  ///< entries
};

struct FieldHistory {
  std::vector<HistoryEntry> entries;  ///< newest first
  std::vector<git::Oid> cuts;         ///< commits at which a shallow clone ends
};

/// A data folder inside of its repository.
struct PastFolder {
  const git::Repository& repository;
  const git::History& history;
  std::string prefix;  ///< of the data folder: empty, or with '/' at its end
  PastFiles& files;

  /// A path of the repository as seen from the data folder; one outside of it as it is.
  std::string shown(const std::string& path) const {
    return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
  }
};

/// Of one record, through moves, other ids and times without it. `followed` is where it stands at `tip`.
Result<FieldHistory> record_history(const PastFolder& folder, const git::Oid& tip,
                                    const git::Followed& followed, const HistoryQuery& query);

/// Of every record of the folder.
Result<FieldHistory> folder_history(const PastFolder& folder, const git::Oid& tip, const HistoryQuery& query);

}  // namespace csx::cli
