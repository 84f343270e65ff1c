#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "csx/metrics/subject.hpp"
#include "csx/model/journal.hpp"
#include "csx/report/reports.hpp"
#include "csx/report/words.hpp"
#include "handoff_names.hpp"

namespace csx::report {

/// A journal entry with the account it is about.
struct AccountEntry {
  const model::AnyRecord* record = nullptr;
  const model::Entry* entry = nullptr;
  const std::string* account = nullptr;  ///< id; null where none is named
  time::Date day;                        ///< in the workspace's zone
};

/// The input with what every report needs to say something.
class ReportView {
 public:
  explicit ReportView(const ReportInput& given, const model::Account* account = nullptr)
      : input(given), names(given.data, account, {}) {}

  const ReportInput& input;
  HandoffNames names;

  std::string in(const Phrase& phrase) const { return std::string(phrase.in(input.language)); }
  template <class... Ts>
  std::string in(const Phrase& phrase, const Ts&... values) const {
    return fmt::format(fmt::runtime(phrase.in(input.language)), values...);
  }
  std::string number(std::size_t count) const {
    return said(Decimal(static_cast<std::int64_t>(count), 0), input.language);
  }
  std::string date(const time::Date& day) const { return said(day, input.language); }
  std::string date(const std::optional<time::Date>& day) const {
    return day ? said(*day, input.language) : std::string();
  }
  /// `October 2026 (2026-10-01 – 2026-10-31)`: the days are resolved, whatever word asked for them.
  std::string period(const time::Period& period) const;
  std::string word(std::string_view text) const { return std::string(said(text, input.language)); }
  /// Date and time of an instant, in the workspace's zone.
  std::string instant(time::Instant at) const;
  /// `95% (19/20)`; n/a where nothing was counted.
  std::string share(std::size_t part, std::size_t whole) const;
  time::Date day_of(const time::Timestamp& at) const {
    return input.data.zone().date_of(input.data.zone().resolve(at));
  }
  bool has_happened(const time::Timestamp& at) const { return input.data.zone().resolve(at) <= input.as_of; }

  /// The part of an agreement that a path names: `how.journey` is `How › Journey`.
  std::string section(std::string_view path) const;
  std::string account(std::string_view id) const;
  /// A value of a dimension that figures are split by: the segment's name, the person's, `October 2026`.
  std::string key(metrics::Dimension dimension, std::string_view value) const;
  /// What a clock is about: the account's name, and which handoff or entry.
  std::string subject(const sla::Clock& clock) const;
  std::string commitment(const sla::Clock& clock) const;
  std::string owner(const sla::Clock& clock) const;

  /// Entries up to the as-of instant, oldest first; of one account, or all.
  std::vector<AccountEntry> entries(std::optional<std::string_view> account = {}) const;
  /// One line that says what an entry is: `NPS 9: Gostei`, `Chamado: não imprime`.
  std::string told(const model::Entry& entry) const;
};

}  // namespace csx::report
