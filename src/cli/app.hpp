#pragma once

#include <cstdio>

#include "context.hpp"
#include "environment.hpp"

namespace csx::cli {

/// Runs one command line and gives the exit code. Results go to `out`, all else to `err`; what is left over
/// may go down with the process.
int run(const Environment& environment, std::FILE* out, std::FILE* err, Leftovers& leftovers);

}  // namespace csx::cli
