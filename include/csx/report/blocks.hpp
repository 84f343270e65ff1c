#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "csx/base/decimal.hpp"
#include "csx/base/json.hpp"
#include "csx/model/workspace.hpp"
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

/// What a reader must not miss.
struct Callout {
  enum class Tone : std::uint8_t { note, good, warning, bad };
  Tone tone = Tone::note;
  std::string title;
  std::string text;  ///< paragraphs; may be empty
};

/// One number of a chart. Without a value it is unknown, which is not zero; `text` says why, or is empty.
struct Point {
  std::optional<Decimal> value;
  std::string text;  ///< as people read it: `92.5%`, `1.200,00 BRL`
};

/// Numbers as a picture. Every writer also gives the numbers themselves.
struct Chart {
  enum class Form : std::uint8_t {
    line,     ///< categories are points in time, from left to right
    bars,     ///< one series, a bar for each category
    stacked,  ///< the series of a category end to end; values are not negative
  };
  struct Series {
    std::string name;
    std::vector<Point> points;  ///< one for each category
  };
  Form form = Form::bars;
  std::string title;
  std::string description;  ///< what it shows, in a sentence, for who cannot see it
  std::string heading;      ///< of the categories: `Month`
  std::vector<std::string> categories;
  std::vector<Series> series;
  std::string unit = {};          ///< behind the numbers of the axis: `%`
  std::optional<Point> target{};  ///< drawn across
};

using Block = std::variant<Heading, Prose, Facts, Bullets, Table, Callout, Chart>;
using Blocks = std::vector<Block>;

/// What a terminal can draw bars and sparklines with.
enum class Glyphs : std::uint8_t { unicode, ascii };

/// For a terminal: `width` columns, or as wide as it gets. Text is broken into lines, nothing is cut: a table
/// that is too wide is written row by row.
std::string text_of(std::span<const Block> blocks, std::optional<std::size_t> width, Color color,
                    Glyphs glyphs = Glyphs::unicode);

/// GitHub flavoured Markdown.
std::string markdown_of(std::span<const Block> blocks);

/// What stands around the blocks of a page.
struct Page {
  model::Language language = model::Language::en;
  std::string origin;  ///< one line at its foot: what made it of what, as of when
};

/// One HTML file: nothing outside of it is needed to read it, neither scripts nor the network. Its title is
/// the first heading.
std::string html_of(std::span<const Block> blocks, const Page& page);

/// `[{"type": "heading", "level": 1, "text": …}, {"type": "table", "columns": […], "rows": [[…]]}, …]`.
/// Values of charts are decimals as text, or null.
Json json_of(std::span<const Block> blocks);

}  // namespace csx::report
