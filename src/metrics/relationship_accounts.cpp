#include <algorithm>
#include <array>
#include <vector>

#include "acquisition.hpp"
#include "csx/sla/calendars.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"
#include "relationship_rows.hpp"

namespace csx::metrics::relationship {

namespace {

using std::chrono::seconds;

bool is_direct(model::ExpectationSource source) {
  return source == model::ExpectationSource::interview || source == model::ExpectationSource::meeting ||
         source == model::ExpectationSource::call;
}

/// The hours that an account's X-ray states, in its own zone; none where they say nothing that can be
/// counted.
std::optional<time::BusinessCalendar> stated_hours(const model::Account& account) {
  if (!account.xray || account.xray->working_hours.empty() || !account.profile ||
      !account.profile->timezone) {
    return std::nullopt;
  }
  time::CalendarRules rules;
  const auto zone = time::Zone::find(account.profile->timezone->value);
  if (!zone) {
    return std::nullopt;
  }
  rules.zone = *zone;
  static const std::vector<time::Weekday> k_working_days{
      time::Weekday::mon, time::Weekday::tue, time::Weekday::wed, time::Weekday::thu, time::Weekday::fri};
  for (const model::DayHours& each : account.xray->working_hours) {
    for (const time::Weekday weekday : each.days.empty() ? k_working_days : each.days) {
      auto& windows = rules.week.at(static_cast<std::size_t>(weekday));
      windows.insert(windows.end(), each.hours.begin(), each.hours.end());
    }
  }
  auto built = time::BusinessCalendar::build(std::move(rules));
  return built ? std::optional(*std::move(built)) : std::nullopt;
}

/// Time in which both are open, in `[from, to)`; none outside of the years that calendars know.
std::optional<seconds> common_time(const time::BusinessCalendar& one, const time::BusinessCalendar& other,
                                   time::Instant from, time::Instant to) {
  seconds common{0};
  while (from < to) {
    const auto a = one.state_at(from);
    const auto b = other.state_at(from);
    if (!a || !b) {
      return std::nullopt;
    }
    const time::Instant until = std::min({a->until.value_or(to), b->until.value_or(to), to});
    if (a->now == time::OpenState::Now::open && b->now == time::OpenState::Now::open) {
      common += until - from;
    }
    from = until;
  }
  return common;
}

struct Week {
  time::Instant from;
  time::Instant to;
};

/// The seven days up to and with a day.
Week week_to(const Facts& facts, time::Date last) {
  return {facts.zone().start_of(last.plus_days(-6)), facts.zone().start_of(last.plus_days(1))};
}

/// How many dates of a calendar's own zone in the seven days have hours.
std::int64_t working_days(const time::BusinessCalendar& hours, time::Date last) {
  std::int64_t days = 0;
  for (int back = 0; back < 7; ++back) {
    days += hours.hours_on(last.plus_days(-back)).windows.empty() ? 0 : 1;
  }
  return days;
}

}  // namespace

void touch_drop(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    const auto& win = input.facts.win_of(account);
    const Subject subject = acquisition::subject_of(account, input.last);
    const auto now = sla::touch_model_on(*account.account, input.facts.agreement_on(input.last), input.last);
    const auto sold =
        win ? sla::touch_model_on(*account.account, input.facts.agreement_on(win->day), win->day)
            : std::nullopt;
    if (!now || !sold) {
      sink.exclude(subject, "the touch model at the sale or now is not known");
    } else {
      sink.add(subject, *now < *sold ? 1 : 0, 1);
    }
  }
}

void direct_expectations(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    for (const model::Expectation& expectation : account.account->expectations.value) {
      if (expectation.date && *expectation.date > input.last) {
        continue;
      }
      Subject subject = acquisition::subject_of(account, input.last);
      subject.part = expectation.id.value;
      if (!expectation.source) {
        sink.exclude(subject, "how it was gathered is not recorded");
      } else {
        sink.add(subject, is_direct(*expectation.source) ? 1 : 0, 1);
      }
    }
  }
}

void overlap(const Input& input, Sink& sink) {
  const sla::Calendars calendars(input.facts.data());
  static const std::vector<model::CalendarChoice> k_responsible{{"responsible"}};
  const Week week = week_to(input.facts, input.last);
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    const Subject subject = acquisition::subject_of(account, input.last);
    const std::string* csm = sla::csm_on(*account.account, input.last);
    const auto* person = csm != nullptr ? input.facts.data().get<model::Person>(*csm) : nullptr;
    const auto* ours = calendars.choose(k_responsible, {person, nullptr}, input.last);
    const auto* named =
        account.account->calendar ? calendars.find(account.account->calendar->value) : nullptr;
    auto theirs = stated_hours(*account.account);
    if (!theirs && named != nullptr) {
      theirs = named->hours;
    }
    if (person == nullptr) {
      sink.exclude(subject, "no CSM");
    } else if (ours == nullptr) {
      sink.exclude(subject, "no working hours of the CSM");
    } else if (!theirs) {
      sink.exclude(subject, "no working hours and zone of the account");
    } else if (const std::int64_t days = working_days(*theirs, input.last); days == 0) {
      sink.exclude(subject, "the account did not work in the week");
    } else if (const auto common = common_time(*theirs, ours->hours, week.from, week.to)) {
      constexpr std::int64_t k_seconds_a_minute = 60;
      sink.sample(subject, Exact(common->count() / (k_seconds_a_minute * days)));
    } else {
      sink.exclude(subject, "outside of the years that calendars know");
    }
  }
}

}  // namespace csx::metrics::relationship
