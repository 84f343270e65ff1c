#include "html_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "chart_scale.hpp"
#include "csx/base/text.hpp"
#include "html_text.hpp"

namespace csx::report {
namespace {

// Units of the drawing; a page shows it at most a quarter larger, a telephone at two thirds with larger
// letters.
constexpr double k_width = 480;
constexpr double k_line_height = 210;
constexpr double k_left = 62;
constexpr double k_right = 468;
constexpr double k_top = 22;
constexpr double k_bottom = 180;
constexpr double k_row = 46;
constexpr double k_bar_height = 14;
constexpr std::size_t k_most_labels = 4;
constexpr std::size_t k_label_columns = 10;
constexpr std::size_t k_row_label_columns = 44;
constexpr std::size_t k_colors = 6;

std::string text_at(double x, double y, std::string_view anchor, std::string_view text,
                    std::string_view kind = {}) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>\n", x, y, anchor,
                     kind.empty() ? "" : fmt::format(" class=\"{}\"", kind), html_line(text));
}

std::string open(const Chart& chart, std::size_t number, double height) {
  return fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"c{}t c{}d\">\n"
      "<title id=\"c{}t\">{}</title>\n<desc id=\"c{}d\">{}</desc>\n",
      k_width, height, number, number, number, html_line(chart.title), number, html_line(chart.description));
}

/// Points that follow each other are joined; one without neighbours is a dot alone.
std::string line_of(const Chart& chart, const Chart::Series& series, std::size_t index, const Scale& scale) {
  const std::size_t last = chart.categories.size() - 1;
  std::string path;
  std::string dots;
  bool joined = false;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const Point& point = series.points[i];
    if (!point.value) {
      joined = false;
      continue;
    }
    const double x = last == 0
                         ? (k_left + k_right) / 2
                         : k_left + (k_right - k_left) * static_cast<double>(i) / static_cast<double>(last);
    const double y = k_bottom - (k_bottom - k_top) * scale.place(point.value->to_double());
    path += fmt::format("{}{:.1f} {:.1f}", joined ? "L" : "M", x, y);
    dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\" class=\"k{}\"/>\n", x, y,
                        index % k_colors);
    joined = true;
  }
  return path.empty() ? path
                      : fmt::format("<path class=\"l s{}\" d=\"{}\"/>\n{}", index % k_colors, path, dots);
}

std::string categories_of(const Chart& chart) {
  const std::size_t count = chart.categories.size();
  const std::size_t steps = std::min(count, k_most_labels) - 1;
  std::string out;
  for (std::size_t i = 0; i <= steps; ++i) {
    const std::size_t at = steps == 0 ? 0 : (count - 1) * i / steps;
    const double x =
        steps == 0 ? (k_left + k_right) / 2
                   : k_left + (k_right - k_left) * static_cast<double>(at) / static_cast<double>(count - 1);
    const std::string_view anchor = steps == 0 ? "middle" : i == 0 ? "start" : i == steps ? "end" : "middle";
    out += text_at(x, k_bottom + 22, anchor, ellipsize(chart.categories[at], k_label_columns), "soft");
  }
  return out;
}

