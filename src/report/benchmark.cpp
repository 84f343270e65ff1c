#include <algorithm>
#include <array>

#include "common_words.hpp"
#include "csx/metrics/by_account.hpp"
#include "csx/report/measured.hpp"
#include "csx/report/metrics.hpp"
#include "csx/sla/lifecycle.hpp"
#include "metric_words.hpp"

namespace csx::report {
namespace {

using metrics::AccountFacts;
using metrics::Direction;
using metrics::Metric;
using metrics::Unit;
using metrics::Value;

constexpr Phrase k_benchmark_title{"{} against its segment", "{} ante o seu segmento"};
constexpr Phrase k_group{"Customers of the segment", "Clientes do segmento"};
constexpr Phrase k_with_it{"{}, the account among them", "{}, a conta entre eles"};
constexpr Phrase k_without_it{"{}; the account paid nothing on the last day",
                              "{}; a conta não pagava no último dia"};
constexpr Phrase k_minimum{"Smallest group shown", "Menor grupo mostrado"};
constexpr Phrase k_minimum_of{"{} accounts ({})", "{} contas ({})"};
constexpr Phrase k_median{"Median", "Mediana"};
constexpr Phrase k_middle{"Middle half", "Metade do meio"};
constexpr Phrase k_range{"{} to {}", "{} a {}"};
constexpr Phrase k_place{"Standing", "Posição"};
constexpr Phrase k_benchmark_tickets{"Tickets in 30 days", "Chamados em 30 dias"};
constexpr Phrase k_best{"best quarter", "melhor quarto"};
constexpr Phrase k_benchmark_better{"better half", "melhor metade"};
constexpr Phrase k_benchmark_worse{"worse half", "pior metade"};
constexpr Phrase k_worst{"WORST QUARTER", "PIOR QUARTO"};
constexpr Phrase k_above{"above", "acima"};
constexpr Phrase k_below{"below", "abaixo"};
constexpr Phrase k_alike{"at the median", "na mediana"};
constexpr Phrase k_small{"small group", "grupo pequeno"};
constexpr Phrase k_in_worst{"In the worst quarter of the segment", "No pior quarto do segmento"};
constexpr Phrase k_in_best{"In the best quarter of the segment", "No melhor quarto do segmento"};
constexpr Phrase k_benchmark_no_segment{"The segment of the account is not known",
                                        "O segmento da conta não é conhecido"};
constexpr Phrase k_no_segment_text{
    "Set it with `csx set account/{} segment=…`; its own figures stand below.",
    "Diga qual é com `csx set account/{} segment=…`; os números dela estão abaixo."};
constexpr Phrase k_benchmark_no_minimum{"The segment is not shown", "O segmento não é mostrado"};
constexpr Phrase k_no_minimum_text{
    "No agreement in force on {} says how few accounts are too few. Set thresholds.benchmark_minimum_group "
    "in the main "
    "agreement.",
    "Nenhum acordo em vigor em {} diz quantas contas são poucas demais. Defina "
    "thresholds.benchmark_minimum_group no "
    "acordo principal."};
constexpr Phrase k_benchmark_few{"The segment is too small to be shown",
                                 "O segmento é pequeno demais para ser mostrado"};
constexpr Phrase k_benchmark_few_text{
    "It had {} customers on {}; the agreement {} asks for {}. In a smaller group the figures of single "
    "customers would "
    "show.",
    "Tinha {} clientes em {}; o acordo {} pede {}. Num grupo menor apareceriam os números de clientes "
    "isolados."};
constexpr Phrase k_benchmark_reasons{"What is not shown, and why", "O que não é mostrado, e por quê"};
constexpr Phrase k_few_have{"{}: of the segment {} accounts have a value, {} are asked for",
                            "{}: do segmento, {} contas têm valor e são pedidas {}"};
constexpr Phrase k_own_lacks{"{}, of the account: {}", "{}, da conta: {}"};
constexpr Phrase k_benchmark_nothing{"nothing is recorded in the period", "nada está registrado no período"};

struct Figure {
  std::string_view metric;
  /// Counted, and brought to this many days: who has none has zero, as long as others have some.
  bool is_of_30_days = false;
};
constexpr auto k_figures = std::to_array<Figure>({
    {"revenue.closing"},
    {"support.opened", true},
    {"support.first-response"},
    {"support.resolution"},
    {"support.reopened"},
    {"satisfaction.csat"},
    {"satisfaction.nps-relational"},
    {"relationship.since-contact"},
    {"relationship.cadence"},
    {"relationship.proactive"},
    {"relationship.no-shows"},
    {"relationship.payment-delay"},
    {"onboarding.value-cycle"},
    {"onboarding.objectives"},
});
constexpr std::int64_t k_days = 30;

/// *Source*: metrics.md of the design: quantiles by nearest rank, of an even number the median is the mean of
/// the middle two.
struct Spread {
  Fraction first;
  Fraction median;
  Fraction third;

