#include "overlap.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

#include "csx/sla/service.hpp"

namespace csx::metrics {

namespace {

using std::chrono::seconds;

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

tl::expected<Exact, std::string_view> common_minutes(const Facts& facts, const sla::Calendars& calendars,
                                                     const model::Account& account, std::string_view csm,
                                                     time::Date last) {
  static const std::vector<model::CalendarChoice> k_responsible{{"responsible"}};
  const Week week = week_to(facts, last);
  const auto* person = facts.data().get<model::Person>(csm);
  if (person == nullptr) {
    return tl::unexpected(std::string_view("no CSM"));
  }
  const auto* ours = calendars.choose(k_responsible, {person, nullptr}, last);
  if (ours == nullptr) {
    return tl::unexpected(std::string_view("no working hours of the CSM"));
  }
  const auto* named = account.calendar ? calendars.find(account.calendar->value) : nullptr;
  auto theirs = stated_hours(account);
  if (!theirs && named != nullptr) {
    theirs = named->hours;
  }
  if (!theirs) {
    return tl::unexpected(std::string_view("no working hours and zone of the account"));
  }
  const std::int64_t days = working_days(*theirs, last);
  if (days == 0) {
    return tl::unexpected(std::string_view("the account did not work in the week"));
  }
  const auto common = common_time(*theirs, ours->hours, week.from, week.to);
  if (!common) {
    return tl::unexpected(std::string_view("outside of the years that calendars know"));
  }
  constexpr std::int64_t k_seconds_a_minute = 60;
  return Exact(common->count() / (k_seconds_a_minute * days));
}

}  // namespace csx::metrics