std::string line_chart(const Chart& chart, model::Language language, std::size_t number) {
  const Scale scale = scale_of(chart);
  std::string out = open(chart, number, k_line_height);
  for (const double tick : scale.ticks) {
    const double y = k_bottom - (k_bottom - k_top) * scale.place(tick);
    out += fmt::format("<line class=\"grid\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                       k_left, k_right, y, y);
    out += text_at(k_left - 8, y + 4, "end", tick_text(chart, scale, tick, language), "soft");
  }
  if (chart.target && chart.target->value) {
    const double y = k_bottom - (k_bottom - k_top) * scale.place(chart.target->value->to_double());
    out += fmt::format("<line class=\"target\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                       k_left, k_right, y, y);
  }
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    out += line_of(chart, chart.series[i], i, scale);
  }
  return out + categories_of(chart) + "</svg>\n";
}

std::string rectangle(double x, double width, double y, std::size_t color, std::string_view kind) {
  return fmt::format("<rect class=\"k{}{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
                     color % k_colors, kind, x, y, width, k_bar_height);
}

/// Room at the right of the bars for what stands behind the longest.
double room_for_values(const Chart& chart) {
  std::size_t columns = 0;
  if (chart.form == Chart::Form::bars) {
    for (const Point& point : chart.series.front().points) {
      columns = std::max(columns, display_width(point.text));
    }
  }
  constexpr double k_column = 10;
  return std::min(k_width / 2, k_column * static_cast<double>(columns) + 10);
}

std::string bars_of_row(const Chart& chart, std::size_t row, const Scale& scale, double y, double room) {
  const auto x_of = [&](double value) { return (k_width - room) * scale.place(value); };
  if (chart.form == Chart::Form::stacked) {
    std::string out;
    double reached = 0;
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
      const std::optional<Decimal>& value = chart.series[i].points[row].value;
      if (value && value->units() > 0) {
        out += rectangle(x_of(reached), x_of(reached + value->to_double()) - x_of(reached), y, i, " seam");
        reached += value->to_double();
      }
    }
    return out;
  }
  const Point& point = chart.series.front().points[row];
  if (!point.value) {
    return text_at(x_of(0), y + k_bar_height - 2, "start", point.text, "soft");
  }
  const double from = std::min(x_of(0), x_of(point.value->to_double()));
  const double to = std::max(x_of(0), x_of(point.value->to_double()));
  return rectangle(from, to - from, y, 0, "") + text_at(to + 6, y + k_bar_height - 2, "start", point.text);
}

std::string bar_chart(const Chart& chart, std::size_t number) {
  const Scale scale = scale_of(chart);
  const double height = k_row * static_cast<double>(chart.categories.size());
  const double room = room_for_values(chart);
  std::string out = open(chart, number, height);
  for (std::size_t i = 0; i < chart.categories.size(); ++i) {
    const double y = k_row * static_cast<double>(i);
    out += text_at(0, y + 15, "start", ellipsize(chart.categories[i], k_row_label_columns));
    out += bars_of_row(chart, i, scale, y + 21, room);
  }
  if (chart.target && chart.target->value) {
    const double x = (k_width - room) * scale.place(chart.target->value->to_double());
    out += fmt::format("<line class=\"target\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"18\" y2=\"{:.1f}\"/>\n", x, x,
                       height - 6);
  }
  return out + "</svg>\n";
}

}  // namespace

std::string svg_of(const Chart& chart, model::Language language, std::size_t number) {
  if (chart.categories.empty() || chart.series.empty()) {
    return {};
  }
  return chart.form == Chart::Form::line ? line_chart(chart, language, number) : bar_chart(chart, number);
}

std::string legend_of(const Chart& chart) {
  std::string items;
  for (std::size_t i = 0; chart.series.size() > 1 && i < chart.series.size(); ++i) {
    const std::string mark =
        chart.form == Chart::Form::line
            ? fmt::format("<path class=\"l s{}\" d=\"M1 6L31 6\"/>", i % k_colors)
            : fmt::format("<rect class=\"k{}\" width=\"32\" height=\"12\"/>", i % k_colors);
    items += fmt::format("<li><svg viewBox=\"0 0 32 12\" aria-hidden=\"true\">{}</svg>{}</li>\n", mark,
                         html_line(chart.series[i].name));
  }
  if (chart.target) {
    items += fmt::format(
        "<li><svg viewBox=\"0 0 32 12\" aria-hidden=\"true\"><path class=\"target\" "
        "d=\"M1 6L31 6\"/></svg>{}</li>\n",
        html_line(chart.target->text));
  }
  return items.empty() ? items : "<ul class=\"legend\">\n" + items + "</ul>\n";
}

}  // namespace csx::report
