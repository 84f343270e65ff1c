#pragma once

#include <memory>
#include <optional>
#include <unordered_map>

#include "csx/metrics/fit.hpp"
#include "csx/metrics/health.hpp"
#include "session.hpp"

namespace csx::cli {

/// Fit and health of the accounts of a folder, found out when they are first asked for: measures that are
/// metrics are measured over all accounts. For one thread.
class AccountScores {
 public:
  explicit AccountScores(const Session& session);

  const metrics::Fit& fit(const model::Account& account);
  /// None for an account that pays nothing today, as in `csx health`.
  const metrics::Health* health(const model::Account& account);

 private:
  const Session& m_session;
  metrics::Facts m_facts;
  std::unique_ptr<metrics::HealthBook> m_book;
  std::unordered_map<const model::Account*, metrics::Fit> m_fits;
  std::unordered_map<const model::Account*, metrics::Health> m_healths;
};

/// Those of a session, which keeps them.
AccountScores& scores_of(const Session& session);

}  // namespace csx::cli
