#pragma once

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csx/metrics/rates.hpp"
#include "csx/metrics/subject.hpp"
#include "csx/metrics/win.hpp"
#include "csx/model/account.hpp"
#include "csx/sla/clock.hpp"
#include "csx/sla/in_force.hpp"
#include "csx/store/dataset.hpp"

/// What several metrics need to know, found out once and only when asked for. Safe to ask from several
/// threads.
namespace csx::metrics {

/// An entry of a journal and whose it is.
struct EntryFacts {
  const model::AnyRecord* record = nullptr;
  const model::Entry* entry = nullptr;
  const AccountFacts* account = nullptr;  ///< null where it names no account that exists
  time::Instant at{};
  time::Date day;  ///< of `at`, in the workspace's zone
};

struct AccountFacts {
  const model::AnyRecord* record = nullptr;
  const model::Account* account = nullptr;
  std::span<const model::AnyRecord* const> handoffs;
};

class Revenue;
class HealthSheet;

class Facts {
 public:
  Facts(const store::Dataset& data, time::Instant as_of);
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;
  ~Facts();

  const store::Dataset& data() const { return m_data; }
  const model::Workspace& workspace() const { return m_data.workspace(); }
  /// The workspace's definitions; empty ones where it has none.
  const model::Definitions& definitions() const;
  const time::Zone& zone() const { return m_data.zone(); }
  time::Instant as_of() const { return m_as_of; }
  time::Date today() const { return m_today; }  ///< as-of's date in the workspace's zone

  /// *Order*: of the folder.
  const std::vector<AccountFacts>& accounts() const { return m_accounts; }
  const AccountFacts* find(std::string_view account) const;
  const Rates& rates() const { return m_rates; }
  /// The contract that won an account; none where nothing paid has been signed until the as-of instant.
  const std::optional<Win>& win_of(const AccountFacts& account) const;

  /// Entries of one type that began until the as-of instant. *Order*: of the folder.
  const std::vector<EntryFacts>& entries(model::EntryType type) const;
  /// Those of one account, of any type. *Order*: of time.
  std::span<const EntryFacts> entries_of(const AccountFacts& account) const;

  /// The main agreement in force on a day; null for none.
  const model::Agreement* agreement_on(time::Date day) const;
  const model::AnyRecord* agreement_record_on(time::Date day) const;
  /// Every agreement in force on a day, by id.
  const sla::InForce& in_force() const;
  const sla::Clocks& clocks() const;
  /// Those about one kind of subject that have a deadline. *Order*: of all.
  std::span<const sla::Clock* const> clocks_of(model::Subject kind) const;

  /// Opening, closing and movement of each account. Points to something that lives as long as this.
  const Revenue& revenue(const time::Period& period) const;

  /// The health of every account that pays on the day of an instant. Points to something that lives as long
  /// as this.
  const HealthSheet& health(time::Instant at) const;

  time::Date day_of(const time::Timestamp& at) const;
  time::Instant instant_of(const time::Timestamp& at) const { return zone().resolve(at); }
  /// Whether it happened until the as-of instant.
  bool has_come(const time::Timestamp& at) const { return instant_of(at) <= m_as_of; }

 private:
  struct Entries;
  const Entries& all_entries() const;

  const store::Dataset& m_data;
  time::Instant m_as_of;
  time::Date m_today;
  std::vector<AccountFacts> m_accounts;
  std::unordered_map<std::string_view, std::size_t> m_places;
  Rates m_rates;
  mutable std::once_flag m_wins_once;
  mutable std::vector<std::optional<Win>> m_wins;  ///< of each account
  mutable std::once_flag m_entries_once;
  mutable std::unique_ptr<Entries> m_entries;
  mutable std::once_flag m_versions_once;
  mutable std::optional<sla::Versions> m_versions;
  mutable std::once_flag m_in_force_once;
  mutable std::optional<sla::InForce> m_in_force;
  mutable std::once_flag m_clocks_once;
  mutable std::unique_ptr<sla::Clocks> m_clocks;
  mutable std::array<std::vector<const sla::Clock*>, model::Words<model::Subject>::words.size()>
      m_clocks_by_subject;
  mutable std::mutex m_revenue_lock;
  mutable std::map<time::Period, std::shared_ptr<const Revenue>> m_revenue;
  mutable std::mutex m_health_lock;
  mutable std::map<time::Instant, std::shared_ptr<const HealthSheet>> m_health;
};

/// What one metric is measured from: the folder, and the days in question.
struct Input {
  const Facts& facts;
  time::Period period;
  /// The period's last day, or the as-of date where that comes first.
  time::Date last;

  time::Period known() const { return {period.first, last}; }
  /// Whether a day lies in the period and has come.
  bool holds(time::Date day) const { return period.first <= day && day <= last; }
};

}  // namespace csx::metrics
