#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace csx::git {

/// Git's ignore rules, for a walk that goes from the top down and never enters what is ignored. Paths are
/// relative to the work folder. libgit2's own are not used: version 1.5 loses a negation (`!name`) of what
/// another file ignores, which would hide records, and takes 25 microseconds a path. *Source*: gitignore(5).
class IgnoreRules {
 public:
  enum class Case : std::uint8_t { matters, ignored };
  enum class Entry : std::uint8_t { file, folder };

  explicit IgnoreRules(Case letters = Case::matters) : m_case(letters) {}

  /// The rules of one more file, which stands in `folder` (empty, or with '/' at its end). Files added later
  /// win over earlier ones: the user's first, then the clone's, then the folders' from the top down. Above
  /// 10,000 rules the rest is left out.
  void add(std::string_view text, std::string_view folder);

  /// How many rules there are, and going back to so many on leaving a folder.
  std::size_t size() const { return m_rules.size(); }
  void shrink(std::size_t size) { m_rules.resize(size); }

  /// Whether the last rule that matches ignores the entry. The folders it lies in have been asked before.
  bool ignores(std::string_view path, Entry kind) const;

 private:
  struct Rule {
    std::string folder;              ///< in which the rule's file stands
    std::vector<std::string> parts;  ///< of the pattern
    bool anchored = false;  ///< the pattern holds a '/': it matches the path below `folder`, not the name
    bool folders_only = false;
    bool negated = false;
  };
  void add_line(std::string_view line, std::string_view folder);
  static bool matches(const Rule& rule, std::string_view path, std::string_view name);

  Case m_case;
  std::vector<Rule> m_rules;
};

/// Whether a name matches a pattern with `*`, `?`, `[...]` and `\`, all taken as bytes, in time bounded by
/// the product of their lengths. A pattern that git calls invalid matches nothing.
bool matches_glob(std::string_view pattern, std::string_view name);

}  // namespace csx::git
