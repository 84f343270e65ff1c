#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "command.hpp"

namespace csx::cli {

/// Prose is laid out in at most 100 columns, however wide the terminal is.
std::size_t width_of_prose(std::optional<std::size_t> columns);

/// The commands by group, a line each.
std::string short_help(std::size_t width);
/// What a command does and takes.
std::string help_of(const Command& command, std::size_t width);
/// `csx check [options] [PATH…]`.
std::string usage_of(const Command& command, const Options& options);
/// `--rule RULE`, `-q, --quiet`, `PATH…`.
std::string heading_of(const Option& option);

/// What its description says, with the values it takes.
std::string doc_of(const Option& option);

/// The beginning of docs/commands/NOUN.md, in Markdown: what the table knows. What follows is written by hand
/// below `## Details`.
std::string page_head(std::string_view noun);

/// The manual page, in man(7) markup.
std::string manual_page();

/// What every command may end with, by code.
struct ExitMeaning {
  int code = 0;
  std::string_view meaning;
};
std::vector<ExitMeaning> exit_meanings(const Command& command);

}  // namespace csx::cli
