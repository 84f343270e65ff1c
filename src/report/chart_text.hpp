#pragma once

#include <string>

#include "csx/report/blocks.hpp"

/// Charts drawn with characters.
namespace csx::report {

/// `▁▂▅█`, a character for each point; `·` where nothing is known. Lowest and highest value of the scale are
/// the lowest and highest character.
std::string sparkline(const Chart& chart, const Chart::Series& series, Glyphs glyphs);

/// A bar of at most `width` columns for a share of the whole (0 to 1).
std::string bar(double share, std::size_t width, Glyphs glyphs);

/// The series of a category end to end, a character for each series, at most `width` columns.
std::string stacked_bar(const Chart& chart, std::size_t category, std::size_t width, Glyphs glyphs);
/// The character of a series in it.
std::string_view mark_of(std::size_t series, Glyphs glyphs);

}  // namespace csx::report
