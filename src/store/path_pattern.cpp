#include "csx/store/path_pattern.hpp"

namespace csx::store {
namespace {

/// Whether `name` is matched from its first to its last byte. Linear but for the backtracking of the last
/// star, so a pattern from a stranger cannot make it slow.
bool glob(std::string_view pattern, std::string_view text) {
  constexpr auto k_none = std::string_view::npos;
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = k_none;
  std::size_t star_text = 0;
  bool star_crosses = false;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star_crosses = p + 1 < pattern.size() && pattern[p + 1] == '*';
      p += star_crosses ? 2 : 1;
      if (star_crosses && p < pattern.size() && pattern[p] == '/') {
        ++p;  // `**/` matches no folder too
      }
      star = p;
      star_text = t;
    } else if (p < pattern.size() && (pattern[p] == text[t] || (pattern[p] == '?' && text[t] != '/'))) {
      ++p;
      ++t;
    } else if (star != k_none && (star_crosses || text[star_text] != '/')) {
      p = star;
      t = ++star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') {
    ++p;
  }
  return p == pattern.size();
}

}  // namespace

PathPattern::PathPattern(std::string_view pattern) {
  if (pattern.ends_with('/')) {
    pattern.remove_suffix(1);
  }
  m_anchored = pattern.find('/') != std::string_view::npos;
  if (pattern.starts_with('/')) {
    pattern.remove_prefix(1);
  }
  m_pattern = pattern;
}

bool PathPattern::matches(std::string_view path) const {
  // The path itself or any folder above it may be what is named.
  for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
    const std::string_view upper = path.substr(0, end);
    const std::string_view name = m_anchored ? upper : upper.substr(upper.rfind('/') + 1);
    if (glob(m_pattern, name)) {
      return true;
    }
    if (end == std::string_view::npos) {
      return false;
    }
  }
}

}  // namespace csx::store
