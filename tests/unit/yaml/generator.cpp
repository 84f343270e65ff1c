#include "generator.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <random>
#include <string_view>

namespace csx::yaml::test {

namespace {

using Kind = Meaning::Kind;

constexpr std::array<std::string_view, 26> k_words = {
    "word",  "two words", "São José", "日本",   "🎉 party", "x: y",    "x #y",   "#x",        "it's",
    "\"q\"", "back\\s",   "12",       "-3.5",   "true",    "null",    "~",      "- dash",    "[x]",
    "{y}",   "a, b",      " lead",    "trail ", "a\tb",    "&anchor", "*alias", "100% of it"};

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : m_random(seed) {}

  Generated run() {
    Meaning value = make(0);
    if (one_in(4)) {
      m_text += one_in(2) ? "---\n" : "--- # start\n";
    }
    if (value.kind == Kind::scalar) {
      scalar_line(value, 0);
    } else if (one_in(5)) {
      flow(value);
      m_text += '\n';
    } else {
      noise(0);
      block(value, 0, 0);
    }
    return {std::move(m_text), std::move(value)};
  }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_random() % bound); }
  bool one_in(std::size_t n) { return below(n) == 0; }

  Meaning make(std::size_t depth) {
    Meaning value;
    const std::size_t choice = depth > 4 ? 0 : below(depth == 0 ? 9 : 5);
    if (choice < 2) {
      value.text = words();
      value.null = false;
    } else if (choice % 2 == 0) {
      value.kind = Kind::sequence;
      const std::size_t count = below(5);
      for (std::size_t i = 0; i < count; ++i) {
        value.items.push_back(make(depth + 1));
      }
    } else {
      value.kind = Kind::mapping;
      const std::size_t count = below(6);
      for (std::size_t i = 0; i < count; ++i) {
        value.keys.push_back(fmt::format("k{}{}", i, k_words[below(k_words.size())]));
        value.items.push_back(make(depth + 1));
      }
    }
    return value;
  }

  std::string words() {
    if (one_in(12)) {
      return {};
    }
    std::string text(k_words[below(k_words.size())]);
    while (one_in(3)) {
      text += one_in(3) ? "\n" : " ";
      text += k_words[below(k_words.size())];
    }
    return text;
  }

  static bool safe_plain(std::string_view text) {
    if (text.empty() || text.find_first_of("\n\t\"'\\,[]{}&*#%") != std::string_view::npos) {
      return false;
    }
    return text.find(": ") == std::string_view::npos && text.front() != ' ' && text.back() != ' ' &&
           text.find("- ") == std::string_view::npos;
  }

  // Single spaces between words can become line breaks that fold back to spaces.
  std::string fold(std::string_view text, std::size_t indent) {
    std::string folded;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool lone_space = text[i] == ' ' && i > 0 && i + 1 < text.size() &&
                              std::isspace(text[i - 1]) == 0 && std::isspace(text[i + 1]) == 0;
      if (lone_space && indent > 0 && one_in(3)) {
        folded += '\n';
        folded.append(indent, ' ');
      } else {
        folded += text[i];
      }
    }
    return folded;
  }

  static std::string single_quoted(std::string_view text) {
    std::string quoted;
    for (const char c : text) {
      quoted += c;
      if (c == '\'') {
        quoted += c;
      }
    }
    return quoted;
  }

  static std::string double_quoted(std::string_view text) {
    std::string quoted;
    for (const char c : text) {
      switch (c) {
        case '\n':
          quoted += "\\n";
          break;
        case '\t':
          quoted += "\\t";
          break;
        case '"':
        case '\\':
          quoted += '\\';
          quoted += c;
          break;
        default:
          quoted += c;
      }
    }
    return quoted;
  }

  // In a style that fits on the place; folded over lines where `indent` is not 0.
  void inline_scalar(Meaning& value, std::size_t indent) {
    const bool one_line = value.text.find('\n') == std::string::npos;
    const std::size_t style = below(3);
    if (style == 0 && safe_plain(value.text)) {
      value.null = value.text == "null" || value.text == "~";
      m_text += fold(value.text, indent);
    } else if (style == 1 && one_line) {
      m_text += '\'' + fold(single_quoted(value.text), indent) + '\'';
    } else {
      m_text += '"' + fold(double_quoted(value.text), indent) + '"';
    }
  }

  static bool fits_block(std::string_view text) {
    return !text.empty() && text.front() != ' ' && text.front() != '\n' && text.back() != '\n' &&
           text.back() != ' ' && text.find('\t') == std::string_view::npos &&
           text.find("\n ") == std::string_view::npos && text.find(" \n") == std::string_view::npos;
  }

  // A literal or folded scalar. The text gains the line break at its end, unless it is stripped.
  void block_scalar(Meaning& value, std::size_t indent) {
    const bool literal = value.text.find('\n') != std::string::npos || one_in(2);
    const bool strip = one_in(2);
    m_text += literal ? '|' : '>';
    m_text += strip ? "-" : "";
    m_text += one_in(4) ? " # header\n" : "\n";
    m_text += std::string(indent, ' ');
    for (const char c : value.text) {
      m_text += c;
      if (c == '\n') {
        m_text += std::string(indent, ' ');
      }
    }
    m_text += '\n';
    m_text += one_in(3) ? "\n" : "";
    value.text += strip ? "" : "\n";
  }

  void scalar_line(Meaning& value, std::size_t indent) {
    if (indent > 0 && one_in(3) && fits_block(value.text)) {
      block_scalar(value, indent);
      return;
    }
    inline_scalar(value, indent);
    m_text += one_in(5) ? " # é\n" : "\n";
  }

  void flow(Meaning& value) {
    if (value.kind == Kind::scalar) {
      inline_scalar(value, 0);
    } else if (value.kind == Kind::sequence) {
      m_text += '[';
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        m_text += i > 0 ? ", " : "";
        flow(value.items[i]);
      }
      m_text += one_in(4) && !value.items.empty() ? ",]" : "]";
    } else {
      m_text += one_in(2) ? "{" : "{ ";
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        m_text += i > 0 ? ", " : "";
        key(value.keys[i]);
        flow(value.items[i]);
      }
      m_text += one_in(2) ? "}" : " }";
    }
  }

  void key(const std::string& name) {
    Meaning value;
    value.text = name;
    inline_scalar(value, 0);
    m_text += ": ";
  }

  void noise(std::size_t indent) {
    if (one_in(6)) {
      m_text += std::string(indent, ' ') + "# a comment: with 'é' \"and\" [more]\n";
    }
    if (one_in(8)) {
      m_text += '\n';
    }
  }

  static bool is_empty(const Meaning& value) { return value.items.empty(); }

  void block(Meaning& value, std::size_t indent, std::size_t first_indent) {
    bool first = true;
    const auto begin_line = [&] {
      m_text += std::string(first ? first_indent : indent, ' ');
      first = false;
    };
    if (is_empty(value)) {
      begin_line();
      flow(value);
      m_text += '\n';
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      Meaning& item = value.items[i];
      begin_line();
      if (value.kind == Kind::mapping) {
        key(value.keys[i]);
        child(item, indent);
      } else {
        m_text += "- ";
        this->item(item, indent);
      }
      noise(indent);
    }
  }

  void item(Meaning& value, std::size_t indent) {
    if (value.kind != Kind::scalar && !is_empty(value) && one_in(2)) {
      block(value, indent + 2, 0);
    } else {
      child(value, indent);
    }
  }

  void child(Meaning& value, std::size_t indent) {
    const std::size_t deeper = indent + 1 + below(4);
    if (value.kind == Kind::scalar) {
      scalar_line(value, deeper);
    } else if (is_empty(value) || one_in(4)) {
      flow(value);
      m_text += '\n';
    } else {
      m_text += one_in(4) ? "# below\n" : "\n";
      noise(deeper);
      block(value, deeper, deeper);
    }
  }

  std::mt19937_64 m_random;
  std::string m_text;
};

}  // namespace

Generated generate(std::uint64_t seed) {
  return Generator(seed).run();
}

}  // namespace csx::yaml::test
