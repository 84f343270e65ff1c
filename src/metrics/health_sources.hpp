#pragma once

#include <span>

#include "csx/metrics/health.hpp"

/// The values of the journal that health is measured by.
namespace csx::metrics {

/// The journal of one account until an instant.
struct JournalView {
  const Facts& facts;
  std::span<const EntryFacts> entries;  ///< of time
  time::Instant at;
  time::Date day;

  JournalView(const Facts& of, const AccountFacts& account, time::Instant until);
};

/// What a source says of an account. Without a reading `why` says that there is none.
struct SourceReading {
  std::optional<Reading> reading;
  std::optional<time::Date> dated;
  std::string evidence;
  std::string why;
};

/// `source` is one of the journal.
SourceReading read_source(const JournalView& journal, std::string_view source);

}  // namespace csx::metrics
