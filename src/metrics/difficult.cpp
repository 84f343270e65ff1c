#include "csx/metrics/difficult.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/metrics/fit.hpp"
#include "csx/metrics/reading.hpp"
#include "entry_walk.hpp"
#include "spans.hpp"

namespace csx::metrics {

namespace {

using model::DifficultSign;
using std::chrono::seconds;

constexpr std::int64_t k_day_seconds = 86'400;

/// What one sign is judged from.
struct Cases {
  std::string_view noun;  ///< `appointment`
  std::size_t all = 0;
  std::size_t bad = 0;
  std::optional<seconds> longest;  ///< delay
  std::vector<std::string> evidence;

  void add(const EntryFacts& entry, bool is_bad, std::optional<seconds> delay = {}) {
    ++all;
    if (is_bad) {
      ++bad;
      evidence.push_back(subject_of(entry, entry.day).ref());
    }
    if (delay && (!longest || *delay > *longest)) {
      longest = delay;
    }
  }
};

/// The account and the span of days that a signal looks at.
struct Look {
  const Facts& facts;
  const AccountFacts& account;
  time::Date day;
  const model::DifficultSignal& signal;

  bool holds(time::Date date) const {
    return date <= day && (!signal.over || days_after(date, *signal.over) >= day);
  }
  time::Instant until() const { return std::min(facts.as_of(), facts.zone().end_of(day)); }

