#pragma once

#include <span>
#include <string_view>

namespace csx::cli {

/// A file of the source tree that the program carries: `gallery/account/no-csm/csx.yaml`,
/// `templates/minimal/en/people.yaml`, `calendars/br.yaml`, `docs/commands/check.md`.
struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;
};

/// *Order*: by path.
std::span<const EmbeddedFile> embedded_files();
/// Those below a folder, `gallery/account/no-csm`.
std::span<const EmbeddedFile> embedded_below(std::string_view folder);
/// Null for none.
const EmbeddedFile* find_embedded(std::string_view path);

}  // namespace csx::cli
