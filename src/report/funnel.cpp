#include <algorithm>
#include <array>
#include <set>

#include "common_words.hpp"
#include "csx/report/measured.hpp"
#include "csx/report/metrics.hpp"
#include "metric_words.hpp"

namespace csx::report {
namespace {

using metrics::Contribution;
using metrics::Measured;
using metrics::Unit;
using metrics::Value;

constexpr Phrase k_funnel_title{"Funnel after the sale", "Funil depois da venda"};
constexpr Phrase k_through{"From opening to referral", "Da abertura à indicação"};
constexpr Phrase k_of_before{"Of the stage before", "Da etapa anterior"};
constexpr Phrase k_of_opening{"Of the opening", "Da abertura"};
constexpr Phrase k_opening{"Paid at opening", "Pagavam na abertura"};
constexpr Phrase k_retained{"Retained", "Retidas"};
constexpr Phrase k_expanded{"Expanded", "Expandiram"};
constexpr Phrase k_referred{"Referred", "Indicaram"};
constexpr Phrase k_funnel_chart{"Accounts at each stage", "Contas em cada etapa"};
constexpr Phrase k_funnel_chart_text{
    "Of the accounts that paid the day before the period, how many were retained, how many of these "
    "expanded, and "
    "how many of those referred somebody.",
    "Das contas que pagavam na véspera do período, quantas foram retidas, quantas destas expandiram e "
    "quantas destas "
    "indicaram alguém."};
constexpr Phrase k_funnel_nobody{"No account paid when the period began",
                                 "Nenhuma conta pagava quando o período começou"};
constexpr Phrase k_nobody_text{
    "The funnel starts with accounts that have recurring revenue the day before its first day.",
    "O funil parte das contas com receita recorrente na véspera do primeiro dia."};
constexpr Phrase k_funnel_unknown{"Part of the funnel is not known", "Parte do funil não é conhecida"};
constexpr Phrase k_groups{"By group", "Por grupo"};
constexpr Phrase k_lost{"Not retained", "Não retidas"};
constexpr Phrase k_ask{"Expanded and referred nobody: whom to ask",
                       "Expandiram e não indicaram: a quem pedir"};
constexpr Phrase k_references{"Expanded and referred", "Expandiram e indicaram"};
constexpr Phrase k_beside{"Referred without expanding, counted in no stage",
                          "Indicaram sem expandir, fora das etapas"};
constexpr Phrase k_leak{"Most drop out at: {} ({} of {} pass)",
                        "A maior perda está em: {} (passam {} de {})"};

/// The order of the query.
enum Which : std::size_t { retained, expanded, referred, through };
constexpr std::array<std::string_view, 4> k_ids{"funnel.retained", "funnel.expanded", "funnel.referred",
                                                "funnel.through"};

/// How many accounts are at a stage and at the one before; none where nobody can say.
struct StageStep {
  std::optional<Exact> part;
  std::optional<Exact> whole;

  explicit StageStep(const metrics::Metric& metric, const Value& value) {
    // Without accounts there is no share, but their number is known.
    if (value.value || value.why == metric.empty) {
      part = value.parts[0];
      whole = value.parts[1];
    }
  }
};

class Funnel {
 public:
  Funnel(const ReportInput& input, const metrics::Facts& facts, const time::Period& period,
         const std::vector<metrics::Dimension>& by)
      : m_view(input),
        m_facts(facts),
        m_period(period),
        m_by(by),
        m_metrics(metrics_named(k_ids)),
        m_measured(
            metrics::evaluate(facts, {.metrics = m_metrics, .period = period, .by = by, .explain = true})
                .front()
                .metrics) {}

  Blocks write() {
    m_out.emplace_back(Heading{1, m_view.in(k_funnel_title)});
    m_out.emplace_back(Facts{{{m_view.in(k_period), m_view.period(m_period)},
                              {m_view.in(k_through), share(m_measured[through].value)}}});
    const StageStep first = step(retained);
    if (first.whole && first.whole->is_zero()) {
      m_out.emplace_back(
          Callout{Callout::Tone::warning, m_view.in(k_funnel_nobody), m_view.in(k_nobody_text)});
      return std::move(m_out);
    }
    unknown();
    stages();
    groups();
    accounts();
    return std::move(m_out);
  }

 private:
  StageStep step(Which which) const { return StageStep(*m_metrics[which], m_measured[which].value); }

  std::string count(const std::optional<Exact>& number) const {
    return number ? said(Unit::count, Fraction(*number), m_facts.rates().currency(), m_view.input.language)
                  : "n/a";
  }
  std::string share(const std::optional<Exact>& part, const std::optional<Exact>& whole) const {
    if (!part || !whole || whole->is_zero()) {
      return "n/a";
    }
    return said(Unit::share, Fraction(*part, *whole), m_facts.rates().currency(), m_view.input.language);
  }
  std::string share(const Value& value) const {
    return value.value ? said(Unit::share, *value.value, m_facts.rates().currency(), m_view.input.language)
                       : "n/a";
  }

  void unknown() {
    std::set<std::string> reasons;
    for (std::size_t i = 0; i < k_ids.size(); ++i) {
      const Value& value = m_measured[i].value;
      if (!value.value && value.why != m_metrics[i]->empty) {
        reasons.insert(said_reason(value.why, m_view.input.language));
      }
    }
    if (!reasons.empty()) {
      m_out.emplace_back(Callout{Callout::Tone::warning, m_view.in(k_funnel_unknown),
                                 fmt::format("{}", fmt::join(reasons, "\n"))});
    }
  }

