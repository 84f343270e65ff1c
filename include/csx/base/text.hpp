#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"

/// Text and Unicode helpers. Text is UTF-8 unless said otherwise.
namespace csx {

/// Offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms), or
/// none.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Number of characters (Unicode scalar values). Malformed bytes count one each.
std::size_t count_characters(std::string_view text);

/// Columns that a terminal gives to the text: wide characters two, combining marks none, controls none.
std::size_t display_width(std::string_view text);

/// Shortens to at most `width` columns, with `…` in place of what was cut.
std::string ellipsize(std::string_view text, std::size_t width);

/// Makes text from a stranger safe to print: control characters, bidirectional controls, line and paragraph
/// separators and malformed bytes become visible escapes (`\x1b`, `\n`, `\u202e`). Tabs stay with
/// `Tabs::keep`.
enum class Tabs : std::uint8_t { escape, keep };
std::string escape_controls(std::string_view text, Tabs tabs = Tabs::escape);

/// The word in double quotes, shortened to 60 columns and escaped, for messages.
std::string quoted(std::string_view word);

/// A path in double quotes, escaped but whole: a shortened path names nothing.
std::string quoted_path(std::string_view path);

/// The nearest of `candidates` by Damerau-Levenshtein distance, comparing without case, `-`, `_` and spaces;
/// none when nothing is near enough (more than a third of the letters of the longer word differ). First of
/// equals.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);

/// `, did you mean "x"?` or an empty string; `nearest` as a phrase.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

/// `a, b and c`, for messages.
std::string enumerate(std::span<const std::string_view> words, std::string_view conjunction = "and");

/// `1 account`, `2 accounts`: with the regular English plural unless one is given.
std::string counted(std::size_t n, std::string_view noun, std::string_view plural = {});
/// `an account`, `a handoff`; `a user`, as most nouns with a `u` sound.
std::string with_article(std::string_view noun);

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string to_lower_ascii(std::string_view text);

/// Number of words: runs of characters other than white space that hold a letter or digit.
std::size_t count_words(std::string_view text);

/// One token of a JSON pointer, escaped (RFC 6901), and back.
std::string escape_pointer_token(std::string_view token);
std::string unescape_pointer_token(std::string_view token);

/// Byte offsets to positions. Line breaks are LF, CRLF and lone CR; a byte order mark at the start is not
/// counted. An offset in a line break or beyond the text is just after the last character. Keeps a reference
/// to the text.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  Position position(std::uint32_t offset) const;
  /// The text of a line (from 1), without its break.
  std::string_view line(std::uint32_t number) const;
  std::uint32_t count() const { return m_count; }

 private:
  struct Mark {
    std::uint32_t number;
    std::uint32_t start;
  };
  /// The text of the line that starts there, without its break; `next` is the first mark after its number.
  std::string_view line_at(Mark line, std::vector<Mark>::const_iterator next) const;

  std::string_view m_text;
  std::uint32_t m_count = 1;
  std::vector<Mark> m_marks;  ///< lines a few kilobytes apart, the first among them
};

}  // namespace csx
