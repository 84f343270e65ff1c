#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "csx/base/diagnostic.hpp"

/// What the disk and git trees judge alike: names, and what is passed over.
namespace csx::store {

/// `*.yaml` and `*.yml`.
bool is_record_name(std::string_view name);

/// Dot-files and dot-folders belong to tools (.git, .github, .gitlab-ci.yml), not to the data.
bool is_hidden(std::string_view name);

/// Names that are not UTF-8 or hold control or bidirectional characters, and so cannot be shown as they are.
bool is_odd(std::string_view name);

/// Where a symbolic link leads. Links are never followed: a file behind one would be a record twice, a folder
/// behind one could hold itself.
struct LinkTarget {
  enum class Kind : std::uint8_t { file, folder, nothing };
  Kind kind = Kind::nothing;
  bool leaves = false;  ///< the data folder
  std::string text;     ///< as the link says it
};

/// What to tell of a link: nothing when it could not hold records anyway.
std::optional<Diagnostic> link_finding(const std::string& path, const LinkTarget& target);

/// The path that `text`, a relative link in the folder `folder` ('' for the data folder), names inside the
/// data folder; none when it leaves it.
std::optional<std::string> follow_lexically(std::string_view folder, std::string_view text);

/// A finding about a path as such. The path may be of any bytes.
Diagnostic path_finding(std::string_view rule, Severity severity, std::string_view path, std::string message,
                        std::string help = {});
Diagnostic odd_name_finding(std::string_view path);

/// Relative, '/'-separated, without empty, `.` and `..` parts.
bool is_inner_path(std::string_view path);

}  // namespace csx::store
