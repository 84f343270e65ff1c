#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/metrics/facts.hpp"

/// The thread of one customer: segment -> sale -> promise -> handoff -> onboarding -> objective -> milestone
/// -> value -> renewal, and where it breaks. *Source*: commands.md of the design, "csx trace".
namespace csx::metrics {

struct Link {
  enum class State : std::uint8_t {
    whole,    ///< it is there, and leads on
    pending,  ///< it is not due yet
    broken,   ///< it is missing, late, or leads nowhere
  };
  std::string_view stage;  ///< `promise`
  State state = State::whole;
  std::string text;
  std::optional<time::Date> day;  ///< of what happened, else of what is due
  std::string ref;                ///< the record or part behind it; empty for what is missing
};
std::string_view word(Link::State state);

/// *Order*: of the thread, then of the record.
std::vector<Link> trace_of(const Facts& facts, const AccountFacts& account);

/// Progress of an objective from baseline to target by its latest value on or before a day; none where a
/// number is missing or both ends are the same.
std::optional<Fraction> progress_of(const model::SuccessObjective& objective, time::Date day);

}  // namespace csx::metrics
