#include "csx/git/repository.hpp"

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"

namespace csx::git {
namespace {

Result<std::string> resolved(const std::string& path) {
  std::array<char, PATH_MAX> buffer{};
  if (::realpath(path.c_str(), buffer.data()) == nullptr) {
    return fail(ErrorKind::io,
                fmt::format("cannot find the folder {}: {}", quoted_path(path), std::strerror(errno)));
  }
  return std::string(buffer.data());
}

/// The .git that lies at or above `folder`, whether or not it may be used.
std::optional<std::string> discover(const std::string& folder) {
  git_buf found = GIT_BUF_INIT;
  std::optional<std::string> path;
  if (git_repository_discover(&found, folder.c_str(), 0, nullptr) == 0) {
    path = std::string(found.ptr, found.size);
  }
  git_buf_dispose(&found);
  return path;
}

bool names_every_folder_safe() {
  ConfigHandle config;
  if (git_config_open_default(config.receive()) < 0) {
    return false;
  }
  const auto is_star = [](const git_config_entry* entry, void* found) {
    if (std::string_view(entry->value) == "*") {
      *static_cast<bool*>(found) = true;
    }
    return 0;
  };
  bool star = false;
  git_config_get_multivar_foreach(config.get(), "safe.directory", nullptr, is_star, &star);
  return star;
}

Error owned_by_another(const std::string& git_folder) {
  std::string named = without_slash(git_folder);
  if (named.ends_with("/.git")) {
    named.resize(named.size() - std::strlen("/.git"));
  }
  struct stat state {};
  const std::string owner =
      ::stat(named.c_str(), &state) == 0 ? fmt::format("user {}", state.st_uid) : std::string("another user");
  Error error{ErrorKind::io,
              fmt::format("the repository {} belongs to {}, who is not you", quoted_path(named), owner),
              {},
              {}};
  error.hints.push_back(fmt::format("if you trust it, run `git config --global --add safe.directory '{}'`",
                                    escape_controls(named)));
  if (names_every_folder_safe()) {
    error.hints.emplace_back("`safe.directory = *` is not enough for csx: name the folder");
  }
  return error;
}

/// The nearest .git at or above `folder` when it is a file (worktree, submodule): libgit2 says "not found"
/// when the folder it names is gone, which must not pass for "no repository here".
std::optional<std::string> nearest_git_file(const std::string& folder) {
  for (std::string at = folder;;) {
    const std::string candidate = (at == "/" ? "" : at) + "/.git";
    struct stat state {};
    if (::lstat(candidate.c_str(), &state) == 0) {
      return S_ISREG(state.st_mode) ? std::optional(candidate) : std::nullopt;
    }
    if (at == "/") {
      return std::nullopt;
    }
    at.resize(at.rfind('/'));
    at = at.empty() ? "/" : at;
  }
}

std::optional<std::string> configured(git_repository* repository, const char* name) {
  ConfigHandle config;
  if (git_repository_config_snapshot(config.receive(), repository) < 0) {
    return std::nullopt;
  }
  const char* value = nullptr;
  return git_config_get_string(&value, config.get(), name) == 0 ? std::optional<std::string>(value)
                                                                : std::nullopt;
}

/// Formats that libgit2 1.5 would misread; see k_known_extensions in library.cpp.
Status check_formats(git_repository* repository, const std::string& git_folder) {
  const auto objects = configured(repository, "extensions.objectformat");
  if (objects && *objects != "sha1") {
    return fail(ErrorKind::io,
                fmt::format("the repository {} names objects by {}, csx reads sha1", quoted_path(git_folder),
                            quoted(*objects)),
                {"use csx in a repository made with `git init --object-format=sha1`"});
  }
  const auto references = configured(repository, "extensions.refstorage");
  if (references && *references != "files") {
    return fail(ErrorKind::io,
                fmt::format("the repository {} keeps its references as {}, csx reads files",
                            quoted_path(git_folder), quoted(*references)),
                {"run `git refs migrate --ref-format=files`"});
  }
  return {};
}

}  // namespace

std::string without_slash(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') {
    path.remove_suffix(1);
  }
  return std::string(path);
}

Repository::Repository(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Repository::Repository(Repository&&) noexcept = default;
Repository& Repository::operator=(Repository&&) noexcept = default;
Repository::~Repository() = default;

Result<std::optional<Repository>> Repository::find(const std::string& folder) {
  const auto start = resolved(folder);
  if (!start) {
    return fail(start.error());
  }
  auto impl = std::make_unique<Impl>();
  impl->library = Library::hold();
  const int code = git_repository_open_ext(impl->repository.receive(), start->c_str(), 0, nullptr);
  if (code == GIT_ENOTFOUND || code == GIT_EOWNER) {
    // With no safe.directory set at all libgit2 reports "not found" for a repository of another user.
    const auto git_folder = discover(*start);
    if (git_folder) {
      return fail(owned_by_another(*git_folder));
    }
    if (const auto file = nearest_git_file(*start)) {
      return fail(ErrorKind::io, fmt::format("{} names a git folder that is not there", quoted_path(*file)),
                  {"run `git worktree repair` in the main repository, or `git submodule update --init` for a "
                   "submodule"});
    }
    return std::optional<Repository>();
  }
  if (code < 0) {
    return fail(error_of(code, fmt::format("cannot open the repository of {}", quoted_path(*start))));
  }
  if (auto formats = check_formats(impl->get(), git_repository_path(impl->get())); !formats) {
    return fail(std::move(formats).error());
  }
  if (const int opened = git_repository_odb(impl->odb.receive(), impl->get()); opened < 0) {
    return fail(error_of(
        opened, fmt::format("cannot open the objects of the repository of {}", quoted_path(*start))));
  }
  return std::optional<Repository>(Repository(std::move(impl)));
}

bool Repository::is_bare() const {
  return git_repository_is_bare(m_impl->get()) == 1;
}

bool Repository::is_shallow() const {
  return git_repository_is_shallow(m_impl->get()) == 1;
}

std::string Repository::git_folder() const {
  return without_slash(git_repository_path(m_impl->get()));
}

std::optional<std::string> Repository::work_folder() const {
  const char* path = git_repository_workdir(m_impl->get());
  return path == nullptr ? std::nullopt : std::optional(without_slash(path));
}

Result<std::string> Repository::path_of(const std::string& folder) const {
  const auto work = work_folder();
  if (!work) {
    return std::string();
  }
  const auto inner = resolved(folder);
  const auto outer = resolved(*work);
  if (!inner || !outer) {
    return fail(inner ? outer.error() : inner.error());
  }
  const std::string prefix = *outer == "/" ? *outer : *outer + '/';
  if (*inner == *outer) {
    return std::string();
  }
  if (!inner->starts_with(prefix)) {
    return fail(ErrorKind::usage, fmt::format("the folder {} is outside the repository's work folder {}",
                                              quoted_path(*inner), quoted_path(*outer)));
  }
  return inner->substr(prefix.size());
}

Status initialise(const std::string& folder) {
  const auto library = Library::hold();
  git_repository_init_options options{};
  git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
  options.flags = GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_EXTERNAL_TEMPLATE;
  options.initial_head = "main";
  RepositoryHandle repository;
  const int code = git_repository_init_ext(repository.receive(), folder.c_str(), &options);
  if (code < 0) {
    return fail(error_of(code, fmt::format("cannot make a git repository in {}", quoted_path(folder))));
  }
  return {};
}

}  // namespace csx::git
