#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "chart_scale.hpp"
#include "chart_text.hpp"
#include "csx/base/text.hpp"
#include "csx/report/blocks.hpp"
#include "inert.hpp"

namespace csx::report {

namespace {

constexpr std::size_t k_margin = 2;
constexpr std::size_t k_least_width = 24;
constexpr std::size_t k_longest_label = 32;
constexpr std::size_t k_longest_bar = 40;
constexpr std::size_t k_least_bar = 8;
constexpr std::size_t k_bar_line = 90;

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

class TerminalWriter {
 public:
  TerminalWriter(std::optional<std::size_t> width, Color color, Glyphs glyphs)
      : m_width(width ? std::optional(std::max(*width, k_least_width)) : width),
        m_color(color),
        m_glyphs(glyphs) {}

  std::string operator()(const Heading& heading) const {
    std::string text = inert(trim(heading.text));
    if (text.starts_with("::")) {
      // At the start of a line a CI job's log would take it for a command.
      text.replace(0, 1, "\\x3a");
    }
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
    std::string whole = text_of(table, std::nullopt, Breaks::kept);
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
  std::string operator()(const Callout& callout) const {
    const std::string mark(mark_of_tone(callout.tone));
    std::string out = lines(fmt::format("{} ", mark), callout.title);
    if (m_color == Color::always) {
      out.insert(mark.size(), "\x1b[0m").insert(0, color_of(callout.tone));
    }
    return callout.text.empty() ? out : out + lines(std::string(mark.size() + 1, ' '), callout.text);
  }
  std::string operator()(const Chart& chart) const {
    std::string out = lines("  ", chart.title);
    switch (chart.form) {
      case Chart::Form::line:
        return out + line_chart(chart);
      case Chart::Form::bars:
        return out + bar_chart(chart);
      case Chart::Form::stacked:
        return out + stacked_chart(chart);
    }
    return out;
  }

 private:
  static std::string_view mark_of_tone(Callout::Tone tone) {
    switch (tone) {
      case Callout::Tone::note:
        return "i";
      case Callout::Tone::good:
        return "+";
      case Callout::Tone::warning:
        return "!";
      case Callout::Tone::bad:
        return "x";
    }
    return "i";
  }
  static std::string_view color_of(Callout::Tone tone) {
    switch (tone) {
      case Callout::Tone::note:
        return "\x1b[1;36m";
      case Callout::Tone::good:
        return "\x1b[1;32m";
      case Callout::Tone::warning:
        return "\x1b[1;33m";
      case Callout::Tone::bad:
        return "\x1b[1;31m";
    }
    return {};
  }

  std::string target_line(const Chart& chart) const {
    return chart.target ? lines("  ", fmt::format("{} {}", m_glyphs == Glyphs::unicode ? "┆" : "|",
                                                  chart.target->text))
                        : std::string();
  }
  std::string line_chart(const Chart& chart) const {
    std::string out;
    Facts lines_of_series;
    for (const Chart::Series& series : chart.series) {
      const std::string& last = series.points.empty() ? series.name : series.points.back().text;
      lines_of_series.rows.emplace_back(series.name,
                                        fmt::format("{} {}", sparkline(chart, series, m_glyphs), last));
    }
    out += (*this)(lines_of_series) + target_line(chart);
    return out + '\n' + (*this)(numbers_of(chart));
  }
  /// Columns that a bar may take beside what else stands in its row.
  std::size_t room(std::size_t used) const {
    const std::size_t most = m_width.value_or(k_bar_line);
    return most > used + k_least_bar ? std::min(most - used, k_longest_bar) : k_least_bar;
  }
  std::string bar_chart(const Chart& chart) const {
    const Scale scale = scale_of(chart);
    std::size_t labels = 0;
    std::size_t values = 0;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
      labels = std::max(labels, std::min(display_width(inert(chart.categories[i])), k_longest_label));
      values = std::max(values, display_width(inert(chart.series.front().points[i].text)));
    }
    const std::size_t width = room(k_margin + labels + values + 4);
    Facts facts;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
      const Point& point = chart.series.front().points[i];
      const double share = point.value ? point.value->to_double() / std::max(scale.high, -scale.low) : 0;
      const std::string drawn = bar(std::abs(share), width, m_glyphs);
      facts.rows.emplace_back(ellipsize(inert(chart.categories[i]), k_longest_label),
                              fmt::format("{}{}{}", drawn, drawn.empty() ? "" : " ", point.text));
    }
    return (*this)(facts) + target_line(chart);
  }
  std::string stacked_chart(const Chart& chart) const {
    std::string legend;
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
      legend += fmt::format("{}{} {}", i == 0 ? "" : ", ", mark_of(i, m_glyphs), chart.series[i].name);
    }
    std::size_t labels = 0;
    for (const std::string& category : chart.categories) {
      labels = std::max(labels, std::min(display_width(inert(category)), k_longest_label));
    }
    Facts facts;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
      facts.rows.emplace_back(ellipsize(inert(chart.categories[i]), k_longest_label),
                              stacked_bar(chart, i, room(k_margin + labels + 4), m_glyphs));
    }
    return lines("  ", legend) + (*this)(facts) + '\n' + (*this)(numbers_of(chart));
  }

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
  Glyphs m_glyphs;
};

}  // namespace

std::string text_of(std::span<const Block> blocks, std::optional<std::size_t> width, Color color,
                    Glyphs glyphs) {
  const TerminalWriter writer(width, color, glyphs);
  std::string out;
  for (const Block& block : blocks) {
    const std::string text = std::visit(writer, block);
    out.append(out.empty() || text.empty() ? 0 : 1, '\n').append(text);
  }
  return out;
}

}  // namespace csx::report
