#include "csx/metrics/scorecard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "csx/model/person.hpp"
#include "csx/sla/version_spans.hpp"

namespace csx::metrics {
namespace {

/// The commitments of several versions, each once: as the first version that has it says, in the order of the
/// last.
std::vector<const model::Commitment*> commitments_in(const std::vector<const model::Agreement*>& versions) {
  std::vector<const model::Commitment*> found;
  const auto add = [&](const model::Agreement& version) {
    for (const model::Commitment& commitment : version.commitments) {
      if (std::ranges::none_of(found, [&](const auto* each) { return each->id == commitment.id; })) {
        found.push_back(&commitment);
      }
    }
  };
  for (auto at = versions.rbegin(); at != versions.rend(); ++at) {
    add(**at);
  }
  for (const model::Commitment*& each : found) {
    for (const model::Agreement* version : versions) {
      const auto first = std::ranges::find(version->commitments, each->id, &model::Commitment::id);
      if (first != version->commitments.end()) {
        each = &*first;
        break;
      }
    }
  }
  return found;
}

Score begin(const std::string& path, const model::Commitment& commitment) {
  Score score;
  score.path = path;
  score.commitment = &commitment;
  return score;
}

void judge(Score& score, const Facts& facts) {
  const auto& target = score.commitment->target;
  if (score.value && target) {
    score.met = meets(*score.value, score.unit(), target->condition, facts.rates().currency());
  }
}

Score of_clocks(const std::string& path, const model::Commitment& commitment, sla::Attainment attained,
                const Facts& facts) {
  Score score = begin(path, commitment);
  score.cases = attained.due_count();
  if (const auto share = attained.share()) {
    score.value = Fraction(Exact(share->numerator), Exact(share->denominator));
  } else {
    score.why = attained.open + attained.met_early > 0 ? "nothing was due yet" : "nothing was due";
  }
  score.attained = std::move(attained);
  judge(score, facts);
  return score;
}

/// Whole months of a period, 0 for others.
int month_count(const time::Period& period) {
  const auto first = period.first.ymd();
  const auto last = period.last.ymd();
  const std::chrono::year_month_day_last end{last.year(), std::chrono::month_day_last{last.month()}};
  const bool is_whole = static_cast<unsigned>(first.day()) == 1 && last.day() == end.day();
  constexpr int k_months_of_year = 12;
  return is_whole ? (static_cast<int>(last.year()) - static_cast<int>(first.year())) * k_months_of_year +
                        static_cast<int>(static_cast<unsigned>(last.month())) -
                        static_cast<int>(static_cast<unsigned>(first.month())) + 1
                  : 0;
}

bool judged_over(const time::Duration& every, const time::Period& period) {
  switch (every.unit) {
    case time::Duration::Unit::months:
      return month_count(period) == every.count;
    case time::Duration::Unit::quarters:
      return month_count(period) == 3 * every.count;
    case time::Duration::Unit::years:
      return month_count(period) == 12 * every.count;
    case time::Duration::Unit::weeks:
      return period.days() == 7 * every.count;
    case time::Duration::Unit::days:
      return period.days() == every.count;
    default:
      return false;
  }
}

Score of_metric(const std::string& path, const model::Commitment& commitment, const time::Period& period,
                const Facts& facts) {
  Score score = begin(path, commitment);
  score.metric = commitment.metric ? find(commitment.metric->value) : nullptr;
  if (score.metric == nullptr) {
    score.why =
        fmt::format("{} is not computed", commitment.metric ? commitment.metric->value : "its metric");
    return score;
  }
  if (commitment.every && !judged_over(*commitment.every, period)) {
    score.why = fmt::format("judged every {}", commitment.every->to_string());
    return score;
  }
  score.measured = measure(facts, *score.metric, period, {commitment.where});
  score.value = score.measured.value;
  score.cases = score.measured.n;
  score.why = score.measured.why;
  judge(score, facts);
  return score;
}

/// Who reports to whom on a day.
class Ranks {
 public:
  Ranks(const store::Dataset& data, time::Date day) {
    for (const model::AnyRecord& record : data.all<model::Person>()) {
      const auto& person = record.as<model::Person>();
      const auto* manager = person.manager ? person.manager->on(day) : nullptr;
      if (manager != nullptr && manager->value != person.id.value) {
        m_managers.emplace(person.id.value, manager->value);
        m_reports[manager->value].push_back(person.id.value);
      }
    }
  }

