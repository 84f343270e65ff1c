#pragma once

#include <cstddef>
#include <string>

#include "csx/report/blocks.hpp"

namespace csx::report {

/// A chart as one SVG element with title and description; `number` makes its ids unique in the page.
std::string svg_of(const Chart& chart, model::Language language, std::size_t number);

/// Which mark stands for which series; empty for a single one.
std::string legend_of(const Chart& chart);

}  // namespace csx::report
