#include "../context.hpp"
#include "../exit_code.hpp"
#include "../files.hpp"
#include "../schemas.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <array>

namespace csx::cli {
namespace {

struct SchemaCheckOptions {
  std::optional<std::string> folder;
};

void declare(SchemaCheckOptions& options, Options& out) {
  out.push_back({.names = "DIR",
                 .value = {},
                 .doc = "where the schema files are; schemas unless given",
                 .into = &options.folder,
                 .completes = Completes::folder,
                 .place = Option::Place::argument});
}

Result<int> run(const SchemaCheckOptions& options, Context& context) {
  const std::string name = options.folder.value_or("schemas");
  std::size_t behind = 0;
  for (const SchemaFile& file : schema_files()) {
    const Result<std::optional<std::string>> there = read_file(context.absolute(name) + '/' + file.name);
    if (!there) {
      return fail(there.error());
    }
    if (*there == file.text) {
      continue;
    }
    context.out += fmt::format("{}/{} {}\n", escape_controls(name), file.name,
                               *there ? "differs from what this csx writes" : "is missing");
    ++behind;
  }
  if (behind == 0) {
    context.note("all schemas are up to date");
    return k_exit_done;
  }
  context.note(fmt::format("run `csx schema write {}`", name));
  return k_exit_findings;
}

constexpr std::array<Example, 1> k_schema_check_examples{
    {{"csx schema check", "in a CI job: do the files lag behind?"}}};

}  // namespace

const Command k_schema_check{.name = "schema check",
                             .group = Group::set_up,
                             .summary = "say which schema files lag behind this csx",
                             .effect = Effect::reads,
                             .about = "Compares the files with what `csx schema write` would write.",
                             .examples = k_schema_check_examples,
                             .exit_one = "files that are missing or differ",
                             .prepare = prepare<SchemaCheckOptions, declare, run>};

}  // namespace csx::cli
