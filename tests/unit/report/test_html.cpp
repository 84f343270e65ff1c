#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "../../../src/report/html_style.hpp"
#include "csx/report/blocks.hpp"

using namespace csx;
using namespace csx::report;

namespace {

std::string body_of(const Blocks& blocks, model::Language language = model::Language::en) {
  const std::string page = html_of(blocks, {language, "made by nobody"});
  const std::size_t begin = page.find("<main>\n") + 7;
  return page.substr(begin, page.find("</main>") - begin);
}

Chart sample_chart(Chart::Form form) {
  Chart chart{form, "Kept in time", "Share by month", "Month", {"2026-08", "2026-09", "2026-10"}, {}};
  chart.series.push_back(
      {"Sales", {{Decimal(80, 0), "80%"}, {std::nullopt, "n/a"}, {Decimal(95, 0), "95%"}}});
  chart.unit = "%";
  return chart;
}

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) {
    ++n;
  }
  return n;
}

}  // namespace

TEST_CASE("blocks as HTML") {
  CHECK(body_of({Heading{1, "Aurora"}, Facts{{{"State", "ok"}}}, Heading{2, "Pains"},
                 Prose{"one\ntwo\n\nthree"}, Bullets{{"a", "b"}},
                 Callout{Callout::Tone::warning, "Late", "since May"},
                 Table{{{"id"}, {"sum", Align::right}}, {{"p1", "2"}}}}) ==
        "<h1>Aurora</h1>\n"
        "<dl>\n<div><dt>State</dt><dd>ok</dd></div>\n</dl>\n"
        "<section aria-labelledby=\"s1\">\n<h2 id=\"s1\">Pains</h2>\n"
        "<p>one<br>two</p>\n<p>three</p>\n"
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        "<div class=\"callout warning\">\n<p class=\"title\">Attention: Late</p>\n<p>since May</p>\n</div>\n"
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\">\n<table>\n<thead><tr>"
        "<th scope=\"col\">id</th><th scope=\"col\" class=\"n\">sum</th></tr></thead>\n<tbody>\n"
        "<tr><th scope=\"row\">p1</th><td class=\"n\">2</td></tr>\n</tbody>\n</table>\n</div>\n</section>\n");
}

TEST_CASE("a page names its language, title and origin, and lets nothing in") {
  const std::string page = html_of(Blocks{Heading{1, "A & B"}}, {model::Language::pt_br, "csx <1>"});
  CHECK(page.find("<html lang=\"pt-BR\">") != page.npos);
  CHECK(page.find("<title>A &amp; B</title>") != page.npos);
  CHECK(page.find("<footer>\n<p>csx &lt;1&gt;</p>") != page.npos);
  CHECK(page.find("default-src 'none'") != page.npos);
  CHECK(occurrences(page, "<script>") == 1);
  CHECK(page.find("http") == page.find("http-equiv"));
  CHECK(occurrences(page, "http") == 1);
}

TEST_CASE("the policy names exactly the script and the style of the page") {
  // FIPS 180-4 gives the digest of "abc"; its base64 is known.
  CHECK(policy_hash("abc") == "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  const std::string page = html_of(Blocks{}, {});
  const std::size_t begin = page.find("<script>") + 8;
  const std::string script = page.substr(begin, page.find("</script>") - begin);
  CHECK(page.find("script-src '" + policy_hash(script) + "'") != page.npos);
}

TEST_CASE("a page with many chapters begins with their list") {
  Blocks blocks{Heading{1, "All"}};
  for (const char* name : {"One", "Two", "Three", "Four"}) {
    blocks.emplace_back(Heading{2, name});
  }
  const std::string body = body_of(blocks, model::Language::pt_br);
  CHECK(body.find("<nav aria-label=\"Conteúdo\">") < body.find("<section"));
  CHECK(body.find("<li><a href=\"#s4\">Four</a></li>") != body.npos);
  blocks.pop_back();
  CHECK(body_of(blocks).find("<nav") == std::string::npos);
}

TEST_CASE("only tables with something to sort are sortable") {
  Table table{{{"id"}}, {{"a"}, {"b"}}};
  CHECK(body_of({table}).find("sortable") == std::string::npos);
  table.rows.push_back({"c"});
  CHECK(body_of({table}).find("<table class=\"sortable\">") != std::string::npos);
}

TEST_CASE("charts carry title, description and all numbers") {
  for (const Chart::Form form : {Chart::Form::line, Chart::Form::bars, Chart::Form::stacked}) {
    const std::string body = body_of({sample_chart(form)});
    CAPTURE(body);
    CHECK(body.find("role=\"img\" aria-labelledby=\"c1t c1d\"") != body.npos);
    CHECK(body.find("<title id=\"c1t\">Kept in time</title>") != body.npos);
    CHECK(body.find("<desc id=\"c1d\">Share by month</desc>") != body.npos);
    CHECK(body.find("<td class=\"n\">95%</td>") != body.npos);
    CHECK(body.find("<td class=\"n\">n/a</td>") != body.npos);
  }
}

TEST_CASE("what is not known is a gap in a line, not a zero") {
  Chart chart = sample_chart(Chart::Form::line);
  const std::string body = body_of({chart});
  CHECK(occurrences(body, "<circle") == 2);
  CHECK(body.find("d=\"M62.0 53.6M468.0 29.9\"") != body.npos);
  chart.series[0].points[1] = {Decimal(0, 0), "0%"};
  CHECK(occurrences(body_of({chart}), "<circle") == 3);
}

TEST_CASE("an empty chart and empty blocks break nothing") {
  CHECK(body_of({Facts{}, Bullets{}, Chart{}, Prose{}}).find("<svg") == std::string::npos);
}

TEST_CASE("blocks as JSON keep exact numbers, and unknown is null") {
  Chart chart = sample_chart(Chart::Form::line);
  chart.series[0].points[0].value = Decimal(8050, 2);
  const Json json = json_of(Blocks{Heading{2, "H"}, Callout{Callout::Tone::bad, "T", ""}, chart});
  CHECK(json[0] == Json::parse(R"({"type":"heading","level":2,"text":"H"})"));
  CHECK(json[1] == Json::parse(R"({"type":"callout","tone":"bad","title":"T","text":""})"));
  CHECK(json[2]["series"][0]["points"][0] == Json::parse(R"({"value":"80.50","text":"80%"})"));
  CHECK(json[2]["series"][0]["points"][1]["value"].is_null());
}
