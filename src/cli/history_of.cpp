#include "history_of.hpp"

#include <utility>

#include "csx/base/text.hpp"
#include "uncommitted.hpp"

namespace csx::cli {
namespace {

void put_first(FieldHistory& history, std::optional<HistoryEntry> entry, const HistoryQuery& query) {
  if (entry && !entry->is_empty()) {
    history.entries.insert(history.entries.begin(), std::move(*entry));
    if (query.most && history.entries.size() > *query.most) {
      history.entries.pop_back();
    }
  }
}

Error unknown_record(const HistoryTarget& target, const store::Dataset& data) {
  return {ErrorKind::usage,
          fmt::format("there is no {} {}, and history knows of none{}", target.name.kind,
                      csx::quoted(target.name.id), did_you_mean(target.name.id, data.ids(target.name.kind))),
          {},
          {}};
}

/// Where the commit has the record, and what was done to it since.
Result<Unrecorded> find_record(const PastFolder& folder, const Session& session,
                               const std::optional<git::Oid>& tip, const HistoryTarget& target,
                               const HistoryQuery& query, WorkingFiles working) {
  Result<Unrecorded> found{Unrecorded{}};
  if (working != WorkingFiles::unrelated) {
    found = uncommitted_of(folder, session, tip, target.name, target.file, query.fields);
  } else if (target.file) {
    found->followed = git::Followed{folder.prefix + *target.file, target.name.text()};
  }
  if (found && !found->followed && tip) {
    auto gone = find_gone(folder, *tip, target.name);
    if (!gone) {
      return fail(std::move(gone.error()));
    }
    found->followed = std::move(*gone);
  }
  return found;
}

}  // namespace

Result<FieldHistory> history_of(const PastFolder& folder, const Session& session,
                                const std::optional<git::Oid>& tip,
                                const std::optional<HistoryTarget>& target, const HistoryQuery& query,
                                WorkingFiles working) {
  Result<FieldHistory> history{FieldHistory{}};
  std::optional<HistoryEntry> uncommitted_entry;
  if (target) {
    Result<Unrecorded> now = find_record(folder, session, tip, *target, query, working);
    if (!now) {
      return fail(std::move(now.error()));
    }
    if (!now->followed) {
      return fail(unknown_record(*target, session.data));
    }
    uncommitted_entry = std::move(now->entry);
    history = tip ? record_history(folder, *tip, *now->followed, query) : std::move(history);
  } else {
    if (working == WorkingFiles::first) {
      auto entry = uncommitted(folder, session, tip, query.fields);
      if (!entry) {
        return fail(std::move(entry.error()));
      }
      uncommitted_entry = std::move(*entry);
    }
    history = tip ? folder_history(folder, *tip, query) : std::move(history);
  }
  if (history && working == WorkingFiles::first) {
    put_first(*history, std::move(uncommitted_entry), query);
  }
  return history;
}

}  // namespace csx::cli
