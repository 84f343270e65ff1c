#pragma once

#include <span>
#include <string>

#include "environment.hpp"

namespace csx::cli {

/// What could stand in the place of the last of `words` (everything after `csx`, the unfinished word last): a
/// line for each, word and description with a tab between. Nothing where file names are as good as any.
std::string complete(const Environment& environment, std::span<const std::string> words);

}  // namespace csx::cli
