#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "record_changes.hpp"
#include "session.hpp"

namespace csx::cli {

/// Everything found in a data folder, with its places; suppressions in place are applied.
/// *Order*: file, position, rule, message.
std::vector<Finding> find_all(const Session& session, const rules::Selection& selection = {});

/// What a change to a folder adds to what was found in it before; rules that ask what is new know it.
std::vector<Finding> find_added(const Session& before, const Session& after,
                                const rules::Selection& selection = {});

/// The errors among them.
std::vector<Finding> find_errors(const Session& session);

/// Those of `after` that `before` does not have, told by rule, record and what items of lists are, as
/// fingerprints are, or by where they stand, of an item that was named anew. What is another name of a record
/// or file in `old_refs` is the same.
std::vector<Finding> added(std::vector<Finding> after, const std::vector<Finding>& before,
                           const OldRefs& old_refs = {});

/// The findings that were known on a day, by fingerprint: the file of --baseline.
struct Baseline {
  std::vector<std::string> fingerprints;  ///< sorted
  bool holds(std::string_view fingerprint) const;
};
/// `name` is what the user calls it. *Errors*: usage when there is no such file or it is no baseline; io.
Result<Baseline> read_baseline(const std::string& path, std::string_view name);
std::string baseline_text(const std::vector<Finding>& findings);

}  // namespace csx::cli
