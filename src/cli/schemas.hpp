#pragma once

#include <string>
#include <vector>

/// The JSON Schema files that editors use, as `csx schema` writes them.
namespace csx::cli {

struct SchemaFile {
  std::string name;  ///< `account.schema.json`
  std::string text;
};

/// One for each kind, and csx.schema.json for any record, chosen by its kind.
std::vector<SchemaFile> schema_files();
/// The text of csx.schema.json.
std::string schema_of_any_record();

}  // namespace csx::cli
