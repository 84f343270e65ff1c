#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "csx/time/date.hpp"
#include "csx/time/duration.hpp"
#include "csx/time/period.hpp"
#include "csx/time/window.hpp"
#include "csx/time/zone.hpp"

// Every parser of the room gets the same bytes. What one accepts must print as text that it reads back as the
// same value; what it refuses must come with a phrase.
namespace {

using namespace csx::time;

void require(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "fuzz_time: %s\n", what);
    std::abort();
  }
}

template <class T>
void check(const Parsed<T>& parsed, const char* what) {
  if (!parsed) {
    require(!parsed.error().empty(), what);
    return;
  }
  const auto again = T::parse(parsed->to_string());
  require(again.has_value() && *again == *parsed, what);
}

void check_zone(const Zone& zone, const Timestamp& timestamp) {
  const auto at = zone.resolve(timestamp);
  const auto again = Timestamp::parse(zone.format(at));
  if (again) {  // not where the zone's clock shows a year just outside the bounds
    require(zone.resolve(*again) == at, "an instant printed in a zone reads back as itself");
  }
  require(zone.start_of(timestamp.date()) <= zone.start_of(timestamp.date().plus_days(1)),
          "days follow each other");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto date = Date::parse(text);
  const auto timestamp = Timestamp::parse(text);
  check(date, "date");
  check(timestamp, "timestamp");
  check(MonthDay::parse(text), "month and day");
  check(Duration::parse(text), "duration");
  check(Window::parse(text), "window");
  check(Period::parse(text), "period");
  check(Period::parse(text, Date::of(2026, 11, 22).value_or(Date{})), "relative period");

  // Looking for the nearest of 600 names takes longer than all the rest, so names of zones are marked as
  // such.
  constexpr std::size_t k_longest_zone_name = 64;
  if (size <= k_longest_zone_name && text.starts_with('@')) {
    const auto zone = Zone::find(text.substr(1));
    require(zone.has_value() || !zone.error().empty(), "zone");
  }
  if (timestamp) {
    for (const std::string_view name : {"America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "UTC"}) {
      check_zone(Zone::find(name).value_or(Zone::utc()), *timestamp);
    }
  }
  return 0;
}
