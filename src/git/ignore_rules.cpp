#include "csx/git/ignore_rules.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/text.hpp"

namespace csx::git {
namespace {

constexpr std::size_t k_max_rules = 10'000;

/// Blanks at the end do not count, unless a backslash stands before them.
std::string_view without_trailing_blanks(std::string_view line) {
  std::size_t end = line.size();
  while (end > 0 && line[end - 1] == ' ') {
    --end;
  }
  std::size_t backslashes = 0;
  while (backslashes < end && line[end - 1 - backslashes] == '\\') {
    ++backslashes;
  }
  return line.substr(0, end + (backslashes % 2 == 1 && end < line.size() ? 1 : 0));
}

bool any_folders(std::string_view part) {
  return part.size() >= 2 && part.find_first_not_of('*') == std::string_view::npos;
}

/// Whether the parts of a pattern match those of a path, where `**` stands for any number of folders, and at
/// the end for everything inside. Row by row, so that many `**` do not multiply.
bool match_parts(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
  std::vector<char> reached(path.size() + 1, 0);  // reached[n]: the pattern so far matches the first n parts
  reached[0] = 1;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    std::vector<char> next(path.size() + 1, 0);
    const bool last = at + 1 == pattern.size();
    for (std::size_t n = 0; n <= path.size(); ++n) {
      if (any_folders(pattern[at])) {
        const bool before = n > 0 && (next[n - 1] != 0 || reached[n - 1] != 0);
        next[n] = before || (!last && reached[n] != 0) ? 1 : 0;
      } else {
        next[n] = n > 0 && reached[n - 1] != 0 && matches_glob(pattern[at], path[n - 1]) ? 1 : 0;
      }
    }
    reached = std::move(next);
  }
  return reached.back() != 0;
}

}  // namespace

void IgnoreRules::add(std::string_view text, std::string_view folder) {
  constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(k_byte_order_mark)) {
    text.remove_prefix(k_byte_order_mark.size());
  }
  const std::string where = m_case == Case::ignored ? to_lower_ascii(folder) : std::string(folder);
  while (!text.empty() && m_rules.size() < k_max_rules) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    line.remove_suffix(line.ends_with('\r') ? 1U : 0U);
    add_line(line, where);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void IgnoreRules::add_line(std::string_view line, std::string_view folder) {
  if (line.starts_with('#')) {
    return;
  }
  line = without_trailing_blanks(line);
  Rule rule;
  rule.negated = line.starts_with('!');
  line.remove_prefix(rule.negated ? 1U : 0U);
  rule.folders_only = line.ends_with('/');
  line.remove_suffix(rule.folders_only ? 1U : 0U);
  rule.anchored = line.find('/') != std::string_view::npos;
  line.remove_prefix(line.starts_with('/') ? 1U : 0U);
  if (line.empty()) {
    return;
  }
  const std::string pattern = m_case == Case::ignored ? to_lower_ascii(line) : std::string(line);
  for (const std::string_view part : split(pattern, '/')) {
    rule.parts.emplace_back(part);
  }
  rule.folder = folder;
  m_rules.push_back(std::move(rule));
}

bool IgnoreRules::matches(const Rule& rule, std::string_view path, std::string_view name) {
  if (!path.starts_with(rule.folder)) {
    return false;
  }
  if (!rule.anchored) {
    return matches_glob(rule.parts.front(), name);
  }
  return match_parts(rule.parts, split(path.substr(rule.folder.size()), '/'));
}

bool IgnoreRules::ignores(std::string_view path, Entry kind) const {
  const std::string lowered = m_case == Case::ignored ? to_lower_ascii(path) : std::string();
  path = m_case == Case::ignored ? std::string_view(lowered) : path;
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  for (std::size_t at = m_rules.size(); at-- > 0;) {
    const Rule& rule = m_rules[at];
    if ((kind == Entry::folder || !rule.folders_only) && matches(rule, path, name)) {
      return !rule.negated;
    }
  }
  return false;
}

}  // namespace csx::git
