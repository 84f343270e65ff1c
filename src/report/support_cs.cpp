#include <algorithm>
#include <array>
#include <iterator>

#include "common_words.hpp"
#include "csx/report/measured.hpp"
#include "csx/report/metrics.hpp"
#include "csx/sla/people.hpp"
#include "metric_words.hpp"
#include "support_tickets.hpp"

namespace csx::report {
namespace {

using metrics::Contribution;
using metrics::Measured;
using metrics::Unit;
using How = Misrouted::How;

constexpr Phrase k_support_title{"Support and Customer Success", "Suporte e Sucesso do Cliente"};
constexpr Phrase k_discuss{"To discuss", "Para discutir"};
constexpr Phrase k_support_is_worse{"{}: from {} to {}", "{}: de {} para {}"};
constexpr Phrase k_no_specialist{"{}: nobody in Support is a specialist, {} tickets",
                                 "{}: ninguém no Suporte é especialista, {} chamados"};
constexpr Phrase k_efficiency{"Efficiency", "Eficiência"};
constexpr Phrase k_volume{"Volume", "Volume"};
constexpr Phrase k_volume_text{"How much there was, to read quality and efficiency by. It is nobody's goal.",
                               "Quanto houve, para ler qualidade e eficiência. Não é meta de ninguém."};
constexpr Phrase k_support_chart{"Quality and commitments over time", "Qualidade e compromissos no tempo"};
constexpr Phrase k_support_chart_text{
    "Satisfaction (CSAT), resolution at first contact and commitments kept in this period and those before, "
    "in percent.",
    "Satisfação (CSAT), resolução no primeiro contato e compromissos cumpridos neste período e nos "
    "anteriores, em porcento."};
constexpr std::array<Phrase, 3> k_chart_names{
    {{"CSAT", "CSAT"}, {"First contact", "Primeiro contato"}, {"Commitments", "Compromissos"}}};
constexpr Phrase k_drop{"Commitments kept fell from {} to {}",
                        "Os compromissos cumpridos caíram de {} para {}"};
constexpr Phrase k_drop_text{"Tickets opened went from {} to {}, those open at the end from {} to {}.",
                             "Os chamados abertos foram de {} para {}; os em aberto no fim, de {} para {}."};
constexpr Phrase k_support_reopened{"Reopened tickets", "Chamados reabertos"};
constexpr Phrase k_ticket{"Ticket", "Chamado"};
constexpr Phrase k_cause{"Root cause", "Causa raiz"};
constexpr Phrase k_product_area{"Product", "Produto"};
constexpr Phrase k_not_recorded{"not recorded", "não registrada"};
constexpr Phrase k_support_more{"and {} more", "e mais {}"};
constexpr Phrase k_gaps{"Product areas and their specialists", "Áreas do produto e seus especialistas"};
constexpr Phrase k_support_tickets{"Tickets", "Chamados"};
constexpr Phrase k_without{"Without a specialist", "Sem especialista"};
constexpr Phrase k_specialists{"Specialists", "Especialistas"};
constexpr Phrase k_in_support{"Of them in Support", "Deles no Suporte"};
constexpr Phrase k_routing{"Tickets in the wrong hands", "Chamados em mãos erradas"};
constexpr Phrase k_relationship{"About the business, worked on by Support",
                                "Sobre o negócio, atendidos pelo Suporte"};
constexpr Phrase k_support_product{"About using the product, worked on by Customer Success",
                                   "Sobre o uso do produto, atendidos por Sucesso do Cliente"};
constexpr Phrase k_support_outside{"Brought to Support from outside the CSM's portfolio",
                                   "Trazidos ao Suporte de fora da carteira do CSM"};
constexpr Phrase k_no_nature{"{} tickets do not say whether they are about product or relationship.",
                             "{} chamados não dizem se são de produto ou de relacionamento."};
constexpr Phrase k_knowledge{"Knowledge", "Conhecimento"};
constexpr Phrase k_write{"Frequent questions without an article", "Perguntas frequentes sem artigo"};

constexpr std::array<std::string_view, 4> k_quality_ids{"support.csat", "support.ces", "support.reopened",
                                                        "support.first-contact-resolution"};
constexpr std::array<std::string_view, 7> k_efficiency_ids{
    "support.first-response",    "support.resolution",      "support.attainment",
    "support.attainment-urgent", "support.attainment-high", "support.attainment-normal",
    "support.attainment-low"};
constexpr std::array<std::string_view, 4> k_volume_ids{"support.opened", "support.solved", "support.backlog",
                                                       "support.closure-rate"};
constexpr std::array<std::string_view, 6> k_knowledge_ids{
    "support.articles",     "support.category-coverage", "support.stale-articles",
    "support.self-service", "support.standard-answers",  "support.time-with-article"};
constexpr std::array<std::string_view, 3> k_chart_ids{"support.csat", "support.first-contact-resolution",
                                                      "support.attainment"};
constexpr std::size_t k_longest_list = 15;
constexpr unsigned k_chart_before = 5;

class Review {
 public:
  Review(const ReportInput& input, const metrics::Facts& facts, const time::Period& period)
      : m_view(input), m_facts(facts), m_figures(m_view, facts.rates().currency()), m_period(period) {}

