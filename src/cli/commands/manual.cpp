#include "../context.hpp"
#include "../help.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct ManualOptions {
  std::optional<std::string> noun;
};

void declare(ManualOptions& options, Options& out) {
  out.push_back({.names = "NOUN",
                 .value = {},
                 .doc = "print the head of this command's page instead",
                 .into = &options.noun,
                 .completes = Completes::command,
                 .place = Option::Place::argument});
}

Result<int> run(const ManualOptions& options, Context& context) {
  context.out = options.noun ? page_head(*options.noun) : manual_page();
  return 0;
}

}  // namespace

const Command k_manual{
    .name = "__manual",
    .group = Group::hidden,
    .summary = "print the manual page",
    .effect = Effect::reads,
    .about =
        "Without an argument, the manual page in man(7) markup; else the head of a page of docs/commands.",
    .prepare = prepare<ManualOptions, declare, run>};

}  // namespace csx::cli
