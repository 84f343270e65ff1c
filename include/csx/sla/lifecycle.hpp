#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "csx/model/account.hpp"
#include "csx/model/kinds.hpp"
#include "csx/time/zone.hpp"

/// What an account pays on a day and where it stands in its life: derived, never stored.
/// *Source*: records.md of the design, "account".
namespace csx::sla {

/// Days on which an account has recurring revenue; `to` is the first day without, none while it goes on.
struct PaidSpan {
  time::Date from;
  std::optional<time::Date> to;
  bool contains(time::Date day) const { return from <= day && (!to || day < *to); }
  friend bool operator==(const PaidSpan&, const PaidSpan&) = default;
};

/// *Order*: by date; spans neither overlap nor touch. Trials and prices of zero give none.
std::vector<PaidSpan> paid_spans(const model::Account& account);
/// Those of one subscription alone.
std::vector<PaidSpan> paid_spans(const model::Subscription& subscription);

/// The price of one subscription on a day; null when it is not active then. Trials have one, too.
const Money* price_on(const model::Subscription& subscription, time::Date day);

/// Monthly recurring revenue on a day, in the account's own currencies: never added across them.
/// *Order*: by currency code; currencies that come to zero are left out.
std::vector<Money> mrr_on(const model::Account& account, time::Date day);

/// Whether an account has recurring revenue on a day.
bool pays_on(const model::Account& account, time::Date day);

enum class Lifecycle : std::uint8_t { prospect, onboarding, ongoing, churned, unknown };
std::string_view word(Lifecycle stage);

struct LifecycleState {
  Lifecycle stage = Lifecycle::unknown;
  bool reactivated = false;  ///< pays again after a time without revenue
  friend bool operator==(const LifecycleState&, const LifecycleState&) = default;
};

/// Where an account stands at the end of a day. *prospect*: never paid; *churned*: paid, and does no more;
/// *onboarding* until it goes live, *ongoing* after; *unknown* where neither a handoff nor onboarding data
/// tells. `handoffs` are the account's (Dataset::handoffs_of), `zone` is the workspace's.
LifecycleState lifecycle_on(const model::Account& account, std::span<const model::AnyRecord* const> handoffs,
                            time::Date day, const time::Zone& zone);

/// When the customer went live, as far as known on a day: the first activation or completion of a handoff
/// after the sale or from onboarding, else the account's `activated_on`.
std::optional<time::Date> live_since(const model::Account& account,
                                     std::span<const model::AnyRecord* const> handoffs, time::Date day,
                                     const time::Zone& zone);

}  // namespace csx::sla
