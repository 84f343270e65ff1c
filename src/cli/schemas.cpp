#include "schemas.hpp"

#include "csx/base/json.hpp"
#include "csx/model/kinds.hpp"
#include "csx/model/write.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace csx::cli {
namespace {

std::string text_of(const Json& schema) {
  return schema.dump(2) + "\n";
}

}  // namespace

std::vector<SchemaFile> schema_files() {
  std::vector<SchemaFile> files;
  for (const model::Kind& kind : model::kinds()) {
    files.push_back({fmt::format("{}.schema.json", kind.name), text_of(model::json_schema(kind))});
  }
  files.push_back({"csx.schema.json", schema_of_any_record()});
  return files;
}

std::string schema_of_any_record() {
  return text_of(model::json_schema_of_any_record());
}

}  // namespace csx::cli