  /// `values` may not be empty.
  explicit Spread(std::vector<Fraction> values) {
    std::ranges::sort(values);
    const std::size_t n = values.size();
    first = values[(n + 3) / 4 - 1];
    third = values[(3 * n + 3) / 4 - 1];
    median = n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / Fraction(2);
  }
};

class Benchmark {
 public:
  Benchmark(const ReportInput& input, const metrics::Facts& facts, const model::Account& account,
            const time::Period& period)
      : m_view(input, &account),
        m_facts(facts),
        m_period{period.first, std::min(period.last, facts.today())},
        m_asked(period),
        m_account(facts.find(account.id.value)) {
    const auto* segment = segment_of(account);
    m_segment = segment != nullptr ? std::string_view(segment->value) : std::string_view();
    for (const AccountFacts& each : facts.accounts()) {
      const auto* other = segment_of(*each.account);
      if (other != nullptr && other->value == m_segment && sla::pays_on(*each.account, m_period.last)) {
        m_group.push_back(&each);
      }
    }
    m_agreement = facts.agreement_on(m_period.last);
    if (m_agreement != nullptr && m_agreement->thresholds &&
        m_agreement->thresholds->benchmark_minimum_group) {
      m_minimum = static_cast<std::size_t>(*m_agreement->thresholds->benchmark_minimum_group);
    }
  }

  Blocks write() {
    for (const Figure& figure : k_figures) {
      add(figure);
    }
    Blocks out;
    head(out);
    list(out, Callout::Tone::bad, k_in_worst, m_worst);
    list(out, Callout::Tone::good, k_in_best, m_best);
    out.emplace_back(std::move(m_table));
    if (!m_reasons.items.empty()) {
      out.emplace_back(Heading{2, m_view.in(k_benchmark_reasons)});
      out.emplace_back(std::move(m_reasons));
    }
    return out;
  }

 private:
  const model::Reference<model::Segment>* segment_of(const model::Account& account) const {
    return account.segment ? account.segment->on(m_period.last) : nullptr;
  }
  bool is_shown() const { return !m_segment.empty() && m_minimum && m_group.size() >= *m_minimum; }

  void head(Blocks& out) {
    out.emplace_back(Heading{1, m_view.in(k_benchmark_title, m_account->account->name)});
    Facts facts{{{m_view.in(k_period), said(m_asked, m_view.input.language)}}};
    if (!m_segment.empty()) {
      const bool is_in = std::ranges::find(m_group, m_account) != m_group.end();
      facts.rows.emplace_back(m_view.in(k_segment), m_view.names.segment(m_segment));
      facts.rows.emplace_back(m_view.in(k_group),
                              m_view.in(is_in ? k_with_it : k_without_it, m_view.number(m_group.size())));
    }
    if (m_minimum) {
      facts.rows.emplace_back(m_view.in(k_minimum),
                              m_view.in(k_minimum_of, m_view.number(*m_minimum), m_agreement->id.value));
    }
    out.emplace_back(std::move(facts));
    const auto warn = [&](const Phrase& title, std::string text) {
      out.emplace_back(Callout{Callout::Tone::warning, m_view.in(title), std::move(text)});
    };
    if (m_segment.empty()) {
      warn(k_benchmark_no_segment, m_view.in(k_no_segment_text, m_account->account->id.value));
    } else if (!m_minimum) {
      warn(k_benchmark_no_minimum, m_view.in(k_no_minimum_text, m_view.date(m_period.last)));
    } else if (!is_shown()) {
      warn(k_benchmark_few,
           m_view.in(k_benchmark_few_text, m_view.number(m_group.size()), m_view.date(m_period.last),
                     m_agreement->id.value, m_view.number(*m_minimum)));
    }
  }

  void list(Blocks& out, Callout::Tone tone, const Phrase& title,
            const std::vector<std::string>& names) const {
    if (!names.empty()) {
      out.emplace_back(Callout{tone, m_view.in(title), fmt::format("{}", fmt::join(names, "\n"))});
    }
  }

  std::string text(Unit unit, const Fraction& number) const {
    return said(unit, number, m_facts.rates().currency(), m_view.input.language);
  }

  /// Money without its currency, which stands beside, and without cents.
  std::string rough(Unit unit, const Fraction& number) const {
    return unit == Unit::money ? text(Unit::count, Fraction(Exact::of(*Decimal::parse(number.rounded(0)))))
                               : text(unit, number);
  }

