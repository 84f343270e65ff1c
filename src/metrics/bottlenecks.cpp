#include "csx/metrics/bottlenecks.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "csx/sla/clock.hpp"
#include "entry_walk.hpp"
#include "keys.hpp"

namespace csx::metrics {
namespace {

/// Each step of a handoff after the one before it; side by side with another, none.
constexpr std::array<std::string_view, 6> k_stages{"handoff.time-to-submit",   "handoff.time-to-answer",
                                                   "handoff.time-to-rework",   "handoff.time-to-kickoff",
                                                   "handoff.time-to-activate", "handoff.time-to-complete"};
constexpr std::string_view k_returns = "handoff.returns";
constexpr std::string_view k_lacking = "lacking ";  // before the field, as the metric says it

/// Adds up losses by name and keys.
class Tally {
 public:
  Tally(const Facts& facts, const std::vector<Dimension>& by) : m_facts(facts), m_by(by) {}

  void add(const std::string& what, std::string_view area, const Subject& subject, const Exact& amount,
           bool is_loss = true) {
    std::vector<std::string> keys;
    for (const Dimension dimension : m_by) {
      const std::string_view key = key_of(m_facts, subject, dimension, area, m_combined);
      keys.emplace_back(key.empty() ? k_unknown_key : key);
    }
    Loss& loss = m_losses[{what, keys}];
    loss.area = loss.due == 0 || loss.area == area ? std::string(area) : std::string();
    ++loss.due;
    if (is_loss) {
      loss.amount += amount;
      ++loss.cases;
    }
  }

  Losses take() {
    Losses losses;
    for (auto& [name, loss] : m_losses) {
      if (loss.cases == 0) {
        continue;
      }
      loss.what = name.first;
      loss.keys = name.second;
      losses.whole += loss.amount;
      losses.parts.push_back(std::move(loss));
    }
    std::ranges::stable_sort(losses.parts, [](const Loss& a, const Loss& b) { return b.amount < a.amount; });
    return losses;
  }

 private:
  const Facts& m_facts;
  const std::vector<Dimension>& m_by;
  Combined m_combined;
  std::map<std::pair<std::string, std::vector<std::string>>, Loss> m_losses;
};

void add_stages(const Facts& facts, Query query, Tally& stages) {
  for (const std::string_view id : k_stages) {
    query.metrics.push_back(find(id));
  }
  const std::vector<PeriodResult> results = evaluate(facts, query);
  for (const Measured& stage : results.front().metrics) {
    for (const Contribution& each : stage.contributions) {
      if (each.kind == Contribution::Kind::sample) {
        stages.add(std::string(stage.metric->id), stage.metric->area, each.subject, each.parts.front());
      }
    }
  }
}

void add_returns(const Facts& facts, Query query, Tally& reasons, Tally& fields) {
  const Metric* returns = find(k_returns);
  query.metrics = {returns};
  const std::vector<PeriodResult> results = evaluate(facts, query);
  for (const Contribution& each : results.front().metrics.front().contributions) {
    if (each.kind != Contribution::Kind::aside) {
      continue;
    }
    if (each.word.starts_with(k_lacking)) {
      fields.add(each.word.substr(k_lacking.size()), returns->area, each.subject, 1);
    } else {
      reasons.add(each.word, returns->area, each.subject, 1);
    }
  }
}

}  // namespace

Bottlenecks bottlenecks_of(const Facts& facts, const time::Period& period, const std::vector<Dimension>& by,
                           const Where& where) {
  Query query;
  query.period = period;
  query.where = where;
  query.explain = true;
  Tally stages(facts, by);
  Tally reasons(facts, by);
  Tally fields(facts, by);
  add_stages(facts, query, stages);
  add_returns(facts, query, reasons, fields);
  Tally commitments(facts, by);
  Tally owners(facts, by);
  for (const sla::Clock& clock : facts.clocks().clocks) {
    const auto subject = subject_of(facts, clock);
    const bool missed = clock.state == sla::ClockState::missed || clock.state == sla::ClockState::breached;
    if (!subject || !period.contains(subject->anchor) || !(missed || clock.state == sla::ClockState::met) ||
        !admits(where, *subject, facts)) {
      continue;
    }
    commitments.add(clock.path(), subject->area, *subject, 1, missed);
    owners.add(clock.owner != nullptr ? *clock.owner : std::string(k_unknown_key), subject->area, *subject, 1,
               missed);
  }
  return {stages.take(), commitments.take(), owners.take(), reasons.take(), fields.take()};
}

}  // namespace csx::metrics
