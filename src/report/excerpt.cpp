#include "excerpt.hpp"

#include "csx/base/text.hpp"
#include "csx/base/utf8.hpp"
#include "inert.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace csx::report {
namespace {

constexpr std::size_t k_columns = 100;
constexpr std::size_t k_columns_before_mark = 40;  // when the line must be cut on the left
constexpr std::size_t k_tab_stop = 8;
constexpr std::string_view k_cut = "…";

/// One character of the line as it is shown.
struct Cell {
  std::string shown;
  std::size_t columns = 0;
};

/// The characters near the mark: of a line of megabytes only these are looked at closely.
struct Neighbourhood {
  std::vector<Cell> cells;
  std::size_t mark_begin =
      0;  ///< index of the first marked cell; the number of cells when it is after the line
  std::size_t mark_end = 0;
  bool more_before = false;
  bool more_after = false;
};

Cell cell_of(std::string_view rest, std::size_t length, std::size_t column) {
  if (rest.front() == '\t') {
    const std::size_t columns = k_tab_stop - column % k_tab_stop;
    return {std::string(columns, ' '), columns};
  }
  std::string shown = begins_runner_command(rest) ? "\\x23" : escape_controls(rest.substr(0, length));
  const std::size_t columns = display_width(shown);
  return {std::move(shown), columns};
}

/// First marked character and the one after the last, counted from zero.
std::pair<std::size_t, std::size_t> marked(const Location& location) {
  const std::size_t begin = location.begin->column - 1;
  std::size_t end = begin + 1;
  if (location.end && location.end->line > location.begin->line) {
    end = std::numeric_limits<std::size_t>::max();
  } else if (location.end && location.end->line == location.begin->line) {
    end = std::max<std::size_t>(end, location.end->column - 1);
  }
  return {begin, end};
}

Neighbourhood neighbourhood_of(std::string_view line, std::pair<std::size_t, std::size_t> mark) {
  Neighbourhood near;
  const std::size_t first = mark.first > k_columns ? mark.first - k_columns : 0;
  const std::size_t last = mark.first + k_columns;
  near.more_before = first > 0;
  std::size_t column = 0;
  std::size_t index = 0;
  for (std::size_t at = 0; at < line.size(); ++index) {
    const std::size_t length = utf8::decode(line, at).length;
    if (index >= last) {
      near.more_after = true;
      break;
    }
    if (index >= first) {
      near.cells.push_back(cell_of(line.substr(at), length, column));
      column += near.cells.back().columns;
    }
    at += length;
  }
  near.mark_begin = std::min(mark.first - first, near.cells.size());
  near.mark_end = std::min(mark.second - first, near.cells.size());
  return near;
}

std::size_t columns_of(const Neighbourhood& near, std::size_t begin, std::size_t end) {
  std::size_t columns = 0;
  for (std::size_t i = begin; i < end; ++i) {
    columns += near.cells[i].columns;
  }
  return columns;
}

/// The first cell to show: the first of all unless the mark would not fit then.
std::size_t left_edge(const Neighbourhood& near) {
  const std::size_t mark_width = columns_of(near, near.mark_begin, near.mark_end);
  const std::size_t wanted = std::min(mark_width, k_columns - k_columns_before_mark) + 1;
  if (!near.more_before && columns_of(near, 0, near.mark_begin) + wanted <= k_columns) {
    return 0;
  }
  std::size_t left = near.mark_begin;
  std::size_t columns = 0;
  while (left > 0 && columns + near.cells[left - 1].columns < k_columns_before_mark) {
    --left;
    columns += near.cells[left].columns;
  }
  return left;
}

}  // namespace

std::optional<Excerpt> excerpt_of(const Location& location) {
  if (!location.begin || location.begin->line == 0 || location.begin->column == 0 ||
      location.excerpt.empty()) {
    return std::nullopt;
  }
  const auto near = neighbourhood_of(location.excerpt, marked(location));
  const bool whole =
      !near.more_before && !near.more_after && columns_of(near, 0, near.cells.size()) <= k_columns;
  const std::size_t left = whole ? 0 : left_edge(near);
  const bool cut_left = near.more_before || left > 0;

  Excerpt excerpt;
  std::size_t columns = cut_left ? 1 : 0;
  excerpt.text = cut_left ? k_cut : "";
  std::size_t right = left;
  for (; right < near.cells.size() && (whole || columns + near.cells[right].columns < k_columns); ++right) {
    excerpt.text += near.cells[right].shown;
    columns += near.cells[right].columns;
  }
  if (right < near.cells.size() || near.more_after) {
    excerpt.text += k_cut;
  }
  const std::size_t mark_end = std::min(near.mark_end, right);
  excerpt.mark_column = (cut_left ? 1 : 0) + columns_of(near, left, near.mark_begin);
  excerpt.mark_width = std::max<std::size_t>(columns_of(near, near.mark_begin, mark_end), 1);
  return excerpt;
}

}  // namespace csx::report
