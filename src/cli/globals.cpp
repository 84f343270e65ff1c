#include "globals.hpp"

#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_languages{"en", "pt-BR"};
constexpr std::array<std::string_view, 3> k_colors{"auto", "always", "never"};

}  // namespace

void declare(Globals& globals, Options& options) {
  options.push_back({.names = "-C",
                     .value = "DIR",
                     .doc = "run as if started in DIR",
                     .into = &globals.folder,
                     .completes = Completes::folder});
  options.push_back({.names = "--at",
                     .value = "REV",
                     .doc = "read the records of a git revision instead of the working files",
                     .into = &globals.at});
  options.push_back({.names = "--as-of",
                     .value = "INSTANT",
                     .doc = "judge as of this instant; a date means its end; now unless given, and with --at "
                            "the time of that commit",
                     .into = &globals.as_of});
  options.push_back({.names = "--format",
                     .value = "FORMAT",
                     .doc = "how the result is written; text unless given",
                     .into = &globals.format,
                     .completes = Completes::format});
  options.push_back({.names = "--output",
                     .value = "FILE",
                     .doc = "write the result to FILE instead of standard output",
                     .into = &globals.output,
                     .completes = Completes::file});
  options.push_back({.names = "--lang",
                     .value = "LANG",
                     .doc = "language of rendered documents: en or pt-BR",
                     .into = &globals.lang,
                     .choices = k_languages});
  options.push_back({.names = "--color",
                     .value = "WHEN",
                     .doc = "auto, always or never; NO_COLOR and CLICOLOR_FORCE are honoured",
                     .into = &globals.color,
                     .choices = k_colors});
  options.push_back({.names = "-q,--quiet",
                     .value = {},
                     .doc = "no hints and notes beside the result",
                     .into = &globals.quiet});
  options.push_back({.names = "-v,--verbose",
                     .value = {},
                     .doc = "say on standard error what was read and how it was understood",
                     .into = &globals.verbose});
  options.push_back({.names = "--no-pager",
                     .value = {},
                     .doc = "never show a long result in a pager",
                     .into = &globals.no_pager});
  options.push_back({.names = "--version",
                     .value = {},
                     .doc = "print the versions of csx, its data format and its libraries",
                     .into = &globals.version});
  options.push_back({.names = "-h,--help",
                     .value = {},
                     .doc = "print what a command does and takes",
                     .into = &globals.help});
}

}  // namespace csx::cli
