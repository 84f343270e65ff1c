#include "app.hpp"

#include "complete.hpp"
#include "context.hpp"
#include "csx/base/text.hpp"
#include "csx/store/file_tree.hpp"
#include "deliver.hpp"
#include "exit_code.hpp"
#include "files.hpp"
#include "help.hpp"
#include "version.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

/// A command and the words that are for it.
struct Call {
  const Command* command = nullptr;  ///< null: no command was named
  std::vector<std::string> words;
};

std::vector<std::string_view> names_of_nouns() {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) {
    if (command.group != Group::hidden && (names.empty() || names.back() != command.noun())) {
      names.push_back(command.noun());
    }
  }
  return names;
}

std::vector<std::string_view> verbs_of(std::string_view noun) {
  std::vector<std::string_view> verbs;
  for (const Command& command : commands()) {
    if (command.noun() == noun && command.name.size() > noun.size()) {
      verbs.push_back(command.name.substr(noun.size() + 1));
    }
  }
  return verbs;
}

tl::unexpected<Error> unknown_command(std::string_view word) {
  return fail(ErrorKind::usage,
              fmt::format("unknown command {}{}", csx::quoted(word), did_you_mean(word, names_of_nouns())),
              {"run `csx help` for the list of commands"});
}

tl::unexpected<Error> wrong_verb(std::string_view noun, std::optional<std::string_view> verb) {
  const std::vector<std::string_view> verbs = verbs_of(noun);
  const std::string hint = fmt::format("write csx {} {}", noun, enumerate(verbs, "or"));
  if (!verb) {
    return fail(ErrorKind::usage, fmt::format("csx {} does not say what to do", noun), {hint});
  }
  std::vector<std::string> hints{hint};
  if (find_command(*verb) != nullptr) {
    hints.insert(hints.begin(), fmt::format("`csx {}` is a command of its own", *verb));
  }
  return fail(ErrorKind::usage,
              fmt::format("csx {} knows no {}{}", noun, csx::quoted(*verb), did_you_mean(*verb, verbs)),
              std::move(hints));
}

bool ask_for_help(const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [](const std::string& word) { return word == "--help" || word == "-h"; });
}

std::vector<std::string> without(const std::vector<std::string>& words, std::span<const std::size_t> places) {
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::ranges::find(places, i) == places.end()) {
      rest.push_back(words[i]);
    }
  }
  return rest;
}

/// A command of two words: `schema write`.
Result<Call> find_call_with_verb(const std::vector<std::string>& words, std::span<const std::size_t> bare) {
  const std::string& noun = words[bare[0]];
  if (bare.size() == 1 && ask_for_help(words)) {
    return Call{find_command("help"), {noun}};
  }
  if (bare.size() == 1) {
    return wrong_verb(noun, std::nullopt);
  }
  const std::string& verb = words[bare[1]];
  const Command* command = find_command(fmt::format("{} {}", noun, verb));
  if (command == nullptr) {
    return wrong_verb(noun, verb);
  }
  return Call{command, without(words, bare.first(2))};
}

Result<Call> find_call(const std::vector<std::string>& words, const Options& globals) {
  const std::vector<std::size_t> bare = find_bare_words(words, globals).bare;
  if (bare.empty()) {
    return Call{nullptr, words};
  }
  const std::string& noun = words[bare[0]];
  const bool has_verb =
      bare.size() > 1 && find_command(fmt::format("{} {}", noun, words[bare[1]])) != nullptr;
  if (const Command* command = find_command(noun); command != nullptr && !has_verb) {
    return Call{command, without(words, std::span(bare).first(1))};
  }
  if (!verbs_of(noun).empty()) {
    return find_call_with_verb(words, bare);
  }
  // The word may be the value of an option that does not exist.
  const auto end = words.begin() + static_cast<std::ptrdiff_t>(bare[0]);
  if (Status before = parse(std::vector<std::string>(words.begin(), end), globals); !before) {
    return fail(std::move(before.error()));
  }
  return unknown_command(noun);
}

/// `csx` alone is `csx status` where there is a data folder, or where it is told what to read or how to
/// answer.
Call without_command(Call call, const Environment& environment, const Options& options,
                     const Globals& parsed) {
  if (!parse(call.words, options) || parsed.help || parsed.version) {
    return call;
  }
  const Command* status = find_command("status");
  const bool asks = parsed.at || parsed.as_of || parsed.format || parsed.folder;
  Leftovers none;
  const Context context(environment, parsed, *status, none);
  if (asks || (context.folder().starts_with('/') && store::find_data_folder(context.folder()))) {
    call.command = status;
  }
  return call;
}

