#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"

namespace csx::git {
namespace {

enum class Links : std::uint8_t { follow, refuse };

/// The bytes of a rules file, nothing when it cannot be read, is no plain file or has more than a megabyte.
std::string rules_text(const std::string& path, Links links) {
  constexpr off_t k_max_bytes = 1 << 20;
  struct stat state {};
  const int code = links == Links::follow ? ::stat(path.c_str(), &state) : ::lstat(path.c_str(), &state);
  if (code != 0 || !S_ISREG(state.st_mode) || state.st_size > k_max_bytes) {
    return {};
  }
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool compares_without_case(git_repository* repository) {
  ConfigHandle config;
  int ignores_case = 0;
  return git_repository_config_snapshot(config.receive(), repository) == 0 &&
         git_config_get_bool(&ignores_case, config.get(), "core.ignorecase") == 0 && ignores_case != 0;
}

/// Where the user's own ignore rules are: core.excludesFile, or `ignore` beside the XDG configuration.
std::vector<std::string> user_ignore_files(git_repository* repository) {
  std::vector<std::string> paths;
  ConfigHandle config;
  git_buf buffer = GIT_BUF_INIT;
  if (git_repository_config_snapshot(config.receive(), repository) == 0 &&
      git_config_get_path(&buffer, config.get(), "core.excludesfile") == 0) {
    paths.emplace_back(buffer.ptr, buffer.size);
  } else if (git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, &buffer) == 0) {
    for (const std::string_view folder :
         split(std::string_view(buffer.ptr, buffer.size), GIT_PATH_LIST_SEPARATOR)) {
      paths.push_back(std::string(folder) + "/ignore");
    }
  }
  git_buf_dispose(&buffer);
  return paths;
}

}  // namespace

bool ignored_below(const std::string& work_folder, IgnoreRules& rules, const std::string& path) {
  const std::size_t outer = rules.size();
  bool ignored = false;
  for (std::size_t begin = 0; begin < path.size() && !ignored;) {
    const std::string folder = path.substr(0, begin);
    rules.add(rules_text(work_folder + '/' + folder + ".gitignore", Links::refuse), folder);
    const std::size_t slash = std::min(path.find('/', begin), path.size());
    const bool is_folder = slash < path.size();
    ignored = rules.ignores(path.substr(0, slash),
                            is_folder ? IgnoreRules::Entry::folder : IgnoreRules::Entry::file);
    begin = slash + 1;
  }
  rules.shrink(outer);
  return ignored;
}

bool Repository::is_ignored(const std::string& path) const {
  const auto work = work_folder();
  IgnoreRules rules = outer_ignore_rules("");
  return work && ignored_below(*work, rules, path);
}

IgnoreRules Repository::outer_ignore_rules(std::string_view prefix) const {
  IgnoreRules rules(compares_without_case(m_impl->get()) ? IgnoreRules::Case::ignored
                                                         : IgnoreRules::Case::matters);
  const auto work = work_folder();
  if (!work) {
    return rules;
  }
  for (const std::string& path : user_ignore_files(m_impl->get())) {
    rules.add(rules_text(path, Links::follow), "");
  }
  rules.add(rules_text(std::string(git_repository_commondir(m_impl->get())) + "info/exclude", Links::follow),
            "");
  std::string folder;
  for (const std::string_view name : split(prefix, '/')) {
    if (!name.empty()) {
      rules.add(rules_text(*work + '/' + folder + ".gitignore", Links::refuse), folder);
      folder.append(name).push_back('/');
    }
  }
  return rules;
}

Result<std::vector<std::string>> Repository::changed_paths(std::string_view prefix) const {
  std::vector<std::string> paths;
  if (is_bare()) {
    return paths;
  }
  std::string folder(prefix);
  git_status_options options = GIT_STATUS_OPTIONS_INIT;
  options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
  options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS |
                  GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH | GIT_STATUS_OPT_EXCLUDE_SUBMODULES;
  std::array<char*, 1> specification = {folder.data()};
  if (!folder.empty()) {
    options.pathspec = {specification.data(), specification.size()};
  }
  StatusHandle status;
  if (const int code = git_status_list_new(status.receive(), m_impl->get(), &options); code < 0) {
    return fail(error_of(
        code, fmt::format("cannot tell what changed in the repository {}", quoted_path(git_folder()))));
  }
  folder += folder.empty() || folder.ends_with('/') ? "" : "/";
  for (std::size_t at = 0; at < git_status_list_entrycount(status.get()); ++at) {
    const git_status_entry& entry = *git_status_byindex(status.get(), at);
    const git_diff_delta* delta =
        entry.head_to_index != nullptr ? entry.head_to_index : entry.index_to_workdir;
    const std::string_view path = delta->new_file.path;
    if (path.starts_with(folder)) {
      paths.emplace_back(path.substr(folder.size()));
    } else if (path == prefix) {
      paths.emplace_back();
    }
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

}  // namespace csx::git
