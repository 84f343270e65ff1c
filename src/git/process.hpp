#pragma once

#include <signal.h>  // NOLINT(modernize-deprecated-headers): POSIX has more in it

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"

namespace csx::git {

/// A program to be run and waited for.
struct Program {
  std::string path;
  std::vector<std::string> arguments;  ///< after the program's name
  std::string folder;                  ///< it starts in
  std::map<std::string, std::string> environment;
  std::string input;
};

struct Ended {
  int status = 0;      ///< exit code, or 128 + signal
  std::string output;  ///< of both streams when joined
  std::string errors;
};

enum class Streams : std::uint8_t { apart, joined };

/// Output is collected without waiting for background processes that the program leaves behind. SIGTERM and
/// SIGHUP that this process holds back are handed on. *Errors*: io when it cannot be started.
Result<Ended> run(const Program& program, Streams streams);

/// A program by name in the folders of PATH, or a path as it is; none: not there or not executable.
std::optional<std::string> find_program(const std::string& name,
                                        const std::map<std::string, std::string>& environment);

/// Splits a command line as git does for its configuration: blanks, quotes and backslashes. None: an open
/// quote.
std::optional<std::vector<std::string>> split_command(std::string_view line);

/// Holds back the signals by which people end a program, so that a change is finished or taken back first.
class SignalsHeld {
 public:
  SignalsHeld();
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t m_before{};
};

}  // namespace csx::git
