#include <algorithm>

#include "common_words.hpp"
#include "csx/base/slug.hpp"
#include "csx/report/measured.hpp"
#include "csx/report/metrics.hpp"
#include "expectation_themes.hpp"
#include "report_view.hpp"

namespace csx::report {
namespace {

using metrics::Unit;

constexpr Phrase k_expectations_title{"What customers expect", "O que os clientes esperam"};
constexpr Phrase k_until{"Gathered until", "Ouvidas até"};
constexpr Phrase k_heard{"With expectations recorded", "Com expectativas registradas"};
constexpr Phrase k_weight_is{"Weight", "Peso"};
constexpr Phrase k_weight_text{"monthly revenue x days as a customer", "receita mensal x dias como cliente"};
constexpr Phrase k_expectations_nothing{"No customer's expectations are recorded",
                                        "Não há expectativas de clientes registradas"};
constexpr Phrase k_nothing_text{
    "Add them with `csx add account/ID expectations`, with a theme of the blueprint.",
    "Registre com `csx add account/ID expectations`, com um tema do blueprint."};
constexpr Phrase k_left_out{"Left out: what they pay is not known", "De fora: não se sabe quanto pagam"};
constexpr Phrase k_without_theme{"{} expectations name no theme and count in none.",
                                 "{} expectativas não citam tema e não contam em nenhum."};
constexpr Phrase k_theme{"Theme", "Tema"};
constexpr Phrase k_revenue{"Of revenue", "Da receita"};
constexpr Phrase k_weight{"Of weight", "Do peso"};
constexpr Phrase k_major{"Far", "Longe"};
constexpr Phrase k_major_text{"accounts for which reality is far from what they expect (gap: major)",
                              "contas em que a realidade está longe do que esperam (gap: major)"};
constexpr Phrase k_seen{"In brackets", "Entre parênteses"};
constexpr Phrase k_seen_text{"at how many of the accounts that expect it the competitor was seen",
                             "em quantas das contas que esperam por isso o concorrente foi visto"};
constexpr Phrase k_served_text{"of the blueprint, that serve the theme", "do blueprint, que atendem o tema"};
constexpr Phrase k_served{"Activities", "Atividades"};
constexpr Phrase k_expectations_chart{"Weight of each theme", "Peso de cada tema"};
constexpr Phrase k_expectations_chart_text{
    "Of all customers' revenue times days, the share of those who have the expectation, in percent. A "
    "customer may "
    "have several.",
    "Da receita vezes dias de todos os clientes, a parte de quem tem a expectativa, em porcento. Um cliente "
    "pode ter "
    "várias."};
constexpr Phrase k_segment_of{"{} ({} of {} customers heard)", "{} ({} de {} clientes ouvidos)"};
constexpr Phrase k_expectations_no_segment{"Segment not known", "Segmento não conhecido"};
constexpr Phrase k_opportunities{"Opportunities", "Oportunidades"};
constexpr Phrase k_capability{"Capability", "Capacidade"};
constexpr Phrase k_ours{"Ours", "Nós"};
constexpr Phrase k_competitors{"Best competitor", "Melhor concorrente"};
constexpr Phrase k_behind{"Behind: a competitor does it better", "Atrás: um concorrente faz melhor"};
constexpr Phrase k_expectations_open{"Open: nobody does it well", "Em aberto: ninguém faz bem"};
constexpr Phrase k_apart{"Ahead: only we do it well", "À frente: só nós fazemos bem"};
constexpr Phrase k_level{"Level: others do it as well", "Iguais: outros fazem tão bem"};
constexpr Phrase k_expectations_unknown{"Nobody has said how well we do it", "Ninguém disse como fazemos"};
constexpr Phrase k_not_known{"not known", "não se sabe"};
constexpr Phrase k_first{"First: {}", "Primeiro: {}"};
constexpr Phrase k_first_text{"{} of the weight expects it, {} of {} accounts are far from what they expect.",
                              "{0} do peso espera por isso; de {2} contas, {1} longe do que esperam."};
constexpr Phrase k_no_capability{"No blueprint compares capabilities",
                                 "Nenhum blueprint compara capacidades"};
constexpr Phrase k_no_capability_text{
    "Describe ours and the competitors' in `capabilities` of a blueprint, with the themes each serves.",
    "Descreva as nossas e as dos concorrentes em `capabilities` de um blueprint, com os temas que cada uma "
    "atende."};
constexpr Phrase k_unserved{"Expected, and no activity of a blueprint serves it",
                            "Esperado, e nenhuma atividade de blueprint atende"};
constexpr Phrase k_uncompared{"Expected, and no capability is compared",
                              "Esperado, e nenhuma capacidade é comparada"};

template <class T>
bool names(const std::vector<model::Reference<T>>& list, std::string_view id) {
  return std::ranges::find(list, id, &model::Reference<T>::value) != list.end();
}

class Expectations {
 public:
  Expectations(const ReportInput& input, const metrics::Facts& facts, const time::Period& period)
      : m_view(input),
        m_facts(facts),
        m_last(std::min(period.last, facts.today())),
        m_themes(themes_on(facts, m_last)) {
    for (const Customer& customer : m_themes.customers) {
      m_all.add(customer);
      m_segments[customer.segment].add(customer);
    }
  }

