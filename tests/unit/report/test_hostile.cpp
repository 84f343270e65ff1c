#include <doctest/doctest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "csx/report/blocks.hpp"
#include "csx/report/envelope.hpp"

using namespace csx;
using namespace csx::report;

namespace {

/// The same text in every place that a block has.
Blocks everywhere(const std::string& text) {
  Chart line{
      Chart::Form::line, text, text, text, {text, text}, {{text, {{Decimal(1, 0), text}, {{}, text}}}}};
  line.target = Point{Decimal(1, 0), text};
  Chart bars = line;
  bars.form = Chart::Form::bars;
  Chart stacked = line;
  stacked.form = Chart::Form::stacked;
  return {
      Heading{1, text},      Heading{2, text},
      Prose{text},           Bullets{{text}},
      Facts{{{text, text}}}, Callout{Callout::Tone::bad, text, text},
      std::move(line),       std::move(bars),
      std::move(stacked),    Table{{{text}, {text, Align::right}}, {{text, text}, {text, ""}, {"", text}}}};
}

const std::vector<std::string> k_hostile{
    "<script>alert(1)</script>",
    "</script></style></title><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' autofocus onfocus='alert(1)",
    "--><svg onload=alert(1)>",
    "&lt;b&gt; &amp;",
    "[x](javascript:alert(1)) ![y](http://evil/z.png)",
    "`rm -rf /` **bold** | cell | \\",
    "\x1b[2J\x1b]0;title\x07",
    "a\rb\x08\x7f\x9b",
    "\xe2\x80\xae"
    "evil\xe2\x81\xa6",
    "broken \xff\xfe bytes",
    "::error file=x::y",
    "##[error]x ##vso[task.complete]",
    "=HYPERLINK(\"http://evil\")",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\x98\x80",
    std::string(500, 'x'),
    "line\nline\n\n# line",
};

bool has_raw_control(const std::string& text, bool escape_is_ours) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0x7f || (byte < 0x20 && c != '\n' && !(escape_is_ours && c == '\x1b'))) {
      return true;
    }
  }
  return text.find("\xe2\x80\xae") != text.npos || text.find("\xe2\x81\xa6") != text.npos;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) {
    ++n;
  }
  return n;
}

/// Tags of a page, in order, with their attributes.
std::vector<std::string> tags_of(const std::string& page) {
  std::vector<std::string> tags;
  for (std::size_t at = page.find('<'); at != page.npos; at = page.find('<', at + 1)) {
    tags.push_back(page.substr(at, page.find_first_of(" >", at) - at));
  }
  return tags;
}

}  // namespace

TEST_CASE("nothing that a record says does anything, in any writer") {
  const std::vector<std::string> harmless_tags = tags_of(html_of(everywhere("harmless"), {}));
  for (const std::string& text : k_hostile) {
    CAPTURE(text);
    const Blocks blocks = everywhere(text);
    const std::string terminal = text_of(blocks, 80, Color::never);
    const std::string markdown = markdown_of(blocks);
    const std::string html = html_of(blocks, {model::Language::en, text});
    const std::string json = to_text(json_of(blocks));
    for (const std::string* out : {&terminal, &markdown, &html, &json}) {
      CHECK_FALSE(has_raw_control(*out, false));
      CHECK(out->find("##[") == std::string::npos);
      CHECK(out->find("##vso[") == std::string::npos);
      CHECK(out->find('\xff') == std::string::npos);
      CHECK(out->find("\n::") == std::string::npos);
      CHECK(out->find("\n  ::") == std::string::npos);
    }
    CHECK(markdown.find("<script") == std::string::npos);
    CHECK(markdown.find("<img") == std::string::npos);
    CHECK(count(markdown, "](") == count(markdown, "\\]("));
    // Line breaks are the only elements that a text makes; it may make paragraphs more.
    if (text.find('\n') == text.npos) {
      CHECK(tags_of(html) == harmless_tags);
    }
    CHECK(html.find("<img") == std::string::npos);
    CHECK(html.find(" onerror=alert(1)>") == std::string::npos);
    CHECK(html.find("\" onmouseover") == std::string::npos);
    CHECK(html.find("' autofocus") == std::string::npos);
  }
}
