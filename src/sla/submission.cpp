#include "csx/sla/submission.hpp"

#include <utility>

#include "csx/sla/filter.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/moments.hpp"

namespace csx::sla {

namespace {

bool meets(const model::Condition& condition, const model::Share& share) {
  using Operator = model::Condition::Operator;
  const Decimal& value = share.percent;
  switch (condition.op) {
    case Operator::less:
      return value < condition.low.number;
    case Operator::at_most:
      return value <= condition.low.number;
    case Operator::equal:
      return value == condition.low.number;
    case Operator::not_equal:
      return value != condition.low.number;
    case Operator::at_least:
      return value >= condition.low.number;
    case Operator::greater:
      return value > condition.low.number;
    case Operator::between:
      return value >= condition.low.number && value <= condition.high.number;
  }
  return true;
}

/// What several figures of one submission are judged by.
struct Gate {
  const model::Agreement& agreement;
  const model::Commitment& commitment;
  std::vector<GateVerdict>& out;

  void judge(GateVerdict::Figure figure, const std::optional<model::Condition>& wanted,
             const std::optional<model::Share>& recorded, const std::optional<Ratio>& graded) const {
    const bool comparable = wanted && wanted->low.kind == model::Operand::Kind::share;
    if (!comparable || (!recorded && !graded)) {
      return;
    }
    const model::Share found = recorded ? *recorded : to_share(*graded);
    out.push_back({&agreement, &commitment, figure, &*wanted, found, meets(*wanted, found), !recorded});
  }
};

}  // namespace

std::string_view word(GateVerdict::Figure figure) {
  return figure == GateVerdict::Figure::completeness ? "completeness" : "quality";
}

time::Date judged_on(const model::Handoff& handoff, const time::Zone& zone, time::Date today) {
  const auto* submitted = last_event(handoff, model::HandoffEvent::submitted);
  return submitted != nullptr ? day_of(zone, submitted->at) : today;
}

Completeness grade_for_all(std::span<const model::Agreement* const> agreements, const model::Handoff& handoff,
                           const model::Account* account, time::Date day, Flow flow) {
  std::vector<InformationGrade> rows;
  for (const model::Agreement* agreement : agreements) {
    const Completeness graded = grade_handoff(*agreement, handoff, account, day, flow);
    rows.insert(rows.end(), graded.rows.begin(), graded.rows.end());
  }
  return total_of(std::move(rows));
}

std::vector<GateVerdict> judge_gate(const model::Agreement& agreement, const model::Commitment& commitment,
                                    const model::Handoff& handoff, const model::Account* account,
                                    time::Date day, const SubmissionFigures& recorded) {
  std::vector<GateVerdict> verdicts;
  if (!commitment.quality) {
    return verdicts;
  }
  const bool graded_anew = (commitment.quality->completeness && !recorded.completeness) ||
                           (commitment.quality->quality && !recorded.quality);
  const Completeness graded = graded_anew ? grade_handoff(agreement, handoff, account, day) : Completeness{};
  const Gate gate{agreement, commitment, verdicts};
  gate.judge(GateVerdict::Figure::completeness, commitment.quality->completeness, recorded.completeness,
             graded.completeness);
  gate.judge(GateVerdict::Figure::quality, commitment.quality->quality, recorded.quality, graded.quality);
  return verdicts;
}

std::vector<GateVerdict> judge_gates(std::span<const model::Agreement* const> agreements,
                                     const model::Handoff& handoff, const model::Account* account,
                                     time::Date day, const SubmissionFigures& recorded) {
  std::vector<GateVerdict> verdicts;
  for (const model::Agreement* agreement : agreements) {
    for (const model::Commitment& commitment : agreement->commitments) {
      if (!commitment.quality || commitment.subject != model::Subject::handoff ||
          !applies(commitment.when, Fields::of(handoff, account), *agreement, day)) {
        continue;
      }
      const auto judged = judge_gate(*agreement, commitment, handoff, account, day, recorded);
      verdicts.insert(verdicts.end(), judged.begin(), judged.end());
    }
  }
  return verdicts;
}

}  // namespace csx::sla