  Blocks write() {
    m_out.emplace_back(Heading{1, m_view.in(k_support_title)});
    m_out.emplace_back(Facts{{{m_view.in(k_period), m_view.period(m_period)}}});
    const std::size_t head = m_out.size();
    drop();
    put(k_quality, k_quality_ids);
    trend();
    put(k_efficiency, k_efficiency_ids);
    m_out.emplace_back(Heading{2, m_view.in(k_volume)});
    m_out.emplace_back(Prose{m_view.in(k_volume_text)});
    put(k_volume_ids);
    reopened();
    gaps();
    routing();
    put(k_knowledge, k_knowledge_ids);
    unwritten();
    Blocks between = between_support_and_cs(m_view, m_facts, m_period, m_discuss);
    std::ranges::move(between, std::back_inserter(m_out));
    if (!m_discuss.items.empty()) {
      Blocks first;
      first.emplace_back(Heading{2, m_view.in(k_discuss)});
      first.emplace_back(std::move(m_discuss));
      m_out.insert(m_out.begin() + static_cast<std::ptrdiff_t>(head), std::make_move_iterator(first.begin()),
                   std::make_move_iterator(first.end()));
    }
    return std::move(m_out);
  }

 private:
  std::vector<metrics::PeriodResult> measure(std::span<const std::string_view> ids, unsigned trend,
                                             std::vector<metrics::Dimension> by = {},
                                             bool explain = false) const {
    return metrics::evaluate(m_facts, {.metrics = metrics_named(ids),
                                       .period = m_period,
                                       .by = std::move(by),
                                       .trend = trend,
                                       .explain = explain});
  }
  Measured measure(std::string_view id, std::vector<metrics::Dimension> by = {}, bool explain = false) const {
    return std::move(measure(std::span(&id, 1), 0, std::move(by), explain).front().metrics.front());
  }

  void put(std::span<const std::string_view> ids) {
    const auto results = measure(ids, 1);
    m_figures.put(m_out, results[0].metrics, results[1].metrics);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      discuss_if_worse(results[0].metrics[i], results[1].metrics[i]);
    }
  }
  /// What says how well, and was better in the period before.
  void discuss_if_worse(const Measured& now, const Measured& before) {
    const metrics::Metric& metric = *now.metric;
    if (!now.value.value || !before.value.value || metric.nature == metrics::Nature::volume ||
        metric.direction == metrics::Direction::neither) {
      return;
    }
    const bool is_higher = metric.direction == metrics::Direction::higher;
    if (is_higher ? *now.value.value < *before.value.value : *now.value.value > *before.value.value) {
      m_discuss.items.push_back(m_view.in(k_support_is_worse, name_of(metric, m_view.input.language),
                                          m_figures.value(metric, before.value),
                                          m_figures.value(metric, now.value)));
    }
  }
  void put(const Phrase& heading, std::span<const std::string_view> ids) {
    m_out.emplace_back(Heading{2, m_view.in(heading)});
    put(ids);
  }

