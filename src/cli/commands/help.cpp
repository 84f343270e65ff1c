#include "../help.hpp"

#include "../context.hpp"
#include "../embedded.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <array>

namespace csx::cli {
namespace {

struct HelpOptions {
  std::vector<std::string> words;
};

void declare(HelpOptions& options, Options& out) {
  out.push_back({.names = "COMMAND",
                 .value = {},
                 .doc = "the command to explain",
                 .into = &options.words,
                 .completes = Completes::command,
                 .place = Option::Place::argument});
}

Result<int> run(const HelpOptions& options, Context& context) {
  const std::size_t width = width_of_prose(context.width());
  if (options.words.empty()) {
    context.out = short_help(width);
    return 0;
  }
  const std::string name = fmt::format("{}", fmt::join(options.words, " "));
  std::vector<std::string_view> nouns;
  for (const Command& command : commands()) {
    const bool meant = command.name == name || command.noun() == name;
    if (meant && command.group != Group::hidden) {
      context.out += fmt::format("{}{}", context.out.empty() ? "" : "\n", help_of(command, width));
    }
    nouns.push_back(command.noun());
  }
  if (context.out.empty()) {
    return fail(ErrorKind::usage,
                fmt::format("unknown command {}{}", csx::quoted(name), did_you_mean(name, nouns)),
                {"run `csx help` for the list of commands"});
  }
  const std::string page = fmt::format("docs/commands/{}.md", options.words.front());
  if (const EmbeddedFile* found = find_embedded(page)) {
    // The page's own summary of options is for readers of the documents.
    const std::string_view text = found->bytes;
    const std::size_t details = text.find("\n## Details\n");
    if (details != text.npos) {
      context.out += fmt::format("\n{}", text.substr(details + 4));
    }
  }
  return 0;
}

constexpr std::array<Example, 2> k_help_examples{
    {{"csx help", "list the commands"}, {"csx help check", "everything about one of them"}}};

}  // namespace

const Command k_help{.name = "help",
                     .group = Group::set_up,
                     .summary = "explain a command",
                     .effect = Effect::reads,
                     .about = "Without a command, lists them all by what they are for.",
                     .examples = k_help_examples,
                     .prepare = prepare<HelpOptions, declare, run>};

}  // namespace csx::cli
