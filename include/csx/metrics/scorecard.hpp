#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "csx/metrics/evaluate.hpp"
#include "csx/sla/attainment.hpp"

/// What became of each commitment in a period, by area and by person. *Source*: metrics.md of the design,
/// "Scorecard".
namespace csx::metrics {

/// Whether a target can be held against values of a unit: a duration only against time that is counted alike,
/// money only against money.
bool is_comparable(const model::Condition& target, Unit unit);

/// Whether an exact value meets a target; none where the two cannot be compared. `unit` is the value's; money
/// is in the reporting currency.
std::optional<bool> meets(const Fraction& value, Unit unit, const model::Condition& target,
                          const Currency& reporting);

/// One commitment over a period.
struct Score {
  std::string path;  ///< `sales-cs/handoff-submitted`
  /// As the first version that judges in the period says it: its target judges.
  const model::Commitment* commitment = nullptr;
  const Metric* metric = nullptr;  ///< null of one on clocks, and of a metric that is not computed
  std::optional<Fraction> value;   ///< of clocks: those kept / those due
  std::size_t cases = 0;           ///< clocks that were due; records counted
  std::string why;                 ///< there is no value
  std::optional<bool> met;         ///< none: no value, no target, or one that cannot be compared
  sla::Attainment attained;        ///< of clocks
  Value measured;                  ///< of a metric

  bool is_of_clocks() const { return commitment->clock.has_value(); }
  /// `%` of clocks.
  Unit unit() const { return metric != nullptr ? metric->unit : Unit::share; }
};

/// Every commitment that an agreement in force in the period makes, or whose clocks were due in it. *Order*:
/// agreement; then as in its latest version of the period; then what only earlier versions promised.
std::vector<Score> scores_of(const Facts& facts, const time::Period& period);

/// What a person answers for: by path of the commitment, what was due in the period.
struct PersonScore {
  std::string person;                           ///< id
  std::map<std::string, sla::Attainment> own;   ///< clocks that the person owns
  std::map<std::string, sla::Attainment> team;  ///< those, and of everybody below; empty without a team
  std::vector<std::string> reports;             ///< who reports to the person directly, on the last day
};

/// Everybody who owns a clock that was due in the period, and all above them. Who is above whom is read on
/// the last day that is known. *Order*: by id.
std::vector<PersonScore> scores_by_person(const Facts& facts, const time::Period& period);

}  // namespace csx::metrics
