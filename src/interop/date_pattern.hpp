#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "csx/time/date.hpp"

namespace csx::interop {

/// What is wrong with a pattern of dates and times; none: nothing. It knows %Y %y %m %d %b %B %H %I %M %S %f
/// %p %z %% and takes all else as it stands; year, month and day must be there.
std::optional<std::string> fault_of_pattern(std::string_view pattern);

/// A text read by a good pattern. Numbers may lack leading zeros but for %Y; months by name are English; %f
/// (a fraction of a second) is dropped; %y is from 1969 to 2068. Without hours the precision is a date. The
/// error is a phrase.
time::Parsed<time::Timestamp> read_by_pattern(std::string_view pattern, std::string_view text);

}  // namespace csx::interop
