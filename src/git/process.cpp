#include "process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "csx/base/text.hpp"
#include "files.hpp"

namespace csx::git {
namespace {

constexpr std::array<int, 3> k_ending_signals = {SIGINT, SIGTERM, SIGHUP};
constexpr std::size_t k_most_output = std::size_t{1} << 20U;

sigset_t ending_signals() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const int number : k_ending_signals) {
    ::sigaddset(&set, number);
  }
  return set;
}

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> result;
  result.reserve(strings.size() + 1);
  for (std::string& string : strings) {
    result.push_back(string.data());
  }
  result.push_back(nullptr);
  return result;
}

/// A file in memory takes the place of a pipe: nobody has to write and read at once, and a background process
/// that keeps it open keeps nobody waiting.
Descriptor memory_file() {
  return Descriptor(::memfd_create("csx", MFD_CLOEXEC));
}

std::string text_of(const Descriptor& file) {
  std::string text(k_most_output, '\0');
  std::size_t size = 0;
  for (ssize_t got = 1; got > 0 && size < text.size(); size += static_cast<std::size_t>(got > 0 ? got : 0)) {
    got = ::pread(file.get(), text.data() + size, text.size() - size, static_cast<off_t>(size));
  }
  text.resize(size);
  return text;
}

int start(const Program& program, int in, int out, int err, pid_t& child) {
  std::vector<std::string> words = {program.path};
  words.insert(words.end(), program.arguments.begin(), program.arguments.end());
  std::vector<std::string> variables;
  variables.reserve(program.environment.size());
  for (const auto& [name, value] : program.environment) {
    variables.push_back(fmt::format("{}={}", name, value));
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawn_file_actions_adddup2(&actions, in, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out, 1);
  ::posix_spawn_file_actions_adddup2(&actions, err, 2);
  ::posix_spawn_file_actions_addchdir_np(&actions, program.folder.c_str());
  sigset_t mask;
  ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  for (const int number : k_ending_signals) {
    ::sigdelset(&mask, number);
  }
  ::posix_spawnattr_setsigmask(&attributes, &mask);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  const std::vector<char*> environment = pointers_to(variables);
  int code = ::posix_spawn(&child, program.path.c_str(), &actions, &attributes, pointers_to(words).data(),
                           environment.data());
  if (code == ENOEXEC) {  // a script without `#!`: for the shell, as git does
    words.insert(words.begin(), "/bin/sh");
    code = ::posix_spawn(&child, "/bin/sh", &actions, &attributes, pointers_to(words).data(),
                         environment.data());
  }
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  return code;
}

/// Hands on what came in since the last call.
void hand_on_signals(pid_t child, std::array<bool, k_ending_signals.size()>& handed) {
  sigset_t pending;
  if (::sigpending(&pending) != 0) {
    return;
  }
  for (std::size_t at = 0; at < k_ending_signals.size(); ++at) {
    // A terminal sends SIGINT to the child by itself.
    if (k_ending_signals[at] != SIGINT && !handed[at] && ::sigismember(&pending, k_ending_signals[at]) == 1) {
      handed[at] = true;
      ::kill(child, k_ending_signals[at]);
    }
  }
}

int wait_for(pid_t child) {
  const Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  std::array<bool, k_ending_signals.size()> handed{};
  int state = 0;
  for (;;) {
    const pid_t ended = ::waitpid(child, &state, WNOHANG);
    if (ended == child) {
      return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
    }
    if (ended < 0 && errno != EINTR) {
      return 127;
    }
    hand_on_signals(child, handed);
    pollfd waiting{handle.get(), POLLIN, 0};
    ::poll(&waiting, handle ? 1 : 0, handle ? 100 : 5);
  }
}

}  // namespace

Result<Ended> run(const Program& program, Streams streams) {
  const Descriptor in = memory_file();
  const Descriptor out = memory_file();
  const Descriptor err = streams == Streams::apart ? memory_file() : Descriptor();
  const std::string what = fmt::format("cannot run {}", quoted_path(program.path));
  if (!in || !out || (streams == Streams::apart && !err)) {
    return fail(system_error(what, errno));
  }
  if (auto given = write_all(in.get(), program.input, program.path); !given) {
    return fail(std::move(given).error());
  }
  ::lseek(in.get(), 0, SEEK_SET);
  pid_t child = 0;
  if (const int code = start(program, in.get(), out.get(), err ? err.get() : out.get(), child); code != 0) {
    return fail(system_error(what, code));
  }
  Ended ended;
  ended.status = wait_for(child);
  ended.output = text_of(out);
  ended.errors = err ? text_of(err) : std::string();
  return ended;
}

std::optional<std::string> find_program(const std::string& name,
                                        const std::map<std::string, std::string>& environment) {
  const auto usable = [](const std::string& path) {
    struct stat state {};
    return ::stat(path.c_str(), &state) == 0 && S_ISREG(state.st_mode) && ::access(path.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos) {
    return usable(name) ? std::optional(name) : std::nullopt;
  }
  const auto path = environment.find("PATH");
  const std::string folders = path == environment.end() ? "/usr/local/bin:/usr/bin:/bin" : path->second;
  for (const std::string_view folder : split(folders, ':')) {
    const std::string candidate = std::string(folder) + '/' + name;
    if (folder.starts_with('/') && usable(candidate)) {
      return candidate;
    }
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> split_command(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    const bool blank = c == ' ' || c == '\t' || c == '\n';
    if (quote == '\0' && blank) {
      in_word = false;
      continue;
    }
    if (!in_word) {
      words.emplace_back();
      in_word = true;
    }
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == '\\' && quote != '\'' && at + 1 < line.size()) {
      words.back() += line[++at];
    } else {
      words.back() += c;
    }
  }
  return quote == '\0' ? std::optional(std::move(words)) : std::nullopt;
}

SignalsHeld::SignalsHeld() {
  const sigset_t held = ending_signals();
  ::pthread_sigmask(SIG_BLOCK, &held, &m_before);
}

SignalsHeld::~SignalsHeld() {
  ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

}  // namespace csx::git
