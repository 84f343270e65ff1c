#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/metrics/facts.hpp"
#include "csx/model/agreement_scores.hpp"

/// Signs of difficult customers, as the main agreement declares them. *Source*: metrics.md of the design,
/// "Difficult-customer signals".
namespace csx::metrics {

struct Sign {
  enum class State : std::uint8_t { off, on, unknown };
  const model::DifficultSignal* signal = nullptr;
  State state = State::unknown;
  std::string found;                  ///< in a phrase: `3 of 8 appointments (37.5%), 2 of them …`
  std::vector<std::string> evidence;  ///< the records behind it, of bad cases only
};

struct Difficulty {
  const model::DifficultModel* model = nullptr;  ///< null where nothing is declared
  std::vector<Sign> signs;                       ///< in the order of the agreement
  std::size_t count = 0;                         ///< signs that are on
  bool is_difficult = false;                     ///< as many as the agreement's limit, or more

  std::size_t unknown() const;
};

/// Signs of an account on a day, until the end of it or the as-of instant. What a condition compares follows
/// from its unit: a share of the cases looked at, a number of bad ones, or the longest delay.
Difficulty difficulty_of(const Facts& facts, const AccountFacts& account, time::Date day);

}  // namespace csx::metrics
