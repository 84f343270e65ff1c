#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/report/blocks.hpp"

namespace csx::report {

/// The axis of a chart: round numbers from a lowest to a highest, zero always among them.
struct Scale {
  double low = 0;
  double high = 1;
  std::vector<double> ticks;
  int decimals = 0;  ///< of the ticks

  /// Where a value lies, 0 to 1.
  double place(double value) const { return (value - low) / (high - low); }
};

Scale scale_of(const Chart& chart);

/// The sum of a category's known values.
double total_of(const Chart& chart, std::size_t category);

/// The numbers of a chart: a row for each category, a column for each series.
Table numbers_of(const Chart& chart);

/// A number of the axis in a language: `1,500`, `7,5%`.
std::string tick_text(const Chart& chart, const Scale& scale, double tick, model::Language language);

}  // namespace csx::report
