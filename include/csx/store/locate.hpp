#pragma once

#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/store/file_tree.hpp"

namespace csx::store {

/// Looks the places of findings up in the text of their files, reading each file that has some once. Also
/// gives each its fingerprint. The result is sorted by file, position, rule, message; equal findings are
/// merged. A file that cannot be read again leaves its positions unknown.
std::vector<Finding> locate(const FileTree& tree, std::vector<Diagnostic> diagnostics);

}  // namespace csx::store
