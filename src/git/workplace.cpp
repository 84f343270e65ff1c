#include "workplace.hpp"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): POSIX has more in it
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"

namespace csx::git {
namespace {

/// *Source*: git-config(1), core.sharedRepository.
mode_t shared_bits_of(const Settings& settings) {
  const std::string value = to_lower_ascii(settings.text("core.sharedrepository").value_or(""));
  if (value == "group" || value == "true" || value == "1") {
    return 0660;
  }
  if (value == "all" || value == "world" || value == "everybody" || value == "2") {
    return 0664;
  }
  const bool octal =
      value.size() > 1 && value.front() == '0' && value.find_first_not_of("01234567") == std::string::npos;
  return octal ? static_cast<mode_t>(std::strtoul(value.c_str(), nullptr, 8)) & 0666U : 0;
}

struct Unfinished {
  int code;
  const char* words;
  const char* remedy;
};
constexpr std::array<Unfinished, 10> k_unfinished = {{
    {GIT_REPOSITORY_STATE_MERGE, "merge", "git merge --abort"},
    {GIT_REPOSITORY_STATE_REVERT, "revert", "git revert --abort"},
    {GIT_REPOSITORY_STATE_REVERT_SEQUENCE, "revert", "git revert --abort"},
    {GIT_REPOSITORY_STATE_CHERRYPICK, "cherry-pick", "git cherry-pick --abort"},
    {GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE, "cherry-pick", "git cherry-pick --abort"},
    {GIT_REPOSITORY_STATE_BISECT, "bisect", "git bisect reset"},
    {GIT_REPOSITORY_STATE_REBASE, "rebase", "git rebase --abort"},
    {GIT_REPOSITORY_STATE_REBASE_INTERACTIVE, "rebase", "git rebase --abort"},
    {GIT_REPOSITORY_STATE_REBASE_MERGE, "rebase", "git rebase --abort"},
    {GIT_REPOSITORY_STATE_APPLY_MAILBOX, "`git am`", "git am --abort"},
}};

}  // namespace

void Workplace::share(const std::string& path) const {
  struct stat state {};
  if (shared_bits == 0 || ::stat(path.c_str(), &state) != 0) {
    return;
  }
  // As git: what nobody may write, such as a pack, the group may not write either.
  const mode_t bits = (state.st_mode & S_IWUSR) != 0 ? shared_bits : shared_bits & 0444U;
  mode_t mode = (state.st_mode & 07777U) | bits;
  if (S_ISDIR(state.st_mode)) {
    mode |= ((shared_bits & 0444U) >> 2U) | static_cast<mode_t>(S_ISGID);
  }
  ::chmod(path.c_str(), mode);  // a file of somebody else already has the mode, or cannot be helped
}

Status Workplace::make_folder(const std::string& path) const {
  if (::mkdir(path.c_str(), 0777) == 0) {
    share(path);
    return {};
  }
  if (errno == EEXIST) {
    return {};
  }
  return fail(system_error(
      fmt::format("cannot write to the repository: cannot make the folder {}", quoted_path(path)), errno));
}

Result<Workplace> open_workplace(const Repository& repository) {
  const auto work = repository.work_folder();
  if (!work) {
    return fail(ErrorKind::io,
                fmt::format("the repository {} is bare: it has no files to change",
                            quoted_path(repository.git_folder())),
                {"change a clone of it, and push"});
  }
  Workplace place;
  place.library = Library::hold();
  // A handle of its own: the reader's is shared between threads and keeps what it has read.
  const int code = git_repository_open_ext(place.repository.receive(), work->c_str(),
                                           GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
  if (code < 0) {
    return fail(error_of(code, fmt::format("cannot open the repository of {}", quoted_path(*work))));
  }
  place.work = *work;
  place.git_folder = without_slash(git_repository_path(place.get()));
  place.common = without_slash(git_repository_commondir(place.get()));
  place.area = place.git_folder + "/csx";
  place.shared_bits = shared_bits_of(Settings(place.get()));
  for (const std::string& folder : {place.common + "/csx", place.area}) {
    if (auto made = place.make_folder(folder); !made) {
      return fail(std::move(made).error());
    }
  }
  constexpr int k_open_folder = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  place.area_folder = Descriptor(::open(place.area.c_str(), k_open_folder));
  place.work_folder = Descriptor(::open(place.work.c_str(), k_open_folder));
  if (!place.area_folder || !place.work_folder) {
    return fail(system_error(
        fmt::format("cannot open the folder {}", quoted_path(place.area_folder ? place.work : place.area)),
        errno));
  }
  return place;
}

Status refuse_unfinished(git_repository* repository) {
  const int code = git_repository_state(repository);
  for (const Unfinished& state : k_unfinished) {
    if (state.code == code) {
      return fail(ErrorKind::io,
                  fmt::format("the repository {} is in the midst of a {}",
                              quoted_path(without_slash(git_repository_path(repository))), state.words),
                  {fmt::format("finish it, or give it up with `{}`", state.remedy)});
    }
  }
  return {};
}

bool Patience::wait() {
  constexpr std::chrono::milliseconds k_moment{5};
  sigset_t pending;
  const bool is_ended = ::sigpending(&pending) == 0 &&
                        (::sigismember(&pending, SIGINT) == 1 || ::sigismember(&pending, SIGTERM) == 1 ||
                         ::sigismember(&pending, SIGHUP) == 1);
  if (m_left < k_moment || is_ended) {
    return false;
  }
  m_left -= k_moment;
  std::this_thread::sleep_for(k_moment);
  return true;
}

Settings::Settings(git_repository* repository) {
  git_repository_config_snapshot(m_config.receive(), repository);
}

std::optional<std::string> Settings::text(const char* name) const {
  const char* value = nullptr;
  if (!m_config || git_config_get_string(&value, m_config.get(), name) != 0) {
    return std::nullopt;
  }
  return std::string(value);
}

std::optional<std::string> Settings::path(const char* name) const {
  git_buf buffer = GIT_BUF_INIT;
  std::optional<std::string> result;
  if (m_config && git_config_get_path(&buffer, m_config.get(), name) == 0) {
    result = std::string(buffer.ptr, buffer.size);
  }
  git_buf_dispose(&buffer);
  return result;
}

bool Settings::is_true(const char* name, bool otherwise) const {
  int value = 0;
  return m_config && git_config_get_bool(&value, m_config.get(), name) == 0 ? value != 0 : otherwise;
}

}  // namespace csx::git