  Blocks write() {
    m_out.emplace_back(Heading{1, m_view.in(k_expectations_title)});
    m_out.emplace_back(Facts{{{m_view.in(k_until), m_view.date(m_last)},
                              {m_view.in(k_customers), m_view.number(m_all.accounts)},
                              {m_view.in(k_heard), m_view.share(m_themes.heard.size(), m_all.accounts)},
                              {m_view.in(k_weight_is), m_view.in(k_weight_text)},
                              {m_view.in(k_major), m_view.in(k_major_text)},
                              {m_view.in(k_served), m_view.in(k_served_text)},
                              {m_view.in(k_seen), m_view.in(k_seen_text)}}});
    if (!m_themes.unknown.empty()) {
      m_out.emplace_back(Callout{Callout::Tone::warning, m_view.in(k_left_out),
                                 fmt::format("{}", fmt::join(m_themes.unknown, "\n"))});
    }
    if (m_themes.by_theme.empty()) {
      m_out.emplace_back(
          Callout{Callout::Tone::warning, m_view.in(k_expectations_nothing), m_view.in(k_nothing_text)});
      return std::move(m_out);
    }
    opportunities();
    chart();
    for (const auto& [segment, total] : m_segments) {
      one_segment(segment, total);
    }
    holes();
    if (m_themes.without_theme > 0) {
      m_out.emplace_back(Prose{m_view.in(k_without_theme, m_view.number(m_themes.without_theme))});
    }
    return std::move(m_out);
  }

 private:
  std::string theme(const std::string& id) const {
    for (const model::AnyRecord& record : m_facts.data().all<model::Blueprint>()) {
      for (const model::ExpectationTheme& each : record.as<model::Blueprint>().themes) {
        if (each.id.value == id) {
          return each.text;
        }
      }
    }
    return id;
  }

  std::string percent(const Fraction& part, const Fraction& whole) const {
    return whole.is_zero()
               ? std::string("n/a")
               : said(Unit::share, part / whole, m_facts.rates().currency(), m_view.input.language);
  }

  /// What the customers of a segment, or all of them, are worth together.
  static Worth share_of(const std::set<const Customer*>& customers,
                        const std::string_view* segment = nullptr) {
    Worth share;
    for (const Customer* customer : customers) {
      if (segment == nullptr || customer->segment == *segment) {
        share.add(*customer);
      }
    }
    return share;
  }

  std::size_t activities_for(const std::string& theme) const {
    std::size_t count = 0;
    for (const model::AnyRecord& record : m_facts.data().all<model::Blueprint>()) {
      for (const model::BlueprintStage& stage : record.as<model::Blueprint>().stages) {
        count += static_cast<std::size_t>(std::ranges::count_if(
            stage.activities,
            [&](const model::BlueprintActivity& each) { return names(each.serves, theme); }));
      }
    }
    return count;
  }

