#include "../context.hpp"
#include "../files.hpp"
#include "../schemas.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <array>

namespace csx::cli {
namespace {

struct SchemaWriteOptions {
  std::optional<std::string> folder;
};

void declare(SchemaWriteOptions& options, Options& out) {
  out.push_back({.names = "DIR",
                 .value = {},
                 .doc = "where the schema files go; schemas unless given",
                 .into = &options.folder,
                 .completes = Completes::folder,
                 .place = Option::Place::argument});
}

Result<int> run(const SchemaWriteOptions& options, Context& context) {
  const std::string name = options.folder.value_or("schemas");
  const std::string folder = context.absolute(name);
  if (Status made = make_folder(folder); !made) {
    return fail(std::move(made.error()));
  }
  std::size_t written = 0;
  const std::vector<SchemaFile> files = schema_files();
  for (const SchemaFile& file : files) {
    const std::string path = folder + '/' + file.name;
    const Result<std::optional<std::string>> there = read_file(path);
    if (!there) {
      return fail(there.error());
    }
    if (*there == file.text) {
      continue;
    }
    if (Status good = write_file(path, file.text); !good) {
      return fail(std::move(good.error()));
    }
    context.out += fmt::format("{}/{}\n", escape_controls(name), file.name);
    ++written;
  }
  context.note(fmt::format("{} written, {} up to date", counted(written, "schema"), files.size() - written));
  return 0;
}

constexpr std::array<Example, 2> k_schema_write_examples{
    {{"csx schema write", "write schemas/account.schema.json and the others"},
     {"csx schema write .vscode", "beside the settings of an editor"}}};

}  // namespace

const Command k_schema_write{
    .name = "schema write",
    .group = Group::set_up,
    .summary = "write the JSON Schema files that let editors complete and check records",
    .effect = Effect::writes,
    .about =
        "One file for each kind of record, and csx.schema.json for any of them. Files that are up to date "
        "are left alone.",
    .examples = k_schema_write_examples,
    .prepare = prepare<SchemaWriteOptions, declare, run>};

}  // namespace csx::cli
