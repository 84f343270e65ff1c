#include "csx/time/period_steps.hpp"

#include <algorithm>

namespace csx::time {

namespace {

Date first_of_month(Date day) {
  return day.plus_days(1 - static_cast<int>(static_cast<unsigned>(day.ymd().day())));
}

bool is_last_of_month(Date day) {
  return first_of_month(day.plus_days(1)) == day.plus_days(1);
}

/// Months since some month long ago.
int month_number(Date day) {
  const auto ymd = day.ymd();
  return static_cast<int>(ymd.year()) * 12 + static_cast<int>(static_cast<unsigned>(ymd.month()));
}

}  // namespace

Period previous(const Period& period) {
  const Date end = period.first.plus_days(-1);
  if (period.first != first_of_month(period.first) || !is_last_of_month(period.last)) {
    return {period.first.plus_days(-period.days()), end};
  }
  const int months = month_number(period.last) - month_number(period.first) + 1;
  return {period.first.plus_months(-months), end};
}

std::vector<Period> months_of(const Period& period) {
  std::vector<Period> found;
  for (Date day = period.first; day <= period.last;) {
    const Date next = first_of_month(day).plus_months(1);
    found.push_back({day, std::min(next.plus_days(-1), period.last)});
    day = next;
  }
  return found;
}

bool is_whole_month(const Period& period) {
  return period.first == first_of_month(period.first) && is_last_of_month(period.last) &&
         month_number(period.first) == month_number(period.last);
}

}  // namespace csx::time
