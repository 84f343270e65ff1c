#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/model/exclusion.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/sla/calendars.hpp"
#include "csx/sla/happening.hpp"
#include "csx/sla/version_spans.hpp"
#include "csx/store/dataset.hpp"

/// Every clock of a folder at an instant: what each commitment of the agreement in force owes to each of its
/// subjects, and whether it was kept. *Source*: clocks.md of the design.
namespace csx::sla {

/// What a clock is about.
struct ClockSubject {
  model::Subject kind = model::Subject::handoff;
  const model::AnyRecord* record =
      nullptr;  ///< handoff, account or journal; of an absent handoff its account
  const model::Handoff* handoff = nullptr;
  const model::Entry* entry = nullptr;
  const model::Account* account = nullptr;  ///< null when unknown
  const model::AnyRecord* account_record = nullptr;
  /// Of a handoff that is due and does not exist: its type.
  std::optional<model::HandoffType> absent;

  /// `handoff/2026-03-aurora`, `ticket/tk-1`, `account/aurora`; of an absent handoff `account/ID`.
  std::string ref() const;
  const std::vector<model::Exclusion>& exclusions() const;
};

enum class ClockState : std::uint8_t {
  not_started,     ///< the start event has not happened
  running,         ///< the deadline has not passed
  warning,         ///< the same, after the warning point
  paused,          ///< on hold
  met,             ///< stopped at or before the deadline, which has come
  met_early,       ///< the same, while the deadline lies ahead
  missed,          ///< stopped after the deadline
  breached,        ///< not stopped, and the deadline has passed
  excluded,        ///< both parties agreed not to count it, or it was called off before the deadline
  not_applicable,  ///< nobody can say, for the reason that stands with it
};
inline constexpr std::size_t k_clock_states = 10;
/// As people read it: `met early`, `n/a`.
std::string_view word(ClockState state);
/// Null for no state; spaces may be written `-`.
std::optional<ClockState> parse_clock_state(std::string_view word);
/// Running, warning or paused.
bool is_open(ClockState state);

/// What set an instance going.
enum class ClockCause : std::uint8_t {
  event,              ///< the start event
  resumed,            ///< the end of a hold inside of which the event fell
  previous_stop,      ///< recurring: the event that stopped the instance before
  previous_deadline,  ///< recurring: the missed deadline of the instance before
  first_day,          ///< recurring: the first day on which the commitment held, or held for this subject
};

/// Why a clock is excluded, or cannot be judged.
enum class ClockReason : std::uint8_t {
  none,
  agreed,              ///< excluded: by `exclusion`
  cancelled,           ///< excluded: the handoff was cancelled
  churned,             ///< excluded: a recurring clock ends with the account
  version_missing,     ///< n/a: version `missing` of the agreement is not in the folder
  version_unreadable,  ///< n/a: it cannot be read
  version_gap,         ///< n/a: no version was in force at the start
  no_row,              ///< n/a: no row of the table of time limits matches
  no_limit,            ///< n/a: there is neither a table nor a recurrence
  no_cadence,          ///< n/a: the cadence of the account's touch model is not known
  no_calendar,         ///< n/a: business time, and no calendar exists
  beyond_calendar,     ///< n/a: the deadline lies outside of the years that calendars know
  too_many,            ///< n/a: recurs too often to be listed
};

struct Clock {
  ClockSubject subject;
  const model::AnyRecord* agreement = nullptr;  ///< the version that judges
  const model::Commitment* commitment = nullptr;
  std::uint32_t instance = 1;  ///< from 1, by start event
  ClockState state = ClockState::not_started;
  ClockReason reason = ClockReason::none;
  ClockCause cause = ClockCause::event;
  std::int64_t missing = 0;  ///< number of a version that is not there

  const Happening* start = nullptr;    ///< the event behind it; null of those that began otherwise
  std::optional<time::Instant> began;  ///< when counting began
  const Happening* stop = nullptr;     ///< also of one that came too late; null for none

  const model::WithinRow* row = nullptr;  ///< that matched; null for recurring clocks
  std::optional<time::Duration> within;
  /// The counted time to the unpaused deadline: business time for units of it, else elapsed.
  std::chrono::seconds allowance{0};
  const Calendars::Entry* calendar = nullptr;  ///< null when none was asked for and none exists
  std::optional<time::Instant> warns_at;
  std::optional<time::Instant> deadline;     ///< none while it is not known: paused, n/a, not started
  std::optional<std::chrono::seconds> left;  ///< of the allowance, while open; may be unknown in a hold
  const Happening* held_since = nullptr;     ///< of a hold that goes on, else null

