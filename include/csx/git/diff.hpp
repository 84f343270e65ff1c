#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "csx/base/result.hpp"

namespace csx::git {

/// The change of one file as `git diff` shows it, three lines of context; none on a side: there is no file.
/// Empty when nothing changes. *Errors*: io.
Result<std::string> unified_diff(std::string_view path, const std::optional<std::string>& before,
                                 const std::optional<std::string>& after);

}  // namespace csx::git