Status check_format(const Command& command, const Globals& globals) {
  if (!globals.format) {
    return {};
  }
  if (command.formats.empty()) {
    return fail(ErrorKind::usage, fmt::format("csx {} takes no --format", command.name));
  }
  if (std::ranges::find(command.formats, *globals.format) != command.formats.end()) {
    return {};
  }
  return fail(ErrorKind::usage,
              fmt::format("csx {} does not write {}{}", command.name, csx::quoted(*globals.format),
                          did_you_mean(*globals.format, command.formats)),
              {fmt::format("give --format one of {}", fmt::join(command.formats, ", "))});
}

std::string version_text() {
  return fmt::format("csx {}, data format {}\n{}\n", k_version, k_data_format, k_libraries);
}

/// Whether the words ask for something else than running the command.
std::optional<std::string> side_answer(const Globals& globals, const Command* command, std::size_t width) {
  if (globals.version) {
    return version_text();
  }
  if (command == nullptr) {
    return globals.help
               ? short_help(width)
               : short_help(width) +
                     "\nThere is no data folder here: `csx init` makes one, -C DIR looks in another.\n";
  }
  return globals.help ? std::optional(help_of(*command, width)) : std::nullopt;
}

Result<int> run_call(const Call& call, Globals& globals, const Options& global_options,
                     const Environment& environment, Streams streams, Leftovers& leftovers) {
  const Command& command = call.command != nullptr ? *call.command : *find_command("help");
  Options options;
  const Command::Run body = call.command != nullptr ? command.prepare(options) : Command::Run();
  options.insert(options.end(), global_options.begin(), global_options.end());
  if (ask_for_help(call.words)) {
    globals.help = true;  // even where the rest of the line is not yet right
  } else if (Status parsed = parse(call.words, options); !parsed) {
    Error error = std::move(parsed.error());
    error.hints.push_back(call.command != nullptr ? fmt::format("run `csx help {}`", command.name)
                                                  : "run `csx help`");
    return fail(std::move(error));
  }
  Context context(environment, globals, command, leftovers);
  if (std::optional<std::string> answer =
          side_answer(globals, call.command, width_of_prose(environment.columns))) {
    context.out = std::move(*answer);
    return deliver(context, streams).map([] { return k_exit_done; });
  }
  if (Status good = check_format(command, globals); !good) {
    return fail(std::move(good.error()));
  }
  if (!context.folder().starts_with('/')) {
    return fail(ErrorKind::io, "the current folder is gone", {"change to one that is there, or give -C DIR"});
  }
  // Nothing is done whose result has nowhere to go.
  if (globals.output && *globals.output != "-") {
    if (Status may = may_write_result(context.absolute(*globals.output)); !may) {
      return fail(std::move(may.error()));
    }
  }
  const Result<int> code = body(context);
  if (!code) {
    std::fwrite(context.notes.data(), 1, context.notes.size(), streams.err);
    return code;
  }
  if (Status delivered = deliver(context, streams); !delivered) {
    if (command.effect == Effect::writes) {
      delivered.error().hints.emplace_back(
          "the command is done, only its output is lost: look at the folder before you run it again");
    }
    return fail(std::move(delivered.error()));
  }
  return code;
}

}  // namespace

int run(const Environment& environment, std::FILE* out, std::FILE* err, Leftovers& leftovers) {
  const Streams streams{out, err};
  Globals globals;
  const std::vector<std::string>& words = environment.arguments;
  if (!words.empty() && words.front() == "__complete") {
    const std::string answer = complete(environment, std::span(words).subspan(1));
    std::fwrite(answer.data(), 1, answer.size(), out);
    return k_exit_done;
  }
  Options options;
  declare(globals, options);
  Result<Call> call = find_call(words, options);
  if (call && call->command == nullptr) {
    Globals alone;
    Options alone_options;
    declare(alone, alone_options);
    call = without_command(*std::move(call), environment, alone_options, alone);
  }
  const Result<int> code =
      call ? run_call(*call, globals, options, environment, streams, leftovers) : fail(call.error());
  if (code) {
    return *code;
  }
  print_error(code.error(), color_for(environment, globals, environment.err_is_terminal), err);
  return exit_code(code.error().kind);
}

}  // namespace csx::cli
