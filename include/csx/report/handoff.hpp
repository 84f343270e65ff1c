#pragma once

#include "csx/model/handoff.hpp"
#include "csx/report/blocks.hpp"
#include "csx/store/dataset.hpp"

namespace csx::report {

/// The standard document of a handoff, for people of both areas: who hands over what to whom, the customer,
/// all that was filled in and what is still missing, what happened. Events after `as_of` are left out; values
/// of the account that change over time are those of that day.
Blocks handoff_document(const store::Dataset& data, const model::Handoff& handoff, time::Instant as_of,
                        model::Language language);

}  // namespace csx::report
