#include "csx/metrics/portfolio.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "csx/base/text.hpp"
#include "csx/metrics/difficult.hpp"
#include "csx/metrics/revenue.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/people.hpp"
#include "csx/sla/service.hpp"
#include "overlap.hpp"
#include "spans.hpp"

namespace csx::metrics {

namespace {

using model::PortfolioCriterion;
using model::TouchModel;

constexpr std::string_view k_area = "cs";
constexpr std::array<std::string_view, 5> k_conflicts{"exclusive-shared", "too-many-accounts",
                                                      "over-capacity", "past-cadence", "no-overlap"};

/// 40% is 0.4.
Fraction fraction_of(const model::Share& share) {
  return Fraction::of(share.percent) / Fraction(100);
}

template <class Level>
std::optional<Fraction> place_of(const std::optional<Level>& level) {
  return level ? std::optional(Fraction(static_cast<std::int64_t>(*level) + 1)) : std::nullopt;
}

std::optional<Fraction> criterion_of(const Holding& holding, PortfolioCriterion criterion) {
  const model::Account& account = *holding.account->account;
  switch (criterion) {
    case PortfolioCriterion::mrr:
      return holding.mrr ? std::optional(Fraction(*holding.mrr)) : std::nullopt;
    case PortfolioCriterion::expansion_potential:
      return place_of(account.expansion_potential);
    case PortfolioCriterion::service_expectation:
      return place_of(account.service_expectation);
    case PortfolioCriterion::company_size:
      break;
  }
  return account.profile ? place_of(account.profile->size) : std::nullopt;
}

std::vector<std::string> ids_of(const std::vector<const Holding*>& holdings) {
  std::vector<std::string> ids;
  ids.reserve(holdings.size());
  for (const Holding* holding : holdings) {
    ids.push_back(holding->account->account->id.value);
  }
  return ids;
}

}  // namespace

std::string_view word(Conflict::Kind kind) {
  return k_conflicts[static_cast<std::size_t>(kind)];
}

tl::expected<Fraction, std::string> monthly_capacity(const model::Person& person, time::Date day) {
  const model::Capacity* capacity = person.capacity ? person.capacity->on(day) : nullptr;
  if (capacity == nullptr) {
    return tl::unexpected(std::string("no capacity is stated"));
  }
  if (!capacity->admin_share || !capacity->utilisation) {
    return tl::unexpected(
        std::string(!capacity->admin_share ? "no admin_share is stated" : "no utilisation is stated"));
  }
  constexpr std::int64_t k_weeks_a_year = 52;
  constexpr std::int64_t k_months_a_year = 12;
  return Fraction::of(capacity->hours_per_week) * Fraction(Exact(k_weeks_a_year), Exact(k_months_a_year)) *
         (Fraction(1) - fraction_of(*capacity->admin_share)) * fraction_of(*capacity->utilisation);
}

std::optional<Fraction> monthly_hours(const model::Agreement* agreement, std::optional<TouchModel> touch) {
  const model::TouchPolicy* policy =
      agreement != nullptr && touch ? sla::find_policy(*agreement, *touch) : nullptr;
  return policy != nullptr && policy->hours_per_account
             ? std::optional(Fraction::of(*policy->hours_per_account))
             : std::nullopt;
}

std::optional<Fraction> Portfolio::known_hours() const {
  return holdings.empty() || unknown_hours < holdings.size() ? std::optional(hours) : std::nullopt;
}

std::optional<Fraction> Portfolio::load() const {
  const auto known = known_hours();
  return known && capacity && !capacity->is_zero() ? std::optional(*known / *capacity) : std::nullopt;
}

Portfolios::Portfolios(const Facts& facts, std::span<const Move> moves, Detail detail)
    : m_facts(facts), m_detail(detail), m_agreement(facts.agreement_on(facts.today())) {
  add_holdings(moves);
  add_portfolios();
  add_imbalances();
  add_arrivals();
}

void Portfolios::add_holdings(std::span<const Move> moves) {
  const sla::Calendars calendars(m_facts.data());
  const time::Date day = m_facts.today();
  for (const AccountFacts& account : m_facts.accounts()) {
    if (!sla::pays_on(*account.account, day)) {
      continue;
    }
    Holding& holding = m_holdings.emplace_back();
    holding.account = &account;
    if (const std::string* csm = sla::csm_on(*account.account, day)) {
      holding.csm = *csm;
    }
    for (const Move& move : moves) {
      if (move.account == &account) {
        holding.csm = move.to;
      }
    }
    if (const auto mrr = revenue_on(m_facts.rates(), *account.account, day, day)) {
      holding.mrr = *mrr;
    }
    holding.touch = sla::touch_model_on(*account.account, m_agreement, day);
    holding.hours = monthly_hours(m_agreement, holding.touch);
    holding.policy =
        m_agreement != nullptr && holding.touch ? sla::find_policy(*m_agreement, *holding.touch) : nullptr;
    holding.is_difficult = m_detail == Detail::all && difficulty_of(m_facts, account, day).is_difficult;
    if (m_agreement != nullptr && m_agreement->portfolio) {
      for (const PortfolioCriterion criterion : m_agreement->portfolio->criteria) {
        holding.criteria.push_back(criterion_of(holding, criterion));
      }
    }
    if (m_detail == Detail::loads) {
      continue;
    }
    if (const auto minutes = common_minutes(m_facts, calendars, *account.account, holding.csm, day)) {
      holding.common_minutes = *minutes;
    }
    std::optional<time::Date> from;
    if (const auto& win = m_facts.win_of(account)) {
      from = win->day;
    }
    for (const EntryFacts& entry : m_facts.entries_of(account)) {
      const auto* touchpoint = entry.entry->body.get<model::Touchpoint>();
      if (touchpoint != nullptr && !touchpoint->no_show.value_or(false)) {
        holding.silent_days = (day.day - entry.day.day).count();
        from = std::max(from.value_or(entry.day), entry.day);
      }
    }
    holding.is_past_cadence = from && holding.policy != nullptr && holding.policy->cadence &&
                              days_after(*from, *holding.policy->cadence) < day;
  }
}

void Portfolios::add_portfolios() {
  std::map<std::string_view, Portfolio> by_csm;
  for (const model::AnyRecord& record : m_facts.data().all<model::Person>()) {
    const auto& person = record.as<model::Person>();
    const model::Area* area = person.area.on(m_facts.today());
    // Segments tell who is prepared for accounts: heads of an area have a capacity, too.
    if (area != nullptr && area->value == k_area && person.capacity && !person.segments.empty() &&
        sla::works_on(person, m_facts.today())) {
      by_csm[person.id.value];
    }
  }
  for (const Holding& holding : m_holdings) {
    by_csm[holding.csm].holdings.push_back(&holding);
  }
  for (auto& [csm, portfolio] : by_csm) {
    portfolio.csm = csm;
    portfolio.person = m_facts.data().get<model::Person>(csm);
    portfolio.mrr = Exact();
    const std::size_t criteria =
        m_agreement != nullptr && m_agreement->portfolio ? m_agreement->portfolio->criteria.size() : 0;
    portfolio.criteria.resize(criteria);
    if (portfolio.holdings.empty()) {
      std::ranges::fill(portfolio.criteria, Fraction());
    }
    for (const Holding* holding : portfolio.holdings) {
      portfolio.mrr =
          portfolio.mrr && holding->mrr ? std::optional(*portfolio.mrr + *holding->mrr) : std::nullopt;
      portfolio.unknown_hours += holding->hours ? 0U : 1U;
      portfolio.hours = portfolio.hours + holding->hours.value_or(Fraction());
      if (holding->is_difficult) {
        portfolio.difficult_hours = portfolio.difficult_hours + holding->hours.value_or(Fraction());
      }
      for (std::size_t i = 0; i < criteria; ++i) {
        if (holding->criteria[i]) {
          portfolio.criteria[i] = portfolio.criteria[i].value_or(Fraction()) + *holding->criteria[i];
        }
      }
    }
    if (portfolio.person != nullptr) {
      const auto capacity = monthly_capacity(*portfolio.person, m_facts.today());
      capacity ? void(portfolio.capacity = *capacity) : void(portfolio.no_capacity = capacity.error());
    } else {
      portfolio.no_capacity = csm.empty() ? "nobody looks after them" : "the person is not known";
    }
    if (!csm.empty() && m_detail == Detail::all) {
      add_conflicts(portfolio);
    }
  }
  for (auto& [csm, portfolio] : by_csm) {
    if (!csm.empty()) {
      m_all.push_back(std::move(portfolio));
    }
  }
  if (const auto nobody = by_csm.find(""); nobody != by_csm.end()) {
    m_all.push_back(std::move(nobody->second));
  }
}

void Portfolios::add_conflicts(Portfolio& portfolio) const {
  const auto add = [&](Conflict::Kind kind, std::string text, const std::vector<const Holding*>& holdings) {
    portfolio.conflicts.push_back({kind, std::move(text), ids_of(holdings)});
  };
  std::map<TouchModel, std::vector<const Holding*>> by_touch;
  std::vector<const Holding*> late;
  std::vector<const Holding*> apart;
  const auto& least = m_agreement != nullptr && m_agreement->thresholds
                          ? m_agreement->thresholds->minimum_overlap_minutes
                          : std::nullopt;
  for (const Holding* holding : portfolio.holdings) {
    if (holding->touch) {
      by_touch[*holding->touch].push_back(holding);
    }
    if (holding->is_past_cadence) {
      late.push_back(holding);
    }
    if (least && holding->common_minutes && *holding->common_minutes < Exact(*least)) {
      apart.push_back(holding);
    }
  }
  for (const auto& [touch, holdings] : by_touch) {
    if (touch == TouchModel::exclusive_touch && portfolio.holdings.size() > 1) {
      add(Conflict::Kind::exclusive_shared,
          fmt::format("an exclusive-touch account shares its CSM with {}",
                      counted(portfolio.holdings.size() - 1, "other account")),
          holdings);
    }
    const auto& limit =
        holdings.front()->policy != nullptr ? holdings.front()->policy->max_accounts_per_csm : std::nullopt;
    if (limit && holdings.size() > static_cast<std::size_t>(*limit)) {
      add(Conflict::Kind::too_many_accounts,
          fmt::format("{} {} accounts, the agreement allows {}", holdings.size(), model::word(touch), *limit),
          holdings);
    }
  }
  if (const auto load = portfolio.load(); load && *load > Fraction(1)) {
    add(Conflict::Kind::over_capacity,
        fmt::format("{}h of work a month, capacity {}h", portfolio.hours.rounded(1),
                    portfolio.capacity->rounded(1)),
        {});
  }
  if (!late.empty()) {
    add(Conflict::Kind::past_cadence,
        fmt::format("{} past the cadence of {} touch model", counted(late.size(), "account"),
                    late.size() == 1 ? "its" : "their"),
        late);
  }
  if (!apart.empty()) {
    add(Conflict::Kind::no_overlap,
        fmt::format("{} with fewer than {} common minutes a day", counted(apart.size(), "account"), *least),
        apart);
  }
}

const Portfolio* Portfolios::find(std::string_view csm) const {
  const auto found = std::ranges::find(m_all, csm, &Portfolio::csm);
  return found == m_all.end() ? nullptr : &*found;
}

void Portfolios::add_imbalances() {
  if (m_agreement == nullptr || !m_agreement->portfolio) {
    return;
  }
  const model::PortfolioPolicy& policy = *m_agreement->portfolio;
  for (std::size_t i = 0; i < policy.criteria.size(); ++i) {
    Imbalance& imbalance = m_imbalances.emplace_back();
    imbalance.criterion = policy.criteria[i];
    imbalance.unknown = static_cast<std::size_t>(
        std::ranges::count_if(m_holdings, [&](const Holding& each) { return !each.criteria[i]; }));
    const auto takes_part = [&](const Portfolio& portfolio) {
      return !portfolio.csm.empty() && !portfolio.holdings.empty() && portfolio.criteria[i];
    };
    Fraction sum;
    std::int64_t people = 0;
    for (const Portfolio& portfolio : m_all | std::views::filter(takes_part)) {
      sum = sum + *portfolio.criteria[i];
      ++people;
    }
    if (people == 0) {
      continue;
    }
    imbalance.mean = sum / Fraction(people);
    if (sum.is_zero()) {
      continue;
    }
    for (const Portfolio& portfolio : m_all | std::views::filter(takes_part)) {
      const Fraction apart = *portfolio.criteria[i] - *imbalance.mean;
      const Fraction share = (apart < Fraction(0) ? Fraction(0) - apart : apart) / *imbalance.mean;
      if (!imbalance.largest || share > *imbalance.largest) {
        imbalance.largest = share;
        imbalance.csm = portfolio.csm;
      }
    }
    if (policy.max_imbalance && imbalance.largest) {
      imbalance.is_too_large = *imbalance.largest > fraction_of(*policy.max_imbalance);
    }
  }
}

void Portfolios::add_arrivals() {
  for (const model::AnyRecord& record : m_facts.data().all<model::Handoff>()) {
    const auto& handoff = record.as<model::Handoff>();
    if (handoff.to.area.value != k_area) {
      continue;
    }
    const sla::HandoffState state = sla::state_at(handoff, m_facts.as_of(), m_facts.zone());
    const model::TimelineEvent* accepted = sla::first_event(handoff, model::HandoffEvent::accepted);
    const bool is_arriving = sla::is_open(state) && (accepted == nullptr || !m_facts.has_come(accepted->at));
    const AccountFacts* account = m_facts.find(handoff.account.value);
    if (!is_arriving || account == nullptr) {
      continue;
    }
    Arrival& arrival = m_arrivals.emplace_back();
    arrival.handoff = &record;
    arrival.account = account;
    arrival.state = state;
    if (handoff.to.person) {
      arrival.to = handoff.to.person->value;
    }
    arrival.touch = sla::touch_model_on(*account->account, m_agreement, m_facts.today());
    arrival.hours = monthly_hours(m_agreement, arrival.touch);
  }
}

}  // namespace csx::metrics
