#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "csx/model/agreement.hpp"
#include "csx/model/kinds.hpp"
#include "csx/store/dataset.hpp"
#include "csx/time/zone.hpp"

/// What happened to the subjects of clocks, and where it is written. *Source*: clocks.md of the design, table
/// of subjects and events.
namespace csx::sla {

/// An event that came to pass.
struct Happening {
  time::Instant at{};      ///< where only the date is known, the earliest that can be
  time::Date day;          ///< in the workspace's zone
  std::int32_t order = 0;  ///< among those of one instant, or of one day where only that is known
  const model::AnyRecord* record = nullptr;  ///< in which it is written
  const void* member = nullptr;              ///< inside the record
  const model::Type* type = nullptr;         ///< of the member
  /// Of events that belong together whatever their order, such as a payment's: the entry of both.
  const void* pair = nullptr;
  std::uint32_t life = 0;  ///< how often the account had left before
  model::Event event = model::Event::opened;
  time::Timestamp::Precision precision = time::Timestamp::Precision::second;

  bool is_date() const { return precision == time::Timestamp::Precision::date; }
};

/// Whether `a` happened before `b`; where one is only a date the days decide, then their order.
bool precedes(const Happening& a, const Happening& b);

/// A span that does not count, `[from, to)`; without `to` it goes on.
struct Pause {
  Happening from;
  std::optional<Happening> to;
};

/// A subscription that began to give revenue. *Source*: clocks.md of the design, "contract-signed".
struct Signing {
  enum class Kind : std::uint8_t {
    first,  ///< the account's first paid subscription
    again,  ///< its return from zero revenue
    later,  ///< one beside others: an event only where the agreement lists its origin
  };
  Kind kind = Kind::first;
  const model::Subscription* subscription = nullptr;
  /// Signed on the day of one before it in the list: the same contract, and no event of its own.
  bool joint = false;
  Happening happening;  ///< contract-signed: at signed_at, else start_on, else when the price rose from zero
};

/// What happened to one account by itself up to an instant.
struct AccountHistory {
  std::vector<Signing> signings;      ///< by time
  std::vector<Happening> happenings;  ///< by time; all but contract-signed
  std::vector<Happening> churns;      ///< by time; among the happenings, too

  /// How often the account had left before a day.
  std::uint32_t life_on(time::Date day) const;
};

/// One journal entry and the record around it.
struct EntryOf {
  const model::AnyRecord* record = nullptr;
  const model::Entry* entry = nullptr;
};

/// The account's events. `entries` are those of the account, in the order of the folder.
AccountHistory history_of_account(const model::AnyRecord& account,
                                  const std::vector<const model::AnyRecord*>& handoffs,
                                  const std::vector<EntryOf>& entries, time::Instant as_of,
                                  const time::Zone& zone);

/// The events of a handoff's timeline; `submitted` stands for every submission, whatever its quality.
std::vector<Happening> happenings_of_handoff(const model::AnyRecord& handoff, time::Instant as_of,
                                             const time::Zone& zone);

/// The events of a ticket, survey, request or improvement; none for other entries, and for an entry later
/// than the as-of instant.
std::vector<Happening> happenings_of_entry(const EntryOf& entry, time::Instant as_of, const time::Zone& zone);

/// The holds among the happenings of a handoff or ticket. What ends a hold that was never resumed is the end
/// of the subject.
std::vector<Pause> holds_of(const std::vector<Happening>& happenings);

/// What a clock may be about among the entries of a journal; none for other types of entries.
std::optional<model::Subject> subject_of(const model::Entry& entry);

}  // namespace csx::sla
