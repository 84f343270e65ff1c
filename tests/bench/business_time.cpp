#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/time/calendar.hpp"

// Prints what a question of business time costs, in nanoseconds, on a calendar with the national holidays of
// Brazil: `add 123`, a line for each kind of question.
namespace {

using namespace csx::time;

constexpr int k_questions = 1'000'000;

CalendarRules brazil() {
  CalendarRules rules;
  rules.zone = Zone::find("America/Sao_Paulo").value_or(Zone::utc());
  for (std::size_t day = 0; day < 5; ++day) {
    rules.week.at(day) = {{540, 720}, {780, 1080}};
  }
  for (const auto& [month, day] : std::to_array<std::array<std::uint8_t, 2>>(
           {{1, 1}, {4, 21}, {5, 1}, {9, 7}, {10, 12}, {11, 2}, {11, 15}, {11, 20}, {12, 25}})) {
    rules.holidays.push_back({MonthDay{month, day}, "every year"});
  }
  for (const std::int32_t days : {-48, -47, -2, 60}) {
    rules.holidays.push_back({DaysFromEaster{days}, "by Easter"});
  }
  return rules;
}

struct Question {
  Instant start;
  Instant end;
  Duration hours;
  Duration days;
};

/// Starts of fifteen years, spans of up to ten years of office hours.
std::vector<Question> questions() {
  using std::chrono::seconds;
  constexpr std::int64_t k_fifteen_years = 5478 * 86'400LL;
  const Instant first{std::chrono::sys_days{std::chrono::year{2015} / 1 / 1}};
  std::mt19937_64 random(1);
  const auto below = [&](std::uint64_t limit) { return static_cast<std::int64_t>(random() % limit); };
  std::vector<Question> result;
  for (int i = 0; i < k_questions; ++i) {
    const Instant start = first + seconds{below(k_fifteen_years)};
    const auto minutes = static_cast<std::int32_t>(below(10 * 250 * 8 * 60));
    result.push_back({start,
                      start + seconds{below(k_fifteen_years * 2 / 3)},
                      {minutes, Duration::Unit::business_minutes},
                      {minutes / 480, Duration::Unit::business_days}});
  }
  return result;
}

template <class Ask>
void measure(std::string_view what, const std::vector<Question>& asked, Ask ask) {
  std::int64_t sum = 0;  // printed, so that no answer may be left out
  const auto begin = std::chrono::steady_clock::now();
  for (const auto& question : asked) {
    sum += ask(question);
  }
  const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
  const auto text = fmt::format("{:<12} {:7.1f} ns   (sum {})\n", what,
                                taken.count() / static_cast<double>(asked.size()), sum);
  std::fputs(text.c_str(), stdout);
}

std::int64_t number(const Parsed<Instant>& result) {
  return result ? result->time_since_epoch().count() : -1;
}

}  // namespace

int main() {
  const auto asked = questions();
  auto rules = brazil();
  const auto begin = std::chrono::steady_clock::now();
  const auto calendar = BusinessCalendar::build(std::move(rules));
  const std::chrono::duration<double, std::nano> built = std::chrono::steady_clock::now() - begin;
  if (!calendar) {
    return 1;
  }
  std::fputs(fmt::format("{:<12} {:7.1f} ns\n", "build", built.count()).c_str(), stdout);
  measure("add", asked, [&](const Question& each) { return number(calendar->add(each.start, each.hours)); });
  measure("add-days", asked,
          [&](const Question& each) { return number(calendar->add(each.start, each.days)); });
  measure("subtract", asked,
          [&](const Question& each) { return number(calendar->subtract(each.end, each.hours)); });
  measure("between", asked, [&](const Question& each) {
    return calendar->between(each.start, each.end).value_or(BusinessTime{}).counted.count();
  });
  measure("is-open", asked,
          [&](const Question& each) { return std::int64_t{calendar->is_open(each.start)}; });
  measure("to-local", asked, [&](const Question& each) {
    return calendar->zone().to_local(each.start).time_since_epoch().count();
  });
  measure("to-instant", asked, [&](const Question& each) {
    return calendar->zone().to_instant(LocalTime{each.start.time_since_epoch()}).time_since_epoch().count();
  });
  return 0;
}
