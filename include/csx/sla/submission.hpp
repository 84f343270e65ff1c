#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "csx/model/agreement.hpp"
#include "csx/model/handoff.hpp"
#include "csx/sla/completeness.hpp"
#include "csx/time/zone.hpp"

/// What the agreements in force ask of a handoff as it is submitted, and whether it is good enough.
namespace csx::sla {

/// The day whose agreement judges a handoff's content: of its last submission, or today for a draft.
time::Date judged_on(const model::Handoff& handoff, const time::Zone& zone, time::Date today);

/// What a handoff says to all that several agreements ask, in the order of the agreements.
Completeness grade_for_all(std::span<const model::Agreement* const> agreements, const model::Handoff& handoff,
                           const model::Account* account, time::Date day, Flow flow = Flow::forward);

/// The figures of a submission; those that were recorded with it win over what is graded now.
struct SubmissionFigures {
  std::optional<model::Share> completeness;
  std::optional<model::Share> quality;
};

/// One figure of a submission against the `quality` of one commitment.
struct GateVerdict {
  enum class Figure : std::uint8_t { completeness, quality };
  const model::Agreement* agreement = nullptr;
  const model::Commitment* commitment = nullptr;
  Figure figure = Figure::completeness;
  const model::Condition* wanted = nullptr;
  model::Share found;
  bool met = false;
  bool regraded =
      false;  ///< the figure was not recorded with the submission, but graded from what is there now
};
std::string_view word(GateVerdict::Figure figure);

/// The gate of one commitment, whatever its subject. Figures that are not recorded are graded; without either
/// there is no verdict. *Order*: completeness before quality.
std::vector<GateVerdict> judge_gate(const model::Agreement& agreement, const model::Commitment& commitment,
                                    const model::Handoff& handoff, const model::Account* account,
                                    time::Date day, const SubmissionFigures& recorded);

/// Every gate of the commitments that speak of the handoff. Figures that are not recorded are graded, for
/// each agreement by what it asks itself; without either there is no verdict. *Order*: of the agreements,
/// then of their commitments; completeness before quality.
std::vector<GateVerdict> judge_gates(std::span<const model::Agreement* const> agreements,
                                     const model::Handoff& handoff, const model::Account* account,
                                     time::Date day, const SubmissionFigures& recorded);

}  // namespace csx::sla
