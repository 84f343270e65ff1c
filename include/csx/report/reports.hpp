#pragma once

#include <optional>

#include "csx/model/agreement.hpp"
#include "csx/model/workspace.hpp"
#include "csx/report/blocks.hpp"
#include "csx/sla/clock.hpp"
#include "csx/store/dataset.hpp"

/// The reports of `csx report`. Each is a function of records, clocks, instant and period.
namespace csx::report {

/// What all of them are written from.
struct ReportInput {
  const store::Dataset& data;
  const sla::Clocks& clocks;  ///< at `as_of`; of the whole folder, or of one account where only that is told
  time::Instant as_of;
  time::Date today;  ///< of `as_of`, in the workspace's zone
  model::Language language = model::Language::en;
};

/// What happened in a period, what was missed, what is due in the days after it, by area and by owner; wins
/// first.
Blocks bulletin(const ReportInput& input, const time::Period& period);

/// Everything about one account: where it stands, what comes next, commitments, objectives, promises,
/// support, voice, what happened.
Blocks account_report(const ReportInput& input, const model::AnyRecord& account);

/// The client X-ray of one account: who uses the product, when and how it is reached, what it needs, and how
/// old all that is.
Blocks raio_x(const ReportInput& input, const model::AnyRecord& account);

/// The agenda of an agreement's review: what the period since the last one says about it. `version` is the
/// one in force.
Blocks review_agenda(const ReportInput& input, const model::Agreement& version, const time::Period& period);

/// What customers in the highest health band have in common, against all whose health is known.
Blocks success_profile(const ReportInput& input);

/// Which activities of the blueprint were done in which stages of the journey, with how many accounts.
Blocks journey_coverage(const ReportInput& input, const time::Period& period);

}  // namespace csx::report
