#pragma once

#include <cstdio>

#include "environment.hpp"

namespace csx::cli {

/// Runs one command line and gives the exit code. Results go to `out`, all else to `err`.
int run(const Environment& environment, std::FILE* out, std::FILE* err);

}  // namespace csx::cli
