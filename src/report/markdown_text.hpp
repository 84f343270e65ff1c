#pragma once

#include <string>
#include <string_view>

namespace csx::report {

/// One line of plain text as Markdown that shows exactly it: inert, markup escaped.
std::string markdown_line(std::string_view text);

/// The same at the start of a line, where dashes, digits and colons mean something.
std::string markdown_line_start(std::string_view text);

}  // namespace csx::report
