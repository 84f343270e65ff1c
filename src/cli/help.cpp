#include "help.hpp"

#include "csx/base/text.hpp"
#include "exit_code.hpp"
#include "globals.hpp"
#include "prose.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

constexpr std::size_t k_max_prose = 100;
constexpr std::size_t k_doc_column = 28;

void append_entry(std::string& out, std::string_view heading, std::string_view doc, std::size_t width) {
  std::string line = fmt::format("  {}", heading);
  if (display_width(line) + 2 > k_doc_column) {
    out += line + "\n";
    line.clear();
  }
  line.resize(line.size() + k_doc_column - display_width(line), ' ');
  out += line;
  out += wrapped(doc, width, k_doc_column).substr(k_doc_column);
}

void append_options(std::string& out, const Options& options, Option::Place place, std::size_t width) {
  for (const Option& option : options) {
    if (option.place == place) {
      append_entry(out, heading_of(option), doc_of(option), width);
    }
  }
}

bool has(const Options& options, Option::Place place) {
  return std::ranges::any_of(options, [&](const Option& option) { return option.place == place; });
}

}  // namespace

std::size_t width_of_prose(std::optional<std::size_t> columns) {
  constexpr std::size_t k_min_prose = 40;
  return std::clamp(columns.value_or(k_max_prose), k_min_prose, k_max_prose);
}

std::string heading_of(const Option& option) {
  if (option.place == Option::Place::argument) {
    return fmt::format("{}{}", option.names, option.takes_many() ? "…" : "");
  }
  std::string heading;
  for (const std::string_view name : split(option.names, ',')) {
    heading += fmt::format("{}{}", heading.empty() ? "" : ", ", name);
  }
  if (option.is_flag()) {
    return heading;
  }
  return option.value_may == Option::Value::may_be_left_out ? fmt::format("{}[={}]", heading, option.value)
                                                            : fmt::format("{} {}", heading, option.value);
}

std::string doc_of(const Option& option) {
  if (option.choices.empty()) {
    return std::string(option.doc);
  }
  return option.doc.find(option.choices.front()) != option.doc.npos
             ? std::string(option.doc)
             : fmt::format("{}: {}", option.doc, enumerate(option.choices, "or"));
}

std::string usage_of(const Command& command, const Options& options) {
  std::string usage = fmt::format("csx {}", command.name);
  if (has(options, Option::Place::option)) {
    usage += " [options]";
  }
  for (const Option& option : options) {
    if (option.place == Option::Place::argument) {
      const bool required = option.need == Option::Need::required;
      usage += required ? fmt::format(" {}", heading_of(option)) : fmt::format(" [{}]", heading_of(option));
    }
  }
  return usage;
}

std::string short_help(std::size_t width) {
  std::string out =
      "csx keeps, checks and measures the agreement between Sales and Customer Success: YAML records in "
      "git.\n\n"
      "Usage: csx [global options] COMMAND [options] [arguments]\n"
      "       csx [global options]    inside a data folder: csx status\n";
  for (const Group group : {Group::set_up, Group::judge, Group::look, Group::change}) {
    out += fmt::format("\n{}\n", title_of(group));
    for (const Command& command : commands()) {
      if (command.group == group) {
        append_entry(out, command.name, command.summary, width);
      }
    }
  }
  out += "\nGlobal options, before or after the command\n";
  Globals globals;
  Options options;
  declare(globals, options);
  append_options(out, options, Option::Place::option, width);
  out += "\nExamples\n";
  append_entry(out, "csx init --lang pt-BR", "make a data folder here, with an agreement to fill in", width);
  append_entry(out, "csx check", "check every record of the folder", width);
  append_entry(out, "csx help check", "everything about one command", width);
  return out;
}

std::string help_of(const Command& command, std::size_t width) {
  Options options;
  const Command::Run unused = command.prepare(options);
  std::string out =
      fmt::format("csx {}: {}\n\nUsage: {}\n", command.name, command.summary, usage_of(command, options));
  if (!command.about.empty()) {
    out += '\n';
    out += wrapped(command.about, width, 0);
  }
  if (has(options, Option::Place::argument)) {
    out += "\nArguments\n";
    append_options(out, options, Option::Place::argument, width);
  }
  if (has(options, Option::Place::option)) {
    out += "\nOptions\n";
    append_options(out, options, Option::Place::option, width);
  }
  if (!command.formats.empty()) {
    out += fmt::format("\nFormats: {}\n", fmt::join(command.formats, ", "));
  }
  if (!command.examples.empty()) {
    out += "\nExamples\n";
    for (const Example& example : command.examples) {
      out += fmt::format("  {}\n", example.line);
      out += wrapped(example.what, width, 6);
    }
  }
  out += "\nExit codes\n";
  for (const ExitMeaning& meaning : exit_meanings(command)) {
    append_entry(out, std::to_string(meaning.code), meaning.meaning, width);
  }
  out += "\nGlobal options (-C, --at, --as-of, --format, --output and more): csx help\n";
  return out;
}

std::vector<ExitMeaning> exit_meanings(const Command& command) {
  std::vector<ExitMeaning> meanings{{k_exit_done, "done"}};
  if (!command.exit_one.empty()) {
    meanings.push_back({k_exit_findings, command.exit_one});
  }
  meanings.push_back({k_exit_usage, "wrong usage or configuration"});
  meanings.push_back({k_exit_io, "records or repository cannot be read or written"});
  if (command.group == Group::change) {
    meanings.push_back(
        {k_exit_conflict, "somebody else is changing the repository or moved the branch; try again"});
  }
  meanings.push_back({k_exit_defect, "a defect of csx"});
  return meanings;
}

}  // namespace csx::cli
