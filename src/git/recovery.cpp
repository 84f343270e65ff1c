#include "recovery.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "csx/base/text.hpp"
#include "head.hpp"
#include "implementation.hpp"
#include "work_folder.hpp"

namespace csx::git {
namespace {

constexpr const char* k_copy = "index-copy";

enum class Way : std::uint8_t { forward, back, leave };

/// Whether the commit is in what the reference leads to now.
bool is_published(git_repository* repository, const Journal& journal) {
  git_oid tip{};
  if (!journal.publication) {
    return false;
  }
  const auto commit = from_oid({journal.publication->new_commit});
  if (!commit || git_reference_name_to_id(&tip, repository, journal.reference.c_str()) != 0) {
    return false;
  }
  return git_oid_equal(&tip, &*commit) == 1 || git_graph_descendant_of(repository, &tip, &*commit) == 1;
}

/// One unfinished change and the way each of its files goes.
class Settlement {
 public:
  Settlement(const Workplace& place, const Journal& journal) : m_place(place), m_journal(journal) {}

  Result<Settled> run() {
    m_settled.finished = is_published(m_place.get(), m_journal);
    auto done = choose_ways()
                    .and_then([&] { return settle_files(); })
                    .and_then([&] { return settle_index(); })
                    .and_then([&] { return settle_log(); });
    if (!done) {
      return fail(std::move(done).error());
    }
    remove_left_folders();
    return std::move(m_settled);
  }

 private:
  /// By what HEAD says of the path now: a person may have committed in between.
  Status choose_ways() {
    const auto head = read_head(m_place.get());
    if (!head) {
      return fail(head.error());
    }
    const auto tree = tree_of(m_place.get(), head->commit);
    if (!tree) {
      return fail(tree.error());
    }
    for (const JournalFile& file : m_journal.files) {
      const std::string now = hex_of(blob_at(tree->get(), file.path));
      Way way = Way::back;
      if (m_settled.finished || (m_journal.commits && now == file.after_blob && now != file.head_blob)) {
        way = Way::forward;
      } else if (m_journal.commits && now != file.head_blob) {
        way = Way::leave;
      }
      m_ways[file.path] = way;
    }
    return {};
  }

  /// Those that were made for nothing, or that the change has emptied.
  void remove_left_folders() {
    const int work = m_place.work_folder.get();
    if (!m_settled.finished) {
      remove_empty_folders(work, m_journal.made_folders);
      return;
    }
    for (const JournalFile& file : m_journal.files) {
      if (!file.after) {
        remove_empty_folders(work, folders_above(file.path));
      }
    }
  }

  Status settle_files() {
    for (std::size_t at = 0; at < m_journal.files.size(); ++at) {
      const JournalFile& file = m_journal.files[at];
      const Way way = m_ways[file.path];
      WorkFile work(m_place.work_folder.get(), m_place.area_folder.get(), file.path, at);
      const bool forward = way == Way::forward;
      auto brought = way == Way::leave ? Result<Brought>(Brought::other)
                                       : work.bring(forward ? file.before : file.after,
                                                    forward ? file.after : file.before, file.mode);
      if (!brought) {
        return fail(std::move(brought).error());
      }
      if (*brought == Brought::other) {
        m_settled.left.push_back(file.path);
      }
    }
    return {};
  }

  Status settle_index() {
    if (!m_journal.publication) {
      return {};
    }
    auto index = IndexCopy::make(m_place, k_copy);
    if (!index) {
      return fail(std::move(index).error());
    }
    bool changed = false;
    for (const EntryChange& entry : m_journal.publication->entries) {
      const auto way = m_ways.find(entry.path);
      const bool forward = way == m_ways.end() ? m_settled.finished : way->second == Way::forward;
      const std::optional<IndexEntry>& wanted = forward ? entry.after : entry.before;
      const std::optional<IndexEntry>& other = forward ? entry.before : entry.after;
      const auto now = index->find(entry.path);
      if (!same_content(now, other) || same_content(now, wanted) ||
          (way != m_ways.end() && way->second == Way::leave)) {
        continue;
      }
      if (auto set = index->set(entry.path, wanted); !set) {
        return set;
      }
      changed = true;
    }
    if (!changed) {
      return {};
    }
    Conversions conversions(m_place);
    return index->write(conversions).and_then([&] { return index->publish(); });
  }

  Status settle_log() {
    if (!m_journal.publication) {
      return {};
    }
    const Publication& publication = *m_journal.publication;
    return m_settled.finished ? log_reference(m_place, m_journal.reference, publication.old_commit,
                                              publication.new_commit, publication.log_line)
                              : unlog_reference(m_place, m_journal.reference, publication.new_commit);
  }

  const Workplace& m_place;
  const Journal& m_journal;
  std::map<std::string, Way> m_ways;
  Settled m_settled;
};

std::string listed(const std::vector<std::string>& paths) {
  constexpr std::size_t k_shown = 12;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < std::min(k_shown, paths.size()); ++at) {
    words.push_back(quoted_path(paths[at]));
  }
  if (paths.size() > k_shown) {
    words.push_back(counted(paths.size() - k_shown, "file") + " more");
  }
  return enumerate(std::vector<std::string_view>(words.begin(), words.end()));
}

std::vector<std::string> notes_of(const Journal& journal, const Settled& settled) {
  std::vector<std::string> paths;
  for (const JournalFile& file : journal.files) {
    paths.push_back(file.path);
  }
  std::vector<std::string> notes = {fmt::format("a change that was interrupted was {}: {}",
                                                settled.finished ? "finished" : "taken back", listed(paths))};
  if (!settled.left.empty()) {
    notes.push_back(fmt::format("edited meanwhile, and left as found: {}", listed(settled.left)));
  }
  return notes;
}

}  // namespace

Result<Settled> settle(const Workplace& place, const Journal& journal) {
  auto settled = Settlement(place, journal).run();
  if (settled) {
    for (std::size_t at = 0; at < journal.files.size(); ++at) {
      WorkFile(place.work_folder.get(), place.area_folder.get(), journal.files[at].path, at).forget_beside();
    }
    tidy(place);
  }
  return settled;
}

Result<std::vector<std::string>> settle_leftover(const Workplace& place, Patience& patience) {
  auto journal = Journal::load(place);
  if (!journal) {
    return fail(std::move(journal).error());
  }
  if (!*journal) {
    return std::vector<std::string>();
  }
  LockFile index;
  if ((*journal)->commits) {
    auto lock = LockFile::take(place, place.path_of_index(), patience);
    if (!lock) {
      return fail(std::move(lock).error());
    }
    index = std::move(*lock);
  }
  const auto settled = settle(place, **journal);
  if (!settled) {
    return fail(settled.error());
  }
  if ((*journal)->commits) {
    remove_own_locks(place, (*journal)->reference);
  }
  index.release();
  Journal::remove(place);
  return notes_of(**journal, *settled);
}

void tidy(const Workplace& place) {
  clear_stage(place.area_folder.get());
  for (const char* name :
       {"index-copy", "index-copy.lock", "next-index", "next-index.lock", "reference", "COMMIT_EDITMSG",
        "sign-commit", "sign-commit.sig", "sign-key", "journal.new", "token.new"}) {
    remove_at(place.area_folder.get(), name);
  }
}

}  // namespace csx::git
