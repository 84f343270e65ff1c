#include "context.hpp"

#include "csx/base/text.hpp"

#include <filesystem>

namespace csx::cli {

void Context::note(std::string_view line) {
  if (!m_globals.quiet) {
    notes.append(escape_controls(line)).append("\n");
  }
}

void Context::detail(std::string_view line) {
  if (m_globals.verbose) {
    notes.append(escape_controls(line)).append("\n");
  }
}

std::string_view Context::format() const {
  return m_globals.format ? std::string_view(*m_globals.format) : "text";
}

report::Color Context::color() const {
  return color_for(m_environment, m_globals, m_environment.out_is_terminal && !m_globals.output);
}

std::string Context::folder() const {
  return m_globals.folder ? absolute(".") : m_environment.folder;
}

std::string Context::absolute(std::string_view path) const {
  namespace fs = std::filesystem;
  fs::path whole = fs::path(m_environment.folder);
  if (m_globals.folder) {
    whole /= *m_globals.folder;
  }
  std::string normal = (whole / path).lexically_normal().string();
  while (normal.size() > 1 && normal.back() == '/') {
    normal.pop_back();
  }
  return normal;
}

report::Color color_for(const Environment& environment, const Globals& globals, bool is_terminal) {
  const std::string choice = globals.color.value_or("auto");
  if (choice == "always") {
    return report::Color::always;
  }
  if (choice == "never" || environment.variable("NO_COLOR")) {
    return report::Color::never;
  }
  if (const auto forced = environment.variable("CLICOLOR_FORCE"); forced && *forced != "0") {
    return report::Color::always;
  }
  const auto terminal = environment.variable("TERM");
  return is_terminal && terminal && *terminal != "dumb" ? report::Color::always : report::Color::never;
}

}  // namespace csx::cli
