#include "embedded.hpp"

#include <algorithm>
#include <string>

namespace csx::cli {

std::span<const EmbeddedFile> embedded_below(std::string_view folder) {
  const std::span<const EmbeddedFile> all = embedded_files();
  const std::string prefix = std::string(folder) + '/';
  const auto first = std::ranges::lower_bound(all, prefix, {}, &EmbeddedFile::path);
  const auto last = std::find_if_not(first, all.end(),
                                     [&](const EmbeddedFile& file) { return file.path.starts_with(prefix); });
  return {first, last};
}

const EmbeddedFile* find_embedded(std::string_view path) {
  const std::span<const EmbeddedFile> all = embedded_files();
  const auto found = std::ranges::lower_bound(all, path, {}, &EmbeddedFile::path);
  return found != all.end() && found->path == path ? &*found : nullptr;
}

}  // namespace csx::cli
