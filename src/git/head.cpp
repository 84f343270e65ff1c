#include "head.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"
#include "work_folder.hpp"

namespace csx::git {
namespace {

constexpr const char* k_temporary = "reference";

/// The folder a reference or its log lies in: those of a worktree are its own.
const std::string& home_of(const Workplace& place, std::string_view reference) {
  for (const std::string_view own : {"refs/worktree/", "refs/bisect/", "refs/rewritten/"}) {
    if (reference.starts_with(own)) {
      return place.git_folder;
    }
  }
  return reference.starts_with("refs/") ? place.common : place.git_folder;
}

std::string path_of_reference(const Workplace& place, const std::string& reference) {
  return home_of(place, reference) + '/' + reference;
}

/// A branch cannot lie in another: `a/b` where there is `a`, or the other way round.
Status refuse_nesting(git_repository* repository, const std::string& reference) {
  std::string other;
  for (const std::string& folder : folders_above(reference)) {
    ReferenceHandle found;
    if (git_reference_lookup(found.receive(), repository, folder.c_str()) == 0) {
      other = folder;
    }
  }
  git_reference_iterator* below = nullptr;
  if (git_reference_iterator_glob_new(&below, repository, (reference + "/*").c_str()) == 0) {
    const char* name = nullptr;
    if (git_reference_next_name(&name, below) == 0) {
      other = name;
    }
    git_reference_iterator_free(below);
  }
  if (!other.empty()) {
    return fail(ErrorKind::io,
                fmt::format("cannot make the branch {}: there is {}", quoted(reference), quoted(other)),
                {"switch to a branch of another name"});
  }
  return {};
}

enum class Creates : std::uint8_t { yes, no };

std::string path_of_log(const Workplace& place, const std::string& reference) {
  return home_of(place, reference) + "/logs/" + reference;
}

struct LastLine {
  std::string text;
  off_t begins = 0;
  bool is_of(std::string_view new_commit) const {
    return text.find(fmt::format(" {} ", new_commit)) == GIT_OID_HEXSZ;
  }
};

/// Of a log, from its last kilobytes; none: there is no log.
std::optional<LastLine> last_line(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) {
    return std::nullopt;
  }
  std::array<char, 8192> buffer{};
  const off_t size = ::lseek(file.get(), 0, SEEK_END);
  const off_t from = std::max<off_t>(0, size - static_cast<off_t>(buffer.size()));
  const ssize_t got = ::pread(file.get(), buffer.data(), buffer.size(), from);
  const std::string text(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  const std::size_t begin = text.size() > 1 ? text.rfind('\n', text.size() - 2) + 1 : 0;
  return LastLine{text.substr(begin), from + static_cast<off_t>(begin)};
}

Status append_log(const Workplace& place, const std::string& reference, const std::string& text,
                  std::string_view new_commit, Creates creates) {
  const std::string path = path_of_log(place, reference);
  const auto last = last_line(path);
  if (!last && creates == Creates::no) {
    return {};
  }
  if (last && last->is_of(new_commit)) {
    return {};
  }
  std::size_t slash = home_of(place, reference).size();
  while ((slash = path.find('/', slash + 1)) != std::string::npos) {
    if (auto made = place.make_folder(path.substr(0, slash)); !made) {
      return made;
    }
  }
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
  if (!file) {
    return fail(system_error(fmt::format("cannot write {}", quoted_path(path)), errno));
  }
  place.share(path);
  return write_all(file.get(), text, path);
}

}  // namespace

Result<Head> read_head(git_repository* repository) {
  constexpr int k_most_links = 5;  // as git
  Head head{"HEAD", std::nullopt};
  for (int links = 0; links <= k_most_links; ++links) {
    ReferenceHandle reference;
    const int code = git_reference_lookup(reference.receive(), repository, head.reference.c_str());
    if (code == GIT_ENOTFOUND && links > 0) {
      return head;
    }
    if (code < 0) {
      return fail(error_of(code, "cannot read HEAD"));
    }
    if (git_reference_type(reference.get()) == GIT_REFERENCE_DIRECT) {
      head.commit = *git_reference_target(reference.get());
      return head;
    }
    head.reference = git_reference_symbolic_target(reference.get());
  }
  return fail(ErrorKind::io, "HEAD leads through more than 5 symbolic references");
}

Result<TreeHandle> tree_of(git_repository* repository, const std::optional<git_oid>& commit) {
  TreeHandle tree;
  if (!commit) {
    return tree;
  }
  CommitHandle found;
  int code = git_commit_lookup(found.receive(), repository, &*commit);
  code = code < 0 ? code : git_commit_tree(tree.receive(), found.get());
  if (code < 0) {
    return fail(error_of(code, fmt::format("cannot read the files of commit {}", to_oid(*commit).hex)));
  }
  return tree;
}

std::optional<git_oid> blob_at(git_tree* tree, const std::string& path, std::uint32_t* mode) {
  TreeEntryHandle entry;
  if (tree == nullptr || git_tree_entry_bypath(entry.receive(), tree, path.c_str()) != 0 ||
      git_tree_entry_type(entry.get()) != GIT_OBJECT_BLOB) {
    return std::nullopt;
  }
  if (mode != nullptr) {
    *mode = static_cast<std::uint32_t>(git_tree_entry_filemode(entry.get()));
  }
  return *git_tree_entry_id(entry.get());
}

Result<HeadLock> HeadLock::take(const Workplace& place, const Head& head, Patience& patience) {
  HeadLock lock(place, head.reference);
  if (!head.commit) {
    if (auto allowed = refuse_nesting(place.get(), head.reference); !allowed) {
      return fail(std::move(allowed).error());
    }
  }
  auto own = LockFile::take(place, place.git_folder + "/HEAD", patience);
  if (!own) {
    return fail(std::move(own).error());
  }
  lock.m_head = std::move(*own);
  if (!head.is_detached()) {
    auto branch = LockFile::take(place, path_of_reference(place, head.reference), patience);
    if (!branch) {
      return fail(std::move(branch).error());
    }
    lock.m_branch = std::move(*branch);
  }
  return lock;
}

Status HeadLock::prepare(const std::string& commit) {
  auto written = write_at(m_place->area_folder.get(), k_temporary, commit + '\n');
  m_place->share(m_place->area + '/' + k_temporary);
  return written;
}

Status HeadLock::publish() {
  const std::string target = path_of_reference(*m_place, m_reference);
  ::rmdir(target.c_str());  // an empty folder that a branch left behind would be in the way
  if (::renameat(m_place->area_folder.get(), k_temporary, AT_FDCWD, target.c_str()) != 0) {
    return fail(system_error(fmt::format("cannot write the reference {}", quoted(m_reference)), errno));
  }
  // From here on the commit is there, whatever else fails.
  const Descriptor folder(
      ::open(target.substr(0, target.rfind('/')).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder) {
    (void)sync(folder.get(), target);
  }
  return {};
}

void remove_own_locks(const Workplace& place, const std::string& reference) {
  remove_own_lock(place.git_folder + "/HEAD");
  remove_own_lock(path_of_reference(place, reference));
}

Status log_reference(const Workplace& place, const std::string& reference, std::string old_commit,
                     const std::string& new_commit, const std::string& line) {
  const Settings settings(place.get());
  const std::string setting = to_lower_ascii(settings.text("core.logallrefupdates").value_or("true"));
  const bool by_default = setting == "always" || settings.is_true("core.logallrefupdates", true);
  const bool usual = reference == "HEAD" || reference.starts_with("refs/heads/") ||
                     reference.starts_with("refs/remotes/") || reference.starts_with("refs/notes/");
  if (old_commit.empty()) {
    old_commit.assign(GIT_OID_HEXSZ, '0');
  }
  const std::string text = fmt::format("{} {} {}\n", old_commit, new_commit, line);
  auto logged = append_log(place, "HEAD", text, new_commit, by_default ? Creates::yes : Creates::no);
  if (logged && reference != "HEAD") {
    const bool creates = by_default && (usual || setting == "always");
    logged = append_log(place, reference, text, new_commit, creates ? Creates::yes : Creates::no);
  }
  return logged;
}

Status unlog_reference(const Workplace& place, const std::string& reference, const std::string& new_commit) {
  for (const std::string& name : {std::string("HEAD"), reference}) {
    const std::string path = path_of_log(place, name);
    const auto last = last_line(path);
    if (last && last->is_of(new_commit) && ::truncate(path.c_str(), last->begins) != 0) {
      return fail(system_error(fmt::format("cannot write {}", quoted_path(path)), errno));
    }
  }
  return {};
}

}  // namespace csx::git
