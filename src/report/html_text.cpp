#include "html_text.hpp"

#include <vector>

#include "csx/base/text.hpp"
#include "inert.hpp"

namespace csx::report {
namespace {

std::string_view entity_of(char c) {
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

std::string html_line(std::string_view text) {
  std::string out;
  for (const char c : inert(text)) {
    const std::string_view entity = entity_of(c);
    entity.empty() ? out.append(1, c) : out.append(entity);
  }
  return out;
}

std::string html_lines(std::string_view text) {
  std::string out;
  for (const std::string_view line : split(trim(text), '\n')) {
    out.append(out.empty() ? "" : "<br>").append(html_line(trim(line)));
  }
  return out;
}

std::string html_paragraphs(std::string_view text) {
  std::string out;
  std::string paragraph;
  const auto end = [&] {
    if (!paragraph.empty()) {
      out += "<p>" + paragraph + "</p>\n";
    }
    paragraph.clear();
  };
  for (const std::string_view line : split(trim(text), '\n')) {
    const std::string_view shown = trim(line);
    if (shown.empty()) {
      end();
      continue;
    }
    paragraph.append(paragraph.empty() ? "" : "<br>").append(html_line(shown));
  }
  end();
  return out;
}

}  // namespace csx::report
