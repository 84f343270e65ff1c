#pragma once

#include <cstdio>

#include "context.hpp"

namespace csx::cli {

struct Streams {
  std::FILE* out = nullptr;
  std::FILE* err = nullptr;
};

/// Puts what a command has to say where it belongs: the notes on standard error, the result into the file of
/// --output, a pager, or standard output. *Errors*: io.
Status deliver(Context& context, Streams streams);

/// `csx: error: …`, then the hints and the causes.
void print_error(const Error& error, report::Color color, std::FILE* err);

}  // namespace csx::cli
