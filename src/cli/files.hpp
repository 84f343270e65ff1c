#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"

/// The few files that reading commands write, all of them asked for on the command line.
namespace csx::cli {

/// Puts a whole file in place at once: written beside it, then renamed. What is no regular file (a pipe, a
/// device) is written to as it is. *Errors*: io.
Status write_file(const std::string& path, std::string_view bytes);

/// Whether a result may be written to a path, as far as that can be known before: it is a file, its folder
/// takes it, and it is neither a YAML file of a data folder nor git's own. *Errors*: io; usage.
Status may_write_result(const std::string& path);

/// The bytes of a file; none when there is none. *Errors*: io.
Result<std::optional<std::string>> read_file(const std::string& path);

/// Takes a file away; one that is not there is as good. *Errors*: io.
Status remove_file(const std::string& path);

/// Makes a folder and those above it. *Errors*: io.
Status make_folder(const std::string& path);

/// Every file below a folder, relative to it, sorted; what cannot be read is left out.
std::vector<std::string> files_below(const std::string& folder);

/// Whether something stands at the path, even a broken link.
bool exists(const std::string& path);

}  // namespace csx::cli
