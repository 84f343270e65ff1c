#pragma once

#include <optional>
#include <vector>

#include "csx/sla/clock.hpp"
#include "csx/sla/filter.hpp"
#include "csx/sla/happening.hpp"

/// What the engine knows of one subject, and of one commitment, when it makes clocks of them.
namespace csx::sla {

struct SubjectHistory {
  ClockSubject subject;
  Fields fields;
  std::vector<Happening> happenings;  ///< by time
  std::vector<Pause> holds;
  std::optional<Happening> cancelled;
  /// Ends of recurring clocks: churn of the account, the end of the subject itself. By time.
  std::vector<Happening> ends;
  const AccountHistory* account = nullptr;  ///< null when the account is not known
  time::Date since;                         ///< first day on which the subject existed

  bool is_over = false;  ///< nothing can start any more
};

/// One clock commitment of one version.
struct Track {
  const model::AnyRecord* version = nullptr;
  const model::Commitment* commitment = nullptr;
  const model::Agreement& agreement() const { return version->as<model::Agreement>(); }
  const model::Clock& clock() const { return *commitment->clock; }
  bool starts_from(model::Event event) const;
  bool stops_at(model::Event event) const;
  bool pauses() const;
};

/// What every clock of a run shares.
struct ClockRun {
  const store::Dataset& data;
  time::Instant as_of;
  time::Date today;
  const time::Zone& zone;
  const Calendars& calendars;
  std::optional<time::Date> history_from;
  const std::vector<VersionSpan>& main_spans;  ///< of the main agreement; may be empty

  /// The agreement whose tiers and touch models say how accounts are served: the given one where it has some,
  /// else the main agreement's version in force on the day.
  const model::Agreement& service_of(const model::Agreement& agreement, time::Date day) const;
};

/// The occurrences of an event that count for a commitment, by time: submissions that pass its gate,
/// contracts whose origin the agreement lists. Says when a submission had to be graded anew.
struct Occurrences {
  std::vector<Happening> happenings;
  bool regraded = false;
};
Occurrences occurrences_of(const Track& track, const SubjectHistory& history, const ClockRun& run,
                           std::span<const model::Event> events);

/// The signing that a handoff is for, of those that fire for a rule of handoffs; null for none.
const Signing* signing_of(const model::Handoff& handoff, const AccountHistory& account,
                          const model::HandoffRule* rule, const time::Zone& zone);
/// The rule of an agreement for a type of handoff, else the main agreement's on the day; null for none.
const model::HandoffRule* rule_for(model::HandoffType type, const model::Agreement& agreement,
                                   const ClockRun& run, time::Date day);

/// Whether something happened at or before a deadline; of a date alone, not after the deadline's date.
bool is_in_time(const Happening& stop, time::Instant deadline, const time::Zone& zone);

/// Fills in responsible person, calendar, time limit, deadline and state. The start (`began`, `start`) is
/// set; `stop` is what stops it, null when nothing does: as long as the clock stands, it must, too. A hold
/// that goes on is kept.
void measure(Clock& clock, const Track& track, const SubjectHistory& history, const ClockRun& run,
             const Happening* stop, KeptHappenings& kept);

/// Where counting begins: after the hold around an instant, if any. None when that hold goes on.
struct Beginning {
  time::Instant at{};
  bool shifted = false;
  const Happening* held = nullptr;  ///< by a hold that goes on
};
Beginning beginning_of(const Happening& start, const Track& track, const SubjectHistory& history);

}  // namespace csx::sla
