#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

namespace csx::test {

struct Outcome {
  int status = 0;      ///< exit code, or 128 + signal
  std::string output;  ///< of both streams
};

/// Runs a program in `folder` with exactly this environment (`NAME=value`) and an empty input.
inline Outcome run(const std::string& folder, std::vector<std::string> words,
                   std::vector<std::string> environment) {
  const auto pointers = [](std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (std::string& string : strings) {
      result.push_back(string.data());
    }
    result.push_back(nullptr);
    return result;
  };
  // All memory is taken before the fork: the child may only make system calls.
  const std::vector<char*> arguments = pointers(words);
  const std::vector<char*> variables = pointers(environment);
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) {
    throw std::runtime_error("no pipe");
  }
  const pid_t child = ::fork();
  if (child == 0) {
    const int empty = ::open("/dev/null", O_RDONLY);
    ::dup2(empty, 0);
    ::dup2(ends[1], 1);
    ::dup2(ends[1], 2);
    ::close(ends[0]);
    ::close(ends[1]);
    if (::chdir(folder.c_str()) == 0) {
      ::execvpe(arguments[0], arguments.data(), variables.data());
    }
    ::_exit(127);
  }
  ::close(ends[1]);
  Outcome outcome;
  std::array<char, 4096> buffer{};
  for (ssize_t got = 0; (got = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
    outcome.output.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  int state = 0;
  if (child < 0 || ::waitpid(child, &state, 0) != child) {
    throw std::runtime_error("cannot run " + words.front());
  }
  outcome.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  return outcome;
}

}  // namespace csx::test
