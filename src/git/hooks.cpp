#include "hooks.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "csx/base/text.hpp"
#include "process.hpp"

namespace csx::git {
namespace {

/// What a hook of the outer git was told about its own doing. *Source*: `git rev-parse --local-env-vars`.
constexpr std::array<const char*, 10> k_local_variables = {"GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                           "GIT_OBJECT_DIRECTORY",
                                                           "GIT_DIR",
                                                           "GIT_WORK_TREE",
                                                           "GIT_IMPLICIT_WORK_TREE",
                                                           "GIT_INDEX_FILE",
                                                           "GIT_SHALLOW_FILE",
                                                           "GIT_COMMON_DIR",
                                                           "GIT_PREFIX",
                                                           "GIT_QUARANTINE_PATH"};

std::vector<std::string> lines_of(std::string_view text) {
  constexpr std::size_t k_most_lines = 200;
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) {
    if (!trim(line).empty()) {
      lines.push_back(escape_controls(line, Tabs::keep));
    }
  }
  if (lines.size() > k_most_lines) {
    lines.erase(lines.begin(), lines.end() - k_most_lines);
  }
  return lines;
}

}  // namespace

Hooks::Hooks(const Workplace& place, const Settings& settings, const Surroundings& surroundings,
             const Identity& author)
    : m_folder(settings.path("core.hookspath").value_or(place.common + "/hooks")),
      m_work(place.work),
      m_environment(surroundings.environment) {
  if (!m_folder.starts_with('/')) {
    m_folder = place.work + '/' + m_folder;
  }
  for (const char* name : k_local_variables) {
    m_environment.erase(name);
  }
  if (place.git_folder != place.work + "/.git") {
    m_environment["GIT_DIR"] = place.git_folder;
  }
  m_environment["GIT_AUTHOR_NAME"] = author.name;
  m_environment["GIT_AUTHOR_EMAIL"] = author.mail;
  m_environment["GIT_AUTHOR_DATE"] = '@' + author.date();
  m_environment["GIT_EDITOR"] = ":";
  m_environment["GIT_PREFIX"] = "";
}

std::optional<std::string> Hooks::find(const std::string& name) const {
  std::string path = m_folder + '/' + name;
  return ::access(path.c_str(), X_OK) == 0 ? std::optional(std::move(path)) : std::nullopt;
}

Status Hooks::run(const std::string& name, std::vector<std::string> arguments, const std::string& index,
                  std::string input) {
  const auto path = find(name);
  if (!path) {
    if (::access((m_folder + '/' + name).c_str(), F_OK) == 0) {
      m_notes.push_back(fmt::format("the hook {} was passed over: it is not executable", name));
    }
    return {};
  }
  m_environment["GIT_INDEX_FILE"] = index;
  const auto ended =
      git::run({*path, std::move(arguments), m_work, m_environment, std::move(input)}, Streams::joined);
  if (!ended) {
    return fail(
        Error{ErrorKind::io, fmt::format("the hook {} cannot be run", name), {}, {}}.because(ended.error()));
  }
  std::vector<std::string> words = lines_of(ended->output);
  if (ended->status != 0) {
    return fail(Error{ErrorKind::io,
                      fmt::format("the hook {} refused the commit (exit code {})", name, ended->status),
                      {},
                      std::move(words)});
  }
  for (const std::string& line : words) {
    m_notes.push_back(fmt::format("{}: {}", name, line));
  }
  return {};
}

Status refuse_other_repository(const Workplace& place, const Surroundings& surroundings) {
  const std::array<std::pair<const char*, std::string>, 5> ours = {{
      {"GIT_DIR", place.git_folder},
      {"GIT_WORK_TREE", place.work},
      {"GIT_COMMON_DIR", place.common},
      {"GIT_OBJECT_DIRECTORY", place.common + "/objects"},
      {"GIT_INDEX_FILE", place.path_of_index()},
  }};
  for (const auto& [name, wanted] : ours) {
    const auto found = surroundings.environment.find(name);
    if (found == surroundings.environment.end() || found->second.empty()) {
      continue;
    }
    const std::string& value = found->second;
    const std::string path = value.starts_with('/') ? value : place.work + '/' + value;
    const auto resolved = real_path(path);
    if (path != wanted && (!resolved || resolved != real_path(wanted))) {
      return fail(
          ErrorKind::usage,
          fmt::format("{} is {}, but the repository is {}: this looks like a hook of another git command",
                      name, quoted_path(value), quoted_path(place.git_folder)),
          {fmt::format("unset {}", name)});
    }
  }
  return {};
}

}  // namespace csx::git
