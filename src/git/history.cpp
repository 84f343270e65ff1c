#include "csx/git/history.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/text.hpp"
#include "history_implementation.hpp"
#include "implementation.hpp"
#include "path_probe.hpp"
#include "tree_changes.hpp"

namespace csx::git {
namespace {

/// Of the changes against one parent those that are changes against another, too.
void keep_common(std::vector<PathChange>& changes, const std::vector<Differing>& others) {
  std::vector<PathChange> kept;
  for (PathChange& change : changes) {
    const auto other = std::ranges::lower_bound(others, change.path, {}, &Differing::path);
    if (other != others.end() && other->path == change.path) {
      change.before.push_back(other->before);
      kept.push_back(std::move(change));
    }
  }
  changes = std::move(kept);
}

/// The changes against one parent among those against the ones before it; `count` of parents.
void merge_changes(std::vector<PathChange>& changes, const std::vector<Differing>& others, std::size_t parent,
                   std::size_t count) {
  std::vector<PathChange> merged;
  auto known = changes.begin();
  for (const Differing& other : others) {
    for (; known != changes.end() && known->path < other.path; ++known) {
      merged.push_back(std::move(*known));
    }
    if (known != changes.end() && known->path == other.path) {
      merged.push_back(std::move(*known++));
    } else {
      merged.push_back({other.path, std::vector(count, other.after), other.after});
    }
    merged.back().before[parent] = other.before;
  }
  std::move(known, changes.end(), std::back_inserter(merged));
  changes = std::move(merged);
}

/// The first parent that has the same at a path; null for none.
Result<const Ancestor*> parent_with_same(PathProbe& probe, const Ancestor& commit,
                                         const std::vector<const Ancestor*>& parents) {
  const auto here = probe.in(commit.tree);
  if (!here) {
    return fail(here.error());
  }
  for (const Ancestor* parent : parents) {
    const auto there = probe.in(parent->tree);
    if (!there) {
      return fail(there.error());
    }
    if (*there == *here) {
      return parent;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> trailer_values(const std::string& message, std::string_view name) {
  const auto library = Library::hold();
  std::vector<std::string> values;
  git_message_trailer_array trailers{};
  if (git_message_trailers(&trailers, message.c_str()) == 0) {
    for (std::size_t i = 0; i < trailers.count; ++i) {
      if (to_lower_ascii(trailers.trailers[i].key) == to_lower_ascii(name)) {
        values.emplace_back(trim(trailers.trailers[i].value));
      }
    }
    git_message_trailer_array_free(&trailers);
  }
  return values;
}

Result<std::vector<const Ancestor*>> parents_of(Ancestry& ancestry, const Ancestor& commit) {
  std::vector<const Ancestor*> parents;
  for (const git_oid& id : commit.parents) {
    const Result<const Ancestor*> parent = ancestry.get(id);
    if (!parent) {
      return fail(parent.error());
    }
    parents.push_back(*parent);
  }
  return parents;
}

Result<LoggedCommit> History::Impl::logged(const git_oid& id) const {
  CommitHandle handle;
  if (const int code = git_commit_lookup(handle.receive(), get(), &id); code < 0) {
    return fail(error_of(code, fmt::format("cannot read commit {}", to_oid(id).hex)));
  }
  LoggedCommit logged;
  const git_signature& author = *git_commit_author(handle.get());
  const char* subject = git_commit_summary(handle.get());
  const char* message = git_commit_message(handle.get());
  logged.commit.id = to_oid(id);
  logged.commit.tree = to_oid(*git_commit_tree_id(handle.get()));
  logged.commit.committed_at = time::Instant(std::chrono::seconds(git_commit_time(handle.get())));
  logged.commit.offset_minutes = static_cast<std::int16_t>(git_commit_time_offset(handle.get()));
  logged.commit.author = fmt::format("{} <{}>", author.name, author.email);
  logged.commit.subject = subject == nullptr ? "" : subject;
  logged.authored_at = time::Instant(std::chrono::seconds(author.when.time));
  logged.author_name = author.name;
  logged.author_email = author.email;
  logged.message = message == nullptr ? "" : message;
  const unsigned parents = git_commit_parentcount(handle.get());
  logged.cut = parents > 0 && cuts.contains(id);
  for (unsigned i = 0; i < parents && !logged.cut; ++i) {
    logged.parents.push_back(to_oid(*git_commit_parent_id(handle.get(), i)));
  }
  return logged;
}

Result<std::vector<PathChange>> History::Impl::changes(const Ancestor& commit,
                                                       const std::vector<const Ancestor*>& parents,
                                                       std::string_view prefix, Merges merges) const {
  PathProbe probe(objects, prefix);
  const auto after = probe.in(commit.tree);
  if (!after) {
    return fail(after.error());
  }
  std::vector<PathChange> changes;
  const std::size_t sides = std::max<std::size_t>(parents.size(), 1);
  for (std::size_t i = 0; i < sides; ++i) {
    const auto before =
        parents.empty() ? Result<std::optional<TreeEntry>>(std::nullopt) : probe.in(parents[i]->tree);
    if (!before) {
      return fail(before.error());
    }
    auto differing = differing_files(objects, *before, *after, std::string(prefix));
    if (!differing) {
      return fail(std::move(differing.error()));
    }
    if (merges == Merges::every_side) {
      merge_changes(changes, *differing, i, sides);
      continue;
    }
    if (i > 0) {
      keep_common(changes, *differing);
      continue;
    }
    for (Differing& file : *differing) {
      changes.push_back({std::move(file.path), {file.before}, file.after});
    }
  }
  return changes;
}

Result<Onwards> History::Impl::report(const Ancestor& commit, const std::vector<const Ancestor*>& parents,
                                      std::string_view prefix, Merges merges,
                                      const std::function<Onwards(const FolderStep&)>& found) const {
  auto changed = changes(commit, parents, prefix, merges);
  if (!changed) {
    return fail(std::move(changed.error()));
  }
  if (changed->empty()) {
    return Onwards::yes;
  }
  auto commit_and_words = logged(commit.id);
  if (!commit_and_words) {
    return fail(std::move(commit_and_words.error()));
  }
  return found({std::move(*commit_and_words), std::move(*changed)});
}

History::History(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;
History::~History() = default;

Result<History> History::open(const Repository& repository) {
  auto library = Library::hold();
  RepositoryHandle opened;
  if (const int code = git_repository_open(opened.receive(), repository.git_folder().c_str()); code < 0) {
    return fail(
        error_of(code, fmt::format("cannot open the repository {}", quoted_path(repository.git_folder()))));
  }
  return History(std::make_unique<Impl>(std::move(library), std::move(opened)));
}

Result<LoggedCommit> History::commit(const Oid& id) const {
  const Result<git_oid> raw = from_oid(id);
  if (!raw) {
    return fail(raw.error());
  }
  return m_impl->logged(*raw);
}

Result<bool> History::is_signed(const Oid& id) const {
  Result<git_oid> raw = from_oid(id);
  if (!raw) {
    return fail(raw.error());
  }
  git_buf signature = GIT_BUF_INIT;
  git_buf signed_data = GIT_BUF_INIT;
  const int code = git_commit_extract_signature(&signature, &signed_data, m_impl->get(), &*raw, "gpgsig");
  git_buf_dispose(&signature);
  git_buf_dispose(&signed_data);
  if (code < 0 && code != GIT_ENOTFOUND) {
    return fail(error_of(code, fmt::format("cannot read commit {}", id.hex)));
  }
  return code == 0;
}

Result<bool> History::leads_to(const Oid& commit, const Oid& tip) const {
  const Result<git_oid> from = from_oid(tip);
  const Result<git_oid> wanted = from_oid(commit);
  if (!from || !wanted) {
    return fail(from ? wanted.error() : from.error());
  }
  Ancestry ancestry = m_impl->ancestry();
  Frontier frontier;
  Result<const Ancestor*> start = ancestry.get(*from);
  if (!start) {
    return fail(start.error());
  }
  frontier.push(**start);
  while (!frontier.empty()) {
    const Ancestor& at = *frontier.pop().commit;
    if (git_oid_equal(&at.id, &*wanted) == 1) {
      return true;
    }
    const auto parents = parents_of(ancestry, at);
    if (!parents) {
      return fail(parents.error());
    }
    std::ranges::for_each(*parents, [&](const Ancestor* parent) { frontier.push(*parent); });
  }
  return false;
}

Result<std::optional<FileState>> History::file_at(const Oid& commit, const std::string& path) const {
  const Result<git_oid> id = from_oid(commit);
  if (!id) {
    return fail(id.error());
  }
  Ancestry ancestry = m_impl->ancestry();
  const auto at = ancestry.get(*id);
  if (!at) {
    return fail(at.error());
  }
  const auto entry = PathProbe(m_impl->objects, path).in((*at)->tree);
  if (!entry) {
    return fail(entry.error());
  }
  return *entry ? state_of(**entry) : std::nullopt;
}

Result<std::optional<Oid>> History::folder_at(const Oid& commit, const std::string& path) const {
  const Result<git_oid> id = from_oid(commit);
  if (!id) {
    return fail(id.error());
  }
  Ancestry ancestry = m_impl->ancestry();
  const auto at = ancestry.get(*id);
  if (!at) {
    return fail(at.error());
  }
  const std::string folder = without_slash(path);
  if (folder.empty()) {
    return std::optional(to_oid((*at)->tree));
  }
  const auto entry = PathProbe(m_impl->objects, folder).in((*at)->tree);
  if (!entry) {
    return fail(entry.error());
  }
  return *entry && (*entry)->mode == GIT_FILEMODE_TREE ? std::optional(to_oid((*entry)->id)) : std::nullopt;
}

Result<std::vector<PathChange>> History::changes_in(const LoggedCommit& commit,
                                                    std::string_view prefix) const {
  const Result<git_oid> id = from_oid(commit.commit.id);
  if (!id) {
    return fail(id.error());
  }
  Ancestry ancestry = m_impl->ancestry();
  const auto at = ancestry.get(*id);
  if (!at) {
    return fail(at.error());
  }
  const auto parents = parents_of(ancestry, **at);
  if (!parents) {
    return fail(parents.error());
  }
  return m_impl->changes(**at, *parents, prefix, Merges::as_in_log);
}

Result<std::vector<Oid>> History::walk(const Oid& tip, std::string_view prefix,
                                       const std::function<Onwards(const FolderStep&)>& found,
                                       Merges merges) const {
  const Result<git_oid> from = from_oid(tip);
  if (!from) {
    return fail(from.error());
  }
  Ancestry ancestry = m_impl->ancestry();
  PathProbe probe(m_impl->objects, prefix);
  std::vector<Oid> cuts;
  Frontier frontier;
  const auto start = ancestry.get(*from);
  if (!start) {
    return fail(start.error());
  }
  frontier.push(**start);
  while (!frontier.empty()) {
    const Ancestor& at = *frontier.pop().commit;
    if (at.cut) {
      cuts.push_back(to_oid(at.id));
      continue;
    }
    const auto parents = parents_of(ancestry, at);
    if (!parents) {
      return fail(parents.error());
    }
    const auto same = parent_with_same(probe, at, *parents);
    if (!same) {
      return fail(same.error());
    }
    const bool is_as_one = *same != nullptr;
    if (is_as_one && (merges == Merges::as_in_log || parents->size() == 1)) {
      frontier.push(**same);
      continue;
    }
    std::ranges::for_each(*parents, [&](const Ancestor* parent) { frontier.push(*parent); });
    const Result<Onwards> onwards = m_impl->report(at, *parents, prefix, merges, found);
    if (!onwards) {
      return fail(onwards.error());
    }
    if (*onwards == Onwards::no) {
      break;
    }
  }
  return cuts;
}

}  // namespace csx::git
