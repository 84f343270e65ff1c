#include "csx/metrics/facts.hpp"

#include <algorithm>

#include "acquisition.hpp"
#include "csx/metrics/health.hpp"
#include "csx/metrics/revenue.hpp"
#include "csx/sla/moments.hpp"

namespace csx::metrics {

namespace {

constexpr std::size_t k_types = model::Words<model::EntryType>::words.size();

}  // namespace

struct Facts::Entries {
  std::array<std::vector<EntryFacts>, k_types> by_type;
  std::vector<EntryFacts> by_account;  ///< account by account, each by time
  std::vector<std::size_t> starts;     ///< of each account, and the end
};

Facts::Facts(const store::Dataset& data, time::Instant as_of)
    : m_data(data), m_as_of(as_of), m_today(data.zone().date_of(as_of)), m_rates(data.workspace()) {
  const auto accounts = data.all<model::Account>();
  m_accounts.reserve(accounts.size());
  m_places.reserve(accounts.size());
  for (const model::AnyRecord& record : accounts) {
    const auto& account = record.as<model::Account>();
    if (m_places.try_emplace(account.id.value, m_accounts.size()).second) {
      m_accounts.push_back({&record, &account, data.handoffs_of(account.id.value)});
    }
  }
}

Facts::~Facts() = default;

const model::Definitions& Facts::definitions() const {
  static const model::Definitions k_none;
  return workspace().definitions ? *workspace().definitions : k_none;
}

const AccountFacts* Facts::find(std::string_view account) const {
  const auto found = m_places.find(account);
  return found == m_places.end() ? nullptr : &m_accounts[found->second];
}

const std::optional<Win>& Facts::win_of(const AccountFacts& account) const {
  std::call_once(m_wins_once, [&] {
    m_wins.reserve(m_accounts.size());
    for (const AccountFacts& each : m_accounts) {
      m_wins.push_back(acquisition::first_win(*this, *each.account));
    }
  });
  return m_wins[static_cast<std::size_t>(&account - m_accounts.data())];
}

const Facts::Entries& Facts::all_entries() const {
  std::call_once(m_entries_once, [&] {
    auto entries = std::make_unique<Entries>();
    std::vector<std::size_t> sizes(m_accounts.size() + 1);
    for (const model::AnyRecord& record : m_data.all<model::Journal>()) {
      const auto& journal = record.as<model::Journal>();
      for (const model::Entry& entry : journal.entries) {
        const auto* named = account_of(journal, entry);
        const time::Instant at = instant_of(entry.at);
        if (at > m_as_of) {
          continue;
        }
        const AccountFacts* account = named != nullptr ? find(named->value) : nullptr;
        entries->by_type[static_cast<std::size_t>(entry.type)].push_back(
            {&record, &entry, account, at, day_of(entry.at)});
        if (account != nullptr) {
          ++sizes[static_cast<std::size_t>(account - m_accounts.data())];
        }
      }
    }
    entries->starts.resize(m_accounts.size() + 1);
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
      entries->starts[i + 1] = entries->starts[i] + sizes[i];
    }
    entries->by_account.resize(entries->starts.back());
    std::vector<std::size_t> next(entries->starts);
    for (const std::vector<EntryFacts>& of_type : entries->by_type) {
      for (const EntryFacts& entry : of_type) {
        if (entry.account != nullptr) {
          const auto place = static_cast<std::size_t>(entry.account - m_accounts.data());
          entries->by_account[next[place]++] = entry;
        }
      }
    }
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
      const auto begin = entries->by_account.begin();
      std::stable_sort(begin + static_cast<std::ptrdiff_t>(entries->starts[i]),
                       begin + static_cast<std::ptrdiff_t>(entries->starts[i + 1]),
                       [](const EntryFacts& a, const EntryFacts& b) { return a.at < b.at; });
    }
    m_entries = std::move(entries);
  });
  return *m_entries;
}

const std::vector<EntryFacts>& Facts::entries(model::EntryType type) const {
  return all_entries().by_type[static_cast<std::size_t>(type)];
}

std::span<const EntryFacts> Facts::entries_of(const AccountFacts& account) const {
  const Entries& entries = all_entries();
  const auto place = static_cast<std::size_t>(&account - m_accounts.data());
  return std::span(entries.by_account)
      .subspan(entries.starts[place], entries.starts[place + 1] - entries.starts[place]);
}

const model::AnyRecord* Facts::agreement_record_on(time::Date day) const {
  std::call_once(m_versions_once, [&] { m_versions.emplace(sla::main_versions(m_data)); });
  return m_versions->record_on(day);
}

const model::Agreement* Facts::agreement_on(time::Date day) const {
  const model::AnyRecord* record = agreement_record_on(day);
  return record != nullptr ? &record->as<model::Agreement>() : nullptr;
}

const sla::InForce& Facts::in_force() const {
  std::call_once(m_in_force_once, [&] { m_in_force.emplace(m_data); });
  return *m_in_force;
}

const sla::Clocks& Facts::clocks() const {
  std::call_once(m_clocks_once, [&] {
    m_clocks = std::make_unique<sla::Clocks>(sla::clocks_at(m_data, m_as_of));
    for (const sla::Clock& clock : m_clocks->clocks) {
      if (clock.deadline) {
        m_clocks_by_subject.at(static_cast<std::size_t>(clock.subject.kind)).push_back(&clock);
      }
    }
  });
  return *m_clocks;
}

std::span<const sla::Clock* const> Facts::clocks_of(model::Subject kind) const {
  clocks();
  return m_clocks_by_subject.at(static_cast<std::size_t>(kind));
}

const Revenue& Facts::revenue(const time::Period& period) const {
  const std::lock_guard lock(m_revenue_lock);
  std::shared_ptr<const Revenue>& revenue = m_revenue[period];
  if (!revenue) {
    revenue = std::make_shared<const Revenue>(*this, period);
  }
  return *revenue;
}

const HealthSheet& Facts::health(time::Instant at) const {
  const std::lock_guard lock(m_health_lock);
  std::shared_ptr<const HealthSheet>& sheet = m_health[at];
  if (!sheet) {
    sheet = std::make_shared<const HealthSheet>(*this, at);
  }
  return *sheet;
}

time::Date Facts::day_of(const time::Timestamp& at) const {
  return sla::day_of(zone(), at);
}

}  // namespace csx::metrics
