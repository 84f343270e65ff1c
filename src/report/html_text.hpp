#pragma once

#include <string>
#include <string_view>

namespace csx::report {

/// Plain text as HTML that shows exactly it, in elements and in quoted attributes: inert, markup escaped.
std::string html_line(std::string_view text);

/// Paragraphs of a text, `<p>` each; other line breaks stay.
std::string html_paragraphs(std::string_view text);

/// The same without paragraphs, for cells and items: every line break is one.
std::string html_lines(std::string_view text);

}  // namespace csx::report
