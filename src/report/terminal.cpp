#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/report/blocks.hpp"
#include "inert.hpp"

namespace csx::report {

namespace {

constexpr std::size_t k_margin = 2;
constexpr std::size_t k_least_width = 24;

/// Words put into lines. The first line begins with `head`, the others below it by `indent` spaces.
class Paragraph {
 public:
  Paragraph(std::string head, std::size_t indent, std::optional<std::size_t> width)
      : m_line(std::move(head)), m_used(display_width(m_line)), m_indent(indent), m_width(width) {}

  void add(std::string_view word) {
    const std::size_t wide = display_width(word);
    if (m_has_words && m_width && m_used + 1 + wide > *m_width) {
      break_line();
    }
    if (m_has_words) {
      m_line += ' ';
      ++m_used;
    }
    m_line += word;
    m_used += wide;
    m_has_words = true;
  }
  void break_line() {
    flush();
    m_line.assign(m_indent, ' ');
    m_used = m_indent;
    m_has_words = false;
  }
  std::string text() {
    flush();
    return std::move(m_out);
  }

 private:
  void flush() {
    m_line.resize(m_line.find_last_not_of(' ') + 1);
    // At the start of a line a CI job's log would take it for a command.
    const std::size_t start = m_line.find_first_not_of(' ');
    if (start != m_line.npos && m_line.compare(start, 2, "::") == 0) {
      m_line.replace(start, 1, "\\x3a");
    }
    m_out.append(m_line).append("\n");
  }

  std::string m_out;
  std::string m_line;
  std::size_t m_used;
  std::size_t m_indent;
  std::optional<std::size_t> m_width;
  bool m_has_words = false;
};

class Writer {
 public:
  Writer(std::optional<std::size_t> width, Color color)
      : m_width(width ? std::optional(std::max(*width, k_least_width)) : width), m_color(color) {}

  std::string operator()(const Heading& heading) const {
    const std::string text = inert(trim(heading.text));
    const std::string shown = m_color == Color::always ? fmt::format("\x1b[1m{}\x1b[0m", text) : text;
    const char rule = heading.level == 1 ? '=' : '-';
    return heading.level <= 2 ? fmt::format("{}\n{}\n", shown, std::string(display_width(text), rule))
                              : shown + '\n';
  }
  std::string operator()(const Prose& prose) const { return lines("  ", prose.text); }
  std::string operator()(const Facts& facts) const {
    std::size_t widest = 0;
    for (const auto& [name, text] : facts.rows) {
      widest = std::max(widest, display_width(inert(name)));
    }
    std::string out;
    for (const auto& [name, text] : facts.rows) {
      const std::string shown = inert(name);
      out += lines(fmt::format("  {}{}  ", shown, std::string(widest - display_width(shown), ' ')), text);
    }
    return out;
  }
  std::string operator()(const Bullets& bullets) const {
    std::string out;
    for (const std::string& item : bullets.items) {
      out += lines("  - ", item);
    }
    return out;
  }
  std::string operator()(const Table& table) const {
    std::string whole = text_of(table, std::nullopt);
    whole.pop_back();
    std::string out;
    for (const std::string_view line : split(whole, '\n')) {
      if (m_width && k_margin + display_width(line) > *m_width) {
        return row_by_row(table);
      }
      out.append(k_margin, ' ').append(line).append("\n");
    }
    return out;
  }

 private:
  std::string row_by_row(const Table& table) const {
    std::string out;
    for (const std::vector<std::string>& row : table.rows) {
      Facts facts;
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (!row[i].empty()) {
          facts.rows.emplace_back(table.columns[i].heading, row[i]);
        }
      }
      out.append(out.empty() ? "" : "\n").append((*this)(facts));
    }
    return out;
  }

  /// A text behind a head, broken into lines that begin below the text; line breaks of the text stay.
  std::string lines(const std::string& head, std::string_view text) const {
    Paragraph paragraph(head, display_width(head), m_width);
    bool first = true;
    for (const std::string_view line : split(trim(text), '\n')) {
      if (!first) {
        paragraph.break_line();
      }
      first = false;
      const std::string shown = inert(trim(line));
      for (const std::string_view word : split(shown, ' ')) {
        if (!word.empty()) {
          paragraph.add(word);
        }
      }
    }
    return paragraph.text();
  }

  std::optional<std::size_t> m_width;
  Color m_color;
};

}  // namespace

std::string text_of(std::span<const Block> blocks, std::optional<std::size_t> width, Color color) {
  const Writer writer(width, color);
  std::string out;
  for (const Block& block : blocks) {
    const std::string text = std::visit(writer, block);
    out.append(out.empty() || text.empty() ? 0 : 1, '\n').append(text);
  }
  return out;
}

}  // namespace csx::report
