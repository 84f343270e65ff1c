#pragma once

#include "csx/base/json.hpp"
#include "judging.hpp"
#include "scores.hpp"

/// Scores by group, for `csx fit` and `csx health`.
namespace csx::cli {

/// A line a group and one for all: how many, how many known, mean, spread, and how many are in each band.
/// `weighted` holds, for the same keys, the score of the group as the agreement weighs it; empty for none.
using Weighted = std::map<std::vector<std::string>, std::string>;
report::Table groups_table(const Judging& judging, const ScoreGroups& groups, const ScoreGroup& all,
                           const std::vector<model::Band>& bands, const Weighted& weighted = {});
Json groups_json(const Judging& judging, const ScoreGroups& groups, const ScoreGroup& all,
                 const std::vector<model::Band>& bands, const Weighted& weighted = {});

}  // namespace csx::cli
