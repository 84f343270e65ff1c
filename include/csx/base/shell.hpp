#pragma once

#include <string>
#include <string_view>

namespace csx {

/// A path as one word of a POSIX shell, for commands that people paste: in single quotes unless it needs
/// none, and never taken for an option.
std::string shell_word(std::string_view path);

}  // namespace csx
