#include "csx/base/text.hpp"
#include "help.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

/// A cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out.append(c == '|' ? "\\|" : std::string(1, c));
  }
  return out;
}

void append_command(std::string& out, const Command& command, std::string_view heading) {
  Options options;
  const Command::Run unused = command.prepare(options);
  std::string summary(command.summary);
  summary.front() = static_cast<char>(summary.front() - 'a' + 'A');
  out += fmt::format("{} csx {}\n\n{}.\n\n```\n{}\n```\n", heading, command.name, summary,
                     usage_of(command, options));
  if (!command.about.empty()) {
    out += fmt::format("\n{}\n", command.about);
  }
  if (!options.empty()) {
    out += "\n| argument or option | meaning |\n|---|---|\n";
    for (const Option::Place place : {Option::Place::argument, Option::Place::option}) {
      for (const Option& option : options) {
        if (option.place == place) {
          out += fmt::format("| `{}` | {} |\n", cell(heading_of(option)), cell(doc_of(option)));
        }
      }
    }
  }
  if (!command.formats.empty()) {
    out += fmt::format("\nFormats: `{}`.\n", fmt::join(command.formats, "`, `"));
  }
  if (!command.examples.empty()) {
    out += fmt::format("\n{}# Examples\n\n", heading);
    for (const Example& example : command.examples) {
      out += fmt::format("- `{}`: {}\n", example.line, example.what);
    }
  }
  out += fmt::format("\n{}# Exit codes\n\n| code | meaning |\n|---|---|\n", heading);
  for (const ExitMeaning& meaning : exit_meanings(command)) {
    out += fmt::format("| {} | {} |\n", meaning.code, meaning.meaning);
  }
}

}  // namespace

std::string page_head(std::string_view noun) {
  const auto meant = [&](const Command& command) { return command.noun() == noun; };
  const bool has_verbs = std::ranges::count_if(commands(), meant) > 1;
  std::string out = has_verbs ? fmt::format("# csx {}\n", noun) : std::string();
  for (const Command& command : commands()) {
    if (meant(command)) {
      out += has_verbs ? "\n" : "";
      append_command(out, command, has_verbs ? "##" : "#");
    }
  }
  return out;
}

}  // namespace csx::cli
