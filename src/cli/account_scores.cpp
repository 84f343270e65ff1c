#include "account_scores.hpp"

#include "csx/sla/lifecycle.hpp"

namespace csx::cli {

AccountScores::AccountScores(const Session& session)
    : m_session(session), m_facts(session.data, session.as_of) {}

const metrics::Fit& AccountScores::fit(const model::Account& account) {
  const auto found = m_fits.find(&account);
  return found != m_fits.end()
             ? found->second
             : m_fits.emplace(&account, metrics::fit_of(m_facts, account, m_session.today)).first->second;
}

const metrics::Health* AccountScores::health(const model::Account& account) {
  if (!sla::pays_on(account, m_session.today)) {
    return nullptr;
  }
  const auto found = m_healths.find(&account);
  if (found != m_healths.end()) {
    return &found->second;
  }
  if (m_book == nullptr) {
    m_book = std::make_unique<metrics::HealthBook>(m_facts, m_session.as_of);
  }
  return &m_healths.emplace(&account, m_book->of(*m_facts.find(account.id.value))).first->second;
}

AccountScores& scores_of(const Session& session) {
  if (session.scores == nullptr) {
    session.scores = std::make_shared<AccountScores>(session);
  }
  return *session.scores;
}

}  // namespace csx::cli
