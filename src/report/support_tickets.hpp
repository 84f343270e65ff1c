#pragma once

#include <vector>

#include "csx/metrics/facts.hpp"
#include "report_view.hpp"

namespace csx::report {

/// A ticket that is in hands, or of a kind, that the agreement between Support and Customer Success does not
/// mean.
struct Misrouted {
  enum class How : std::uint8_t {
    relationship_at_support,  ///< about the business, worked on by Support
    product_at_cs,            ///< about using the product, worked on by Customer Success
    outside_portfolio,        ///< brought to Support by somebody who is not the account's CSM
  };
  How how = How::relationship_at_support;
  const metrics::EntryFacts* entry = nullptr;
  const model::Ticket* ticket = nullptr;
  std::vector<std::string> people;  ///< ids, who worked on it or brought it
};

/// How many tickets could be judged, and those that are misrouted.
struct Routing {
  std::size_t relationship = 0;  ///< tickets of that nature that somebody handled
  std::size_t product = 0;       ///< likewise
  std::size_t escalated = 0;     ///< brought by somebody, of accounts with a CSM
  std::size_t no_nature = 0;     ///< whose nature is not recorded
  std::vector<Misrouted> found;  ///< *Order*: kind, then time
};

/// Of the tickets opened in a period. Areas and CSMs are those of the day it was opened.
Routing routing_of(const metrics::Facts& facts, const time::Period& period);

/// Scorecard and bottlenecks of the agreements between both areas. What was missed is added to `discuss`.
Blocks between_support_and_cs(const ReportView& view, const metrics::Facts& facts, const time::Period& period,
                              Bullets& discuss);

}  // namespace csx::report