  void stages() {
    const std::array<Phrase, 3> names{k_retained, k_expanded, k_referred};
    const std::optional<Exact> opening = step(retained).whole;
    Table table{{{m_view.in(k_stage)},
                 {m_view.in(k_accounts), Align::right},
                 {m_view.in(k_of_before), Align::right},
                 {m_view.in(k_of_opening), Align::right}},
                {}};
    Chart chart{Chart::Form::bars,
                m_view.in(k_funnel_chart),
                m_view.in(k_funnel_chart_text),
                m_view.in(k_stage),
                {},
                {{m_view.in(k_accounts), {}}}};
    const auto add = [&](const Phrase& name, const std::optional<Exact>& part, std::string of_before,
                         std::string of_opening) {
      table.rows.push_back({m_view.in(name), count(part), std::move(of_before), std::move(of_opening)});
      chart.categories.push_back(m_view.in(name));
      chart.series.front().points.push_back(
          {part ? Decimal::parse(part->to_string()) : std::optional<Decimal>(), count(part)});
    };
    add(k_opening, opening, "", "");
    for (std::size_t i = 0; i < names.size(); ++i) {
      const StageStep at = step(static_cast<Which>(i));
      add(names[i], at.part, share(at.part, at.whole), share(at.part, opening));
    }
    leak();
    m_out.emplace_back(std::move(table));
    m_out.emplace_back(std::move(chart));
  }

  /// The stage that the smallest share passes, in a sentence.
  void leak() {
    const std::array<Phrase, 3> names{k_retained, k_expanded, k_referred};
    std::optional<std::size_t> worst;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto& value = m_measured[i].value.value;
      if (value && (!worst || *value < *m_measured[*worst].value.value)) {
        worst = i;
      }
    }
    if (worst) {
      const StageStep at = step(static_cast<Which>(*worst));
      m_out.emplace_back(Prose{m_view.in(k_leak, m_view.in(names[*worst]), count(at.part), count(at.whole))});
    }
  }

  void groups() {
    if (m_by.empty()) {
      return;
    }
    Table table{{}, {}};
    for (const metrics::Dimension dimension : m_by) {
      table.columns.push_back({m_view.word(metrics::word(dimension))});
    }
    for (const Phrase& name : {k_opening, k_retained, k_expanded, k_referred}) {
      table.columns.push_back({m_view.in(name), Align::right});
    }
    const auto cell = [&](Which which, const std::vector<std::string>& keys) {
      const auto found = std::ranges::find(m_measured[which].groups, keys, &metrics::Group::keys);
      if (found == m_measured[which].groups.end()) {
        return m_view.number(0);
      }
      const StageStep at(*m_metrics[which], found->value);
      return at.part && at.whole && !at.whole->is_zero()
                 ? fmt::format("{} ({})", count(at.part), share(at.part, at.whole))
                 : count(at.part);
    };
    for (const metrics::Group& group : m_measured[retained].groups) {
      std::vector<std::string>& row = table.rows.emplace_back();
      for (std::size_t i = 0; i < m_by.size(); ++i) {
        row.push_back(m_view.key(m_by[i], group.keys[i]));
      }
      row.push_back(count(StageStep(*m_metrics[retained], group.value).whole));
      for (const Which which : {retained, expanded, referred}) {
        row.push_back(cell(which, group.keys));
      }
    }
    m_out.emplace_back(Heading{2, m_view.in(k_groups)});
    m_out.emplace_back(std::move(table));
  }

  /// Names of the accounts of which a metric says something.
  template <class Wants>
  void list(const Phrase& heading, Which which, Wants wants) {
    Bullets bullets;
    for (const Contribution& each : m_measured[which].contributions) {
      if (each.subject.account != nullptr && wants(each)) {
        bullets.items.push_back(each.subject.account->account->name);
      }
    }
    if (!bullets.items.empty()) {
      std::ranges::sort(bullets.items);
      m_out.emplace_back(
          Heading{2, fmt::format("{} ({})", m_view.in(heading), m_view.number(bullets.items.size()))});
      m_out.emplace_back(std::move(bullets));
    }
  }

  void accounts() {
    const auto counted = [](const Contribution& each, bool passed) {
      return each.kind == Contribution::Kind::counted && each.parts[0].is_zero() != passed;
    };
    list(k_ask, referred, [&](const Contribution& each) { return counted(each, false); });
    list(k_references, referred, [&](const Contribution& each) { return counted(each, true); });
    list(k_beside, referred, [](const Contribution& each) { return each.kind == Contribution::Kind::aside; });
    list(k_lost, retained, [&](const Contribution& each) { return counted(each, false); });
  }

  ReportView m_view;
  const metrics::Facts& m_facts;
  time::Period m_period;
  const std::vector<metrics::Dimension>& m_by;
  std::vector<const metrics::Metric*> m_metrics;
  std::vector<Measured> m_measured;
  Blocks m_out;
};

}  // namespace

Blocks funnel(const ReportInput& input, const metrics::Facts& facts, const time::Period& period,
              const std::vector<metrics::Dimension>& by) {
  return Funnel(input, facts, period, by).write();
}

}  // namespace csx::report
