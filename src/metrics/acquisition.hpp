#pragma once

#include <functional>
#include <optional>

#include "csx/metrics/sink.hpp"

namespace csx::metrics::acquisition {

using metrics::Win;

/// None where nothing paid has been signed until the as-of instant. `Facts::win_of` remembers it.
std::optional<Win> first_win(const Facts& facts, const model::Account& account);

/// When a subscription was signed: at signed_at where it was paid from its start, else on the first paid day.
time::Date signed_on(const Facts& facts, const model::Subscription& subscription, time::Date paid_from);

inline Subject subject_of(const AccountFacts& account, time::Date day) {
  Subject subject;
  subject.record = account.record;
  subject.account = &account;
  subject.anchor = day;
  return subject;
}

/// An account won: on the day of the win, with the products that it was won for.
inline Subject subject_of(const AccountFacts& account, const Win& win) {
  Subject subject = subject_of(account, win.day);
  subject.win = &win;
  return subject;
}

/// Accounts won in the period: `use(account, win, subject)`.
template <class Use>
void each_win(const Input& input, Use use) {
  for (const AccountFacts& account : input.facts.accounts()) {
    const auto& win = input.facts.win_of(account);
    if (win && input.holds(win->day)) {
      use(account, *win, subject_of(account, *win));
    }
  }
}

using Cost = std::optional<Money> model::Acquisition::*;
/// What was paid to win an account, with the rate of the day it was won; none where nothing is recorded.
std::optional<tl::expected<Exact, std::string>> cost_of(const Facts& facts, const model::Account& account,
                                                        const Win& win, Cost member);

/// A goal of the main agreement, with the version in force when its period begins.
struct Goal {
  const model::AnyRecord* version = nullptr;
  const model::AcquisitionGoal* goal = nullptr;
};
/// *Order*: by version, then of the agreement.
std::vector<Goal> goals_of(const Facts& facts);

/// Whether an account won has begun to pay, and does no more, at the as-of date.
enum class Fate : std::uint8_t { not_begun, pays, lost };
Fate fate_of(const Facts& facts, const model::Account& account, const Win& win);

/// Where a win enters.
using IntoOf = std::function<Subject::Into(const AccountFacts& account, const Win& win)>;
void add_accounts(const Input& input, Sink& sink, const IntoOf& into_of);
void add_mrr(const Input& input, Sink& sink, const IntoOf& into_of);

}  // namespace csx::metrics::acquisition