  /// Themes of a segment, or of all, heaviest first.
  std::vector<std::pair<std::string, Worth>> ranked(const std::string_view* segment = nullptr) const {
    std::vector<std::pair<std::string, Worth>> themes;
    for (const auto& [id, holders] : m_themes.by_theme) {
      if (const Worth share = share_of(holders.all, segment); share.accounts > 0) {
        themes.emplace_back(id, share);
      }
    }
    std::ranges::stable_sort(themes,
                             [](const auto& a, const auto& b) { return a.second.weight > b.second.weight; });
    return themes;
  }

  void chart() {
    Chart chart{Chart::Form::bars,
                m_view.in(k_expectations_chart),
                m_view.in(k_expectations_chart_text),
                m_view.in(k_theme),
                {},
                {{m_view.in(k_weight), {}}},
                "%"};
    for (const auto& [id, share] : ranked()) {
      chart.categories.push_back(theme(id));
      chart.series.front().points.push_back(
          {m_all.weight.is_zero() ? std::optional<Decimal>()
                                  : Decimal::parse((share.weight / m_all.weight * Fraction(100)).rounded(1)),
           percent(share.weight, m_all.weight)});
    }
    m_out.emplace_back(std::move(chart));
  }

  void one_segment(std::string_view segment, const Worth& total) {
    Table table{{{m_view.in(k_theme)},
                 {m_view.in(k_accounts), Align::right},
                 {m_view.in(k_revenue), Align::right},
                 {m_view.in(k_weight), Align::right},
                 {m_view.in(k_major), Align::right},
                 {m_view.in(k_served), Align::right}},
                {}};
    for (const auto& [id, share] : ranked(&segment)) {
      const Worth major = share_of(m_themes.by_theme.at(id).major, &segment);
      table.rows.push_back({theme(id), m_view.number(share.accounts), percent(share.revenue, total.revenue),
                            percent(share.weight, total.weight), m_view.number(major.accounts),
                            m_view.number(activities_for(id))});
    }
    if (!table.rows.empty()) {
      const Worth heard = share_of(m_themes.heard, &segment);
      m_out.emplace_back(Heading{2, m_view.in(k_segment_of, segment_name(segment),
                                              m_view.number(heard.accounts), m_view.number(total.accounts))});
      m_out.emplace_back(std::move(table));
    }
  }

  std::string segment_name(std::string_view segment) const {
    return segment.empty() ? m_view.in(k_expectations_no_segment) : m_view.names.segment(segment);
  }

  struct Opportunity {
    const model::Capability* capability = nullptr;
    ThemeStanding standing = ThemeStanding::unknown;
    std::set<const Customer*> holders;
    std::set<const Customer*> major;
    Worth share;
  };

  std::vector<Opportunity> found() const {
    std::vector<Opportunity> all;
    for (const model::AnyRecord& record : m_facts.data().all<model::Blueprint>()) {
      for (const model::Capability& capability : record.as<model::Blueprint>().capabilities) {
        Opportunity& each = all.emplace_back();
        each.capability = &capability;
        each.standing = standing_of(capability);
        for (const auto& [id, holders] : m_themes.by_theme) {
          if (names(capability.serves, id)) {
            each.holders.insert(holders.all.begin(), holders.all.end());
            each.major.insert(holders.major.begin(), holders.major.end());
          }
        }
        each.share = share_of(each.holders);
      }
    }
    std::ranges::stable_sort(all, [](const Opportunity& a, const Opportunity& b) {
      return a.standing != b.standing ? a.standing < b.standing : a.share.weight > b.share.weight;
    });
    return all;
  }

