#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/metrics/facts.hpp"

/// In which tier an account belongs by the criteria of the main agreement. *Source*: records.md of the
/// design, "tiers".
namespace csx::metrics {

struct CriterionAnswer {
  const model::TierCriterion* criterion = nullptr;
  std::string found;           ///< the value as people read it
  std::optional<bool> is_met;  ///< none: not known
  std::string why;             ///< of not known
};

/// One tier, asked of one account.
struct TierAnswer {
  const model::Tier* tier = nullptr;
  std::vector<CriterionAnswer> criteria;
  std::optional<bool> holds;  ///< all criteria; none: one that is not known decides
};

struct TierVerdict {
  const model::Agreement* agreement = nullptr;  ///< in force; null for none
  std::vector<TierAnswer> tiers;                ///< by rank, as far as they were asked
  /// The highest tier all of whose criteria hold; the lowest tier without criteria takes what is left.
  const model::Tier* follows = nullptr;
  std::string why;                               ///< nothing follows
  const std::string* given = nullptr;            ///< the account's tier; null for none
  std::optional<model::TouchModel> touch_given;  ///< the account's touch model, its tier's unless said

  bool tier_differs() const;   ///< both are known and are not the same
  bool touch_differs() const;  ///< from the touch model of the tier that follows
};

TierVerdict tier_of(const Facts& facts, const model::Account& account, time::Date day);

}  // namespace csx::metrics
