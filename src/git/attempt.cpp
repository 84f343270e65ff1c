#include "attempt.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"
#include "recovery.hpp"
#include "signing.hpp"
#include "trail.hpp"

namespace csx::git {
namespace {

bool same(const std::optional<git_oid>& a, const std::optional<git_oid>& b) {
  return a.has_value() == b.has_value() && (!a || git_oid_equal(&*a, &*b) == 1);
}

bool is_executable(const FileRead& file) {
  return (file.state.st_mode & S_IXUSR) != 0;
}

Error moved_on(const std::string& path) {
  return Error{ErrorKind::conflict,
               fmt::format("{} was changed by somebody else in the meantime", quoted_path(path)),
               {"try again"},
               {}};
}

Error branch_moved() {
  return Error{ErrorKind::conflict, "the branch moved in the meantime, again and again", {"try again"}, {}};
}

Error uncommitted(const std::vector<std::string>& paths) {
  std::vector<std::string> words;
  for (const std::string& path : paths) {
    words.push_back(quoted_path(path));
  }
  return Error{ErrorKind::usage,
               fmt::format("{} that are not committed: {}",
                           paths.size() == 1 ? "a file has changes" : "files have changes",
                           enumerate(std::vector<std::string_view>(words.begin(), words.end()))),
               {"commit them first, or add `--include-dirty` to commit them along"},
               {}};
}

}  // namespace

Attempt::Attempt(const Workplace& place, const Repository& repository, const ChangeRequest& request,
                 const Surroundings& surroundings, Patience& patience)
    : m_place(place),
      m_repository(repository),
      m_request(request),
      m_surroundings(surroundings),
      m_patience(patience),
      m_settings(place.get()),
      m_conversions(place),
      m_objects(place, request.files.size()),
      m_message(cleaned_message(request.message)) {}

Result<Attempt::Outcome> Attempt::run() {
  auto done = look_at_head().and_then([&] { return look_at_files(); }).and_then([&] { return make_tree(); });
  if (!done) {
    return fail(std::move(done).error());
  }
  done = begin();
  if (done && m_request.commit) {
    done = lock_index()
               .and_then([&] { return refuse_index(); })
               .and_then([&] { return swap_files(); })
               .and_then([&] { return run_hooks(); })
               .and_then([&] { return make_commit(); })
               .and_then([&] { return lock_head(); })
               .and_then([&] { return enter_changes(); })
               .and_then([&] { return publish(); });
  } else if (done) {
    done = swap_files();
  }
  if (!done) {
    return give_up(std::move(done).error());
  }
  finish();
  return Outcome::done;
}

Status Attempt::look_at_head() {
  auto head = read_head(m_place.get());
  if (!head) {
    return fail(std::move(head).error());
  }
  m_head = std::move(*head);
  auto tree = tree_of(m_place.get(), m_head.commit);
  if (!tree) {
    return fail(std::move(tree).error());
  }
  m_head_tree = std::move(*tree);
  if (!m_request.commit) {
    return {};
  }
  auto author = m_request.author ? author_named(*m_request.author, m_surroundings)
                                 : identity_of(Role::author, m_settings, m_surroundings);
  auto committer = identity_of(Role::committer, m_settings, m_surroundings);
  if (!author || !committer) {
    return fail(author ? std::move(committer).error() : std::move(author).error());
  }
  m_author = std::move(*author);
  m_committer = std::move(*committer);
  m_hooks.emplace(m_place, m_settings, m_surroundings, m_author);
  return {};
}

Status Attempt::look_at_files() {
  for (std::size_t at = 0; at < m_request.files.size(); ++at) {
    m_files.push_back(
        {WorkFile(m_place.work_folder.get(), m_place.area_folder.get(), m_request.files[at].path, at)});
  }
  if (auto read = for_each_file(m_files.size(), [&](std::size_t at) { return read_file(m_files[at]); });
      !read) {
    return read;
  }
  std::vector<std::string> paths;
  for (std::size_t at = 0; at < m_files.size(); ++at) {
    const FileChange& change = m_request.files[at];
    if (auto looked = look_at_file(m_files[at], change); !looked) {
      return looked;
    }
    if (change.after && !change.before) {
      paths.push_back(change.path);
    }
  }
  auto missing = missing_folders(m_place.work_folder.get(), paths);
  if (!missing) {
    return fail(std::move(missing).error());
  }
  m_journal.made_folders = std::move(*missing);
  return m_request.commit && m_request.dirty == Dirty::refuse ? refuse_dirty_files() : Status();
}

Status Attempt::read_file(File& file) {
  auto found = file.work.read();
  if (!found) {
    return fail(std::move(found).error());
  }
  file.found = std::move(*found);
  return {};
}

Status Attempt::look_at_file(File& file, const FileChange& change) {
  file.head_blob = blob_at(m_head_tree.get(), change.path, &file.head_mode);
  if (file.found.has_value() != change.before.has_value() ||
      (file.found && file.found->text != *change.before)) {
    return fail(moved_on(change.path));
  }
  if (!change.before && !file.head_blob && is_ignored(change.path)) {
    return fail(
        ErrorKind::usage, fmt::format("{} would be ignored by git", quoted_path(change.path)),
        {fmt::format("see which rule it is with `git check-ignore -v {}`", escape_controls(change.path))});
  }
  return m_request.commit ? store(file, change) : Status();
}

bool Attempt::is_ignored(const std::string& path) {
  if (!m_outer_ignores) {
    m_outer_ignores = m_repository.outer_ignore_rules("");
  }
  return ignored_below(m_place.work, *m_outer_ignores, path);
}

/// What git would store for both texts, and as which kind of file.
Status Attempt::store(File& file, const FileChange& change) {
  if (file.head_blob && file.head_mode == GIT_FILEMODE_LINK) {
    return fail(ErrorKind::usage, fmt::format("{} is a symbolic link in HEAD", quoted_path(change.path)));
  }
  if (change.before) {
    const auto stored = m_conversions.stored(change.path, *change.before);
    if (!stored) {
      return fail(stored.error());
    }
    file.stored_before = blob_name(*stored);
  }
  if (change.after) {
    const auto stored = m_conversions.stored(change.path, *change.after);
    if (!stored) {
      return fail(stored.error());
    }
    const auto blob = m_objects.write_blob(*stored);
    if (!blob) {
      return fail(blob.error());
    }
    file.stored_after = *blob;
  }
  const bool by_file = m_settings.is_true("core.filemode", true) && file.found.has_value();
  file.mode = file.head_blob ? file.head_mode : std::uint32_t{GIT_FILEMODE_BLOB};
  if (by_file) {
    file.mode = is_executable(*file.found) ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB;
  }
  return {};
}

/// Compares the files with HEAD; `refuse_index` does the same for the index, once that is locked.
Status Attempt::refuse_dirty_files() const {
  std::vector<std::string> paths;
  for (std::size_t at = 0; at < m_files.size(); ++at) {
    const File& file = m_files[at];
    if (!same(file.stored_before, file.head_blob) || (file.head_blob && file.mode != file.head_mode)) {
      paths.push_back(m_request.files[at].path);
    }
  }
  return paths.empty() ? Status() : fail(uncommitted(paths));
}

Status Attempt::make_tree() {
  if (!m_request.commit) {
    return {};
  }
  std::vector<TreeChange> changes;
  for (std::size_t at = 0; at < m_files.size(); ++at) {
    changes.push_back({m_request.files[at].path, m_files[at].stored_after, m_files[at].mode});
  }
  const auto tree = changed_tree(m_place, m_objects, m_head_tree.get(), std::move(changes));
  if (!tree) {
    return fail(tree.error());
  }
  return refuse_same_tree(*tree).and_then([&] { return m_objects.publish(); }).and_then([&] {
    return take_tree(*tree);
  });
}

Status Attempt::refuse_same_tree(const git_oid& tree) const {
  const bool same = m_head_tree && git_oid_equal(git_tree_id(m_head_tree.get()), &tree) == 1;
  return same ? fail(ErrorKind::usage, "nothing to commit: HEAD already has all that was asked for")
              : Status();
}

Status Attempt::take_tree(const git_oid& tree) {
  m_tree = tree;
  const int code = git_tree_lookup(m_new_tree.receive(), m_place.get(), &m_tree);
  return code == 0 ? Status() : fail(error_of(code, "cannot read the tree of the commit"));
}

Status Attempt::begin() {
  m_journal.commits = m_request.commit;
  m_journal.reference = m_head.reference;
  for (std::size_t at = 0; at < m_files.size(); ++at) {
    const FileChange& change = m_request.files[at];
    const File& file = m_files[at];
    m_journal.files.push_back({change.path, change.before, change.after,
                               file.found ? std::optional(file.found->state.st_mode) : std::nullopt,
                               hex_of(file.head_blob), hex_of(file.stored_after)});
  }
  tidy(m_place);
  return m_journal.save(m_place);
}

Status Attempt::lock_index() {
  auto lock = LockFile::take(m_place, m_place.path_of_index(), m_patience);
  if (!lock) {
    return fail(std::move(lock).error());
  }
  m_index_lock = std::move(*lock);
  const auto head = read_head(m_place.get());
  if (!head) {
    return fail(head.error());
  }
  if (!(*head == m_head)) {
    m_moved = true;
    return fail(branch_moved());
  }
  auto index = IndexCopy::make(m_place, "index-copy");
  if (!index) {
    return fail(std::move(index).error());
  }
  m_index.emplace(std::move(*index));
  const auto mended =
      mend_index(m_place, m_conversions, *m_index, read_trail(m_place), m_head_tree.get(), Recent::no);
  if (!mended) {
    return fail(mended.error());
  }
  if (*mended > 0) {
    m_notes.emplace_back("another git program had written an older index over a newer one: mended");
  }
  return refuse_unfinished(m_place.get());
}

Status Attempt::refuse_index() const {
  std::vector<std::string> dirty;
  for (std::size_t at = 0; at < m_files.size(); ++at) {
    const std::string& path = m_request.files[at].path;
    const File& file = m_files[at];
    const auto entry = m_index->find(path);
    if (auto usable = m_index->refuse_unusable(path); !usable) {
      return usable;
    }
    const bool same_as_head = entry.has_value() == file.head_blob.has_value() &&
                              (!entry || (git_oid_equal(&entry->raw.id, &*file.head_blob) == 1 &&
                                          entry->raw.mode == file.head_mode));
    if (!same_as_head) {
      dirty.push_back(path);
    }
  }
  return dirty.empty() || m_request.dirty == Dirty::include ? Status() : fail(uncommitted(dirty));
}

Status Attempt::swap_files() {
  // A file alone waits for the disk twice. Of many all wait together: first for their texts, which lie ready
  // beside, then for their names.
  const Durable durable = m_files.size() < k_many_files ? Durable::yes : Durable::no;
  if (auto made = make_folders(m_place.work_folder.get(), m_journal.made_folders, durable); !made) {
    return made;
  }
  if (durable == Durable::no) {
    const auto ready = for_each_file(m_files.size(), [&](std::size_t at) {
      return m_files[at].work.stage_ahead(m_files[at].found, m_request.files[at].after);
    });
    const auto synced = ready ? sync_file_system(m_place.area_folder.get(), m_place.area) : ready;
    if (!synced) {
      return synced;
    }
  }
  const auto swapped = for_each_file(m_files.size(), [&](std::size_t at) { return swap_file(at, durable); });
  return swapped && durable == Durable::no ? sync_file_system(m_place.work_folder.get(), ".") : swapped;
}

Status Attempt::swap_file(std::size_t at, Durable durable) {
  const FileChange& change = m_request.files[at];
  const auto brought = m_files[at].work.replace(m_files[at].found, change.after, durable);
  if (!brought) {
    return fail(brought.error());
  }
  return *brought == Brought::other ? fail(moved_on(change.path)) : Status();
}

Status Attempt::make_commit() {
  CommitParts parts{m_tree, m_head.commit, m_author, m_committer, m_message};
  std::string commit = parts.text();
  const auto signature = signature_of(commit, m_place, m_settings, m_committer, m_surroundings);
  if (!signature) {
    return fail(signature.error());
  }
  if (!signature->empty()) {
    commit = with_signature(commit, *signature);
  }
  const auto id = write_object(m_place, commit, GIT_OBJECT_COMMIT);
  if (!id) {
    return fail(id.error());
  }
  m_commit = *id;
  return {};
}

Status Attempt::lock_head() {
  auto lock = HeadLock::take(m_place, m_head, m_patience);
  if (!lock) {
    return fail(std::move(lock).error());
  }
  m_head_lock.emplace(std::move(*lock));
  const auto head = read_head(m_place.get());
  if (!head) {
    return fail(head.error());
  }
  if (!(*head == m_head)) {
    m_moved = true;
    return fail(branch_moved());
  }
  return m_head_lock->prepare(hex_of(m_commit));
}

Status Attempt::enter_changes() {
  std::vector<EntryChange> changes = entry_changes();
  // What goes first: a file may make room for a folder of its name.
  for (const bool removals : {true, false}) {
    for (const EntryChange& change : changes) {
      if (change.after.has_value() == removals) {
        continue;
      }
      if (auto set = m_index->set(change.path, change.after); !set) {
        return set;
      }
    }
  }
  if (auto written = m_index->write(m_conversions); !written) {
    return written;
  }
  const auto action = m_surroundings.environment.find("GIT_REFLOG_ACTION");
  const std::string doing = action != m_surroundings.environment.end() && !action->second.empty()
                                ? action->second
                            : m_head.commit ? "commit"
                                            : "commit (initial)";
  const std::string subject = m_message.substr(0, m_message.find('\n'));
  return m_journal.append_publication(
      m_place, {hex_of(m_head.commit), hex_of(m_commit),
                fmt::format("{}\t{}: {}", m_committer.line(), doing, subject), std::move(changes)});
}

std::vector<EntryChange> Attempt::entry_changes() {
  std::set<std::string> ours;
  for (const FileChange& file : m_request.files) {
    ours.insert(file.path);
  }
  std::set<std::string> paths = ours;
  paths.insert(m_paths_of_hook.begin(), m_paths_of_hook.end());
  std::vector<EntryChange> changes;
  for (const std::string& path : paths) {
    EntryChange change{path, m_index->find(path), std::nullopt};
    // What a hook added is entered only where nothing else was staged.
    if (!ours.contains(path) && !same_content(change.before, entry_in(m_head_tree.get(), path))) {
      continue;
    }
    if (const auto entry = entry_in(m_new_tree.get(), path)) {
      change.after = entry_for(m_place, m_conversions, path, entry->raw.id, entry->raw.mode);
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace csx::git