  const std::string* owner = nullptr;           ///< id of the responsible person; null where nobody is named
  const model::Exclusion* exclusion = nullptr;  ///< the agreed one
  bool date_precision = false;                  ///< of start, stop or a hold only the date is known
  bool regraded = false;  ///< a submission without recorded figures was graded from what is there now
  /// Breached, and not what is owed now: of a recurring clock a later instance was stopped, an earlier one of
  /// the same silence is owed already, or the commitment has ended for this subject; or it was cancelled
  /// late.
  bool superseded = false;

  /// Whether somebody still owes what was due: it counts as missed in its period either way.
  bool is_overdue() const { return state == ClockState::breached && !superseded; }
  const model::Agreement& version() const { return agreement->as<model::Agreement>(); }
  /// `sales-cs/handoff-submitted`.
  std::string path() const;
  bool counts_business_time() const { return within && within->is_business(); }
};

/// Who answers for a clock on a day; null where nobody is named. Its owner is who did on the day it began.
const std::string* responsible_on(const Clock& clock, time::Date day);

/// Happenings that clocks point to, where they stay.
class KeptHappenings {
 public:
  KeptHappenings() = default;
  KeptHappenings(KeptHappenings&&) = default;
  KeptHappenings& operator=(KeptHappenings&&) = default;
  ~KeptHappenings() = default;
  KeptHappenings(const KeptHappenings&) = delete;  // a copy would leave the pointers behind
  KeptHappenings& operator=(const KeptHappenings&) = delete;

  const Happening* keep(const Happening& happening) { return &m_kept.emplace_back(happening); }

 private:
  std::deque<Happening> m_kept;
};

/// Hundreds of thousands of clocks, in blocks that stay where they were made.
class ClockList {
 public:
  struct Block {
    std::vector<Clock> clocks;
    KeptHappenings happenings;  ///< that the clocks point to
  };

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Clock;
    using difference_type = std::ptrdiff_t;
    using pointer = const Clock*;
    using reference = const Clock&;

    Iterator() = default;
    Iterator(const std::vector<Block>& blocks, std::size_t block) : m_blocks(&blocks), m_block(block) {}
    reference operator*() const { return (*m_blocks)[m_block].clocks[m_place]; }
    pointer operator->() const { return &**this; }
    Iterator& operator++() {
      if (++m_place == (*m_blocks)[m_block].clocks.size()) {
        ++m_block;
        m_place = 0;
      }
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const std::vector<Block>* m_blocks = nullptr;
    std::size_t m_block = 0;
    std::size_t m_place = 0;
  };

  void append(Block&& block) {
    if (!block.clocks.empty()) {
      m_size += block.clocks.size();
      m_blocks.push_back(std::move(block));
    }
  }
  Iterator begin() const { return {m_blocks, 0}; }
  Iterator end() const { return {m_blocks, m_blocks.size()}; }
  std::size_t size() const { return m_size; }
  bool empty() const { return m_size == 0; }
  const Clock& front() const { return *begin(); }

 private:
  std::vector<Block> m_blocks;  ///< none is empty
  std::size_t m_size = 0;
};

/// A start before the agreement's first version. Of each subject and commitment the first only.
struct BeforeAgreement {
  ClockSubject subject;
  const model::AnyRecord* first_version = nullptr;
  const model::Commitment* commitment = nullptr;
  Happening start;
};

struct Clocks {
  time::Instant as_of{};
  time::Zone zone = time::Zone::utc();  ///< of the workspace
  std::shared_ptr<const Calendars> calendars;
  /// *Order*: by account as the folder has them, then subjects without one; of an account itself, absent
  /// handoffs, handoffs, journal entries; then by agreement, commitment in the order of its version,
  /// instance.
  ClockList clocks;
  std::vector<BeforeAgreement> before;  ///< likewise
};

struct ClockOptions {
  std::optional<std::string_view> account;  ///< only of this account
  unsigned threads = 0;                     ///< 0: as many as there are cores
};

/// All clocks at an instant. A pure function; the result does not depend on the number of threads. Points
/// into the data set.
Clocks clocks_at(const store::Dataset& data, time::Instant as_of, const ClockOptions& options = {});

/// The reason of an exclusion or of n/a in a phrase, empty for none: `no row of the time limits matches`.
std::string reason_text(const Clock& clock);

}  // namespace csx::sla
