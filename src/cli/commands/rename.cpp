#include <array>

#include "../renaming.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct RenameCommand {
  std::optional<std::string> ref;
  std::optional<std::string> to;
  WriteOptions write;
};

void declare(RenameCommand& options, Options& out) {
  out.push_back({.names = "REF",
                 .value = {},
                 .doc = "kind/id, a unique id, or a part: segment/mid-market, account/aurora/promise/p1",
                 .into = &options.ref,
                 .completes = Completes::record,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "NEW",
                 .value = {},
                 .doc = "the new id: a-z, 0-9 and hyphens",
                 .into = &options.to,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  declare(options.write, out);
}

Result<int> run(const RenameCommand& options, Context& context) {
  Result<std::unique_ptr<Writing>> writing = Writing::begin(context, options.write);
  if (!writing) {
    return fail(std::move(writing.error()));
  }
  const Result<Named> named = resolve((*writing)->data(), *options.ref);
  if (!named) {
    return fail(named.error());
  }
  const Result<Renaming> renaming = plan_renaming((*writing)->data(), *named, *options.to);
  if (!renaming) {
    return fail(renaming.error());
  }
  if (renaming->from != renaming->to) {
    const Result<Renamed> renamed = rename(**writing, *renaming);
    if (!renamed) {
      return fail(renamed.error());
    }
    for (const std::string& note : renamed->notes) {
      context.note(note);
    }
  }
  return (*writing)->finish(fmt::format("rename {} {}", named->ref, renaming->to));
}

constexpr std::array<Example, 4> k_rename_examples{
    {{"csx rename account/aurora padaria-aurora", "the account, its folder and everything that refers to it"},
     {"csx rename segment/mid-market middle",
      "a segment, in all versions of the agreement and in every account"},
     {"csx rename account/aurora/promise/p1 billing",
      "a promise, and the handoffs of that account which name it"},
     {"csx rename person/ana ana-souza --dry-run", "what would change, as a diff"}}};

}  // namespace

const Command k_rename{
    .name = "rename",
    .group = Group::change,
    .summary = "give a record or a part of one another id, with everything that refers to it, in one commit",
    .effect = Effect::writes,
    .about =
        "References are found by what the fields mean, not by the text: the id of an account's promise is "
        "looked up "
        "in the records of that account, that of a segment everywhere. Approvals of an agreement whose "
        "content "
        "names it follow. Files and folders that are named after the id move.",
    .formats = write_formats(),
    .examples = k_rename_examples,
    .exit_one = "the change would add errors; nothing is written",
    .prepare = prepare<RenameCommand, declare, run>};

}  // namespace csx::cli
