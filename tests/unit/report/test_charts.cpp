#include <doctest/doctest.h>

#include "../../../src/report/chart_scale.hpp"
#include "../../../src/report/chart_text.hpp"

using namespace csx;
using namespace csx::report;

namespace {

Chart chart_of(Chart::Form form, const std::vector<std::optional<std::int64_t>>& values) {
  Chart chart{form, "Title", "", "Month", {}, {{"Series", {}}}};
  for (const auto& value : values) {
    chart.categories.push_back("m" + std::to_string(chart.categories.size() + 1));
    chart.series[0].points.push_back(value ? Point{Decimal(*value, 0), std::to_string(*value)}
                                           : Point{{}, "n/a"});
  }
  return chart;
}

}  // namespace

TEST_CASE("the axis has round numbers and holds zero and every value") {
  struct Row {
    std::vector<std::optional<std::int64_t>> values;
    double low;
    double high;
    std::size_t ticks;
  };
  for (const Row& row :
       {Row{{3, 7}, 0, 8, 5}, Row{{1000, 1200}, 0, 1500, 4}, Row{{-5, 5}, -5, 5, 5}, Row{{0}, 0, 1, 5},
        Row{{}, 0, 1, 5}, Row{{std::nullopt}, 0, 1, 5}, Row{{97}, 0, 100, 5}}) {
    const Scale scale = scale_of(chart_of(Chart::Form::line, row.values));
    CHECK(scale.low == doctest::Approx(row.low));
    CHECK(scale.high == doctest::Approx(row.high));
    CHECK(scale.ticks.size() == row.ticks);
  }
}

TEST_CASE("shares are seen against the whole, targets are on the scale, sums of stacked bars too") {
  Chart chart = chart_of(Chart::Form::line, {3});
  chart.unit = "%";
  CHECK(scale_of(chart).high == doctest::Approx(100));
  chart.unit.clear();
  chart.target = Point{Decimal(40, 0), "40"};
  CHECK(scale_of(chart).high == doctest::Approx(40));
  Chart stacked = chart_of(Chart::Form::stacked, {6});
  stacked.series.push_back({"Other", {{Decimal(6, 0), "6"}}});
  CHECK(scale_of(stacked).high == doctest::Approx(15));
}

TEST_CASE("ticks are said in the language") {
  Chart chart = chart_of(Chart::Form::line, {1});
  const Scale scale = scale_of(chart);
  CHECK(tick_text(chart, scale, 0.25, model::Language::pt_br) == "0,25");
  CHECK(tick_text(chart, scale, 0.25, model::Language::en) == "0.25");
}

TEST_CASE("sparklines show the unknown as such") {
  const Chart chart = chart_of(Chart::Form::line, {0, std::nullopt, 4, 8});
  CHECK(sparkline(chart, chart.series[0], Glyphs::unicode) == "▁·▅█");
  CHECK(sparkline(chart, chart.series[0], Glyphs::ascii) == "1.58");
}

TEST_CASE("bars have eighths of a column") {
  struct Row {
    double share;
    std::string_view unicode;
    std::string_view ascii;
  };
  for (const Row& row : {Row{0, "", ""}, Row{1, "████", "####"}, Row{0.5, "██", "##"},
                         Row{0.28125, "█▏", "#"}, Row{7, "████", "####"}}) {
    CAPTURE(row.share);
    CHECK(bar(row.share, 4, Glyphs::unicode) == row.unicode);
    CHECK(bar(row.share, 4, Glyphs::ascii) == row.ascii);
  }
}

TEST_CASE("charts on a terminal") {
  Chart bars = chart_of(Chart::Form::bars, {2, 4, std::nullopt});
  CHECK(text_of(Blocks{bars}, 40, Color::never) ==
        "  Title\n"
        "  m1  ██████████████▌ 2\n"
        "  m2  █████████████████████████████ 4\n"
        "  m3  n/a\n");
  Chart line = chart_of(Chart::Form::line, {2, 4});
  line.target = Point{Decimal(4, 0), "target 4"};
  CHECK(text_of(Blocks{line}, 40, Color::never, Glyphs::ascii) ==
        "  Title\n"
        "  Series  58 4\n"
        "  | target 4\n"
        "\n"
        "  Month  Series\n"
        "  m1          2\n"
        "  m2          4\n");
  Chart stacked = chart_of(Chart::Form::stacked, {1});
  stacked.series.push_back({"Other", {{Decimal(3, 0), "3"}}});
  CHECK(text_of(Blocks{stacked}, 30, Color::never) ==
        "  Title\n"
        "  █ Series, ▒ Other\n"
        "  m1  ██████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒\n"
        "\n"
        "  Month  Series  Other\n"
        "  m1          1      3\n");
}

TEST_CASE("charts and callouts in Markdown") {
  CHECK(markdown_of(Blocks{Callout{Callout::Tone::bad, "Late *now*", "one\n\ntwo"}}) ==
        "> **Late \\*now\\***\n>\n> one\n>\n> two\n");
  CHECK(markdown_of(Blocks{chart_of(Chart::Form::bars, {4, std::nullopt})}) ==
        "**Title**\n\n"
        "| Month | Series |  |\n| --- | ---: | --- |\n"
        "| m1 | 4 | ████████████████████ |\n| m2 | n/a |  |\n");
}

TEST_CASE("callouts on a terminal say their tone without colour too") {
  CHECK(text_of(Blocks{Callout{Callout::Tone::warning, "Late", "since May"}}, 40, Color::never) ==
        "! Late\n  since May\n");
  CHECK(text_of(Blocks{Callout{Callout::Tone::bad, "Late", ""}}, 40, Color::always) ==
        "\x1b[1;31mx\x1b[0m Late\n");
}
