#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "chart_scale.hpp"
#include "chart_text.hpp"
#include "csx/base/text.hpp"
#include "csx/report/blocks.hpp"
#include "markdown_text.hpp"

namespace csx::report {

namespace {

enum class Begins : std::uint8_t { line, behind_text };

/// Lines of a text, each as it is to stand; what breaks a line in the text breaks it here.
/// `begins` says whether the first one stands at the start of a line.
std::string lines_of(std::string_view text, std::string_view indent, Begins begins) {
  std::string out;
  bool in_paragraph = false;
  for (const std::string_view line : split(text, '\n')) {
    const bool behind = out.empty() && begins == Begins::behind_text;
    const std::string shown = behind ? markdown_line(trim(line)) : markdown_line_start(line);
    if (shown.empty()) {
      in_paragraph = false;
      continue;
    }
    if (in_paragraph) {
      out.append("\\\n").append(indent);
    } else if (!out.empty()) {
      out.append("\n\n").append(indent);
    }
    out += shown;
    in_paragraph = true;
  }
  return out;
}

struct MarkdownWriter {
  std::string operator()(const Heading& heading) const {
    return fmt::format("{} {}\n", std::string(heading.level, '#'), markdown_line(trim(heading.text)));
  }
  std::string operator()(const Prose& prose) const { return lines_of(prose.text, "", Begins::line) + "\n"; }
  std::string operator()(const Facts& facts) const {
    std::string out;
    for (const auto& [name, text] : facts.rows) {
      out +=
          fmt::format("- **{}:** {}\n", markdown_line(trim(name)), lines_of(text, "  ", Begins::behind_text));
    }
    return out;
  }
  std::string operator()(const Bullets& bullets) const {
    std::string out;
    for (const std::string& item : bullets.items) {
      out += fmt::format("- {}\n", lines_of(item, "  ", Begins::line));
    }
    return out;
  }
  std::string operator()(const Table& table) const { return markdown_of(table); }
  std::string operator()(const Callout& callout) const {
    std::string quoted_lines = fmt::format("**{}**", markdown_line(trim(callout.title)));
    if (!callout.text.empty()) {
      quoted_lines += "\n\n" + lines_of(callout.text, "", Begins::line);
    }
    std::string out;
    for (const std::string_view line : split(quoted_lines, '\n')) {
      out += fmt::format(">{}{}\n", line.empty() ? "" : " ", line);
    }
    return out;
  }
  std::string operator()(const Chart& chart) const {
    std::string out = fmt::format("**{}**\n\n", markdown_line(trim(chart.title)));
    if (chart.form == Chart::Form::line) {
      for (const Chart::Series& series : chart.series) {
        out += fmt::format("- {}: {}\n", markdown_line(trim(series.name)),
                           sparkline(chart, series, Glyphs::unicode));
      }
      out += '\n';
    }
    if (chart.target) {
      out += lines_of(chart.target->text, "", Begins::line) + "\n\n";
    }
    Table numbers = numbers_of(chart);
    if (chart.form == Chart::Form::bars) {
      constexpr std::size_t k_bar = 20;
      const Scale scale = scale_of(chart);
      numbers.columns.push_back({""});
      for (std::size_t i = 0; i < numbers.rows.size(); ++i) {
        const std::optional<Decimal>& value = chart.series.front().points[i].value;
        const double share = value ? std::abs(value->to_double()) / std::max(scale.high, -scale.low) : 0;
        numbers.rows[i].push_back(bar(share, k_bar, Glyphs::unicode));
      }
    }
    return out + markdown_of(numbers);
  }
};

}  // namespace

std::string markdown_of(std::span<const Block> blocks) {
  std::string out;
  for (const Block& block : blocks) {
    const std::string text = std::visit(MarkdownWriter{}, block);
    out.append(out.empty() || text.empty() ? 0 : 1, '\n').append(text);
  }
  return out;
}

}  // namespace csx::report
