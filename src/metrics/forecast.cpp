#include "csx/metrics/forecast.hpp"

#include <algorithm>
#include <tuple>

#include "acquisition.hpp"

namespace csx::metrics {

namespace {

bool is_of(const model::Account& account, std::string_view segment, time::Date day) {
  if (segment.empty()) {
    return true;
  }
  const auto* own = account.segment ? account.segment->on(day) : nullptr;
  return own != nullptr && own->value == segment;
}

std::int64_t won_in(const Facts& facts, const Expected& expected) {
  return std::ranges::count_if(facts.accounts(), [&](const AccountFacts& account) {
    const auto& win = facts.win_of(account);
    return win && win->day <= facts.today() && expected.period.contains(win->day) &&
           is_of(*account.account, expected.segment, win->day);
  });
}

/// Each account once, however many handoffs it has.
std::int64_t on_the_way(const Facts& facts, const Portfolios& portfolios, std::string_view segment) {
  std::vector<const AccountFacts*> accounts;
  for (const Arrival& arrival : portfolios.arrivals()) {
    const bool is_new =
        !facts.win_of(*arrival.account) && std::ranges::find(accounts, arrival.account) == accounts.end();
    if (is_new && is_of(*arrival.account->account, segment, facts.today())) {
      accounts.push_back(arrival.account);
    }
  }
  return static_cast<std::int64_t>(accounts.size());
}

std::optional<Fraction> mean_hours(const Facts& facts, const Portfolios& portfolios,
                                   std::string_view segment) {
  Fraction sum;
  std::int64_t count = 0;
  for (const Holding& holding : portfolios.holdings()) {
    if (holding.hours && is_of(*holding.account->account, segment, facts.today())) {
      sum = sum + *holding.hours;
      ++count;
    }
  }
  return count > 0 ? std::optional(sum / Fraction(count)) : std::nullopt;
}

}  // namespace

std::int64_t Expected::to_come() const {
  return std::max<std::int64_t>(goal - won - on_the_way, 0);
}

std::optional<Fraction> Expected::hours() const {
  return hours_each ? std::optional(*hours_each * Fraction(to_come())) : std::nullopt;
}

std::vector<Expected> expected_of(const Facts& facts, const Portfolios& portfolios) {
  std::vector<Expected> all;
  for (const acquisition::Goal& each : acquisition::goals_of(facts)) {
    const model::AcquisitionGoal& goal = *each.goal;
    if (!goal.accounts || goal.period.last < facts.today()) {
      continue;
    }
    Expected& expected = all.emplace_back();
    expected.period = goal.period;
    expected.segment = goal.segment ? std::string_view(goal.segment->value) : std::string_view();
    expected.goal = *goal.accounts;
    expected.won = won_in(facts, expected);
    if (goal.period.contains(facts.today())) {
      expected.on_the_way = on_the_way(facts, portfolios, expected.segment);
    }
    expected.hours_each = mean_hours(facts, portfolios, expected.segment);
  }
  std::ranges::stable_sort(
      all, {}, [](const Expected& each) { return std::tuple(each.period.first, each.period.last); });
  return all;
}

}  // namespace csx::metrics