  /// A drop in attainment beside the change in demand. *Source*: metrics.md of the design, "Support".
  void drop() {
    constexpr std::array<std::string_view, 3> k_ids{"support.attainment", "support.opened",
                                                    "support.backlog"};
    const auto results = measure(k_ids, 1);
    const auto& now = results[0].metrics;
    const auto& before = results[1].metrics;
    if (!now[0].value.value || !before[0].value.value || *now[0].value.value >= *before[0].value.value) {
      return;
    }
    const auto text = [&](const Measured& measured) {
      return m_figures.value(*measured.metric, measured.value);
    };
    m_out.emplace_back(
        Callout{Callout::Tone::warning, m_view.in(k_drop, text(before[0]), text(now[0])),
                m_view.in(k_drop_text, text(before[1]), text(now[1]), text(before[2]), text(now[2]))});
  }

  void trend() {
    const auto results = measure(k_chart_ids, k_chart_before);
    Chart chart{Chart::Form::line,
                m_view.in(k_support_chart),
                m_view.in(k_support_chart_text),
                m_view.in(k_period),
                {},
                {},
                "%"};
    for (const Phrase& name : k_chart_names) {
      chart.series.push_back({m_view.in(name), {}});
    }
    for (auto result = results.rbegin(); result != results.rend(); ++result) {
      chart.categories.push_back(result->period.to_string());  // short enough for an axis
      for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const Measured& measured = result->metrics[i];
        chart.series[i].points.push_back(
            {measured.value.value ? Decimal::parse((*measured.value.value * Fraction(100)).rounded(1))
                                  : std::optional<Decimal>(),
             m_figures.value(*measured.metric, measured.value)});
      }
    }
    m_out.emplace_back(std::move(chart));
  }

  std::string account(const metrics::AccountFacts* account) const {
    return account != nullptr ? account->account->name : std::string();
  }
  std::string ticket(const model::Entry& entry, const model::Ticket& ticket) const {
    return ticket.subject ? fmt::format("{} ({})", *ticket.subject, entry.id.value) : entry.id.value;
  }

  /// Says how many rows were cut.
  void put_cut(Table table) {
    const std::size_t all = table.rows.size();
    table.rows.resize(std::min(all, k_longest_list));
    m_out.emplace_back(std::move(table));
    if (all > k_longest_list) {
      m_out.emplace_back(Prose{m_view.in(k_support_more, m_view.number(all - k_longest_list))});
    }
  }

  void reopened() {
    const Measured measured = measure("support.reopened", {}, true);
    std::vector<const metrics::Subject*> subjects;
    for (const Contribution& each : measured.contributions) {
      if (each.kind == Contribution::Kind::counted && !each.parts[0].is_zero() &&
          each.subject.entry != nullptr) {
        subjects.push_back(&each.subject);
      }
    }
    const auto times = [&](const metrics::Subject* subject) {
      return std::ranges::count_if(subject->entry->body.get<model::Ticket>()->reopened,
                                   [&](const time::Timestamp& at) { return m_facts.has_come(at); });
    };
    std::ranges::stable_sort(subjects, [&](const auto* a, const auto* b) { return times(a) > times(b); });
    Table table{{{m_view.in(k_ticket)},
                 {m_view.in(k_account)},
                 {m_view.in(k_product_area)},
                 {m_view.in(k_times), Align::right},
                 {m_view.in(k_cause)}},
                {}};
    for (const metrics::Subject* subject : subjects) {
      const auto& body = *subject->entry->body.get<model::Ticket>();
      table.rows.push_back({ticket(*subject->entry, body), account(subject->account),
                            body.product_area.value_or(""),
                            m_view.number(static_cast<std::size_t>(times(subject))),
                            body.root_cause.value_or(m_view.in(k_not_recorded))});
    }
    if (!table.rows.empty()) {
      m_out.emplace_back(Heading{2, m_view.in(k_support_reopened)});
      put_cut(std::move(table));
    }
  }

  /// How many know a product area on the last day of the period; of an area, or of all.
  std::size_t specialists(std::string_view product_area, std::optional<std::string_view> of_area) const {
    const time::Date day = std::min(m_period.last, m_facts.today());
    std::size_t count = 0;
    for (const model::AnyRecord& record : m_facts.data().all<model::Person>()) {
      const auto& person = record.as<model::Person>();
      const model::Area* area = person.area.on(day);
      const bool knows = std::ranges::find(person.specialties, product_area) != person.specialties.end();
      const bool is_wanted = !of_area || (area != nullptr && area->value == *of_area);
      count += sla::works_on(person, day) && knows && is_wanted ? 1U : 0U;
    }
    return count;
  }

