#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "families.hpp"

namespace csx::metrics {

namespace {

constexpr std::array<std::string_view, 10> k_units{"money",         "share",  "count", "score",
                                                   "ratio",         "months", "days",  "elapsed-time",
                                                   "business-time", "minutes"};
constexpr std::array<std::string_view, 3> k_directions{"higher is better", "lower is better",
                                                       "neither is better"};
constexpr auto k_families = std::to_array<Family>({
    {"acquisition", "Acquisition"},
    {"handoff", "Handoff"},
    {"onboarding", "Onboarding"},
    {"revenue", "Revenue"},
    {"satisfaction", "Satisfaction"},
    {"support", "Support"},
    {"relationship", "Relationship"},
    {"funnel", "Funnel"},
    {"fit", "Fit"},
    {"health", "Health"},
    {"portfolio", "Portfolio"},
});

}  // namespace

std::string_view word(Unit unit) {
  return k_units[static_cast<std::size_t>(unit)];
}

std::string_view word(Direction direction) {
  return k_directions[static_cast<std::size_t>(direction)];
}

std::span<const Metric> table() {
  static const std::vector<Metric> k_table = [] {
    std::vector<Metric> rows;
    for (const std::span<const Metric> family :
         {acquisition_metrics(), handoff_metrics(), onboarding_metrics(), revenue_metrics(),
          revenue_ratio_metrics(), satisfaction_metrics(), support_metrics(), relationship_metrics(),
          funnel_metrics(), fit_metrics(), health_metrics(), portfolio_metrics()}) {
      rows.insert(rows.end(), family.begin(), family.end());
    }
    return rows;
  }();
  return k_table;
}

const Metric* find(std::string_view id) {
  const auto found = std::ranges::find(table(), id, &Metric::id);
  return found == table().end() ? nullptr : &*found;
}

std::span<const std::string_view> metric_ids() {
  static const std::vector<std::string_view> k_ids = [] {
    std::vector<std::string_view> ids;
    std::ranges::transform(table(), std::back_inserter(ids), &Metric::id);
    return ids;
  }();
  return k_ids;
}

std::span<const Family> families() {
  return k_families;
}

}  // namespace csx::metrics
