#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "csx/metrics/facts.hpp"

/// How a customer was handed over after the sale: one answer for metrics, groups and crossings.
namespace csx::metrics {

enum class Handover : std::uint8_t {
  first_pass,  ///< accepted at the first submission
  returned,    ///< sent back at least once
  open,        ///< not answered yet
  absent,      ///< there is no handoff
  alone,       ///< likewise, but the customer bought alone: there is nothing to hand over
  cancelled,   ///< every one there is was cancelled
};
inline constexpr std::size_t k_handovers = 6;
std::string_view word(Handover handover);  ///< `first-pass`

Handover handover_of(const Facts& facts, const AccountFacts& account);

/// Whether the first contract was bought without anybody selling it. *Source*: decisions.md, as of clocks.
bool bought_alone(const Facts& facts, const AccountFacts& account);

}  // namespace csx::metrics
