#pragma once

#include <optional>
#include <string>

#include "options.hpp"

namespace csx::cli {

/// The options that every command takes, before or after its name.
struct Globals {
  std::optional<std::string> folder;
  std::optional<std::string> at;
  std::optional<std::string> as_of;
  std::optional<std::string> format;
  std::optional<std::string> output;
  std::optional<std::string> lang;
  std::optional<std::string> color;
  bool quiet = false;
  bool verbose = false;
  bool no_pager = false;
  bool version = false;
  bool help = false;
};

void declare(Globals& globals, Options& options);

}  // namespace csx::cli
