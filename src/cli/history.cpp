#include "history.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "record_tracer.hpp"

namespace csx::cli {
namespace {

using When = UnreadableFile::When;
using git::Onwards;

/// A record in a commit, or why it cannot be read.
struct Reading {
  std::optional<PastRecord> record;
  std::string fault;
};

class RecordCollector {
 public:
  RecordCollector(const PastFolder& folder, const HistoryQuery& query) : m_folder(folder), m_query(query) {}

  Onwards take(const git::TraceStep& step) {
    const bool wanted = !m_query.wanted || m_query.wanted(step.commit);
    if (!wanted && m_waiting.empty()) {
      return Onwards::yes;
    }
    const Reading after = read(step.after);
    std::vector<std::pair<git::Sighting, Reading>> before;
    for (const auto& sighting : step.before) {
      if (sighting) {
        before.emplace_back(*sighting, read(sighting));
      }
    }
    if (!after.fault.empty()) {
      serve_waiting(step.after->blob, before);
    }
    if (wanted) {
      add(step, after, before);
    }
    const bool enough = m_query.most && entries.size() >= *m_query.most && m_waiting.empty();
    return enough ? Onwards::no : Onwards::yes;
  }

  std::vector<HistoryEntry> entries;

 private:
  using Before = std::vector<std::pair<git::Sighting, Reading>>;
  /// An entry whose state before has errors in it: what it changed is told against the last state that has
  /// none.
  struct Waiting {
    std::size_t entry = 0;
    std::optional<PastRecord> after;
  };

  Reading read(const std::optional<git::Sighting>& sighting) const {
    if (!sighting) {
      return {};
    }
    const auto text = m_folder.files.get(sighting->blob);
    const auto document = text->find(RecordName::parse(sighting->followed.name));
    if (document && text->is_whole(*document)) {
      return {PastRecord{m_folder.shown(sighting->followed.path), text, *document}, {}};
    }
    return {std::nullopt, text->fault()};
  }

  void add(const git::TraceStep& step, const Reading& after, const Before& before) {
    if (m_query.most && entries.size() >= *m_query.most) {
      return;
    }
    HistoryEntry entry;
    entry.commit = step.commit;
    if (!after.fault.empty()) {
      entry.unreadable.push_back({m_folder.shown(step.after->followed.path), after.fault, When::after});
      entries.push_back(std::move(entry));
      return;
    }
    const bool known = before.empty() || std::ranges::any_of(before, [](const auto& each) {
                         return each.second.record.has_value();
                       });
    if (!known) {
      const auto& [sighting, reading] = before.front();
      entry.unreadable.push_back({m_folder.shown(sighting.followed.path), reading.fault, When::before});
      m_waiting[sighting.blob].push_back({entries.size(), after.record});
      entries.push_back(std::move(entry));
      return;
    }
    std::vector<std::optional<PastChange>> by_parent;
    for (const auto& [sighting, reading] : before) {
      if (reading.record) {
        by_parent.push_back(change(&*reading.record, after.record));
      }
    }
    if (before.empty()) {
      by_parent.push_back(change(nullptr, after.record));
    }
    if (auto common = common_change(std::move(by_parent))) {
      entry.changes.push_back(std::move(*common));
      entries.push_back(std::move(entry));
    }
  }

  std::optional<PastChange> change(const PastRecord* before, const std::optional<PastRecord>& after) const {
    return change_between(before, after ? &*after : nullptr, m_query.fields);
  }

  void serve_waiting(const git::Oid& blob, const Before& before) {
    auto served = m_waiting.extract(blob);
    if (served.empty() || before.size() > 1) {
      return;  // of the several states that a merge joins none is the one before
    }
    for (Waiting& waiting : served.mapped()) {
      if (!before.empty() && !before.front().second.record) {
        m_waiting[before.front().first.blob].push_back(std::move(waiting));
        continue;
      }
      HistoryEntry& entry = entries[waiting.entry];
      entry.unreadable.clear();
      if (auto found = change(before.empty() ? nullptr : &*before.front().second.record, waiting.after)) {
        entry.changes.push_back(std::move(*found));
      }
    }
  }

  const PastFolder& m_folder;
  const HistoryQuery& m_query;
  std::map<git::Oid, std::vector<Waiting>> m_waiting;
};

class FolderCollector {
 public:
  FolderCollector(const PastFolder& folder, const HistoryQuery& query) : m_folder(folder), m_query(query) {}

