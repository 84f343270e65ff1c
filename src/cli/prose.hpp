#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace csx::cli {

/// Paragraphs (separated by empty lines) broken into lines of at most `width` columns, each begun by `indent`
/// spaces. A line that begins with a space is kept as it is. Ends in a line break.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace csx::cli
