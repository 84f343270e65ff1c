#include "prose.hpp"

#include "csx/base/text.hpp"

namespace csx::cli {
namespace {

void append_paragraph(std::string& out, std::string_view text, std::size_t width, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string line = margin;
  std::size_t used = indent;
  for (const std::string_view word : split(text, ' ')) {
    const std::size_t wide = display_width(word);
    if (used > indent && used + 1 + wide > width) {
      out.append(line).append("\n");
      line = margin;
      used = indent;
    }
    if (used > indent) {
      line += ' ';
      ++used;
    }
    line += word;
    used += wide;
  }
  out.append(line).append("\n");
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::string paragraph;
  const auto flush = [&] {
    if (!paragraph.empty()) {
      append_paragraph(out, paragraph, width, indent);
      paragraph.clear();
    }
  };
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty() || line.front() == ' ') {
      flush();
      out.append(line.empty() ? 0 : indent, ' ').append(line).append("\n");
      continue;
    }
    paragraph.append(paragraph.empty() ? "" : " ").append(line);
  }
  flush();
  return out;
}

}  // namespace csx::cli