  void opportunities() {
    const std::vector<Opportunity> all = found();
    m_out.emplace_back(Heading{2, m_view.in(k_opportunities)});
    if (all.empty()) {
      m_out.emplace_back(
          Callout{Callout::Tone::warning, m_view.in(k_no_capability), m_view.in(k_no_capability_text)});
      return;
    }
    const Opportunity& first = all.front();
    if ((first.standing == ThemeStanding::behind || first.standing == ThemeStanding::open) &&
        first.share.accounts > 0) {
      m_out.emplace_back(
          Callout{Callout::Tone::note, m_view.in(k_first, first.capability->capability),
                  m_view.in(k_first_text, percent(first.share.weight, m_all.weight),
                            m_view.number(first.major.size()), m_view.number(first.holders.size()))});
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Opportunity& each = all[i];
      const model::Capability& capability = *each.capability;
      if (i == 0 || all[i - 1].standing != each.standing) {
        m_out.emplace_back(Heading{3, m_view.in(phrase_of(each.standing))});
        m_out.emplace_back(Table{{{m_view.in(k_capability)},
                                  {m_view.in(k_weight), Align::right},
                                  {m_view.in(k_accounts), Align::right},
                                  {m_view.in(k_major), Align::right},
                                  {m_view.in(k_ours)},
                                  {m_view.in(k_competitors)}},
                                 {}});
      }
      std::get<Table>(m_out.back())
          .rows.push_back(
              {capability.capability, percent(each.share.weight, m_all.weight),
               m_view.number(each.share.accounts), m_view.number(each.major.size()),
               capability.ours ? m_view.word(model::word(*capability.ours)) : m_view.in(k_not_known),
               competitors(capability, each.holders)});
    }
  }

  static Phrase phrase_of(ThemeStanding standing) {
    switch (standing) {
      case ThemeStanding::behind:
        return k_behind;
      case ThemeStanding::open:
        return k_expectations_open;
      case ThemeStanding::apart:
        return k_apart;
      case ThemeStanding::level:
        return k_level;
      case ThemeStanding::unknown:
        break;
    }
    return k_expectations_unknown;
  }

  /// Those that do it best: `Mercatto: high (3)`; in brackets at how many of the accounts that expect it they
  /// were seen.
  std::string competitors(const model::Capability& capability,
                          const std::set<const Customer*>& holders) const {
    std::string text;
    const auto best =
        std::ranges::max_element(capability.competitors, {}, [](const auto& each) { return each.second; });
    for (const auto& [key, level] : capability.competitors) {
      if (level != best->second) {
        continue;
      }
      std::string name = key.value;
      std::size_t seen = 0;
      for (const Customer& customer : m_themes.customers) {
        for (const model::CompetitorUse& use : customer.account->competitors) {
          if (slug(use.name) == slug(key.value)) {
            name = use.name;
            seen += holders.contains(&customer) ? 1U : 0U;
          }
        }
      }
      text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", name, m_view.word(model::word(level)));
      text += seen > 0 ? fmt::format(" ({})", m_view.number(seen)) : std::string();
    }
    return text;
  }

  bool is_compared(const std::string& theme) const {
    return std::ranges::any_of(m_facts.data().all<model::Blueprint>(), [&](const model::AnyRecord& record) {
      return std::ranges::any_of(record.as<model::Blueprint>().capabilities,
                                 [&](const model::Capability& each) { return names(each.serves, theme); });
    });
  }

  void holes() {
    Bullets unserved;
    Bullets uncompared;
    for (const auto& [id, share] : ranked()) {
      const std::string text = fmt::format("{} ({})", theme(id), percent(share.weight, m_all.weight));
      if (activities_for(id) == 0) {
        unserved.items.push_back(text);
      }
      if (!is_compared(id)) {
        uncompared.items.push_back(text);
      }
    }
    const auto put = [&](const Phrase& heading, Bullets& list) {
      if (!list.items.empty()) {
        m_out.emplace_back(Heading{2, m_view.in(heading)});
        m_out.emplace_back(std::move(list));
      }
    };
    put(k_unserved, unserved);
    put(k_uncompared, uncompared);
  }

  ReportView m_view;
  const metrics::Facts& m_facts;
  time::Date m_last;
  Themes m_themes;
  Worth m_all;
  std::map<std::string_view, Worth> m_segments;
  Blocks m_out;
};

}  // namespace

Blocks expectations(const ReportInput& input, const metrics::Facts& facts, const time::Period& period) {
  return Expectations(input, facts, period).write();
}

}  // namespace csx::report
