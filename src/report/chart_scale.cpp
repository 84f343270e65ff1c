#include "chart_scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "csx/report/words.hpp"

namespace csx::report {
namespace {

constexpr double k_intervals = 4;

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is not below.
double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (factor * power >= least * (1 - 1e-9)) {
      return factor * power;
    }
  }
  return 10 * power;
}

}  // namespace

double total_of(const Chart& chart, std::size_t category) {
  double total = 0;
  for (const Chart::Series& series : chart.series) {
    const std::optional<Decimal>& value = series.points[category].value;
    total += value ? value->to_double() : 0;
  }
  return total;
}

Scale scale_of(const Chart& chart) {
  Scale scale{0, 0, {}, 0};
  const auto hold = [&scale](double value) {
    scale.low = std::min(scale.low, value);
    scale.high = std::max(scale.high, value);
  };
  for (std::size_t i = 0; i < chart.categories.size(); ++i) {
    if (chart.form == Chart::Form::stacked) {
      hold(total_of(chart, i));
      continue;
    }
    for (const Chart::Series& series : chart.series) {
      if (series.points[i].value) {
        hold(series.points[i].value->to_double());
      }
    }
  }
  if (chart.target && chart.target->value) {
    hold(chart.target->value->to_double());
  }
  // Shares are seen against the whole.
  constexpr double k_whole = 100;
  if (chart.unit == "%" && scale.low == 0 && scale.high <= k_whole) {
    scale.high = k_whole;
  }
  if (scale.high == scale.low) {
    scale.high = scale.low + 1;
  }
  const double step = round_step((scale.high - scale.low) / k_intervals);
  const double first = std::floor(scale.low / step + 1e-9);
  const double last = std::ceil(scale.high / step - 1e-9);
  for (double at = first; at <= last; ++at) {
    scale.ticks.push_back(at * step);
  }
  scale.low = first * step;
  scale.high = last * step;
  while (scale.decimals < Decimal::k_max_scale && std::abs(std::round(step * std::pow(10, scale.decimals)) -
                                                           step * std::pow(10, scale.decimals)) > 1e-6) {
    ++scale.decimals;
  }
  return scale;
}

Table numbers_of(const Chart& chart) {
  Table table{{{chart.heading}}, {}};
  for (const Chart::Series& series : chart.series) {
    table.columns.push_back({series.name, Align::right});
  }
  for (std::size_t i = 0; i < chart.categories.size(); ++i) {
    std::vector<std::string>& row = table.rows.emplace_back();
    row.push_back(chart.categories[i]);
    for (const Chart::Series& series : chart.series) {
      row.push_back(series.points[i].text);
    }
  }
  return table;
}

std::string tick_text(const Chart& chart, const Scale& scale, double tick, model::Language language) {
  const std::optional<Decimal> number = Decimal::parse(fmt::format("{:.{}f}", tick, scale.decimals));
  return number ? said(*number, language) + chart.unit : fmt::format("{:.3g}", tick);
}

}  // namespace csx::report
