#include "csx/metrics/health.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "csx/metrics/evaluate.hpp"
#include "csx/metrics/revenue.hpp"
#include "csx/sla/lifecycle.hpp"
#include "health_sources.hpp"
#include "spans.hpp"

namespace csx::metrics {

namespace {

/// The first day of those that lie not longer ago than a duration. The inverse of `days_after`: months differ
/// in length.
time::Date first_within(time::Date day, const time::Duration& duration) {
  time::Date first = day;
  while (days_after(first.plus_days(-1), duration) >= day) {
    first = first.plus_days(-1);
  }
  return first;
}

Reading reading_of(const Metric& metric, const Fraction& value, const Currency& currency) {
  constexpr std::int64_t k_seconds_a_day = 86'400;
  switch (metric.unit) {
    case Unit::share:
      return Reading::of_percent(value * Fraction(100));
    case Unit::money:
      return Reading::of_money(value, currency);
    case Unit::days:
      return Reading::of_days(value);
    case Unit::elapsed_time:
    case Unit::business_time:
      return Reading::of_days(value / Fraction(k_seconds_a_day));
    case Unit::count:
    case Unit::score:
    case Unit::ratio:
    case Unit::months:
    case Unit::minutes:
      break;
  }
  return Reading::of_number(value);
}

bool is_counted(const ScoredPart& part) {
  return part.score && !Exact::of(part.weight).is_zero();
}

}  // namespace

/// What metrics of the catalogue say, by measure and account.
struct HealthBook::Measured {
  struct Source {
    const Metric* metric = nullptr;  ///< null for one of the journal, or of nothing
    time::Period window;
    std::unordered_map<std::string_view, const Value*> by_account;
    std::vector<Group> groups;
  };
  std::vector<Source> sources;  ///< one for each measure
};

const Metric* metric_source(std::string_view source) {
  const Metric* metric = is_journal_source(source) ? nullptr : find(source);
  return metric != nullptr && metric->family() != "health" ? metric : nullptr;
}

HealthBook::HealthBook(const Facts& facts, time::Instant at)
    : m_facts(facts),
      m_at(at),
      m_day(facts.zone().date_of(at)),
      m_agreement(facts.agreement_record_on(m_day)),
      m_measured(std::make_unique<Measured>()) {
  if (m_agreement == nullptr || !m_agreement->as<model::Agreement>().health) {
    return;
  }
  m_model = &*m_agreement->as<model::Agreement>().health;
  for (const model::HealthMeasure& measure : m_model->measures) {
    Measured::Source& source = m_measured->sources.emplace_back();
    source.metric = metric_source(measure.source);
    if (source.metric == nullptr || !measure.expires_after) {
      continue;
    }
    source.window = {first_within(m_day, *measure.expires_after), m_day};
    const Query query{{source.metric}, source.window, {Dimension::account}, {}, 0, false, 0};
    source.groups = std::move(evaluate(facts, query).front().metrics.front().groups);
    for (const Group& group : source.groups) {
      source.by_account.emplace(group.keys.front(), &group.value);
    }
  }
}

HealthBook::~HealthBook() = default;

HealthSheet::HealthSheet(const Facts& facts, time::Instant at) : m_book(facts, at) {
  for (const AccountFacts& account : facts.accounts()) {
    if (sla::pays_on(*account.account, m_book.day())) {
      m_rows.push_back({&account, m_book.of(account)});
    }
  }
}

Health HealthBook::of(const AccountFacts& account) const {
  Health health;
  if (m_model == nullptr) {
    health.total.why = m_agreement == nullptr ? "no agreement was in force"
                                              : "the agreement does not say how health is scored";
    return health;
  }
  const JournalView journal(m_facts, account, m_at);
  for (std::size_t i = 0; i < m_model->measures.size(); ++i) {
    const model::HealthMeasure& measure = m_model->measures[i];
    const Measured::Source& source = m_measured->sources[i];
    ScoredPart& part = health.parts.emplace_back();
    part.name = measure.id.value;
    part.weight = measure.weight;
    if (is_journal_source(measure.source)) {
      SourceReading found = read_source(journal, measure.source);
      part.reading = std::move(found.reading);
      part.dated = found.dated;
      part.evidence = std::move(found.evidence);
      part.why = std::move(found.why);
    } else if (source.metric == nullptr) {
      part.why = fmt::format("{} is neither a metric nor a value of the journal", measure.source);
    } else if (!measure.expires_after) {
      part.why = fmt::format("nothing says over which time {} is measured: no expires_after", measure.source);
    } else {
      part.evidence = fmt::format("{} {}..{}", measure.source, source.window.first.to_string(),
                                  source.window.last.to_string());
      const auto value = source.by_account.find(account.account->id.value);
      if (value == source.by_account.end()) {
        part.why = source.metric->empty;
      } else if (!value->second->value) {
        part.why = value->second->why;
      } else {
        part.reading = reading_of(*source.metric, *value->second->value, m_facts.rates().currency());
        part.evidence += fmt::format(", n {}", value->second->n);
      }
    }
    if (!part.reading) {
      continue;
    }
    if (measure.expires_after && part.dated && days_after(*part.dated, *measure.expires_after) < m_day) {
      part.why = fmt::format("expired: of {}, valid for {}", part.dated->to_string(),
                             measure.expires_after->to_string());
      continue;
    }
    const auto score = score_of(measure.score, *part.reading, m_facts.rates(), m_day);
    score ? void(part.score = *score) : void(part.why = score.error());
  }
  health.total = weigh(health.parts, m_model->coverage_floor);
  if (health.total.score) {
    health.band = health.uncapped = band_of(m_model->bands, *health.total.score);
    health.is_outside_bands = health.band == nullptr && !m_model->bands.empty();
  }
  bool felt = false;
  bool measured = false;
  for (std::size_t i = 0; i < health.parts.size(); ++i) {
    if (is_counted(health.parts[i])) {
      (is_feeling(m_model->measures[i].source) ? felt : measured) = true;
    }
  }
  health.only_feeling = felt && !measured;
  for (const model::HealthOverride& each : m_model->overrides) {
    const auto part = std::ranges::find(health.parts, each.measure.value, &ScoredPart::name);
    const auto cap = std::ranges::find_if(
        m_model->bands, [&](const model::Band& band) { return band.id.value == each.cap.value; });
    // What has expired caps nothing: it is left out.
    if (part == health.parts.end() || !part->score || cap == m_model->bands.end() || health.band == nullptr ||
        health.band->from <= cap->from) {
      continue;
    }
    const auto is_met = holds(each.is, *part->reading, m_facts.rates(), m_day);
    if (is_met && *is_met) {
      health.band = &*cap;
      health.cap = &each;
    }
  }
  return health;
}

tl::expected<Exact, std::string> HealthBook::weight_of(const AccountFacts& account) const {
  if (m_model == nullptr || !m_model->group_weight) {
    return tl::unexpected(std::string("the agreement does not say how accounts weigh (health.group_weight)"));
  }
  return m_model->group_weight == model::GroupWeight::account
             ? Exact(1)
             : revenue_on(m_facts.rates(), *account.account, m_day, m_day);
}

void GroupSum::add(const HealthBook& book, const AccountFacts& account, const Health& health) {
  if (!health.score()) {
    ++m_result.unknown;
    if (m_result.why.empty()) {
      m_result.why = health.total.why;
    }
    return;
  }
  const auto weight = book.weight_of(account);
  if (!weight) {
    ++m_result.unknown;
    m_result.why = weight.error();
    return;
  }
  m_weighted = m_weighted + *health.score() * Fraction(*weight);
  m_weights += *weight;
  ++m_result.known;
}

GroupHealth GroupSum::result() const {
  GroupHealth result = m_result;
  if (!m_weights.is_zero()) {
    result.score = m_weighted / Fraction(m_weights);
    result.why.clear();
  } else if (result.known > 0) {
    result.why = "the accounts with a score have no recurring revenue to weigh by";
  }
  return result;
}

}  // namespace csx::metrics
