#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "csx/report/diagnostics.hpp"
#include "csx/report/table.hpp"

/// What a report says, as a list of blocks, and the writers of it. All text is plain and may come from
/// strangers: what is written is inert.
namespace csx::report {

struct Heading {
  std::uint8_t level = 1;  ///< 1 is the title
  std::string text;
};

/// Paragraphs, separated by empty lines; other line breaks stay.
struct Prose {
  std::string text;
};

/// Names and what is said to them: `State: accepted`.
struct Facts {
  std::vector<std::pair<std::string, std::string>> rows;
};

struct Bullets {
  std::vector<std::string> items;
};

using Block = std::variant<Heading, Prose, Facts, Bullets, Table>;
using Blocks = std::vector<Block>;

/// For a terminal: `width` columns, or as wide as it gets. Text is broken into lines, nothing is cut: a table
/// that is too wide is written row by row.
std::string text_of(std::span<const Block> blocks, std::optional<std::size_t> width, Color color);

/// GitHub flavoured Markdown.
std::string markdown_of(std::span<const Block> blocks);

}  // namespace csx::report