  /// The figure of an account; none where nobody knows.
  std::optional<Fraction> value_of(const Figure& figure, const std::map<const AccountFacts*, Value>& values,
                                   const AccountFacts* account) const {
    const auto found = values.find(account);
    if (figure.is_of_30_days) {
      if (values.empty()) {
        return std::nullopt;
      }
      const Fraction count = found == values.end() ? Fraction(0) : found->second.value.value_or(Fraction(0));
      return count * Fraction(k_days) / Fraction(std::int64_t{m_period.days()});
    }
    return found == values.end() ? std::nullopt : found->second.value;
  }

  std::string why_of(const Metric& metric, const std::map<const AccountFacts*, Value>& values) const {
    const auto found = values.find(m_account);
    const std::string_view why = found != values.end() && !found->second.why.empty()
                                     ? std::string_view(found->second.why)
                                     : metric.empty;
    return why.empty() ? m_view.in(k_benchmark_nothing) : said_reason(why, m_view.input.language);
  }

  void add(const Figure& figure) {
    const Metric& metric = *metrics::find(figure.metric);
    const std::map<const AccountFacts*, Value> values =
        metrics::measure_by_account(m_facts, metric, m_period);
    const std::string name =
        figure.is_of_30_days ? m_view.in(k_benchmark_tickets) : name_of(metric, m_view.input.language);
    const std::optional<Fraction> own = value_of(figure, values, m_account);
    std::vector<Fraction> group;
    for (const AccountFacts* account : m_group) {
      if (const auto value = value_of(figure, values, account)) {
        group.push_back(*value);
      }
    }
    std::vector<std::string>& row =
        m_table.rows.emplace_back(std::vector{name, own ? text(metric.unit, *own) : std::string("n/a")});
    if (!own) {
      m_reasons.items.push_back(m_view.in(k_own_lacks, name, why_of(metric, values)));
    }
    if (!is_shown() || group.size() < *m_minimum) {
      row.insert(row.end(), {"–", "–", is_shown() ? m_view.number(group.size()) : std::string("–"),
                             is_shown() ? m_view.in(k_small) : std::string()});
      if (is_shown()) {
        m_reasons.items.push_back(
            m_view.in(k_few_have, name, m_view.number(group.size()), m_view.number(*m_minimum)));
      }
      return;
    }
    const Spread spread(group);
    row.push_back(text(metric.unit, spread.median));
    const std::string first = rough(metric.unit, spread.first);
    const std::string third = rough(metric.unit, spread.third);
    row.push_back(first == third ? first : m_view.in(k_range, first, third));
    row.push_back(m_view.number(group.size()));
    row.push_back(own ? place(name, metric, *own, spread) : std::string());
  }

  std::string place(const std::string& name, const Metric& metric, const Fraction& own,
                    const Spread& spread) {
    if (own == spread.median) {  // where many are alike, quarters say nothing
      return m_view.in(k_alike);
    }
    if (metric.direction == Direction::neither) {
      return m_view.in(own > spread.median ? k_above : k_below);
    }
    const bool is_higher = metric.direction == Direction::higher;
    const auto reaches = [&](const Fraction& limit) { return is_higher ? own >= limit : own <= limit; };
    const std::string said_of = fmt::format("{}: {} ({} {})", name, text(metric.unit, own), lower(k_median),
                                            text(metric.unit, spread.median));
    if (reaches(is_higher ? spread.third : spread.first)) {
      m_best.push_back(said_of);
      return m_view.in(k_best);
    }
    if (reaches(spread.median)) {
      return m_view.in(k_benchmark_better);
    }
    if (reaches(is_higher ? spread.first : spread.third)) {
      return m_view.in(k_benchmark_worse);
    }
    m_worst.push_back(said_of);
    return m_view.in(k_worst);
  }

  std::string lower(const Phrase& phrase) const {
    std::string text = m_view.in(phrase);
    text.front() = static_cast<char>(text.front() - 'A' + 'a');  // `Median`, `Mediana`
    return text;
  }

  ReportView m_view;
  const metrics::Facts& m_facts;
  time::Period m_period;  ///< until the last day that is known
  time::Period m_asked;
  const AccountFacts* m_account;
  std::string_view m_segment;
  std::vector<const AccountFacts*> m_group;
  const model::Agreement* m_agreement = nullptr;
  std::optional<std::size_t> m_minimum;
  std::vector<std::string> m_worst;
  std::vector<std::string> m_best;
  Bullets m_reasons;
  Table m_table{{{m_view.in(k_figure)},
                 {m_view.in(k_account), Align::right},
                 {m_view.in(k_median), Align::right},
                 {m_view.in(k_middle), Align::right},
                 {m_view.in(k_accounts), Align::right},
                 {m_view.in(k_place)}},
                {}};
};

}  // namespace

Blocks benchmark(const ReportInput& input, const metrics::Facts& facts, const model::AnyRecord& account,
                 const time::Period& period) {
  return Benchmark(input, facts, account.as<model::Account>(), period).write();
}

}  // namespace csx::report
