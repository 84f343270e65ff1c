#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/yaml/tree.hpp"

// How a scalar is spelled, so that every reader of YAML 1.1 or 1.2 takes it for what it is.
namespace csx::yaml {

// Inside brackets fewer characters may stand in a plain scalar.
enum class Context : std::uint8_t { block, flow };

// Whether the text, written plain, is text to all readers. Real dates and RFC 3339 instants are: the
// convention of the records is to write them plain, and a reader that makes a date of them makes the right
// one.
bool reads_as_text(std::string_view text, Context context);

bool fits_single_quotes(std::string_view text);
std::string in_single_quotes(std::string_view text);
// Always possible.
std::string in_double_quotes(std::string_view text);

// A text as `|` or `>`: the header and, without indentation, the lines below it.
struct BlockScalar {
  char indicator = '|';
  bool needs_indentation_digit = false;
  std::string_view chomping;  // "", "-" or "+"
  std::vector<std::string> lines;

  std::string header(std::size_t indentation) const;
  // The last line needs a line break after it, even at the end of the file.
  bool ends_in_break() const { return chomping != "-"; }
};

// None when there is no line break to show, or where a carriage return or nothing but blank lines would be
// lost.
std::optional<BlockScalar> literal(std::string_view text);
// None also when a line begins with white space: `>` keeps such lines as they are. Lines are filled up to
// `width` characters.
std::optional<BlockScalar> folded(std::string_view text, std::size_t width);

}  // namespace csx::yaml
