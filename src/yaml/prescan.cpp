#include "prescan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "csx/base/utf8.hpp"

namespace csx::yaml {

namespace {

constexpr std::string_view k_byte_order_mark = "\xef\xbb\xbf";
constexpr std::string_view k_control = "yaml/control-character";
constexpr std::size_t k_block = 64;

// 0 for printable ASCII, tabs and line breaks. All in bytes, so that sixteen fit a vector.
constexpr unsigned char not_plain(unsigned char c) {
  const auto shifted = static_cast<unsigned char>(c - 0x20);
  const auto outside = static_cast<unsigned char>(shifted > 0x5E ? 1 : 0);
  const auto space =
      static_cast<unsigned char>((c == '\n' ? 1 : 0) | (c == '\r' ? 1 : 0) | (c == '\t' ? 1 : 0));
  return static_cast<unsigned char>(outside & ~space);
}

// The first byte from `at` on that is neither printable ASCII nor a tab or line break. Block by block without
// a branch per byte, which the compiler turns into vector instructions.
std::size_t skip_plain(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  while (text.size() - at >= k_block) {
    unsigned char other = 0;
    for (std::size_t i = 0; i < k_block; ++i) {
      other = static_cast<unsigned char>(other | not_plain(bytes[at + i]));
    }
    if (other != 0) {
      break;
    }
    at += k_block;
  }
  while (at < text.size() && not_plain(bytes[at]) == 0) {
    ++at;
  }
  return at;
}

// Those that libyaml stops at, or takes for line breaks where YAML 1.2 does not. It reads the others.
bool needs_repair(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFFFE || c == 0xFFFF;
}

std::string_view wide_encoding(std::string_view text) {
  using namespace std::string_view_literals;
  struct Row {
    std::string_view begins;
    std::string_view name;
  };
  static constexpr std::array k_rows = {Row{"\xff\xfe\0\0"sv, "UTF-32"}, Row{"\0\0\xfe\xff"sv, "UTF-32"},
                                        Row{"\xff\xfe"sv, "UTF-16"}, Row{"\xfe\xff"sv, "UTF-16"}};
  for (const Row& row : k_rows) {
    if (text.starts_with(row.begins)) {
      return row.name;
    }
  }
  if (text.size() >= 4 && text[0] != 0 && text[1] == 0 && text[2] != 0 && text[3] == 0) {
    return "UTF-16";
  }
  if (text.size() >= 4 && text[0] == 0 && text[1] != 0 && text[2] == 0 && text[3] != 0) {
    return "UTF-16";
  }
  return {};
}

class Pass {
 public:
  Pass(std::string_view text, Problems& problems, Prescan& result)
      : m_text(text), m_problems(problems), m_result(result) {}

  void run(std::size_t at) {
    for (at = skip_plain(m_text, at); at < m_text.size(); at = skip_plain(m_text, at)) {
      do {
        if (m_problems.hopeless()) {
          m_result.readable = false;
          return;
        }
        const utf8::Step step = utf8::decode(m_text, at);
        at = step.valid ? character(at, step) : malformed(at);
      } while (at < m_text.size() && static_cast<unsigned char>(m_text[at]) >= 0x80);
    }
  }

 private:
  Span span(std::size_t begin, std::size_t end) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void repair(std::size_t begin, std::size_t end) {
    if (m_result.repaired.empty()) {
      m_result.repaired = m_text;
    }
    std::fill(m_result.repaired.begin() + static_cast<std::ptrdiff_t>(begin),
              m_result.repaired.begin() + static_cast<std::ptrdiff_t>(end), '_');
  }

  std::size_t malformed(std::size_t at) {
    const std::size_t begin = at;
    while (at < m_text.size() && !utf8::decode(m_text, at).valid) {
      ++at;
    }
    repair(begin, at);
    m_problems.add(Severity::error, [&] {
      const auto byte = static_cast<unsigned char>(m_text[begin]);
      return Problem{"yaml/encoding",
                     Severity::error,
                     at - begin == 1
                         ? fmt::format("the byte 0x{:02x} is not UTF-8 here", byte)
                         : fmt::format("{} bytes from 0x{:02x} on are not UTF-8", at - begin, byte),
                     "save the file as UTF-8",
                     span(begin, at),
                     0,
                     {}};
    });
    return at;
  }

  std::size_t character(std::size_t at, utf8::Step step) {
    const std::size_t end = at + step.length;
    if (needs_repair(step.value)) {
      repair(at, end);
    }
    if (const char* rule = rule_against(step.value); rule != nullptr) {
      m_problems.add(Severity::error, [&] { return about(step.value, rule, span(at, end)); });
    }
    return end;
  }

  static Problem about(char32_t c, const char* rule, Span place) {
    const auto number = static_cast<std::uint32_t>(c);
    Problem problem{rule, Severity::error, {}, "remove it", place, 0, {}};
    if (problem.rule != k_control) {
      problem.message =
          fmt::format("U+{:04X} changes the direction in which the text around it is shown", number);
    } else if (c == 0x85 || c == 0x2028 || c == 0x2029) {
      problem.message =
          fmt::format("U+{:04X} is a line break to some readers of YAML and not to others", number);
      problem.help = "put a space or an ordinary line break in its place";
    } else if (c == 0xFEFF) {
      problem.message = "an invisible byte order mark (U+FEFF) inside the text";
    } else {
      problem.message = fmt::format("the control character U+{:04X} is not text", number);
    }
    return problem;
  }

  std::string_view m_text;
  Problems& m_problems;
  Prescan& m_result;
};

}  // namespace

const char* rule_against(char32_t c) {
  if (c < 0xA0) {
    const bool allowed = c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7F);
    return allowed ? nullptr : "yaml/control-character";
  }
  constexpr char32_t k_first_suspect = 0x061C;  // most letters come before it
  if (c < k_first_suspect) {
    return nullptr;
  }
  if (c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
      (c >= 0x2066 && c <= 0x2069)) {
    return "yaml/bidirectional";
  }
  const bool refused = c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
  return refused ? "yaml/control-character" : nullptr;
}

BadCharacter first_bad_character(std::string_view decoded) {
  for (std::size_t at = skip_plain(decoded, 0); at < decoded.size(); at = skip_plain(decoded, at)) {
    const utf8::Step step = utf8::decode(decoded, at);
    if (const char* rule = rule_against(step.value); rule != nullptr) {
      return {step.value, rule};
    }
    at += step.length;
  }
  return {};
}

Prescan prescan(std::string_view text, Problems& problems) {
  Prescan result;
  if (const std::string_view encoding = wide_encoding(text); !encoding.empty()) {
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), 2));
    problems.add({"yaml/encoding",
                  Severity::error,
                  fmt::format("the text is {}, not UTF-8", encoding),
                  "save the file as UTF-8",
                  Span{0, end},
                  0,
                  {}});
    result.readable = false;
    return result;
  }
  if (text.starts_with(k_byte_order_mark)) {
    result.base = static_cast<std::uint32_t>(k_byte_order_mark.size());
  }
  Pass(text, problems, result).run(result.base);
  return result;
}

}  // namespace csx::yaml
