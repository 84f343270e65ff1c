#include "ignores.hpp"

#include <algorithm>
#include <utility>

namespace csx::store {

Ignores::Ignores(git::Repository repository, std::string prefix)
    : m_repository(std::move(repository)),
      m_prefix(std::move(prefix)),
      m_rules(m_repository.outer_ignore_rules(m_prefix)) {}

Result<std::optional<Ignores>> Ignores::of(const std::string& folder) {
  auto repository = git::Repository::find(folder);
  if (!repository) {
    return fail(std::move(repository).error());
  }
  if (!*repository || !(*repository)->work_folder()) {
    return std::optional<Ignores>();
  }
  auto prefix = (*repository)->path_of(folder);
  if (!prefix) {
    return fail(std::move(prefix).error());
  }
  *prefix += prefix->empty() ? "" : "/";
  Ignores ignores(std::move(**repository), std::move(*prefix));
  const bool meant_all_the_same = !ignores.m_prefix.empty() &&
                                  ignores.m_repository.is_ignored(ignores.m_prefix) &&
                                  ignores.tracked().empty();
  return meant_all_the_same ? std::optional<Ignores>() : std::optional(std::move(ignores));
}

std::size_t Ignores::enter(const std::string& folder, std::string_view rules) {
  const std::size_t mark = m_rules.size();
  m_rules.add(rules, m_prefix + folder + (folder.empty() ? "" : "/"));
  return mark;
}

bool Ignores::ignores_file(const std::string& path) {
  return m_rules.ignores(m_prefix + path, git::IgnoreRules::Entry::file) && !tracks_file(path);
}

bool Ignores::ignores_folder(const std::string& path) {
  return m_rules.ignores(m_prefix + path, git::IgnoreRules::Entry::folder) && !tracks_below(path + '/');
}

bool Ignores::tracks_file(const std::string& path) {
  return std::binary_search(tracked().begin(), tracked().end(), path);
}

bool Ignores::tracks_below(const std::string& folder) {
  const auto first = std::lower_bound(tracked().begin(), tracked().end(), folder);
  return first != tracked().end() && first->starts_with(folder);
}

const std::vector<std::string>& Ignores::tracked() {
  if (!m_tracked) {
    // An index that cannot be read (split, sparse) leaves the rules alone to decide.
    m_tracked = m_repository.tracked_paths(m_prefix).value_or(std::vector<std::string>());
  }
  return *m_tracked;
}

}  // namespace csx::store
