#include "shift.hpp"

#include <fmt/format.h>

#include "civil.hpp"
#include "csx/time/calendar.hpp"

namespace csx::time {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

constexpr std::int64_t k_most_days = 365LL * (k_last_year - k_first_year + 2);
constexpr std::int64_t k_most_months = 12LL * (k_last_year - k_first_year + 1);

/// -1 before the local dates that the room knows, 1 after them, 0 inside.
int side_of_range(const Zone& zone, Instant at) {
  // Far enough out that the zone does not matter, and for instants that it could not convert.
  constexpr sys_days k_early{std::chrono::year{k_first_year - 1} / 12 / 29};
  constexpr sys_days k_late{std::chrono::year{k_last_year + 1} / 1 / 4};
  if (at < k_early || at > k_late) {
    return at < k_early ? -1 : 1;
  }
  const auto year = static_cast<int>(zone.date_of(at).ymd().year());
  return year < k_first_year ? -1 : (year > k_last_year ? 1 : 0);
}

/// How many of a unit's parts `count` is: seconds, days or months.
struct Step {
  enum class Part : std::uint8_t { second, day, month, none };
  Part part;
  std::int64_t size;
};

Step step_of(Duration::Unit unit) {
  switch (unit) {
    case Duration::Unit::minutes:
      return {Step::Part::second, 60};
    case Duration::Unit::hours:
      return {Step::Part::second, 3600};
    case Duration::Unit::days:
      return {Step::Part::day, 1};
    case Duration::Unit::weeks:
      return {Step::Part::day, 7};
    case Duration::Unit::months:
      return {Step::Part::month, 1};
    case Duration::Unit::quarters:
      return {Step::Part::month, 3};
    case Duration::Unit::years:
      return {Step::Part::month, 12};
    case Duration::Unit::business_minutes:
    case Duration::Unit::business_hours:
    case Duration::Unit::business_days:
      break;
  }
  return {Step::Part::none, 0};
}

Parsed<Instant> same_time_on(const Zone& zone, Date date, seconds time_of_day) {
  const auto year = static_cast<int>(date.ymd().year());
  if (year < k_first_year || year > k_last_year) {
    return outside_range(year < k_first_year ? -1 : 1, k_result);
  }
  return zone.to_instant(date.day + time_of_day);
}

Parsed<Instant> shift_unchecked(const Zone& zone, Instant start, Step::Part part, std::int64_t count) {
  if (part == Step::Part::second) {
    return start + seconds{count};
  }
  const bool is_months = part == Step::Part::month;
  if (const auto most = is_months ? k_most_months : k_most_days; count < -most || count > most) {
    return outside_range(count < 0 ? -1 : 1, k_result);
  }
  const auto local = zone.to_local(start);
  const Date date{std::chrono::floor<days>(local)};
  const auto shifted =
      is_months ? date.plus_months(static_cast<int>(count)) : date.plus_days(static_cast<int>(count));
  return same_time_on(zone, shifted, local - date.day);
}

}  // namespace

tl::unexpected<std::string> outside_range(int side, std::string_view what) {
  return tl::unexpected(side < 0 ? fmt::format("{} is before the year {}", what, k_first_year)
                                 : fmt::format("{} is after the year {}", what, k_last_year));
}

Parsed<Instant> shift(const Zone& zone, Instant start, std::int64_t count, Duration::Unit unit) {
  const auto step = step_of(unit);
  if (step.part == Step::Part::none) {
    return tl::unexpected(std::string("business time needs a calendar"));
  }
  if (const int side = side_of_range(zone, start); side != 0) {
    return outside_range(side, k_instant);
  }
  // The same local time, taken at its first occurrence, would be an hour back in the repeated hour.
  if (count == 0) {
    return start;
  }
  auto result = shift_unchecked(zone, start, step.part, count * step.size);
  if (!result) {
    return result;
  }
  const int side = side_of_range(zone, *result);
  return side == 0 ? result : outside_range(side, k_result);
}

Parsed<Instant> add(const Zone& zone, Instant start, Duration duration) {
  return shift(zone, start, duration.count, duration.unit);
}

Parsed<Instant> subtract(const Zone& zone, Instant end, Duration duration) {
  return shift(zone, end, -std::int64_t{duration.count}, duration.unit);
}

}  // namespace csx::time
