#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"

namespace csx::git {
namespace {

constexpr std::string_view k_heads = "refs/heads/";

std::string_view without_heads(std::string_view name) {
  return name.starts_with(k_heads) ? name.substr(k_heads.size()) : name;
}

std::string person(const git_signature& signature) {
  return fmt::format("{} <{}>", signature.name, signature.email);
}

/// Short names of all branches and tags, for "did you mean".
std::vector<std::string> names_in(git_repository* repository) {
  std::vector<std::string> names;
  BranchIteratorHandle branches;
  if (git_branch_iterator_new(branches.receive(), repository, GIT_BRANCH_ALL) == 0) {
    ReferenceHandle branch;
    git_branch_t kind = GIT_BRANCH_LOCAL;
    while (git_branch_next(branch.receive(), &kind, branches.get()) == 0) {
      names.emplace_back(git_reference_shorthand(branch.get()));
    }
  }
  git_strarray tags{};
  if (git_tag_list(&tags, repository) == 0) {
    names.insert(names.end(), tags.strings, tags.strings + tags.count);
  }
  git_strarray_dispose(&tags);
  std::sort(names.begin(), names.end());
  return names;
}

std::string resembling(git_repository* repository, std::string_view revision) {
  const std::vector<std::string> names = names_in(repository);
  const std::vector<std::string_view> views(names.begin(), names.end());
  return did_you_mean(revision, views);
}

/// The commit that a reference comes to; none when there is no such reference.
std::optional<git_oid> commit_at(git_repository* repository, const std::string& reference) {
  ReferenceHandle found;
  ObjectHandle commit;
  if (git_reference_lookup(found.receive(), repository, reference.c_str()) < 0 ||
      git_reference_peel(commit.receive(), found.get(), GIT_OBJECT_COMMIT) < 0) {
    return std::nullopt;
  }
  return *git_object_id(commit.get());
}

/// Where the current branch came from, as far as the repository tells.
std::optional<git_oid> upstream_of(git_repository* repository) {
  ReferenceHandle head;
  ReferenceHandle upstream;
  ObjectHandle commit;
  if (git_repository_head(head.receive(), repository) == 0 &&
      git_branch_upstream(upstream.receive(), head.get()) == 0 &&
      git_reference_peel(commit.receive(), upstream.get(), GIT_OBJECT_COMMIT) == 0) {
    return *git_object_id(commit.get());
  }
  for (const char* name : {"refs/remotes/origin/HEAD", "refs/remotes/origin/main",
                           "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"}) {
    if (const auto id = commit_at(repository, name)) {
      return id;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string hex_of(const std::optional<git_oid>& id) {
  return id ? to_oid(*id).hex : std::string();
}

Oid to_oid(const git_oid& id) {
  Oid oid;
  oid.hex.resize(GIT_OID_HEXSZ);
  git_oid_fmt(oid.hex.data(), &id);
  return oid;
}

Result<git_oid> from_oid(const Oid& id) {
  git_oid raw{};
  if (id.hex.size() != GIT_OID_HEXSZ || git_oid_fromstr(&raw, id.hex.c_str()) < 0) {
    return fail(ErrorKind::io,
                fmt::format("{} is not the name of a git object: {} hexadecimal digits are wanted",
                            quoted(id.hex), GIT_OID_HEXSZ));
  }
  return raw;
}

std::vector<std::string> Repository::Impl::hints_for_missing() const {
  if (git_repository_is_shallow(get()) == 1) {
    return {
        "this clone is shallow and csx needs full history: run `git fetch --unshallow` (in CI: fetch-depth: "
        "0)"};
  }
  ConfigHandle config;
  const char* value = nullptr;
  if (git_repository_config_snapshot(config.receive(), get()) == 0 &&
      git_config_get_string(&value, config.get(), "extensions.partialclone") == 0) {
    return {"this clone is partial and csx does not fetch: run `git fetch --refetch --no-filter`"};
  }
  return {};
}

Result<Commit> Repository::Impl::commit_of(const git_oid& id) const {
  CommitHandle handle;
  if (const int code = git_commit_lookup(handle.receive(), get(), &id); code < 0) {
    Error error = error_of(code, fmt::format("cannot read commit {}", to_oid(id).hex));
    error.hints = hints_for_missing();
    return fail(std::move(error));
  }
  Commit commit;
  commit.id = to_oid(id);
  commit.tree = to_oid(*git_commit_tree_id(handle.get()));
  commit.committed_at = time::Instant(std::chrono::seconds(git_commit_time(handle.get())));
  commit.offset_minutes = static_cast<std::int16_t>(git_commit_time_offset(handle.get()));
  commit.author = person(*git_commit_author(handle.get()));
  const char* subject = git_commit_summary(handle.get());
  commit.subject = subject == nullptr ? "" : subject;
  return commit;
}

Result<TreeHandle> Repository::Impl::tree_of(const Oid& id) const {
  const auto raw = from_oid(id);
  if (!raw) {
    return fail(raw.error());
  }
  ObjectHandle object;
  ObjectHandle peeled;
  int code = git_object_lookup(object.receive(), get(), &*raw, GIT_OBJECT_ANY);
  if (code == 0) {
    code = git_object_peel(peeled.receive(), object.get(), GIT_OBJECT_TREE);
  }
  if (code < 0) {
    Error error = error_of(code, fmt::format("cannot read the files of commit {}", id.hex));
    error.hints = hints_for_missing();
    return fail(std::move(error));
  }
  return TreeHandle(reinterpret_cast<git_tree*>(peeled.release()));
}

Result<std::optional<Commit>> Repository::head() const {
  git_oid id{};
  const int code = git_reference_name_to_id(&id, m_impl->get(), "HEAD");
  if (code == GIT_ENOTFOUND) {
    return std::optional<Commit>();
  }
  if (code < 0) {
    return fail(
        error_of(code, fmt::format("cannot read HEAD of the repository {}", quoted_path(git_folder()))));
  }
  auto commit = m_impl->commit_of(id);
  if (!commit) {
    return fail(std::move(commit).error());
  }
  return std::optional(std::move(*commit));
}

std::optional<std::string> Repository::branch() const {
  ReferenceHandle head;
  if (git_reference_lookup(head.receive(), m_impl->get(), "HEAD") < 0) {
    return std::nullopt;
  }
  const char* target = git_reference_symbolic_target(head.get());
  return target == nullptr ? std::nullopt : std::optional(std::string(without_heads(target)));
}

Result<Commit> Repository::resolve(std::string_view revision) const {
  ObjectHandle object;
  const int code = git_revparse_single(object.receive(), m_impl->get(), std::string(revision).c_str());
  if (code == GIT_EAMBIGUOUS) {
    return fail(ErrorKind::usage,
                fmt::format("{} is the beginning of several object names", quoted(revision)),
                {"give more digits"});
  }
  if (code < 0) {
    if (revision.find("..") != std::string_view::npos) {
      return fail(ErrorKind::usage, fmt::format("{} is a range, one revision is wanted", quoted(revision)));
    }
    const auto tip = head();
    if (tip && !*tip) {
      return fail(ErrorKind::usage,
                  fmt::format("{} names no commit: the branch {} has none yet", quoted(revision),
                              quoted(branch().value_or("HEAD"))),
                  {"make a first commit"});
    }
    return fail(ErrorKind::usage,
                fmt::format("{} is no revision of this repository{}", quoted(revision),
                            resembling(m_impl->get(), revision)),
                m_impl->hints_for_missing());
  }
  ObjectHandle commit;
  if (git_object_peel(commit.receive(), object.get(), GIT_OBJECT_COMMIT) < 0) {
    return fail(ErrorKind::usage, fmt::format("{} names a {}, not a commit", quoted(revision),
                                              git_object_type2string(git_object_type(object.get()))));
  }
  return m_impl->commit_of(*git_object_id(commit.get()));
}

Result<Commit> Repository::merge_base_with_upstream() const {
  auto tip = resolve("HEAD");
  if (!tip) {
    return tip;
  }
  const auto upstream = upstream_of(m_impl->get());
  if (!upstream) {
    return fail(
        ErrorKind::usage,
        "nothing to compare HEAD with: its branch has no upstream, and there is no origin, main or master",
        {"name the revision to compare with"});
  }
  const auto here = from_oid(tip->id);
  if (!here) {
    return fail(here.error());
  }
  git_oid base{};
  const int code = git_merge_base(&base, m_impl->get(), &*here, &*upstream);
  if (code < 0) {
    Error error = error_of(code,
                           fmt::format("HEAD and its upstream {} have no known common commit",
                                       to_oid(*upstream).hex.substr(0, 12)),
                           code == GIT_ENOTFOUND ? ErrorKind::usage : ErrorKind::io);
    error.hints = m_impl->hints_for_missing();
    return fail(std::move(error));
  }
  return m_impl->commit_of(base);
}

}  // namespace csx::git
