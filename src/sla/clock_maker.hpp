#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "subject_history.hpp"

/// From the history of subjects to their clocks.
namespace csx::sla {

/// What one agreement owes: its versions over time, and the clock commitments of each.
struct AgreementTracks {
  std::string id;
  std::vector<VersionSpan> spans;
  /// The tracks of each span, by subject, in the order of the version.
  struct SpanTracks {
    std::array<std::vector<Track>, 6> by_subject;
    const std::vector<Track>& of(model::Subject subject) const {
      return by_subject.at(static_cast<std::size_t>(subject));
    }
  };
  std::vector<SpanTracks> tracks;
  /// Commitments in the order of output: that of the latest version, then those that only earlier ones have.
  std::unordered_map<const model::Commitment*, std::size_t> ranks;

  std::size_t index_on(time::Date day) const;
  const Track* find(std::size_t span, model::Subject subject, std::string_view commitment) const;
};

std::vector<AgreementTracks> tracks_of(const store::Dataset& data);

/// What the clocks of some accounts, or of what has none, come to.
struct MadeClocks {
  std::vector<Clock> clocks;
  KeptHappenings happenings;  ///< that the clocks point to
  std::vector<BeforeAgreement> before;
  std::size_t account_before = 0;  ///< where in `before` those of the account at hand begin
};

/// Makes the clocks of one subject of one agreement, in order of commitment and instance.
class ClockMaker {
 public:
  ClockMaker(const AgreementTracks& agreement, const SubjectHistory& history, const ClockRun& run,
             MadeClocks& out)
      : m_agreement(agreement), m_history(history), m_run(run), m_out(out) {}

  void make();

 private:
  friend class RecurringChain;

  void make_single(std::size_t span_index, const Track& track);
  void make_not_started();
  void make_recurring(std::string_view commitment);
  std::vector<Happening> starts_of(const Track& track) const;
  std::optional<Happening> stop_of(const Track& track, const Happening& start, bool& regraded) const;
  Clock new_clock(const Track& track, std::uint32_t instance) const;
  void add_unjudged(const VersionSpan& span, const Track& track, const Clock& from);
  void add_before(const VersionSpan& span, const Track& track, const Happening& start);
  bool is_outside_history(time::Date day) const { return m_run.history_from && day < *m_run.history_from; }

  const AgreementTracks& m_agreement;
  const SubjectHistory& m_history;
  const ClockRun& m_run;
  MadeClocks& m_out;
};

/// Handoffs that an agreement expects of an account and that do not exist.
std::vector<SubjectHistory> absent_handoffs(const std::vector<AgreementTracks>& agreements,
                                            const model::AnyRecord& account, const AccountHistory& history,
                                            const std::vector<const model::AnyRecord*>& handoffs,
                                            const ClockRun& run);

}  // namespace csx::sla
