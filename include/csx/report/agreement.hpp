#pragma once

#include <string>
#include <vector>

#include "csx/report/blocks.hpp"
#include "csx/sla/agreement_difference.hpp"
#include "csx/sla/agreement_standing.hpp"
#include "csx/store/dataset.hpp"

namespace csx::report {

/// One version of an agreement on a page: where it stands, who signed it, what each area owes and hands over,
/// its versions and the opinions that wait for an answer. `versions` are all of the agreement, `shown` is one
/// of them.
Blocks agreement_document(const store::Dataset& data, const std::vector<sla::VersionStanding>& versions,
                          const sla::VersionStanding& shown);

/// All parts of one version, for people of every area that agrees, with names in place of ids.
Blocks agreement_pages(const store::Dataset& data, const std::vector<sla::VersionStanding>& versions,
                       const sla::VersionStanding& shown, model::Language language);

/// `in force since 2026-07-01`, `proposal: waits for cs`, `past: from 2025-01-01 to 2025-12-31`.
std::string said(const sla::VersionStanding& standing, model::Language language = model::Language::en);

/// What one text of an agreement changes in another, weaker first within each part.
Blocks agreement_differences(const std::string& before, const std::string& after,
                             const std::vector<sla::AgreementDifference>& differences);

}  // namespace csx::report
