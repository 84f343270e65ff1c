#pragma once

#include <optional>
#include <string>

#include "csx/base/diagnostic.hpp"

namespace csx::report {

/// The part of a line around a marked place, ready to print: tabs expanded, controls escaped, what does not
/// fit cut.
struct Excerpt {
  std::string text;
  std::size_t mark_column = 0;  ///< terminal columns before the mark
  std::size_t mark_width = 1;   ///< terminal columns under it, at least one
};

/// None when the position or the line is unknown.
std::optional<Excerpt> excerpt_of(const Location& location);

}  // namespace csx::report
