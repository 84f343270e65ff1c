#include "undoing.hpp"

#include <algorithm>
#include <set>

#include "csx/audit/trail.hpp"
#include "csx/base/text.hpp"
#include "history_report.hpp"
#include "record_tracer.hpp"

namespace csx::cli {
namespace {

constexpr std::size_t k_most_named = 5;

bool is_by_csx(const git::LoggedCommit& commit) {
  return command_of(commit).has_value();
}

/// `1a2b3c4d5e (csx: set …)`
std::string named(const git::Commit& commit) {
  return fmt::format("{} ({})", commit.id.hex.substr(0, 10), escape_controls(ellipsize(commit.subject, 60)));
}

/// What takes a commit back that csx does not; of a merge, what it brought to the branch.
std::string revert_command(const git::LoggedCommit& commit) {
  return fmt::format("run `git revert {}{}`", commit.parents.size() > 1 ? "-m 1 " : "",
                     commit.commit.id.hex.substr(0, 10));
}

Error shallow_hint(Error error, const git::Repository& repository) {
  if (repository.is_shallow()) {
    error.hints.emplace_back("this clone is shallow: run `git fetch --unshallow`; in CI, set fetch-depth: 0");
  }
  return error;
}

/// The commits after one that touched one of its files.
Result<std::vector<git::LoggedCommit>> later_commits(const Past& past, const git::LoggedCommit& commit,
                                                     const std::vector<git::PathChange>& changes) {
  std::vector<git::LoggedCommit> later;
  Status wrong;
  const auto look = [&](const git::FolderStep& step) {
    const bool touches = std::ranges::any_of(step.changes, [&](const git::PathChange& each) {
      return std::ranges::find(changes, each.path, &git::PathChange::path) != changes.end();
    });
    if (step.commit.commit.id == commit.commit.id) {
      return git::Onwards::no;
    }
    if (!touches) {
      return git::Onwards::yes;
    }
    // A commit of a branch that was merged later may be older than the one to undo.
    const Result<bool> before = past.history.leads_to(step.commit.commit.id, commit.commit.id);
    if (!before) {
      wrong = fail(before.error());
      return git::Onwards::no;
    }
    if (!*before) {
      later.push_back(step.commit);
    }
    return git::Onwards::yes;
  };
  const auto walked = past.history.walk(*past.tip, past.prefix, look);
  if (!walked || !wrong) {
    return fail(walked ? wrong.error() : walked.error());
  }
  return later;
}

Error changed_since(const git::LoggedCommit& commit, const std::vector<git::LoggedCommit>& later,
                    const std::string& path) {
  Error error{
      ErrorKind::usage,
      fmt::format("{} cannot be undone: {} was changed after it", named(commit.commit), quoted_path(path)),
      {},
      {}};
  for (std::size_t i = 0; i < later.size() && i < k_most_named; ++i) {
    const git::LoggedCommit& each = later[i];
    error.causes.push_back(fmt::format("{} by {}", named(each.commit), escape_controls(each.author_name)));
  }
  if (later.size() > k_most_named) {
    error.causes.push_back(fmt::format("and {} more", later.size() - k_most_named));
  }
  error.hints.push_back(
      later.empty() || !std::ranges::all_of(later, is_by_csx)
          ? fmt::format("run `git revert {}` and resolve what conflicts", commit.commit.id.hex.substr(0, 10))
          : "undo those first, the newest before the others");
  return error;
}

/// A hook or an edited message took what tells a commit of csx: an older one is not what is meant.
Error trailers_lost(const git::LoggedCommit& commit) {
  return Error{ErrorKind::usage,
               fmt::format("{} has a subject of csx, and no trailer {} that could be read",
                           named(commit.commit), k_command_trailer),
               {revert_command(commit), "or name the commit that is meant: csx undo COMMIT"},
               {}};
}

Error undone_already(const git::LoggedCommit& commit, const std::vector<git::LoggedCommit>& later) {
  Error error{ErrorKind::usage, fmt::format("{} is undone already", named(commit.commit)), {}, {}};
  if (!later.empty() && is_by_csx(later.front())) {
    error.message += fmt::format(", by {}", named(later.front().commit));
    error.hints.push_back(
        fmt::format("run `csx undo {}` to have it again", later.front().commit.id.hex.substr(0, 10)));
  }
  return error;
}

}  // namespace

Result<git::LoggedCommit> last_undoable(const Past& past) {
  std::set<std::string> undone;
  for (std::optional<git::Oid> at = past.tip; at;) {
    Result<git::LoggedCommit> commit = past.history.commit(*at);
    if (!commit) {
      return commit;
    }
    at = commit->parents.empty() ? std::nullopt : std::optional(commit->parents.front());
    const bool is_merge = commit->parents.size() > 1;
    const bool may_be = is_by_csx(*commit) || has_subject_of_csx(*commit);
    if (is_merge || !may_be || undone.contains(commit->commit.id.hex)) {
      continue;
    }
    if (const auto undoes = csx_trailers(*commit, k_undoes_trailer); !undoes.empty()) {
      undone.insert(undoes.front());
      continue;
    }
    const auto changes = past.history.changes_in(*commit, past.prefix);
    if (!changes) {
      return fail(changes.error());
    }
    if (!changes->empty() && !is_by_csx(*commit)) {
      return fail(trailers_lost(*commit));
    }
    if (!changes->empty()) {
      return commit;
    }
  }
  return fail(shallow_hint({ErrorKind::usage,
                            "there is nothing to undo: csx made no commit on this branch that is not undone",
                            {},
                            {}},
                           past.repository));
}

Result<git::LoggedCommit> undoable(const Past& past, const std::string& revision) {
  const Result<git::Commit> commit = past.repository.resolve(revision);
  if (!commit) {
    return fail(commit.error());
  }
  const Result<bool> there = past.history.leads_to(commit->id, *past.tip);
  if (!there) {
    return fail(there.error());
  }
  if (!*there) {
    return fail(ErrorKind::usage, fmt::format("{} is not part of the current branch", named(*commit)),
                {"check out a branch that it is part of"});
  }
  Result<git::LoggedCommit> logged = past.history.commit(commit->id);
  if (logged && !is_by_csx(*logged)) {
    return fail(ErrorKind::usage, fmt::format("{} was not made by csx", named(*commit)),
                {revert_command(*logged)});
  }
  return logged;
}

Result<std::vector<git::PathChange>> changes_to_undo(const Past& past, const git::LoggedCommit& commit) {
  const auto by_git = [&](const std::string& why) {
    return fail(ErrorKind::usage, fmt::format("{} {}", named(commit.commit), why), {revert_command(commit)});
  };
  if (commit.cut) {
    return fail(shallow_hint({ErrorKind::usage,
                              fmt::format("what stood before {} is not in this clone", named(commit.commit)),
                              {},
                              {}},
                             past.repository));
  }
  if (commit.parents.size() > 1) {
    return by_git("is a merge");
  }
  Result<std::vector<git::PathChange>> changes = past.history.changes_in(commit, "");
  if (!changes) {
    return changes;
  }
  for (const git::PathChange& change : *changes) {
    const bool is_here = change.path.starts_with(past.prefix);
    const std::string audit =
        is_here ? audit::audit_of(change.path.substr(past.prefix.size())) : std::string();
    if (!audit.empty() && change.after) {
      return fail(
          ErrorKind::usage,
          fmt::format("audit/{} says what was found then, it is not changed afterwards", audit),
          {"mend the records: `csx audit verify` tells what that restates; older commits can be named"});
    }
    const auto is_plain = [](const std::optional<git::FileState>& file) { return !file || is_text(file); };
    if (!is_here) {
      return by_git(
          fmt::format("changes {}, which lies outside of the data folder", quoted_path(change.path)));
    }
    if (!is_plain(change.before.front()) || !is_plain(change.after)) {
      return by_git(fmt::format("changes {}, which is no plain file", quoted_path(change.path)));
    }
  }
  if (changes->empty()) {
    return fail(ErrorKind::usage, fmt::format("{} changed nothing", named(commit.commit)));
  }
  return changes;
}

Status refuse_changed_since(const Past& past, const git::LoggedCommit& commit,
                            const std::vector<git::PathChange>& changes) {
  const git::PathChange* changed = nullptr;
  bool as_before = true;
  for (const git::PathChange& change : changes) {
    const auto now = past.history.file_at(*past.tip, change.path);
    if (!now) {
      return fail(now.error());
    }
    changed = changed == nullptr && *now != change.after ? &change : changed;
    as_before = as_before && *now == change.before.front();
  }
  if (changed == nullptr) {
    return {};
  }
  const auto later = later_commits(past, commit, changes);
  if (!later) {
    return fail(later.error());
  }
  return fail(as_before ? undone_already(commit, *later)
                        : changed_since(commit, *later, past.shown(changed->path)));
}

}  // namespace csx::cli
