#include <array>
#include <cctype>
#include <optional>

#include "csx/git/ignore_rules.hpp"

namespace csx::git {
namespace {

struct NamedClass {
  std::string_view name;
  int (*holds)(int);
};

constexpr std::array<NamedClass, 12> k_classes = {{
    {"alnum", std::isalnum},
    {"alpha", std::isalpha},
    {"blank", std::isblank},
    {"cntrl", std::iscntrl},
    {"digit", std::isdigit},
    {"graph", std::isgraph},
    {"lower", std::islower},
    {"print", std::isprint},
    {"punct", std::ispunct},
    {"space", std::isspace},
    {"upper", std::isupper},
    {"xdigit", std::isxdigit},
}};

unsigned char byte(char c) {
  return static_cast<unsigned char>(c);
}

/// Reads a bracket expression from its '[' on.
class Bracket {
 public:
  Bracket(std::string_view pattern, std::size_t at) : m_pattern(pattern), m_at(at + 1) {}

  /// Whether it holds `c`; none when it is not closed or otherwise invalid.
  std::optional<bool> holds(char c) {
    const bool negated = peek() == '!' || peek() == '^';
    m_at += negated ? 1U : 0U;
    bool found = false;
    for (bool first = true; first || peek() != ']'; first = false) {
      const std::optional<bool> item = next_item_holds(c);
      if (!item) {
        return std::nullopt;
      }
      found = found || *item;
    }
    ++m_at;
    return found != negated;
  }

  std::size_t end() const { return m_at; }

 private:
  char peek(std::size_t ahead = 0) const {
    return m_at + ahead < m_pattern.size() ? m_pattern[m_at + ahead] : '\0';
  }

  std::optional<bool> next_item_holds(char c) {
    if (peek() == '[' && peek(1) == ':') {
      return named_class_holds(c);
    }
    const auto low = next_byte();
    if (!low || peek() != '-' || peek(1) == ']' || peek(1) == '\0') {
      return low ? std::optional(*low == byte(c)) : std::nullopt;
    }
    ++m_at;
    const auto high = next_byte();
    return high ? std::optional(*low <= byte(c) && byte(c) <= *high) : std::nullopt;
  }

  std::optional<unsigned char> next_byte() {
    m_at += peek() == '\\' ? 1U : 0U;
    if (m_at >= m_pattern.size()) {
      return std::nullopt;
    }
    return byte(m_pattern[m_at++]);
  }

  std::optional<bool> named_class_holds(char c) {
    const std::size_t begin = m_at + 2;
    const std::size_t end = m_pattern.find(":]", begin);
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    m_at = end + 2;
    for (const NamedClass& named : k_classes) {
      if (named.name == m_pattern.substr(begin, end - begin)) {
        return named.holds(byte(c)) != 0;
      }
    }
    return std::nullopt;
  }

  std::string_view m_pattern;
  std::size_t m_at;
};

/// The end of the pattern's element at `at`, if it matches `c`.
std::optional<std::size_t> element_end(std::string_view pattern, std::size_t at, char c) {
  switch (pattern[at]) {
    case '?':
      return at + 1;
    case '[': {
      Bracket bracket(pattern, at);
      return bracket.holds(c).value_or(false) ? std::optional(bracket.end()) : std::nullopt;
    }
    case '\\':
      return at + 1 < pattern.size() && pattern[at + 1] == c ? std::optional(at + 2) : std::nullopt;
    default:
      return pattern[at] == c ? std::optional(at + 1) : std::nullopt;
  }
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view name) {
  std::size_t in_pattern = 0;
  std::size_t in_name = 0;
  // To go back to when the rest does not match: only the last star can help, it takes one letter more.
  std::optional<std::size_t> after_star;
  std::size_t taken_to = 0;
  while (in_name < name.size() || in_pattern < pattern.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      after_star = ++in_pattern;
      taken_to = in_name;
      continue;
    }
    if (in_pattern < pattern.size() && in_name < name.size()) {
      if (const auto end = element_end(pattern, in_pattern, name[in_name])) {
        in_pattern = *end;
        ++in_name;
        continue;
      }
    }
    if (!after_star || taken_to >= name.size()) {
      return false;
    }
    in_name = ++taken_to;
    in_pattern = *after_star;
  }
  return true;
}

}  // namespace csx::git
