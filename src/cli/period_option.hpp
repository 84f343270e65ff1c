#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "csx/base/result.hpp"
#include "csx/time/period.hpp"

namespace csx::cli {

/// What --period says, seen from a day; `otherwise` where it says nothing. *Errors*: usage.
Result<time::Period> read_period(const std::optional<std::string>& said, std::string_view otherwise,
                                 time::Date today);

}  // namespace csx::cli
