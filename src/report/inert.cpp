#include "inert.hpp"

#include "csx/base/text.hpp"

#include <utility>

namespace csx::report {

bool begins_runner_command(std::string_view text) {
  return text.starts_with("##[") || text.starts_with("##vso[");
}

std::string break_runner_commands(std::string text, std::string_view replacement) {
  const std::string_view rest = text;
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = rest.find("##"); at != rest.npos; at = rest.find("##", at + 1)) {
    if (begins_runner_command(rest.substr(at))) {
      out.append(rest, done, at - done).append(replacement);
      done = at + 1;
    }
  }
  if (done == 0) {
    return text;
  }
  return out.append(rest, done);
}

std::string inert(std::string_view text) {
  return break_runner_commands(escape_controls(text), "\\x23");
}

}  // namespace csx::report
