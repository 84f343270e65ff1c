#pragma once

#include <string>
#include <string_view>

namespace csx::report {

/// Whether the text starts with what a CI runner takes for a command even inside a line: `##[` or `##vso[`.
bool begins_runner_command(std::string_view text);

/// Replaces the first character of each such marker.
std::string break_runner_commands(std::string text, std::string_view replacement);

/// Text from a stranger, safe on a terminal and in a CI job's log: as `escape_controls`, runner commands
/// broken.
std::string inert(std::string_view text);

}  // namespace csx::report
