#include "csx/report/table.hpp"

#include "csx/base/decimal.hpp"
#include "csx/base/text.hpp"
#include "inert.hpp"
#include "markdown_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace csx::report {
namespace {

constexpr std::size_t k_gap = 2;
constexpr std::size_t k_narrowest = 8;

/// Widths that fit, taken from the widest columns first.
std::vector<std::size_t> fit(std::vector<std::size_t> widths, std::optional<std::size_t> limit) {
  std::size_t total = widths.empty() ? 0 : (widths.size() - 1) * k_gap;
  for (const std::size_t width : widths) {
    total += width;
  }
  while (limit && total > *limit) {
    const auto widest = std::ranges::max_element(widths);
    if (widest == widths.end() || *widest <= k_narrowest) {
      break;
    }
    --*widest;
    --total;
  }
  return widths;
}

void append_cell(std::string& out, const std::string& cell, std::size_t width, Align align) {
  const std::string shown = ellipsize(cell, width);
  const std::size_t used = std::min(display_width(shown), width);
  if (align == Align::right) {
    out.append(width - used, ' ').append(shown);
  } else {
    out.append(shown).append(width - used, ' ');
  }
}

void append_row(std::string& out, const std::vector<std::string>& cells, const std::vector<Column>& columns,
                const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    line.append(i == 0 ? 0 : k_gap, ' ');
    append_cell(line, cells[i], widths[i], columns[i].align);
  }
  line.resize(line.find_last_not_of(' ') + 1);
  // At the start of a line a CI job's log would take it for a command.
  if (const std::size_t start = line.find_first_not_of(' ');
      start != line.npos && line.compare(start, 2, "::") == 0) {
    line.replace(start, 1, "\\x3a");
  }
  out.append(line).append("\n");
}

/// The lines of a cell, each inert.
std::vector<std::string> cell_lines(std::string_view cell, Breaks breaks) {
  if (breaks == Breaks::escaped) {
    return {inert(cell)};
  }
  std::vector<std::string> lines;
  for (const std::string_view line : split(trim(cell), '\n')) {
    lines.push_back(inert(trim(line)));
  }
  return lines;
}

/// A row is as high as its highest cell.
void append_lines(std::string& out, const std::vector<std::vector<std::string>>& cells,
                  const std::vector<Column>& columns, const std::vector<std::size_t>& widths) {
  std::size_t height = 1;
  for (const std::vector<std::string>& lines : cells) {
    height = std::max(height, lines.size());
  }
  for (std::size_t at = 0; at < height; ++at) {
    std::vector<std::string> line;
    for (const std::vector<std::string>& lines : cells) {
      line.push_back(at < lines.size() ? lines[at] : "");
    }
    append_row(out, line, columns, widths);
  }
}

std::string markdown_cell(std::string_view cell) {
  std::string out;
  for (const std::string_view line : split(trim(cell), '\n')) {
    out.append(out.empty() ? "" : "<br>").append(markdown_line(trim(line)));
  }
  return out;
}

std::string csv_cell(const std::string& cell) {
  std::string text = cell;
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string::npos;
  if (formula && !Decimal::parse(text)) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",\"\r\n") == text.npos) {
    return text;
  }
  std::string quoted_text = "\"";
  for (const char c : text) {
    quoted_text.append(c == '"' ? 2 : 1, c);
  }
  return quoted_text + '"';
}

}  // namespace

std::string text_of(const Table& table, std::optional<std::size_t> width, Breaks breaks) {
  const std::size_t limit = std::max(width.value_or(std::string::npos), k_narrowest);
  std::vector<std::string> headings;
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns) {
    headings.push_back(inert(column.heading));
    widths.push_back(display_width(headings.back()));
  }
  std::vector<std::vector<std::vector<std::string>>> rows;
  for (const std::vector<std::string>& row : table.rows) {
    std::vector<std::vector<std::string>>& cells = rows.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      for (const std::string& line : cells.emplace_back(cell_lines(row[i], breaks))) {
        widths[i] = std::max(widths[i], std::min(display_width(line), limit));
      }
    }
  }
  widths = fit(std::move(widths), width);
  std::string out;
  append_row(out, headings, table.columns, widths);
  for (const std::vector<std::vector<std::string>>& cells : rows) {
    append_lines(out, cells, table.columns, widths);
  }
  return out;
}

std::string csv_of(const Table& table) {
  std::string out;
  const auto append = [&](const auto& cells, auto text_of_cell) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out.append(i == 0 ? "" : ",").append(csv_cell(text_of_cell(cells[i])));
    }
    out += '\n';
  };
  append(table.columns, [](const Column& column) { return column.heading; });
  for (const std::vector<std::string>& row : table.rows) {
    append(row, [](const std::string& cell) { return cell; });
  }
  return out;
}

std::string markdown_of(const Table& table) {
  std::string out = "|";
  std::string rule = "|";
  for (const Column& column : table.columns) {
    out += fmt::format(" {} |", markdown_line(column.heading));
    rule += column.align == Align::right ? " ---: |" : " --- |";
  }
  out += "\n" + rule + "\n";
  for (const std::vector<std::string>& row : table.rows) {
    out += "|";
    for (const std::string& cell : row) {
      out += fmt::format(" {} |", markdown_cell(cell));
    }
    out += "\n";
  }
  return out;
}

}  // namespace csx::report
