#include "csx/base/text.hpp"

#include "csx/base/utf8.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <iterator>

namespace csx {
namespace {

constexpr std::size_t k_quoted_columns = 60;
constexpr std::string_view k_ellipsis = "…";

std::size_t columns_of(const utf8::Step& step) {
  if (!step.valid) {
    return 1;  // terminals show a replacement character
  }
  if (step.value < 0x80) {
    return step.value >= 0x20 && step.value != 0x7F ? 1 : 0;
  }
  const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(step.value));
  return width > 0 ? static_cast<std::size_t>(width) : 0;
}

bool is_hidden_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool is_plain_ascii(char c) {
  return c >= 0x20 && c < 0x7F;
}

bool is_ascii_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

void append_escape(std::string& out, const utf8::Step& step) {
  const auto code = static_cast<std::uint32_t>(step.value);
  switch (step.valid ? code : 0) {
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  // The two-digit form of a byte above 7F means a malformed byte: U+0080 to U+009F take the long form.
  if (!step.valid || code < 0x80) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", code);
  } else {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
  }
}

/// What may stand between double quotes.
std::string escape_quoted(std::string_view text) {
  std::string escaped;
  for (const char c : escape_controls(text)) {
    if (c == '"') {
      escaped += '\\';
    }
    escaped += c;
  }
  return escaped;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::size_t at = utf8::skip_ascii(text, 0);
  while (at < text.size()) {
    const auto step = utf8::decode(text, at);
    if (!step.valid) {
      return at;
    }
    at = utf8::skip_ascii(text, at + step.length);
  }
  return std::nullopt;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t after = utf8::skip_ascii(text, at);
    count += after - at;
    at = after;
    if (at < text.size()) {
      at += utf8::decode(text, at).length;
      ++count;
    }
  }
  return count;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto step = utf8::decode(text, at);
    width += columns_of(step);
    at += step.length;
  }
  return width;
}

std::string ellipsize(std::string_view text, std::size_t width) {
  if (text.size() <= width || width == 0) {  // no character takes more columns than bytes
    return std::string(width == 0 ? std::string_view{} : text);
  }
  std::size_t columns = 0;
  std::size_t kept = 0;  // bytes that leave a column for the ellipsis
  for (std::size_t at = 0; at < text.size();) {
    const auto step = utf8::decode(text, at);
    columns += columns_of(step);
    if (columns > width) {
      return std::string(text.substr(0, kept)).append(k_ellipsis);
    }
    at += step.length;
    if (columns < width) {
      kept = at;
    }
  }
  return std::string(text);
}

std::string escape_controls(std::string_view text, Tabs tabs) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t plain = at;
    while (plain < text.size() && is_plain_ascii(text[plain])) {
      ++plain;
    }
    out.append(text, at, plain - at);
    at = plain;
    if (at == text.size()) {
      break;
    }
    const auto step = utf8::decode(text, at);
    const bool kept_tab = tabs == Tabs::keep && step.value == '\t';
    if (step.valid && (kept_tab || !is_hidden_control(step.value))) {
      out.append(text, at, step.length);
    } else {
      append_escape(out, step);
    }
    at += step.length;
  }
  return out;
}

std::string quoted(std::string_view word) {
  // A megabyte of text, or a hundred marks stacked on one letter, must not be escaped only to be thrown away.
  constexpr std::size_t k_enough_bytes = 8 * k_quoted_columns;
  std::string_view head = word;
  if (head.size() > k_enough_bytes) {
    std::size_t cut = 0;
    while (cut < k_enough_bytes) {
      cut += utf8::decode(word, cut).length;
    }
    head = word.substr(0, cut);
  }
  std::string shown = ellipsize(escape_quoted(head), k_quoted_columns);
  if (head.size() < word.size() && !shown.ends_with(k_ellipsis)) {
    shown += k_ellipsis;
  }
  return '"' + shown + '"';
}

std::string quoted_path(std::string_view path) {
  return '"' + escape_quoted(path) + '"';
}

std::string enumerate(std::span<const std::string_view> words, std::string_view conjunction) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && i + 1 == words.size()) {
      out.append(" ").append(conjunction).append(" ");
    } else if (i > 0) {
      out += ", ";
    }
    out += words[i];
  }
  return out;
}

std::string with_article(std::string_view noun) {
  const bool vowel = !noun.empty() && std::string_view("aeio").find(noun.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", noun);
}

std::string counted(std::size_t n, std::string_view noun, std::string_view plural) {
  if (n == 1) {
    return fmt::format("1 {}", noun);
  }
  if (!plural.empty()) {
    return fmt::format("{} {}", n, plural);
  }
  constexpr std::string_view k_vowels = "aeiou";
  const auto ends_in_any = [&](std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](auto ending) { return noun.ends_with(ending); });
  };
  if (ends_in_any({"s", "x", "z", "ch", "sh"})) {
    return fmt::format("{} {}es", n, noun);
  }
  if (noun.size() > 1 && noun.back() == 'y' && k_vowels.find(noun[noun.size() - 2]) == k_vowels.npos) {
    return fmt::format("{} {}ies", n, noun.substr(0, noun.size() - 1));
  }
  return fmt::format("{} {}s", n, noun);
}

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) { return is_ascii_space(static_cast<unsigned char>(c)); };
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t end = text.find(separator); end != text.npos; end = text.find(separator, begin)) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return out;
}

std::size_t count_words(std::string_view text) {
  enum class Run : std::uint8_t { space, marks, word };
  std::size_t words = 0;
  Run run = Run::space;
  for (std::size_t at = 0; at < text.size();) {
    const auto step = utf8::decode(text, at);
    at += step.length;
    const auto category =
        step.valid ? utf8proc_category(static_cast<utf8proc_int32_t>(step.value)) : UTF8PROC_CATEGORY_CN;
    const bool letter_or_digit = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
                                 (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
    if (letter_or_digit) {
      words += run == Run::word ? 0U : 1U;
      run = Run::word;
    } else if (is_ascii_space(step.value) || step.value == 0x85 ||
               (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP)) {
      run = Run::space;
    } else if (run == Run::space) {
      run = Run::marks;
    }
  }
  return words;
}

std::string escape_pointer_token(std::string_view token) {
  std::string out;
  out.reserve(token.size());
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string unescape_pointer_token(std::string_view token) {
  std::string out;
  out.reserve(token.size());
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char next = token[i] == '~' && i + 1 < token.size() ? token[i + 1] : '\0';
    if (next == '0' || next == '1') {
      out += next == '0' ? '~' : '/';
      ++i;
    } else {
      out += token[i];
    }
  }
  return out;
}

}  // namespace csx
