#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "identity.hpp"

namespace csx::git {

/// The hooks of a repository, run as `git commit` runs them: in the top of the work folder, only if
/// executable, with the author and the index to look at in their environment. *Source*: githooks(5).
class Hooks {
 public:
  Hooks(const Workplace& place, const Settings& settings, const Surroundings& surroundings,
        const Identity& author);

  bool has(const std::string& name) const { return find(name).has_value(); }
  /// `index` is what GIT_INDEX_FILE names. Nothing happens when there is no such hook. *Errors*: io, with the
  /// hook's words, when it refuses.
  Status run(const std::string& name, std::vector<std::string> arguments, const std::string& index,
             std::string input = {});
  /// What the hooks said that did not refuse, and which were passed over.
  std::vector<std::string>& notes() { return m_notes; }

 private:
  std::optional<std::string> find(const std::string& name) const;

  std::string m_folder;
  std::string m_work;
  std::map<std::string, std::string> m_environment;
  std::vector<std::string> m_notes;
};

/// *Errors*: usage when variables of git, as a hook of git sets them, name another repository or index.
Status refuse_other_repository(const Workplace& place, const Surroundings& surroundings);

}  // namespace csx::git
