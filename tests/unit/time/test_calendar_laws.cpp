#include <doctest/doctest.h>

#include "random_calendar.hpp"

using namespace csx::time;

namespace {

constexpr std::int64_t k_day = 86'400;
constexpr std::int64_t k_longest = 33'000'000;  // four years of office hours, eighteen of the shortest week
constexpr std::chrono::seconds k_second{1};

Instant random_instant(Chance& chance, const Zone& zone) {
  const auto first = zone.start_of(Date::of(chance.one_in(5) ? 1940 : 1990, 1, 1).value());
  const auto last = zone.start_of(Date::of(chance.one_in(5) ? 2160 : 2040, 1, 1).value());
  return Instant{
      std::chrono::seconds{chance.number(first.time_since_epoch().count(), last.time_since_epoch().count())}};
}

std::int64_t random_length(Chance& chance) {
  return chance.number(0, chance.one_in(3) ? k_longest : chance.one_in(2) ? 20 * k_day : 4'000);
}

/// Runs a law over random calendars, instants and lengths.
template <class Law>
void for_random_cases(std::uint64_t seed, Law law) {
  Chance chance(seed);
  for (int i = 0; i < scaled(200); ++i) {
    const auto zone = zone_of(chance.of(k_random_zones));
    CAPTURE(zone.name());
    CAPTURE(i);
    const auto around = zone.date_of(random_instant(chance, zone));
    const auto calendar = BusinessCalendar::build(random_rules(chance, zone, around)).value();
    for (int j = 0; j < 100; ++j) {
      const Instant at = random_instant(chance, zone);
      CAPTURE(zone.format(at));
      law(calendar, chance, at);
    }
  }
}

}  // namespace

TEST_CASE("between undoes add, and subtract") {
  for_random_cases(1, [](const BusinessCalendar& calendar, Chance& chance, Instant at) {
    const auto time = business(random_length(chance));
    CAPTURE(time.counted.count());
    const auto later = calendar.add(at, time).value();
    REQUIRE(calendar.between(at, later).value() == time);
    const auto earlier = calendar.subtract(at, time).value();
    REQUIRE(calendar.between(earlier, at).value() == time);
    REQUIRE(earlier <= at);
    REQUIRE(later >= at);
  });
}

TEST_CASE("add gives the first instant that will do, subtract the last") {
  for_random_cases(2, [](const BusinessCalendar& calendar, Chance& chance, Instant at) {
    const auto time = business(1 + random_length(chance));
    CAPTURE(time.counted.count());
    const auto later = calendar.add(at, time).value();
    REQUIRE(calendar.between(at, later - k_second).value() < time);
    const auto earlier = calendar.subtract(at, time).value();
    REQUIRE(calendar.between(earlier + k_second, at).value() < time);
  });
}

TEST_CASE("subtract undoes add up to the first second counted, and the other way round") {
  for_random_cases(3, [](const BusinessCalendar& calendar, Chance& chance, Instant at) {
    const auto time = business(1 + random_length(chance));
    CAPTURE(time.counted.count());
    const auto later = calendar.add(at, time).value();
    REQUIRE(calendar.subtract(later, time) == calendar.add(at, business(0)));
    const auto earlier = calendar.subtract(at, time).value();
    REQUIRE(calendar.add(earlier, time) == calendar.subtract(at, business(0)));
    // In two steps as in one.
    const auto part = business(chance.number(0, time.counted.count()));
    REQUIRE(calendar.add(calendar.add(at, part).value(), time - part).value() >= later);
    if (part < time) {
      REQUIRE(calendar.add(calendar.add(at, part).value(), time - part) == later);
    }
  });
}

TEST_CASE("more time, or a later start, never ends earlier") {
  for_random_cases(4, [](const BusinessCalendar& calendar, Chance& chance, Instant at) {
    const auto time = business(random_length(chance));
    const auto more = time + business(random_length(chance));
    const auto later = at + std::chrono::seconds{random_length(chance)};
    CAPTURE(time.counted.count());
    CAPTURE(more.counted.count());
    REQUIRE(calendar.add(at, time).value() <= calendar.add(at, more).value());
    REQUIRE(calendar.add(at, time).value() <= calendar.add(later, time).value());
    REQUIRE(calendar.subtract(at, time).value() >= calendar.subtract(at, more).value());
    REQUIRE(calendar.subtract(at, time).value() <= calendar.subtract(later, time).value());
    const Duration days{static_cast<std::int32_t>(chance.number(0, 500)), Duration::Unit::business_days};
    const Duration next{days.count + 1, days.unit};
    REQUIRE(calendar.add(at, days).value() < calendar.add(at, next).value());
    REQUIRE(calendar.add(at, days).value() <= calendar.add(later, days).value());
    REQUIRE(calendar.subtract(at, days).value() > calendar.subtract(at, next).value());
    REQUIRE(calendar.subtract(at, days).value() <= calendar.subtract(later, days).value());
  });
}

TEST_CASE("the parts of a span add up to it") {
  for_random_cases(5, [](const BusinessCalendar& calendar, Chance& chance, Instant at) {
    const auto middle = at + std::chrono::seconds{random_length(chance)};
    const auto end = middle + std::chrono::seconds{random_length(chance)};
    const auto whole = calendar.between(at, end).value();
    REQUIRE(whole == calendar.between(at, middle).value() + calendar.between(middle, end).value());
    REQUIRE(whole.counted <= end - at);
    REQUIRE(calendar.between(end, at).value() == (at == end ? whole : BusinessTime{}));
  });
}

TEST_CASE("business days end where a calendar closes and begin where it opens") {
  for_random_cases(6, [](const BusinessCalendar& calendar, Chance& chance, Instant at) {
    const Duration days{static_cast<std::int32_t>(chance.number(0, 300)), Duration::Unit::business_days};
    const Duration none{0, days.unit};
    CAPTURE(days.count);
    const auto closing = calendar.add(at, days).value();
    REQUIRE(closing > at);
    REQUIRE(calendar.is_open(closing - k_second));
    const auto opening = calendar.subtract(at, days).value();
    REQUIRE(opening < at);
    REQUIRE(calendar.is_open(opening));
    // There and back is the first day's opening, or closing.
    const auto own_closing = calendar.add(at, none).value();
    REQUIRE(calendar.subtract(closing, days) == calendar.subtract(own_closing, none));
    const auto own_opening = calendar.subtract(at, none).value();
    REQUIRE(calendar.add(opening, days) == calendar.add(own_opening, none));
  });
}

TEST_CASE("open and closed take turns") {
  for_random_cases(7, [](const BusinessCalendar& calendar, Chance&, Instant at) {
    const auto state = calendar.state_at(at).value();
    REQUIRE((state.now == OpenState::Now::open) == calendar.is_open(at));
    if (!state.until) {
      return;  // open day and night, to the end
    }
    REQUIRE(*state.until > at);
    const bool is_open = state.now == OpenState::Now::open;
    REQUIRE(calendar.is_open(*state.until) != is_open);
    const auto inside = calendar.between(at, *state.until).value().counted;
    REQUIRE(inside == (is_open ? *state.until - at : std::chrono::seconds{0}));
    REQUIRE((is_open ? calendar.next_closing(at) : calendar.next_opening(at)) == *state.until);
  });
}

TEST_CASE("an explanation adds up to what it explains") {
  for_random_cases(8, [](const BusinessCalendar& calendar, Chance& chance, Instant at) {
    const auto end = at + std::chrono::seconds{chance.number(0, 12 * k_day)};
    CAPTURE(calendar.zone().format(end));
    const auto explained = calendar.explain(at, end).value();
    REQUIRE(explained.total == calendar.between(at, end).value());
    REQUIRE(!explained.days.empty());
    REQUIRE(explained.days.back().total == explained.total);
    BusinessTime total;
    auto date = explained.days.front().date;
    Instant before = Instant::min();
    for (const auto& day : explained.days) {
      REQUIRE(day.date == date);
      date = date.plus_days(1);
      for (const auto& part : day.parts) {
        REQUIRE(part.length().count() >= 0);
        if (part.fate == WindowPart::Fate::counted) {
          total += {part.length()};
          REQUIRE(calendar.between(part.from, part.to).value().counted == part.length());
        }
        if (part.fate != WindowPart::Fate::overlapped && part.fate != WindowPart::Fate::lost) {
          REQUIRE(part.from >= before);
          before = part.to;
        }
      }
      REQUIRE(day.total == total);
    }
  });
}

TEST_CASE("an explanation of business days counts them up to the deadline") {
  for_random_cases(9, [](const BusinessCalendar& calendar, Chance& chance, Instant at) {
    const Duration days{static_cast<std::int32_t>(chance.number(0, 15)), Duration::Unit::business_days};
    const auto explained = calendar.explain(at, days).value();
    REQUIRE(explained.to == calendar.add(at, days).value());
    REQUIRE(explained.days.back().business_day == days.count);
  });
}
