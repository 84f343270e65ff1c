#include "csx/metrics/by_account.hpp"

#include <algorithm>

#include "csx/metrics/sink.hpp"
#include "fold.hpp"

namespace csx::metrics {

namespace {

void add(Totals& totals, const Contribution& found) {
  const Subject& subject = found.subject;
  switch (found.kind) {
    case Contribution::Kind::counted: {
      for (std::size_t i = 0; i < found.parts.size(); ++i) {
        totals.parts[i] += found.parts[i];
      }
      const void* identity =
          subject.entry != nullptr ? static_cast<const void*>(subject.entry) : subject.record;
      if (subject.role == Subject::Role::counted && totals.latest != identity) {
        ++totals.n;
        totals.latest = identity;
      }
      return;
    }
    case Contribution::Kind::sample:
      totals.samples.push_back(found.parts[0]);
      ++totals.n;
      return;
    case Contribution::Kind::excluded:
      ++totals.excluded[found.word];
      return;
    case Contribution::Kind::aside:
      ++totals.aside[found.word];
      return;
  }
}

}  // namespace

std::map<const AccountFacts*, Value> measure_by_account(const Facts& facts, const Metric& metric,
                                                        const time::Period& period) {
  const std::vector<PeriodResult> results =
      evaluate(facts, {.metrics = {&metric}, .period = period, .explain = true});
  std::map<const AccountFacts*, Totals> totals;
  for (const Contribution& found : results.front().metrics.front().contributions) {
    if (found.subject.account != nullptr) {
      add(totals[found.subject.account], found);
    }
  }
  const Input input{facts, period, results.front().last};
  std::map<const AccountFacts*, Value> values;
  for (const auto& [account, sums] : totals) {
    values.emplace(account, value_of(metric, input, sums));
  }
  return values;
}

}  // namespace csx::metrics
