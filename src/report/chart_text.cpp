#include "chart_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "chart_scale.hpp"

namespace csx::report {
namespace {

using Levels = std::array<std::string_view, 8>;

constexpr Levels k_blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr Levels k_digits{"1", "2", "3", "4", "5", "6", "7", "8"};
constexpr Levels k_eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
constexpr std::array<std::string_view, 5> k_fills{"█", "▒", "▓", "░", "▚"};
constexpr std::array<std::string_view, 5> k_ascii_fills{"#", "=", "+", "-", "o"};

void repeat(std::string& out, std::string_view text, std::size_t times) {
  for (std::size_t i = 0; i < times; ++i) {
    out += text;
  }
}

}  // namespace

std::string sparkline(const Chart& chart, const Chart::Series& series, Glyphs glyphs) {
  const Scale scale = scale_of(chart);
  const bool draws = glyphs == Glyphs::unicode;
  std::string out;
  for (const Point& point : series.points) {
    if (!point.value) {
      out += draws ? "·" : ".";
      continue;
    }
    const double level = std::floor(scale.place(point.value->to_double()) * k_blocks.size());
    const auto index = static_cast<std::size_t>(std::clamp(level, 0.0, k_blocks.size() - 1.0));
    out += draws ? k_blocks[index] : k_digits[index];
  }
  return out;
}

std::string bar(double share, std::size_t width, Glyphs glyphs) {
  const double exact = std::clamp(share, 0.0, 1.0) * static_cast<double>(width);
  std::string out;
  if (glyphs == Glyphs::ascii) {
    out.append(static_cast<std::size_t>(std::lround(exact)), '#');
    return out;
  }
  const auto eighths = static_cast<std::size_t>(std::lround(exact * 8));
  repeat(out, "█", eighths / 8);
  out += k_eighths[eighths % 8];
  return out;
}

std::string_view mark_of(std::size_t series, Glyphs glyphs) {
  const auto& fills = glyphs == Glyphs::unicode ? k_fills : k_ascii_fills;
  return fills[series % fills.size()];
}

std::string stacked_bar(const Chart& chart, std::size_t category, std::size_t width, Glyphs glyphs) {
  const Scale scale = scale_of(chart);
  std::string out;
  double reached = 0;
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const std::optional<Decimal>& value = chart.series[i].points[category].value;
    reached += value ? value->to_double() : 0;
    const auto until =
        static_cast<std::size_t>(std::lround(reached / scale.high * static_cast<double>(width)));
    repeat(out, mark_of(i, glyphs), std::max(until, drawn) - drawn);
    drawn = std::max(until, drawn);
  }
  return out;
}

}  // namespace csx::report
