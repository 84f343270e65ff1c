#pragma once

#include <string>
#include <string_view>

#include "csx/time/period.hpp"

// Periods seen from a day: `last-month`, `this-quarter`, `last-90d`.
namespace csx::time {

/// Whether the text is, or begins like, a relative period, so that `parse_relative` has the say.
bool is_relative(std::string_view text);
Parsed<Period> parse_relative(std::string_view text, Date today);

/// `otherwise`, or the relative word that was probably meant.
std::string unknown_word(std::string_view text, std::string_view otherwise);

/// Monday to Sunday around a date.
Period week_of(Date date);

}  // namespace csx::time
