#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/rules/rule.hpp"
#include "csx/rules/selection.hpp"
#include "csx/store/dataset.hpp"

/// Suppressions in place: `# csx:ignore RULE until=2026-12-31 reason="…"`.
namespace csx::rules {

struct Suppressed {
  std::vector<Finding> kept;               ///< in the order given
  std::size_t dropped = 0;                 ///< how many findings a suppression covered
  std::vector<Diagnostic> about_comments;  ///< folder/suppression-…: wrong, expired or of no use
};

/// Drops findings whose line and rule a suppression covers, and says which suppressions are to be mended. A
/// suppression holds through the day `until`. Only what `selection` ran can tell a suppression of no use.
/// `files` are the data set's, by index; `workspace` gives the severities.
Suppressed apply_suppressions(std::vector<Finding> findings,
                              std::span<const store::InlineSuppression> suppressions,
                              std::span<const std::string> files, time::Date today,
                              const model::Workspace& workspace, const Selection& selection = {});

}  // namespace csx::rules
