#include <fmt/format.h>

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

struct Writer {
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
};

}  // namespace

std::string markdown_of(std::span<const Block> blocks) {
  std::string out;
  for (const Block& block : blocks) {
    const std::string text = std::visit(Writer{}, block);
    out.append(out.empty() || text.empty() ? 0 : 1, '\n').append(text);
  }
  return out;
}

}  // namespace csx::report
