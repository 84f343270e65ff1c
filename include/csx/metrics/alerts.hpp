#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/metrics/facts.hpp"
#include "csx/model/playbook.hpp"

/// What needs a person now. *Source*: metrics.md of the design, "Alerts".
namespace csx::metrics {

using model::AlertKind;

/// What an alert is for, in the order of what comes first.
enum class Aim : std::uint8_t { retention, expansion, referral, agreement };
inline constexpr std::size_t k_aims = 4;
std::string_view word(Aim aim);

struct Alert {
  AlertKind kind = AlertKind::commitment;
  Aim aim = Aim::retention;
  std::string subject;                        ///< `account/padaria-aurora`, `ticket/tk-1`
  const AccountFacts* account = nullptr;      ///< null for what is about none
  std::string_view owner;                     ///< id of a person; empty where nobody is named
  time::Instant due{};                        ///< when it is, or was, to be done by
  bool is_overdue = false;                    ///< due has passed; its whole day where only dates count
  std::string text;                           ///< what is the matter, in a phrase
  std::vector<std::string> evidence;          ///< the records behind it
  const model::Playbook* playbook = nullptr;  ///< suggested; null for none
  const sla::Clock* clock = nullptr;          ///< behind it; null for none
};

struct AlertOptions {
  /// The day that health is compared with; none: the main agreement's `audit_every` ago.
  std::optional<time::Date> since;
};

/// A part that nothing could be said of, and why: a threshold that the agreement does not state.
struct Unjudged {
  AlertKind kind = AlertKind::commitment;
  std::string why;
};

struct Alerts {
  std::vector<Alert> alerts;  ///< *Order*: by aim, due, subject, kind
  std::vector<Unjudged> unjudged;
};

/// All alerts at the as-of instant. Accounts that have left give none. Of a recurring clock the latest
/// instance counts.
Alerts alerts_at(const Facts& facts, const AlertOptions& options = {});

/// The audit that an agreement which was never audited lacks: the last that was due before today, counted
/// from its first day `since`; the first of all where none was. Earlier ones are past. `every` is positive.
time::Date first_audit_due(time::Date since, const time::Duration& every, time::Date today);

/// When an agreement in force is to be looked at next.
struct Upkeep {
  const model::Agreement* agreement = nullptr;
  std::optional<time::Date> next_review;  ///< none: it does not say how often
  std::optional<time::Date> next_audit;
};
/// *Order*: by id.
std::vector<Upkeep> upkeep_of(const Facts& facts);

/// The first playbook, in the order of the folder, that names the alert and fits the account's touch model
/// and segment; null for none.
const model::Playbook* playbook_for(const Facts& facts, AlertKind kind, const AccountFacts* account);

}  // namespace csx::metrics
