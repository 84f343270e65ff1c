#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/git/ignore_rules.hpp"
#include "csx/git/repository.hpp"

namespace csx::store {

/// What git ignores below a data folder, asked from the top down: a folder before what it holds.
class Ignores {
 public:
  /// None where git has no say: outside every repository, or when the whole data folder is ignored and so was
  /// meant in spite of that.
  static Result<std::optional<Ignores>> of(const std::string& folder);

  /// Enters a folder ('' for the data folder) with the text of its .gitignore; what `leave` takes back.
  std::size_t enter(const std::string& folder, std::string_view rules);
  void leave(std::size_t mark) { m_rules.shrink(mark); }
  bool ignores_file(const std::string& path);
  bool ignores_folder(const std::string& path);

 private:
  Ignores(git::Repository repository, std::string prefix);
  bool tracks_file(const std::string& path);
  bool tracks_below(const std::string& folder);
  const std::vector<std::string>& tracked();

  git::Repository m_repository;
  std::string m_prefix;  ///< of the data folder in the repository, empty or with '/' at its end
  git::IgnoreRules m_rules;
  std::optional<std::vector<std::string>> m_tracked;  ///< read when a rule first matches: mostly never
};

}  // namespace csx::store
