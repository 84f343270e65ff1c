#include <doctest/doctest.h>

#include "random_calendar.hpp"
#include "slow_calendar.hpp"

using namespace csx::time;

namespace {

/// A date near a change of the zone's clocks, where it has one, in the years of whole-minute offsets.
Date interesting_date(Chance& chance, const Zone& zone) {
  const auto year =
      static_cast<int>(chance.one_in(3) ? chance.number(1976, 2060) : chance.number(2005, 2030));
  const auto start =
      zone.start_of(Date::of(year, 1, 1).value().plus_days(static_cast<int>(chance.number(0, 364))));
  const auto stretch = zone.stretch_at(start);
  const bool is_near = stretch.end - start < std::chrono::days{800};
  return zone.date_of(is_near && !chance.one_in(5) ? stretch.end : start);
}

struct Checked {
  int cases = 0;

  /// Where the slow calendar saw enough to have an answer, the real one must have the same.
  void same(const Parsed<Instant>& found, const std::optional<Instant>& expected) {
    if (expected) {
      ++cases;
      REQUIRE(found.has_value());
      REQUIRE(found->time_since_epoch().count() == expected->time_since_epoch().count());
    }
  }
};

void compare_at(const BusinessCalendar& calendar, const SlowCalendar& slow, Chance& chance,
                Checked& checked) {
  const auto length = (slow.end() - slow.begin()).count();
  const auto pick = [&] {
    const auto second = chance.number(1, length - 1);
    return slow.begin() +
           std::chrono::seconds{chance.one_in(2) ? std::max<std::int64_t>(60, second / 1800 * 1800) : second};
  };
  const Instant a = pick();
  const Instant b = pick();
  CAPTURE(calendar.zone().format(a));
  CAPTURE(calendar.zone().format(b));
  const auto seconds = chance.one_in(8)   ? 0
                       : chance.one_in(2) ? 1800 * chance.number(1, 60)
                                          : chance.number(1, 200'000);
  CAPTURE(seconds);
  const auto days = static_cast<int>(chance.number(0, 4));
  CAPTURE(days);
  const Duration business_days{days, Duration::Unit::business_days};

  const auto between = calendar.between(a, b);
  REQUIRE(between.has_value());
  REQUIRE(between->counted.count() == slow.between(a, b));
  REQUIRE(calendar.is_open(a) == slow.is_open(a));
  checked.cases += 2;
  checked.same(calendar.add(a, business(seconds)), slow.add(a, seconds));
  checked.same(calendar.subtract(a, business(seconds)), slow.subtract(a, seconds));
  checked.same(calendar.add(a, business_days), slow.add_days(a, days));
  checked.same(calendar.subtract(a, business_days), slow.subtract_days(a, days));
  if (const auto change = slow.next_change(a)) {
    const auto state = calendar.state_at(a);
    REQUIRE(state.has_value());
    REQUIRE((state->now == OpenState::Now::open) == slow.is_open(a));
    REQUIRE(state->until == change);
    ++checked.cases;
  }
}

}  // namespace

TEST_CASE("a slow calendar, minute by minute and written otherwise, agrees on random cases") {
  Chance chance(20261122);
  constexpr int k_calendars = scaled(1'200);
  constexpr int k_cases = 60;
  Checked checked;
  for (int i = 0; i < k_calendars; ++i) {
    const auto zone = zone_of(chance.of(k_random_zones));
    const auto date = interesting_date(chance, zone);
    CAPTURE(zone.name());
    CAPTURE(date.to_string());
    CAPTURE(i);
    const auto rules = random_rules(chance, zone, date);
    const auto calendar = BusinessCalendar::build(rules);
    REQUIRE(calendar.has_value());
    const SlowCalendar slow(rules, date.plus_days(-5), 11);
    for (int j = 0; j < k_cases; ++j) {
      compare_at(*calendar, slow, chance, checked);
    }
  }
  CHECK(checked.cases >= scaled(200'000));
}
