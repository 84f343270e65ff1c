#pragma once

#include <optional>
#include <vector>

#include "csx/metrics/sink.hpp"

namespace csx::metrics::acquisition {

/// The contract that made a customer. *Source*: metrics.md of the design: won = signed_at, else start_on;
/// a subscription that was free at first, when it began to be paid.
struct Win {
  time::Date day;
  struct Part {
    const model::Subscription* subscription = nullptr;
    const Money* price = nullptr;  ///< of its first paid day
    time::Date from;               ///< that day
  };
  std::vector<Part> parts;  ///< all that was signed on that day
};

/// None where nothing paid has been signed until the as-of instant.
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

/// Accounts won in the period: `use(account, win, subject)`.
template <class Use>
void each_win(const Input& input, Use use) {
  for (const AccountFacts& account : input.facts.accounts()) {
    const auto win = first_win(input.facts, *account.account);
    if (win && input.holds(win->day)) {
      use(account, *win, subject_of(account, win->day));
    }
  }
}

/// Whether an account won has begun to pay, and does no more, at the as-of date.
enum class Fate : std::uint8_t { not_begun, pays, lost };
Fate fate_of(const Facts& facts, const model::Account& account, const Win& win);

}  // namespace csx::metrics::acquisition
