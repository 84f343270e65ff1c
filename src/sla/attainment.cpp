#include "csx/sla/attainment.hpp"

#include <map>
#include <numeric>

namespace csx::sla {

namespace {

void count(const Clocks& clocks, const Clock& clock, const time::Period& period, Attainment& into) {
  if (!clock.deadline || !period.contains(clocks.zone.date_of(*clock.deadline))) {
    return;
  }
  switch (clock.state) {
    case ClockState::met:
      ++into.met;
      break;
    case ClockState::missed:
      // A clock stopped after its deadline is due, whatever the as-of instant.
      ++into.missed;
      break;
    case ClockState::breached:
      ++into.breached;
      break;
    case ClockState::met_early:
      ++into.met_early;
      return;
    case ClockState::running:
    case ClockState::warning:
      ++into.open;
      return;
    case ClockState::excluded:
      ++into.excluded;
      return;
    case ClockState::not_started:
    case ClockState::paused:
    case ClockState::not_applicable:
      return;
  }
  into.due.push_back(&clock);
}

}  // namespace

std::optional<Ratio> Attainment::share() const {
  const std::size_t due_clocks = due_count();
  if (due_clocks == 0) {
    return std::nullopt;
  }
  const std::size_t divisor = std::gcd(met, due_clocks);
  return Ratio{static_cast<std::int64_t>(met / divisor), static_cast<std::int64_t>(due_clocks / divisor)};
}

Attainment attainment(const Clocks& clocks, std::span<const Clock* const> chosen,
                      const time::Period& period) {
  Attainment result;
  for (const Clock* clock : chosen) {
    count(clocks, *clock, period, result);
  }
  return result;
}

Attainment attainment(const Clocks& clocks, const time::Period& period) {
  Attainment result;
  for (const Clock& clock : clocks.clocks) {
    count(clocks, clock, period, result);
  }
  return result;
}

std::vector<AttainmentGroup> attainment_by(
    const Clocks& clocks, const time::Period& period,
    const std::function<std::optional<std::string>(const Clock&)>& key) {
  std::map<std::string, Attainment> groups;
  for (const Clock& clock : clocks.clocks) {
    if (auto name = key(clock)) {
      count(clocks, clock, period, groups[*std::move(name)]);
    }
  }
  std::vector<AttainmentGroup> found;
  for (auto& [name, group] : groups) {
    found.push_back({name, std::move(group)});
  }
  return found;
}

}  // namespace csx::sla