  void gaps() {
    const Measured measured = measure("support.specialty-gaps", {metrics::Dimension::product});
    Table table{{{m_view.in(k_product_area)},
                 {m_view.in(k_support_tickets), Align::right},
                 {m_view.in(k_without), Align::right},
                 {m_view.in(k_specialists), Align::right},
                 {m_view.in(k_in_support), Align::right}},
                {}};
    for (const metrics::Group& group : measured.groups) {
      if (group.value.value) {
        const auto text = m_figures.value_and_parts(*measured.metric, group.value);
        const std::size_t in_support = specialists(group.keys[0], "support");
        table.rows.push_back({group.keys[0], m_view.number(group.value.n), text,
                              m_view.number(specialists(group.keys[0], {})), m_view.number(in_support)});
        if (in_support == 0) {
          m_discuss.items.push_back(m_view.in(k_no_specialist, group.keys[0], m_view.number(group.value.n)));
        }
      }
    }
    m_out.emplace_back(Heading{2, m_view.in(k_gaps)});
    if (table.rows.empty()) {
      m_out.emplace_back(m_figures.reasons(std::span(&measured, 1)));
    } else {
      m_out.emplace_back(std::move(table));
    }
  }

  void routing() {
    const Routing routing = routing_of(m_facts, m_period);
    const auto count = [&](How how) {
      return static_cast<std::size_t>(std::ranges::count(routing.found, how, &Misrouted::how));
    };
    m_out.emplace_back(Heading{2, m_view.in(k_routing)});
    m_out.emplace_back(Table{
        {{m_view.in(k_what)}, {m_view.in(k_share), Align::right}},
        {{m_view.in(k_relationship), m_view.share(count(How::relationship_at_support), routing.relationship)},
         {m_view.in(k_support_product), m_view.share(count(How::product_at_cs), routing.product)},
         {m_view.in(k_support_outside), m_view.share(count(How::outside_portfolio), routing.escalated)}}});
    if (routing.no_nature > 0) {
      m_out.emplace_back(Prose{m_view.in(k_no_nature, m_view.number(routing.no_nature))});
    }
    for (const How how : {How::relationship_at_support, How::product_at_cs, How::outside_portfolio}) {
      misrouted(routing, how);
    }
  }

  void misrouted(const Routing& routing, How how) {
    Table table{{{m_view.in(k_ticket)}, {m_view.in(k_account)}, {m_view.in(k_who)}}, {}};
    for (const Misrouted& each : routing.found) {
      if (each.how == how) {
        std::vector<std::string> names;
        for (const std::string& person : each.people) {
          names.push_back(m_view.names.person(person));
        }
        table.rows.push_back({ticket(*each.entry->entry, *each.ticket), account(each.entry->account),
                              fmt::format("{}", fmt::join(names, ", "))});
      }
    }
    if (!table.rows.empty()) {
      const std::string what = m_view.in(how == How::relationship_at_support ? k_relationship
                                         : how == How::product_at_cs         ? k_support_product
                                                                             : k_support_outside);
      m_discuss.items.push_back(fmt::format("{}: {}", what, m_view.number(table.rows.size())));
      m_out.emplace_back(Heading{3, what});
      put_cut(std::move(table));
    }
  }

  /// Categories among the most frequent that no article answers.
  void unwritten() {
    constexpr std::string_view k_prefix = "no article for ";
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const auto& [label, count] : measure("support.category-coverage").value.aside) {
      if (label.starts_with(k_prefix)) {
        found.emplace_back(count, label.substr(k_prefix.size()));
      }
    }
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first > b.first; });
    Bullets list;
    for (const auto& [count, category] : found) {
      list.items.push_back(fmt::format("{}: {}", category, m_view.number(count)));
    }
    if (!list.items.empty()) {
      m_out.emplace_back(Heading{3, m_view.in(k_write)});
      m_out.emplace_back(std::move(list));
    }
  }

  ReportView m_view;
  const metrics::Facts& m_facts;
  Figures m_figures;
  time::Period m_period;
  Bullets m_discuss;
  Blocks m_out;
};

}  // namespace

Blocks support_and_cs(const ReportInput& input, const metrics::Facts& facts, const time::Period& period) {
  return Review(input, facts, period).write();
}

}  // namespace csx::report
