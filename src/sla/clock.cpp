#include "csx/sla/clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace csx::sla {

namespace {

constexpr std::array<std::string_view, k_clock_states> k_states{
    "not started", "running", "warning",  "paused",   "met",
    "met early",   "missed",  "breached", "excluded", "n/a"};

bool same_word(std::string_view written, std::string_view state) {
  return std::equal(written.begin(), written.end(), state.begin(), state.end(),
                    [](char a, char b) { return a == b || (a == '-' && b == ' '); });
}

}  // namespace

std::string ClockSubject::ref() const {
  if (entry != nullptr) {
    return fmt::format("{}/{}", model::word(kind), entry->id.value);
  }
  return handoff != nullptr   ? "handoff/" + handoff->id.value
         : account != nullptr ? "account/" + account->id.value
                              : std::string();
}

const std::vector<model::Exclusion>& ClockSubject::exclusions() const {
  static const std::vector<model::Exclusion> k_none;
  return entry != nullptr     ? entry->exclusions
         : handoff != nullptr ? handoff->exclusions
         : account != nullptr ? account->exclusions
                              : k_none;
}

std::string_view word(ClockState state) {
  return k_states.at(static_cast<std::size_t>(state));
}

std::optional<ClockState> parse_clock_state(std::string_view written) {
  for (std::size_t i = 0; i < k_states.size(); ++i) {
    if (same_word(written, k_states[i])) {
      return static_cast<ClockState>(i);
    }
  }
  return std::nullopt;
}

bool is_open(ClockState state) {
  return state == ClockState::running || state == ClockState::warning || state == ClockState::paused;
}

std::string Clock::path() const {
  return version().id.value + "/" + commitment->id.value;
}

std::string reason_text(const Clock& clock) {
  const std::string& id = clock.version().id.value;
  switch (clock.reason) {
    case ClockReason::none:
      return {};
    case ClockReason::agreed:
      return fmt::format("excluded: {}", clock.exclusion->why);
    case ClockReason::cancelled:
      return "cancelled before the deadline";
    case ClockReason::churned:
      return "the account left before the deadline";
    case ClockReason::version_missing:
      return fmt::format("version {} of {}, which may have been in force, is not in the folder",
                         clock.missing, id);
    case ClockReason::version_unreadable:
      return fmt::format("version {} of {}, which may have been in force, cannot be read", clock.missing, id);
    case ClockReason::version_gap:
      return fmt::format("no version of {} was in force at the start", id);
    case ClockReason::no_row:
      return "no row of the time limits matches";
    case ClockReason::no_limit:
      return "the commitment allows no time";
    case ClockReason::no_cadence:
      return "the cadence of the account's touch model is not known";
    case ClockReason::no_calendar:
      return "business time is counted, and no calendar exists";
    case ClockReason::beyond_calendar:
      return "the deadline lies outside of the years that calendars know";
    case ClockReason::too_many:
      return "it recurs too often to be listed";
  }
  return {};
}

}  // namespace csx::sla