  /// The person's manager and all above, nearest first; a circle ends where it began.
  std::vector<std::string> above(const std::string& person) const {
    std::vector<std::string> all;
    std::set<std::string> seen{person};
    for (auto at = m_managers.find(person); at != m_managers.end() && seen.insert(at->second).second;
         at = m_managers.find(at->second)) {
      all.push_back(at->second);
    }
    return all;
  }

  std::vector<std::string> reports_of(const std::string& person) const {
    const auto found = m_reports.find(person);
    std::vector<std::string> reports = found == m_reports.end() ? std::vector<std::string>() : found->second;
    std::ranges::sort(reports);
    return reports;
  }

 private:
  std::map<std::string, std::string> m_managers;
  std::map<std::string, std::vector<std::string>> m_reports;
};

void add(sla::Attainment& sum, const sla::Attainment& more) {
  sum.met += more.met;
  sum.missed += more.missed;
  sum.breached += more.breached;
  sum.met_early += more.met_early;
  sum.open += more.open;
  sum.excluded += more.excluded;
  sum.due.insert(sum.due.end(), more.due.begin(), more.due.end());
}

void add(std::map<std::string, sla::Attainment>& sums, const std::map<std::string, sla::Attainment>& more) {
  for (const auto& [path, attained] : more) {
    add(sums[path], attained);
  }
}

}  // namespace

std::vector<Score> scores_of(const Facts& facts, const time::Period& period) {
  std::map<std::string, sla::Attainment> attained;
  for (sla::AttainmentGroup& group : sla::attainment_by(
           facts.clocks(), period,
           [](const sla::Clock& clock) -> std::optional<std::string> { return clock.path(); })) {
    attained.emplace(group.key, std::move(group.attainment));
  }
  std::vector<Score> scores;
  for (const std::string& agreement : sla::agreement_ids(facts.data())) {
    const auto versions = sla::judging_versions(facts.data(), agreement, period);
    for (const model::Commitment* commitment : commitments_in(versions)) {
      const std::string path = agreement + "/" + commitment->id.value;
      if (commitment->clock) {
        scores.push_back(of_clocks(path, *commitment, std::move(attained[path]), facts));
        attained.erase(path);
      } else {
        scores.push_back(of_metric(path, *commitment, period, facts));
      }
    }
  }
  // Clocks of earlier versions that came due: their commitment is no longer made.
  for (auto& [path, sum] : attained) {
    if (!sum.due.empty()) {
      const model::Commitment& commitment = *sum.due.front()->commitment;
      scores.push_back(of_clocks(path, commitment, std::move(sum), facts));
    }
  }
  return scores;
}

std::vector<PersonScore> scores_by_person(const Facts& facts, const time::Period& period) {
  std::map<std::string, PersonScore> people;
  const auto person = [&](const std::string& id) -> PersonScore& {
    PersonScore& score = people[id];
    score.person = id;
    return score;
  };
  constexpr char k_between = '\n';  // in no id
  for (sla::AttainmentGroup& group :
       sla::attainment_by(facts.clocks(), period, [&](const sla::Clock& clock) -> std::optional<std::string> {
         return clock.owner == nullptr ? std::nullopt
                                       : std::optional(*clock.owner + k_between + clock.path());
       })) {
    if (group.attainment.due_count() > 0) {
      const std::size_t end = group.key.find(k_between);
      person(group.key.substr(0, end)).own.emplace(group.key.substr(end + 1), std::move(group.attainment));
    }
  }
  const Ranks ranks(facts.data(), std::min(period.last, facts.today()));
  std::vector<std::string> owners;
  for (const auto& [id, score] : people) {
    owners.push_back(id);
  }
  for (const std::string& owner : owners) {
    const auto own = people.at(owner).own;
    for (const std::string& manager : ranks.above(owner)) {
      add(person(manager).team, own);
    }
  }
  std::vector<PersonScore> all;
  for (auto& [id, score] : people) {
    if (!score.team.empty()) {
      add(score.team, score.own);
    }
    score.reports = ranks.reports_of(id);
    all.push_back(std::move(score));
  }
  return all;
}

}  // namespace csx::metrics
