#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Tables and their writers. Cells are plain text and may come from strangers: what is written is inert.
namespace csx::report {

enum class Align : std::uint8_t { left, right };

struct Column {
  std::string heading;
  Align align = Align::left;
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< a cell for each column
};

/// What a line break in a cell is in text: escaped, so that a row is a line for whoever reads lines, or a
/// line of its own below the first.
enum class Breaks : std::uint8_t { escaped, kept };

/// Aligned columns, two spaces apart. Where `width` (in columns of the terminal) is too small, the widest
/// columns are shortened with `…`, down to eight.
std::string text_of(const Table& table, std::optional<std::size_t> width, Breaks breaks = Breaks::escaped);

/// RFC 4180, with LF. A cell that a spreadsheet would take for a formula gets an apostrophe in front;
/// numbers stay numbers.
std::string csv_of(const Table& table);

/// A table of GitHub flavoured Markdown; a line break in a cell is `<br>`.
std::string markdown_of(const Table& table);

}  // namespace csx::report
