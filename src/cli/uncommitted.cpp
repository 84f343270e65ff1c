#include "uncommitted.hpp"

#include <algorithm>
#include <utility>

namespace csx::cli {
namespace {

using FileText = std::shared_ptr<const PastFile>;
using When = UnreadableFile::When;

/// Null when there is no such file.
FileText working_text(const Session& session, const std::string& file) {
  Result<std::string> text = session.tree->read(file);
  return text ? std::make_shared<const PastFile>(std::move(*text)) : nullptr;
}

Result<FileText> committed_text(const PastFolder& folder, const std::optional<git::Oid>& tip,
                                const std::string& path) {
  if (!tip) {
    return nullptr;
  }
  const Result<std::optional<git::FileState>> file = folder.history.file_at(*tip, path);
  if (!file) {
    return fail(file.error());
  }
  return is_text(*file) ? folder.files.get((*file)->blob) : nullptr;
}

std::optional<PastRecord> record_in(const FileText& text, const std::string& file, const RecordName& name) {
  const auto document = text != nullptr ? text->find(name) : std::nullopt;
  return document ? std::optional(PastRecord{file, text, *document}) : std::nullopt;
}

/// Every record file that differs, by its path in the repository.
Result<std::vector<BothSides>> changed_files(const PastFolder& folder, const Session& session,
                                             const std::optional<git::Oid>& tip) {
  const Result<std::vector<std::string>> paths = folder.repository.changed_paths(folder.prefix);
  if (!paths) {
    return fail(paths.error());
  }
  std::vector<BothSides> files;
  for (const std::string& file : *paths) {
    if (may_hold_records(file)) {
      const Result<FileText> before = committed_text(folder, tip, folder.prefix + file);
      if (!before) {
        return fail(before.error());
      }
      files.push_back({folder.prefix + file, *before, working_text(session, file)});
    }
  }
  return files;
}

std::optional<HistoryEntry> entry_of(std::optional<PastChange> change) {
  if (!change) {
    return std::nullopt;
  }
  HistoryEntry entry;
  entry.changes.push_back(std::move(*change));
  return entry;
}

/// Of a record that is gone, or that the commit does not have where it stands now.
Result<Unrecorded> moved_or_gone(const PastFolder& folder, const Session& session,
                                 const std::optional<git::Oid>& tip, const RecordName& name,
                                 const std::optional<PastRecord>& now, const FieldFilter& fields) {
  const Result<std::vector<BothSides>> files = changed_files(folder, session, tip);
  if (!files) {
    return fail(files.error());
  }
  Unrecorded result;
  std::optional<PastRecord> before;
  result.followed = find_origin(name, now ? now->value() : yaml::Value::mapping(), *files);
  if (result.followed) {
    const auto file = std::ranges::find(*files, result.followed->path, &BothSides::path);
    before = record_in(file->before, folder.shown(file->path), RecordName::parse(result.followed->name));
  }
  result.entry = entry_of(change_between(before ? &*before : nullptr, now ? &*now : nullptr, fields));
  if (!result.followed && now) {
    result.followed = git::Followed{folder.prefix + now->file, name.text()};
  }
  return result;
}

}  // namespace

Result<Unrecorded> uncommitted_of(const PastFolder& folder, const Session& session,
                                  const std::optional<git::Oid>& tip, const RecordName& name,
                                  const std::optional<std::string>& file, const FieldFilter& fields) {
  if (!file) {
    return moved_or_gone(folder, session, tip, name, std::nullopt, fields);
  }
  const std::string path = folder.prefix + *file;
  const FileText now = working_text(session, *file);
  const Result<FileText> then = committed_text(folder, tip, path);
  if (!then) {
    return fail(then.error());
  }
  const std::optional<PastRecord> after = record_in(now, *file, name);
  const std::optional<PastRecord> before = record_in(*then, *file, name);
  if (now != nullptr && (!after || !now->is_whole(after->document))) {
    Unrecorded result{git::Followed{path, name.text()}, HistoryEntry{}};
    result.entry->unreadable.push_back({*file, now->fault(), When::after});
    return result;
  }
  const bool was_unreadable = *then != nullptr && !before && !(*then)->fault().empty();
  if (!before && !was_unreadable) {
    return moved_or_gone(folder, session, tip, name, after, fields);
  }
  Unrecorded result{git::Followed{path, name.text()}, std::nullopt};
  if (was_unreadable || !before->text->is_whole(before->document)) {
    result.entry.emplace();
    result.entry->unreadable.push_back({*file, (*then)->fault(), When::before});
    return result;
  }
  result.entry = entry_of(change_between(&*before, after ? &*after : nullptr, fields));
  return result;
}

Result<std::optional<HistoryEntry>> uncommitted(const PastFolder& folder, const Session& session,
                                                const std::optional<git::Oid>& tip,
                                                const FieldFilter& fields) {
  const Result<std::vector<BothSides>> files = changed_files(folder, session, tip);
  if (!files) {
    return fail(files.error());
  }
  HistoryEntry entry;
  std::vector<PastRecord> before;
  std::vector<PastRecord> after;
  for (const BothSides& each : *files) {
    const std::string file = folder.shown(each.path);
    if (each.after != nullptr && !each.after->fault().empty()) {
      entry.unreadable.push_back({file, each.after->fault(), When::after});
    } else if (each.before != nullptr && !each.before->fault().empty()) {
      entry.unreadable.push_back({file, each.before->fault(), When::before});
    } else {
      if (each.before != nullptr) {
        add_records(before, file, each.before);
      }
      if (each.after != nullptr) {
        add_records(after, file, each.after);
      }
    }
  }
  entry.changes = changes_between(before, after, fields);
  return entry.is_empty() ? std::nullopt : std::optional(std::move(entry));
}

}  // namespace csx::cli