  template <class Body, class Use>
  void each(Use use) const {
    for (const EntryFacts& entry : facts.entries_of(account)) {
      const auto* body = entry.entry->body.template get<Body>();
      if (body != nullptr && holds(entry.day)) {
        use(entry, *body);
      }
    }
  }
};

/// The customer's delay at an appointment that took place; none where nothing tells.
std::optional<seconds> lateness_of(const Facts& facts, const model::Touchpoint& touchpoint) {
  if (touchpoint.late_by) {
    return seconds(touchpoint.late_by->customer ? seconds_in(*touchpoint.late_by->customer) : 0);
  }
  if (!touchpoint.scheduled_at || !touchpoint.started_at ||
      touchpoint.started_at->precision == time::Timestamp::Precision::date ||
      touchpoint.scheduled_at->precision == time::Timestamp::Precision::date) {
    return std::nullopt;
  }
  // Who was late is not said: only a start in time tells something of the customer.
  const seconds delay = facts.instant_of(*touchpoint.started_at) - facts.instant_of(*touchpoint.scheduled_at);
  return delay <= seconds(0) ? std::optional(seconds(0)) : std::nullopt;
}

Cases lateness(const Look& look) {
  Cases cases{"appointment", 0, 0, {}, {}};
  look.each<model::Touchpoint>([&](const EntryFacts& entry, const model::Touchpoint& touchpoint) {
    const auto delay = lateness_of(look.facts, touchpoint);
    if (!touchpoint.no_show.value_or(false) && delay) {
      cases.add(entry, *delay > seconds(0), delay);
    }
  });
  return cases;
}

Cases no_shows(const Look& look) {
  Cases cases{"appointment", 0, 0, {}, {}};
  look.each<model::Touchpoint>([&](const EntryFacts& entry, const model::Touchpoint& touchpoint) {
    if (touchpoint.scheduled_at || touchpoint.no_show) {
      cases.add(entry, touchpoint.no_show.value_or(false));
    }
  });
  return cases;
}

Cases slow_answers(const Look& look) {
  Cases cases{"request", 0, 0, {}, {}};
  look.each<model::Request>([&](const EntryFacts& entry, const model::Request& request) {
    const bool is_answered =
        request.answered_at && look.facts.instant_of(*request.answered_at) <= look.until();
    const time::Instant end = is_answered ? look.facts.instant_of(*request.answered_at) : look.until();
    const bool is_late = request.due_on && look.facts.zone().date_of(end) > *request.due_on;
    cases.add(entry, is_late, end - entry.at);
  });
  return cases;
}

Cases overdue_payments(const Look& look) {
  Cases cases{"payment", 0, 0, {}, {}};
  for (const EntryFacts& entry : look.facts.entries_of(look.account)) {
    const auto* payment = entry.entry->body.get<model::Payment>();
    if (payment == nullptr || !look.holds(payment->due_on)) {
      continue;
    }
    const time::Date end = payment->paid_on && *payment->paid_on <= look.day ? *payment->paid_on : look.day;
    const std::int64_t late = std::max<std::int64_t>((end.day - payment->due_on.day).count(), 0);
    cases.add(entry, late > 0, seconds(late * k_day_seconds));
  }
  return cases;
}

Cases expectation_gap(const Look& look) {
  Cases cases{"expectation", 0, 0, {}, {}};
  for (const model::Expectation& expectation : look.account.account->expectations.value) {
    if (!expectation.gap || (expectation.date && !look.holds(*expectation.date))) {
      continue;
    }
    ++cases.all;
    if (*expectation.gap == model::Gap::major) {
      ++cases.bad;
      cases.evidence.push_back(
          fmt::format("account/{}#{}", look.account.account->id.value, expectation.id.value));
    }
  }
  return cases;
}

/// `3 of 8 appointments`, with the longest delay where there is one.
std::string found_in(const Cases& cases) {
  std::string text = fmt::format("{} of {}", cases.bad, counted(cases.all, cases.noun));
  if (cases.longest) {
    const Fraction days(Exact(cases.longest->count()), Exact(k_day_seconds));
    text += *cases.longest < std::chrono::hours(24)
                ? fmt::format(", longest {}min", cases.longest->count() / 60)
                : fmt::format(", longest {}", Reading::of_days(days).text);
  }
  return text;
}

/// What a condition of this unit is held against.
Reading reading_for(const model::Condition& condition, const Cases& cases) {
  switch (condition.low.kind) {
    case model::Operand::Kind::share:
      return Reading::of_percent(Fraction(Exact(static_cast<std::int64_t>(cases.bad) * 100),
                                          Exact(static_cast<std::int64_t>(cases.all))));
    case model::Operand::Kind::duration:
      return Reading::of_days(
          Fraction(Exact(cases.longest.value_or(seconds(0)).count()), Exact(k_day_seconds)));
    default:
      return Reading::of_number(static_cast<std::int64_t>(cases.bad));
  }
}

Cases cases_of(const Look& look) {
  switch (look.signal.id) {
    case DifficultSign::expectation_gap:
      return expectation_gap(look);
    case DifficultSign::lateness:
      return lateness(look);
    case DifficultSign::no_shows:
      return no_shows(look);
    case DifficultSign::slow_answers:
      return slow_answers(look);
    case DifficultSign::overdue_payments:
      return overdue_payments(look);
    case DifficultSign::bad_fit:
      break;
  }
  return {};
}

Sign bad_fit(const Look& look) {
  Sign sign{&look.signal, Sign::State::unknown, {}, {}};
  const Fit fit = fit_of(look.facts, *look.account.account, look.day);
  if (!fit.is_bad) {
    sign.found = fit.score() ? "the agreement names no minimum" : fit.total.why;
    return sign;
  }
  sign.state = *fit.is_bad ? Sign::State::on : Sign::State::off;
  sign.found =
      fmt::format("fit {}, the minimum is {}", fit.score()->rounded(1), fit.model->minimum->to_string());
  if (*fit.is_bad) {
    sign.evidence.push_back(look.account.record->reference());
  }
  return sign;
}

Sign sign_of(const Look& look) {
  if (look.signal.id == DifficultSign::bad_fit) {
    return bad_fit(look);
  }
  Sign sign{&look.signal, Sign::State::unknown, {}, {}};
  Cases cases = cases_of(look);
  if (cases.all == 0) {
    sign.found = fmt::format("no {} tells", cases.noun);
    return sign;
  }
  sign.found = found_in(cases);
  sign.evidence = std::move(cases.evidence);
  if (!look.signal.is) {
    sign.state = cases.bad > 0 ? Sign::State::on : Sign::State::off;
    return sign;
  }
  const auto is_met =
      holds(*look.signal.is, reading_for(*look.signal.is, cases), look.facts.rates(), look.day);
  if (!is_met) {
    sign.found = is_met.error();
  } else {
    sign.state = *is_met ? Sign::State::on : Sign::State::off;
  }
  return sign;
}

}  // namespace

std::size_t Difficulty::unknown() const {
  return static_cast<std::size_t>(std::ranges::count(signs, Sign::State::unknown, &Sign::state));
}

Difficulty difficulty_of(const Facts& facts, const AccountFacts& account, time::Date day) {
  Difficulty difficulty;
  const model::Agreement* agreement = facts.agreement_on(day);
  if (agreement == nullptr || !agreement->difficult) {
    return difficulty;
  }
  difficulty.model = &*agreement->difficult;
  for (const model::DifficultSignal& signal : difficulty.model->signals) {
    difficulty.signs.push_back(sign_of({facts, account, day, signal}));
    if (difficulty.signs.back().state == Sign::State::on) {
      ++difficulty.count;
    }
  }
  difficulty.is_difficult = difficulty.count >= static_cast<std::size_t>(difficulty.model->limit);
  return difficulty;
}

}  // namespace csx::metrics
