#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"

/// What `csx init` writes.
namespace csx::cli {

/// A file to be: its path from the root of the disk, and its bytes.
struct NewFile {
  std::string path;
  std::string bytes;
};

/// The answers that a template's placeholders stand for: {{name}}, {{currency}}, {{timezone}}, {{date}}.
struct TemplateAnswers {
  std::string name;
  std::string currency;
  std::string timezone;
  std::string date;
};

/// The records of a template, with the answers in place; paths are relative to the data folder.
/// *Errors*: defect when there is no such template.
Result<std::vector<NewFile>> records_of_template(std::string_view name, std::string_view language,
                                                 const TemplateAnswers& answers);

/// Settings and schema that let VS Code complete and check records at once; relative to the data folder.
std::vector<NewFile> editor_files();

/// A CI job that checks every change; relative to the repository's root. `prefix` is the data folder in it,
/// empty for the root itself. `service` is `github` or `gitlab`.
NewFile ci_file(std::string_view service, std::string_view prefix);

/// Lets pre-commit check what is staged; relative to the repository's root.
NewFile pre_commit_file(std::string_view prefix);

/// A text with its placeholders replaced: in quotes its quotes stay, elsewhere quotes are put where the value
/// needs them.
std::string filled(std::string_view text, const TemplateAnswers& answers);

}  // namespace csx::cli
