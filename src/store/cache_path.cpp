#include <fmt/format.h>

#include "csx/git/repository.hpp"
#include "csx/store/dataset.hpp"
#include "tree_cache.hpp"

namespace csx::store {

std::optional<std::string> cache_path(const std::string& folder) {
  const Result<std::optional<git::Repository>> repository = git::Repository::find(folder);
  if (!repository || !*repository || (*repository)->is_bare()) {
    return std::nullopt;
  }
  const Result<std::string> prefix = (*repository)->path_of(folder);
  if (!prefix) {
    return std::nullopt;
  }
  // One repository may hold several data folders.
  return fmt::format("{}/csx/cache/{:016x}", (*repository)->git_folder(), digest_of(*prefix));
}

}  // namespace csx::store
