#pragma once

#include <string>
#include <string_view>

namespace csx::store {

/// A pattern of paths as in .gitignore: `*` and `?` within a name, `**` across folders. Without a `/` (but at
/// its end) it matches at any depth; a folder's pattern matches all below it.
class PathPattern {
 public:
  explicit PathPattern(std::string_view pattern);
  /// `path` is relative to the data folder, with '/'.
  bool matches(std::string_view path) const;

 private:
  std::string m_pattern;
  bool m_anchored = false;
};

}  // namespace csx::store
