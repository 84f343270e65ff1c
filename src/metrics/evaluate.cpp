#include "csx/metrics/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "csx/base/parallel.hpp"
#include "csx/metrics/sink.hpp"
#include "csx/time/period_steps.hpp"
#include "fold.hpp"

namespace csx::metrics {

namespace {

/// One metric over one span of days: a period, or a month inside it.
struct Task {
  const Metric* metric = nullptr;
  time::Period period;
  std::span<const Dimension> by;
  bool explain = false;
  Measured result;
};

void run(const Facts& facts, const Where& where, Task& task) {
  Measured& result = task.result;
  result.metric = task.metric;
  if (task.period.first > facts.today()) {
    result.value.why = fmt::format("the period begins after the as-of date, {}", facts.today().to_string());
    return;
  }
  const Input input{facts, task.period, std::min(task.period.last, facts.today())};
  Sink sink(input, *task.metric, {task.by, &where, task.explain});
  task.metric->measure(input, sink);
  result.value = value_of(*task.metric, input, sink.total());
  for (auto& [keys, totals] : sink.groups()) {
    Group& group = result.groups.emplace_back();
    group.keys.assign(keys.begin(), keys.end());
    group.value = value_of(*task.metric, input, totals);
  }
  result.contributions = sink.take_contributions();
}

void run_all(const Facts& facts, const Query& query, std::vector<Task>& tasks) {
  for_each_index(
      tasks.size(), [&](std::size_t i) { run(facts, query.where, tasks[i]); }, query.threads);
}

/// The months of a period as groups: the groups of each with the month in front of their keys, or wherever it
/// was asked for.
void add_month(Measured& into, const Task& month, std::size_t place) {
  const std::string name = month.period.first.to_string().substr(0, 7);
  if (month.by.empty()) {
    into.groups.push_back({{name}, month.result.value});
    return;
  }
  for (const Group& group : month.result.groups) {
    Group& added = into.groups.emplace_back(group);
    added.keys.insert(added.keys.begin() + static_cast<std::ptrdiff_t>(place), name);
  }
}

}  // namespace

std::vector<PeriodResult> evaluate(const Facts& facts, const Query& query) {
  std::vector<Dimension> by;
  std::copy_if(query.by.begin(), query.by.end(), std::back_inserter(by),
               [](Dimension each) { return each != Dimension::month; });
  const auto month = std::ranges::find(query.by, Dimension::month);
  const bool by_month = month != query.by.end();
  const auto place = static_cast<std::size_t>(month - query.by.begin());

  std::vector<time::Period> periods{query.period};
  while (periods.size() <= query.trend) {
    periods.push_back(time::previous(periods.back()));
  }
  std::vector<Task> tasks;
  for (const time::Period& period : periods) {
    for (const Metric* metric : query.metrics) {
      tasks.push_back({metric, period, by_month ? std::span<const Dimension>() : by, query.explain, {}});
      if (by_month) {
        for (const time::Period& part : time::months_of(period)) {
          tasks.push_back({metric, part, by, false, {}});
        }
      }
    }
  }
  run_all(facts, query, tasks);

  std::vector<PeriodResult> results;
  std::size_t next = 0;
  for (const time::Period& period : periods) {
    PeriodResult& result = results.emplace_back();
    result.period = period;
    result.last = std::min(period.last, facts.today());
    for (std::size_t i = 0; i < query.metrics.size(); ++i) {
      Measured& measured = result.metrics.emplace_back(std::move(tasks[next++].result));
      for (std::size_t part = by_month ? time::months_of(period).size() : 0; part > 0; --part) {
        add_month(measured, tasks[next++], place);
      }
      if (by_month && place > 0) {
        std::ranges::stable_sort(measured.groups, {}, &Group::keys);
      }
    }
  }
  return results;
}

Value measure(const Facts& facts, const Metric& metric, const time::Period& period, const Where& where) {
  Task task{&metric, period, {}, false, {}};
  run(facts, where, task);
  return std::move(task.result.value);
}

}  // namespace csx::metrics
