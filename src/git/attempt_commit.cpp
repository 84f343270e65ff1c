#include <sys/stat.h>

#include <chrono>
#include <thread>
#include <utility>

#include "attempt.hpp"
#include "csx/base/text.hpp"
#include "implementation.hpp"
#include "recovery.hpp"
#include "trail.hpp"

/// The steps of an Attempt that make and publish the commit, and its two ends.
namespace csx::git {
namespace {

constexpr const char* k_hook_index = "next-index";
constexpr const char* k_message_file = "COMMIT_EDITMSG";

bool same_file(const struct stat& a, const struct stat& b) {
  return a.st_ino == b.st_ino && a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

struct stat state_of(const std::string& path) {
  struct stat state {};
  if (::stat(path.c_str(), &state) != 0) {
    state = {};
  }
  return state;
}

}  // namespace

/// As `git commit PATH` shows it to its hooks: HEAD with exactly this change.
Result<IndexCopy> Attempt::index_for_hooks() {
  auto index = IndexCopy::make(m_place, k_hook_index);
  if (!index) {
    return index;
  }
  if (const int code = git_index_read_tree(index->get(), m_new_tree.get()); code < 0) {
    return fail(error_of(code, "cannot make the index for the hooks"));
  }
  for (const FileChange& file : m_request.files) {
    if (const auto entry = entry_in(m_new_tree.get(), file.path)) {
      const IndexEntry fresh = entry_for(m_place, m_conversions, file.path, entry->raw.id, entry->raw.mode);
      if (auto set = index->set(file.path, fresh); !set) {
        return fail(std::move(set).error());
      }
    }
  }
  if (auto written = index->write(m_conversions); !written) {
    return fail(std::move(written).error());
  }
  return index;
}

Status Attempt::run_hooks() {
  if (!m_hooks->has("pre-commit") && !m_hooks->has("prepare-commit-msg") && !m_hooks->has("commit-msg")) {
    return m_hooks->run("pre-commit", {}, "");  // says so when there is one that is not executable
  }
  const auto index = index_for_hooks();
  if (!index) {
    return fail(index.error());
  }
  const struct stat before = state_of(index->path());
  if (auto passed = m_hooks->run("pre-commit", {}, index->path()); !passed) {
    return passed;
  }
  const bool touched = !same_file(before, state_of(index->path()));
  if (auto taken = touched ? take_tree_of_hook(index->path()) : Status(); !taken) {
    return taken;
  }
  return run_message_hooks(index->path());
}

/// A hook may add to the commit: git commits the index as the hook left it.
Status Attempt::take_tree_of_hook(const std::string& path) {
  IndexHandle index;
  git_oid tree{};
  int code = git_index_open(index.receive(), path.c_str());
  code = code < 0 ? code : git_index_write_tree_to(&tree, index.get(), m_place.get());
  if (code < 0) {
    return fail(error_of(code, "cannot read the index as the hook pre-commit left it"));
  }
  if (git_oid_equal(&tree, &m_tree) == 1) {
    return {};
  }
  m_notes.emplace_back("the hook pre-commit changed what is committed");
  const TreeHandle ours = std::move(m_new_tree);
  auto taken = refuse_same_tree(tree).and_then([&] { return take_tree(tree); });
  if (!taken) {
    return taken;
  }
  auto paths = changed_between(m_place, ours.get(), m_new_tree.get());
  if (!paths) {
    return fail(std::move(paths).error());
  }
  m_paths_of_hook = std::move(*paths);
  return {};
}

Status Attempt::run_message_hooks(const std::string& index) {
  if (!m_hooks->has("prepare-commit-msg") && !m_hooks->has("commit-msg")) {
    return {};
  }
  // Not git's own COMMIT_EDITMSG: a person may be writing in it at this moment.
  const std::string path = m_place.area + '/' + k_message_file;
  const int area = m_place.area_folder.get();
  auto done = write_at(area, k_message_file, m_message, std::nullopt, Durable::no)
                  .and_then([&] {
                    return m_hooks->run("prepare-commit-msg", {path, "message"}, index);
                  })
                  .and_then([&] { return m_hooks->run("commit-msg", {path}, index); });
  if (!done) {
    return done;
  }
  const auto message = read_at(area, k_message_file);
  if (!message) {
    return fail(message.error());
  }
  m_message = cleaned_message(*message ? (*message)->text : std::string());
  if (m_message.empty() || m_message.find('\0') != std::string::npos) {
    return fail(ErrorKind::io, "the hooks left no message for the commit");
  }
  return {};
}

Status Attempt::publish() {
  const std::string& reference = m_head.reference;
  const std::string zeros(GIT_OID_HEXSZ, '0');
  const Publication& publication = *m_journal.publication;
  const std::string change = fmt::format(
      "{} {} ", publication.old_commit.empty() ? zeros : publication.old_commit, publication.new_commit);
  const std::string lines = change + "HEAD\n" + (m_head.is_detached() ? "" : change + reference + '\n');
  const std::string index_path = m_place.path_of_index();
  // The logs first, as git: nothing that may need space comes after the reference.
  auto done = m_hooks->run("reference-transaction", {"prepared"}, index_path, lines)
                  .and_then([&] {
                    return log_reference(m_place, reference, publication.old_commit, publication.new_commit,
                                         publication.log_line);
                  })
                  .and_then([&] { return m_index->publish(); })
                  .and_then([&] { return m_head_lock->publish(); });
  if (!done) {
    (void)m_hooks->run("reference-transaction", {"aborted"}, index_path, lines);
    return done;
  }
  m_index_state = state_of(index_path);
  m_head_lock.reset();
  (void)m_hooks->run("reference-transaction", {"committed"}, index_path, lines);
  return {};
}

void Attempt::finish() {
  if (m_index_lock.is_held()) {
    // Git reads the index, looks at every file and only then locks it: 80 ms for 20,000 files. One that read
    // the old index and meets the lock gives up; one that does not would write the old index back.
    constexpr std::chrono::microseconds k_a_file{4};
    std::this_thread::sleep_for(k_a_file * m_index->size());
    add_to_trail(m_place, m_journal.publication->entries);
    m_index_lock.release();
  }
  for (const File& file : m_files) {
    if (file.work.is_beside()) {
      file.work.forget_beside();
    }
  }
  tidy(m_place);
  // While the journal is there: whoever comes after a kill goes on with it.
  for (const FileChange& file : m_request.files) {
    if (!file.after) {
      remove_empty_folders(m_place.work_folder.get(), folders_above(file.path));
    }
  }
  Journal::remove(m_place);
  if (!m_request.commit) {
    return;
  }
  if (m_head.is_detached()) {
    m_notes.emplace_back("HEAD is detached: the commit is on no branch");
  }
  (void)m_hooks->run("post-commit", {}, m_place.path_of_index());
  finish_index();
  m_notes.insert(m_notes.end(), m_hooks->notes().begin(), m_hooks->notes().end());
}

/// A second look, for a git that was slow; see trail.hpp.
void Attempt::finish_index() {
  if (same_file(m_index_state, state_of(m_place.path_of_index()))) {
    return;
  }
  Patience patience(std::chrono::milliseconds(200));
  const auto lock = LockFile::take(m_place, m_place.path_of_index(), patience);
  const auto head = read_head(m_place.get());
  if (!lock || !head) {
    return;
  }
  const auto tree = tree_of(m_place.get(), head->commit);
  auto index = IndexCopy::make(m_place, "index-copy");
  if (!tree || !index) {
    return;
  }
  const auto mended =
      mend_index(m_place, m_conversions, *index, m_journal.publication->entries, tree->get(), Recent::yes);
  if (mended && *mended > 0 && index->write(m_conversions) && index->publish()) {
    m_notes.emplace_back("another git program had written an older index over the new one: mended");
  }
  remove_at(m_place.area_folder.get(), "index-copy");
}

Result<Attempt::Outcome> Attempt::give_up(Error error) {
  const auto settled = settle(m_place, m_journal);
  m_head_lock.reset();
  m_index_lock.release();
  if (!settled) {
    error.causes.push_back(fmt::format("and the files cannot be put back: {}", settled.error().message));
    error.hints.emplace_back("any csx command in this repository will try to put them back");
    return fail(std::move(error));
  }
  Journal::remove(m_place);
  if (m_moved) {
    return Outcome::moved;
  }
  for (const std::string& path : settled->left) {
    error.causes.push_back(fmt::format("{} was edited meanwhile and is left as it is", quoted_path(path)));
  }
  return fail(std::move(error));
}

}  // namespace csx::git