  Onwards take(const git::FolderStep& step) {
    if (m_query.wanted && !m_query.wanted(step.commit)) {
      return Onwards::yes;
    }
    HistoryEntry entry;
    entry.commit = step.commit;
    std::vector<PastRecord> after;
    std::vector<std::vector<PastRecord>> before(step.changes.front().before.size());
    for (const git::PathChange& change : step.changes) {
      read(change, entry, before, after);
    }
    add_changes(entry, before, after);
    if (!entry.is_empty()) {
      entries.push_back(std::move(entry));
    }
    return m_query.most && entries.size() >= *m_query.most ? Onwards::no : Onwards::yes;
  }

  std::vector<HistoryEntry> entries;

 private:
  std::shared_ptr<const PastFile> text_of(const std::optional<git::FileState>& file) const {
    return is_text(file) ? m_folder.files.get(file->blob) : nullptr;
  }

  /// A file with errors on one side is left out on both: half a text would look like one that lost the rest.
  void read(const git::PathChange& change, HistoryEntry& entry, std::vector<std::vector<PastRecord>>& before,
            std::vector<PastRecord>& after) const {
    if (!may_hold_records(change.path)) {
      return;
    }
    const std::string file = m_folder.shown(change.path);
    const auto now = text_of(change.after);
    std::vector<std::shared_ptr<const PastFile>> were;
    const auto good = [&](const std::shared_ptr<const PastFile>& text, When when) {
      if (text != nullptr && !text->fault().empty()) {
        entry.unreadable.push_back({file, text->fault(), when});
        return false;
      }
      return true;
    };
    if (!good(now, When::after)) {
      return;
    }
    for (const auto& state : change.before) {
      were.push_back(text_of(state));
      if (!good(were.back(), When::before)) {
        return;
      }
    }
    if (now != nullptr) {
      add_records(after, file, now);
    }
    for (std::size_t i = 0; i < were.size(); ++i) {
      if (were[i] != nullptr) {
        add_records(before[i], file, were[i]);
      }
    }
  }

  void add_changes(HistoryEntry& entry, const std::vector<std::vector<PastRecord>>& before,
                   const std::vector<PastRecord>& after) const {
    std::vector<std::vector<PastChange>> by_parent;
    for (const std::vector<PastRecord>& state : before) {
      by_parent.push_back(changes_between(state, after, m_query.fields));
    }
    if (by_parent.size() == 1) {
      entry.changes = std::move(by_parent.front());
      return;
    }
    for (const PastChange& first : by_parent.front()) {
      std::vector<std::optional<PastChange>> each;
      for (const std::vector<PastChange>& changes : by_parent) {
        const auto found = std::ranges::find(changes, first.change.ref,
                                             [](const PastChange& change) { return change.change.ref; });
        each.push_back(found == changes.end() ? std::nullopt : std::optional(*found));
      }
      if (auto common = common_change(std::move(each))) {
        entry.changes.push_back(std::move(*common));
      }
    }
  }

  const PastFolder& m_folder;
  const HistoryQuery& m_query;
};

template <class Collector, class Step, class Walk>
Result<FieldHistory> collect(const PastFolder& folder, const HistoryQuery& query, const Walk& walk) {
  Collector collector(folder, query);
  if (query.most && *query.most == 0) {
    return FieldHistory{};
  }
  Result<std::vector<git::Oid>> cuts = walk([&](const Step& step) { return collector.take(step); });
  if (!cuts) {
    return fail(std::move(cuts.error()));
  }
  std::erase_if(collector.entries, &HistoryEntry::is_empty);
  return FieldHistory{std::move(collector.entries), std::move(*cuts)};
}

}  // namespace

Result<FieldHistory> record_history(const PastFolder& folder, const git::Oid& tip,
                                    const git::Followed& followed, const HistoryQuery& query) {
  RecordTracer tracer(folder.files);
  return collect<RecordCollector, git::TraceStep>(folder, query, [&](const auto& found) {
    return folder.history.trace(tip, followed, "", tracer, found);
  });
}

Result<FieldHistory> folder_history(const PastFolder& folder, const git::Oid& tip,
                                    const HistoryQuery& query) {
  return collect<FolderCollector, git::FolderStep>(
      folder, query, [&](const auto& found) { return folder.history.walk(tip, folder.prefix, found); });
}

}  // namespace csx::cli
