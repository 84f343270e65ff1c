#include "markdown_text.hpp"

#include "csx/base/text.hpp"
#include "inert.hpp"

namespace csx::report {

namespace {

constexpr std::string_view k_markup = "\\`*_[]|#!~>";

/// Where a backslash keeps the start of a line from being a list, a rule, a heading's underline or a command
/// of a CI runner; none when nothing does.
std::size_t place_of_escape(std::string_view line) {
  if (line.starts_with('-') || line.starts_with('+') || line.starts_with('=') || line.starts_with("::")) {
    return 0;
  }
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) {
    ++digits;
  }
  const bool numbered = digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
  return numbered ? digits : line.npos;
}

}  // namespace

std::string markdown_line(std::string_view text) {
  std::string out;
  for (const char c : inert(text)) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out.append(k_markup.find(c) != k_markup.npos ? 1 : 0, '\\').append(1, c);
    }
  }
  return out;
}

std::string markdown_line_start(std::string_view text) {
  std::string line = markdown_line(trim(text));
  if (const std::size_t place = place_of_escape(line); place != line.npos) {
    line.insert(place, 1, '\\');
  }
  return line;
}

}  // namespace csx::report
