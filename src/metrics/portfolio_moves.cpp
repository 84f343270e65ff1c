#include <fmt/format.h>

#include <algorithm>

#include "csx/metrics/portfolio.hpp"
#include "csx/sla/service.hpp"

namespace csx::metrics {

namespace {

using model::TouchModel;

/// What portfolios weigh, in doubles: a proposal is a choice, not a figure.
struct PortfolioWeights {
  std::vector<std::vector<double>> sums;  ///< of each CSM by criterion, hours last
  std::vector<double> capacity;           ///< hours a month; 0 where it is not known
};

/// What an account adds.
std::vector<double> parts_of(const Holding& holding) {
  std::vector<double> parts;
  for (const std::optional<Fraction>& criterion : holding.criteria) {
    parts.push_back(criterion ? criterion->to_double() : 0);
  }
  parts.push_back(holding.hours ? holding.hours->to_double() : 0);
  return parts;
}

/// How uneven it is: squares of the differences from the mean, as shares of it; load by what each can carry.
double spread_of(const PortfolioWeights& weights) {
  double spread = 0;
  const std::size_t people = weights.sums.size();
  for (std::size_t i = 0; people > 0 && i < weights.sums.front().size(); ++i) {
    const bool is_load = i + 1 == weights.sums.front().size();
    std::vector<double> values;
    for (std::size_t each = 0; each < people; ++each) {
      const double sum = weights.sums[each][i];
      values.push_back(is_load && weights.capacity[each] > 0 ? sum / weights.capacity[each] : sum);
    }
    double mean = 0;
    for (const double value : values) {
      mean += value / static_cast<double>(people);
    }
    for (const double value : values) {
      const double apart = mean > 0 ? (value - mean) / mean : 0;
      spread += apart * apart;
    }
  }
  return spread;
}

/// Whether a person may take an account, as far as the records tell. What is not known is no leave.
bool may_take(const Portfolio& to, const Holding& holding, time::Date day) {
  const auto& dated = holding.account->account->segment;
  const auto* wanted = dated ? dated->on(day) : nullptr;
  if (to.person == nullptr || wanted == nullptr || !holding.hours || !to.capacity || to.unknown_hours > 0 ||
      std::ranges::none_of(to.person->segments,
                           [&](const auto& segment) { return segment.value == wanted->value; }) ||
      to.hours + *holding.hours > *to.capacity) {
    return false;
  }
  std::size_t alike = 1;
  for (const Holding* each : to.holdings) {
    if (each->touch == TouchModel::exclusive_touch) {
      return false;
    }
    alike += each->touch == holding.touch ? 1U : 0U;
  }
  const auto& limit = holding.policy->max_accounts_per_csm;
  return !limit || alike <= static_cast<std::size_t>(*limit);
}

struct Best {
  double spread = 0;
  const Holding* holding = nullptr;
  std::size_t from = 0;
  std::size_t to = 0;
};

/// The move that lessens the spread most; of equal ones the first in the folder.
std::optional<Best> best_move(const std::vector<const Portfolio*>& people, PortfolioWeights& weights,
                              time::Date day, const std::vector<Move>& made) {
  constexpr double k_worth = 0.01;  // what a change of people costs the customer is not got for less
  Best best{spread_of(weights) - k_worth, nullptr, 0, 0};
  for (std::size_t from = 0; from < people.size(); ++from) {
    for (const Holding* holding : people[from]->holdings) {
      const bool was_moved =
          std::ranges::any_of(made, [&](const Move& move) { return move.account == holding->account; });
      if (was_moved || holding->touch == TouchModel::exclusive_touch) {
        continue;
      }
      const std::vector<double> parts = parts_of(*holding);
      for (std::size_t to = 0; to < people.size(); ++to) {
        if (to == from || !may_take(*people[to], *holding, day)) {
          continue;
        }
        const auto shift = [&](double sign) {
          for (std::size_t i = 0; i < parts.size(); ++i) {
            weights.sums[from][i] -= sign * parts[i];
            weights.sums[to][i] += sign * parts[i];
          }
        };
        shift(1);
        const double spread = spread_of(weights);
        shift(-1);
        if (spread < best.spread) {
          best = {spread, holding, from, to};
        }
      }
    }
  }
  return best.holding != nullptr ? std::optional(best) : std::nullopt;
}

std::string why_of(const Portfolio& from, const Portfolio& to, const Holding& holding, time::Date day) {
  const auto percent = [](const std::optional<Fraction>& load) {
    return load ? (*load * Fraction(100)).rounded(0) + "%" : std::string("an unknown load");
  };
  return fmt::format("{} is at {}, {} at {} and prepared for {}; {} takes {}h a month", from.csm,
                     percent(from.load()), to.csm, percent(to.load()),
                     holding.account->account->segment->on(day)->value, model::word(*holding.touch),
                     holding.hours->rounded(1));
}

}  // namespace

std::vector<Proposal> balance(const Facts& facts, std::size_t most, std::span<const std::string_view> also) {
  // Found out once: who gives the last account away still counts.
  std::vector<std::string> taking_part(also.begin(), also.end());
  const Portfolios today(facts, {}, Portfolios::Detail::loads);
  for (const Portfolio& portfolio : today.all()) {
    if (!portfolio.csm.empty() && !portfolio.holdings.empty()) {
      taking_part.emplace_back(portfolio.csm);
    }
  }
  std::vector<Move> made;
  std::vector<Proposal> proposals;
  while (proposals.size() < most) {
    const Portfolios now(facts, made, Portfolios::Detail::loads);
    std::vector<const Portfolio*> people;
    PortfolioWeights weights;
    for (const Portfolio& portfolio : now.all()) {
      if (std::ranges::find(taking_part, portfolio.csm) == taking_part.end()) {
        continue;
      }
      people.push_back(&portfolio);
      auto& sums = weights.sums.emplace_back();
      for (const std::optional<Fraction>& sum : portfolio.criteria) {
        sums.push_back(sum ? sum->to_double() : 0);
      }
      sums.push_back(portfolio.hours.to_double());
      weights.capacity.push_back(portfolio.capacity ? portfolio.capacity->to_double() : 0);
    }
    const auto best = best_move(people, weights, facts.today(), made);
    if (!best) {
      break;
    }
    const Portfolio& from = *people[best->from];
    // Ids live in the records, not in what is thrown away here.
    const std::string_view to = people[best->to]->person->id.value;
    made.push_back({best->holding->account, to});
    proposals.push_back({made.back(),
                         from.person != nullptr ? std::string_view(from.person->id.value) : from.csm,
                         why_of(from, *people[best->to], *best->holding, facts.today())});
  }
  return proposals;
}

}  // namespace csx::metrics
