#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "csx/store/dataset.hpp"
#include "csx/store/file_tree.hpp"

namespace csx::store {

/// What a change makes of files: their new text, or none for a file that goes.
using ChangedTexts = std::map<std::string, std::optional<std::string>>;

/// A folder as a change would leave it, so that it can be judged before anything is written. Both arguments
/// must outlive the tree.
std::unique_ptr<FileTree> overlay_tree(const FileTree& base, const ChangedTexts& changed);

/// What `load` makes of `after`, the overlay of a change. Only what changed is read; all else is shared with
/// `base`, read from the folder below, which must outlive the result. *Errors*: as `load`.
Result<Dataset> load_changed(const Dataset& base, const FileTree& after, const ChangedTexts& changed);

}  // namespace csx::store
