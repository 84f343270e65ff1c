#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "csx/base/diagnostic.hpp"
#include "csx/base/text.hpp"

// Small looks at the text around a position. Offsets are bytes; a line break is LF, CRLF or a lone CR.
namespace csx::yaml {

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
constexpr bool is_break(char c) {
  return c == '\n' || c == '\r';
}
constexpr std::string_view slice(std::string_view text, Span span) {
  return {text.data() + span.begin, span.end - span.begin};
}

// After a byte order mark.
std::uint32_t line_begin(std::string_view text, std::uint32_t at);
// Before the line break.
std::uint32_t line_end(std::string_view text, std::uint32_t at);
std::uint32_t line_number(std::string_view text, std::uint32_t at);
// The first byte of the line that is not a space or tab.
std::uint32_t line_content(std::string_view text, std::uint32_t at);

// Over blanks, line breaks and comments.
std::uint32_t skip_space_and_comments(std::string_view text, std::uint32_t at);

// After the name of the anchor whose '&' stands at `at`.
std::uint32_t anchor_end(std::string_view text, std::uint32_t at);

// Over `count` anchors and tags and what lies between them and the value.
std::uint32_t skip_properties(std::string_view text, std::uint32_t at, std::uint32_t count);

// After the indicators of the block scalar that begins at `at`: `|`, `>-`, `|2+`.
std::uint32_t block_header_end(std::string_view text, std::uint32_t at);

// The end of a block scalar without its trailing blank lines.
std::uint32_t trimmed_block_end(std::string_view text, Span scalar);

// Whether a directive (`%` at the beginning of a line) is what comes next after blank lines, comments and
// `...`. If so, `at` is left on it.
bool directive_ahead(std::string_view text, std::uint32_t& at);

// The first `---` that begins a document, at or after `at`; the end of the text when there is none. It begins
// one wherever it stands at the beginning of a line, in an open quote, too.
std::uint32_t document_mark(std::string_view text, std::uint32_t at);

// The word at `at`: up to white space or a flow indicator, at least one character, nothing at the end of a
// line.
Span word_at(std::string_view text, std::uint32_t at);
// From `at` to the last character of its line that is not blank.
Span rest_of_line(std::string_view text, std::uint32_t at);

// The nearest offset at or below `at` where a character begins.
std::uint32_t character_begin(std::string_view text, std::uint32_t at);

}  // namespace csx::yaml
