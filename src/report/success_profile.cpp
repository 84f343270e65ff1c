#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "common_words.hpp"
#include "csx/metrics/account_key.hpp"
#include "csx/metrics/health.hpp"
#include "csx/report/reports.hpp"
#include "csx/sla/lifecycle.hpp"
#include "report_view.hpp"

namespace csx::report {
namespace {

constexpr Phrase k_profile_title{"Success profile", "Perfil de sucesso"};
constexpr Phrase k_healthy{"Healthy (highest band)", "Saudáveis (faixa mais alta)"};
constexpr Phrase k_known{"Paying customers whose health is known", "Clientes pagantes com saúde conhecida"};
constexpr Phrase k_profile_unknown{"Paying customers whose health is not known, left out",
                                   "Clientes pagantes sem saúde conhecida, fora da conta"};
constexpr Phrase k_smallest{"Smallest group shown", "Menor grupo mostrado"};
constexpr Phrase k_not_stated{"every group: the agreement states no benchmark_minimum_group",
                              "todos: o acordo não declara benchmark_minimum_group"};
constexpr Phrase k_no_health{"Nobody says what healthy is", "Nada diz o que é saudável"};
constexpr Phrase k_no_health_text{
    "The agreement in force declares no health with bands. Add `health:` with `measures:` and `bands:`.",
    "O acordo em vigor não declara saúde com faixas. Acrescente `health:` com `measures:` e `bands:`."};
constexpr Phrase k_profile_unjudged{"No agreement judges yet", "Nenhum acordo julga ainda"};
constexpr Phrase k_profile_unjudged_text{
    "What healthy is says the version of the main agreement that is approved and in force. `csx agreement "
    "show` tells "
    "what is missing, `csx agreement approve ID --area AREA` approves.",
    "O que é saudável diz a versão do acordo principal que está aprovada e em vigor. `csx agreement show` "
    "diz o que "
    "falta, `csx agreement approve ID --area ÁREA` aprova."};
constexpr Phrase k_for_sales{"What Sales can look for", "O que Vendas pode procurar"};
constexpr Phrase k_profile_more{"{}: {} are healthy, of all {}", "{}: {} são saudáveis, do total {}"};
constexpr Phrase k_profile_nothing{"No trait has a larger share of healthy customers than all have together.",
                                   "Nenhum traço tem parte maior de clientes saudáveis que o conjunto."};
constexpr Phrase k_are_healthy{"Healthy", "Saudáveis"};
constexpr Phrase k_against{"Against all", "Contra o total"};
constexpr Phrase k_profile_few{"groups too small to be shown: {}", "grupos pequenos demais para mostrar: {}"};

/// By what customers are compared.
struct Trait {
  Phrase name;
  /// All values of an account; an account may have several, or none.
  std::vector<std::string> (*values)(const metrics::Facts&, const metrics::AccountFacts&) = nullptr;
};

template <metrics::Dimension By>
std::vector<std::string> dimension(const metrics::Facts& facts, const metrics::AccountFacts& account) {
  const std::array by{By};
  std::vector<std::string> keys = metrics::account_keys(facts, account, facts.today(), by);
  return keys.front() == metrics::k_unknown_key ? std::vector<std::string>() : keys;
}

std::vector<std::string> personas(const metrics::Facts&, const metrics::AccountFacts& account) {
  std::set<std::string> found;
  for (const model::Contact& contact : account.account->contacts.value) {
    if (contact.persona) {
      found.insert(contact.persona->value);
    }
  }
  return {found.begin(), found.end()};
}

std::vector<std::string> roles(const metrics::Facts&, const metrics::AccountFacts& account) {
  std::set<std::string> found;
  for (const model::Contact& contact : account.account->contacts.value) {
    if (contact.role) {
      found.emplace(model::word(*contact.role));
    }
  }
  return {found.begin(), found.end()};
}

std::vector<std::string> size(const metrics::Facts&, const metrics::AccountFacts& account) {
  const auto& profile = account.account->profile;
  return profile && profile->size ? std::vector{std::string(model::word(*profile->size))}
                                  : std::vector<std::string>();
}

std::vector<std::string> use_cases(const metrics::Facts&, const metrics::AccountFacts& account) {
  const auto& success = account.account->success;
  return success ? success->use_cases : std::vector<std::string>();
}

constexpr auto k_traits = std::to_array<Trait>({
    {{"Segment", "Segmento"}, dimension<metrics::Dimension::segment>},
    {{"Lead source", "Origem do lead"}, dimension<metrics::Dimension::lead_source>},
    {{"Persona", "Persona"}, personas},
    {{"Role of a contact", "Papel de um contato"}, roles},
    {{"Fit", "Aderência"}, dimension<metrics::Dimension::fit_band>},
    {{"Tier", "Tier"}, dimension<metrics::Dimension::tier>},
    {{"Touch model", "Modelo de atendimento"}, dimension<metrics::Dimension::touch_model>},
    {{"Company size", "Porte"}, size},
    {{"Product", "Produto"}, dimension<metrics::Dimension::product>},
    {{"Use case", "Caso de uso"}, use_cases},
});

struct GroupTally {
  std::size_t all = 0;
  std::size_t healthy = 0;
};

class Profile {
 public:
  explicit Profile(const ReportInput& input)
      : m_view(input), m_facts(input.data, input.as_of), m_book(m_facts, input.as_of) {
    if (m_book.model() == nullptr || m_book.model()->bands.empty()) {
      return;
    }
    const auto& bands = m_book.model()->bands;
    m_best = &*std::ranges::max_element(bands, {}, &model::Band::from);
    for (const metrics::AccountFacts& account : m_facts.accounts()) {
      if (!sla::pays_on(*account.account, m_facts.today())) {
        continue;
      }
      const metrics::Health health = m_book.of(account);
      if (health.band == nullptr) {
        ++m_unknown;
        continue;
      }
      const bool is_healthy = health.band == m_best;
      m_total.all += 1;
      m_total.healthy += is_healthy ? 1U : 0U;
      for (std::size_t i = 0; i < k_traits.size(); ++i) {
        for (const std::string& value : k_traits.at(i).values(m_facts, account)) {
          GroupTally& tally = m_tallies.at(i)[value];
          ++tally.all;
          tally.healthy += is_healthy ? 1U : 0U;
        }
      }
    }
    const auto& agreement = m_book.agreement()->as<model::Agreement>();
    if (agreement.thresholds) {
      m_smallest = agreement.thresholds->benchmark_minimum_group;
    }
  }

  Blocks blocks() const {
    Blocks blocks{Heading{1, m_view.in(k_profile_title)}};
    if (m_facts.agreement_on(m_facts.today()) == nullptr) {
      blocks.push_back(
          Callout{Callout::Tone::warning, m_view.in(k_profile_unjudged), m_view.in(k_profile_unjudged_text)});
      return blocks;
    }
    if (m_best == nullptr) {
      blocks.push_back(Callout{Callout::Tone::warning, m_view.in(k_no_health), m_view.in(k_no_health_text)});
      return blocks;
    }
    blocks.push_back(
        Facts{{{m_view.in(k_as_of), m_view.instant(m_view.input.as_of)},
               {m_view.in(k_known), m_view.number(m_total.all)},
               {m_view.in(k_healthy), m_view.share(m_total.healthy, m_total.all)},
               {m_view.in(k_profile_unknown), m_view.number(m_unknown)},
               {m_view.in(k_smallest), m_smallest ? m_view.number(static_cast<std::size_t>(*m_smallest))
                                                  : m_view.in(k_not_stated)}}});
    blocks.push_back(Callout{Callout::Tone::good, m_view.in(k_for_sales), stands_out()});
    for (std::size_t i = 0; i < k_traits.size(); ++i) {
      add_trait(i, blocks);
    }
    return blocks;
  }

 private:
  using Row = std::pair<std::string, GroupTally>;

  bool is_shown(const GroupTally& tally) const {
    return !m_smallest || tally.all >= static_cast<std::size_t>(*m_smallest);
  }

  /// Healthy share minus that of all, exact: both over one denominator.
  Fraction against_all(const GroupTally& tally) const {
    const auto share = [](const GroupTally& of) {
      return Fraction(Exact(static_cast<std::int64_t>(of.healthy)), Exact(static_cast<std::int64_t>(of.all)));
    };
    return share(tally) - share(m_total);
  }

  /// Best first; of equal ones by their words.
  std::vector<Row> sorted(std::size_t trait) const {
    std::vector<Row> rows;
    std::ranges::copy_if(m_tallies.at(trait), std::back_inserter(rows),
                         [&](const auto& row) { return is_shown(row.second); });
    std::ranges::stable_sort(
        rows, [&](const Row& a, const Row& b) { return against_all(b.second) < against_all(a.second); });
    return rows;
  }

  /// The best value of each trait, where it is better than all.
  std::string stands_out() const {
    std::string text;
    for (std::size_t i = 0; i < k_traits.size(); ++i) {
      const std::vector<Row> rows = sorted(i);
      if (rows.empty() || against_all(rows.front().second) <= Fraction(0)) {
        continue;
      }
      const auto& [value, tally] = rows.front();
      text += (text.empty() ? "" : "\n") +
              m_view.in(k_profile_more, m_view.in(k_traits.at(i).name) + " " + m_view.word(value),
                        m_view.share(tally.healthy, tally.all), m_view.share(m_total.healthy, m_total.all));
    }
    return text.empty() ? m_view.in(k_profile_nothing) : text;
  }

  void add_trait(std::size_t trait, Blocks& blocks) const {
    if (m_tallies.at(trait).empty()) {
      return;
    }
    blocks.push_back(Heading{2, m_view.in(k_traits.at(trait).name)});
    Table table;
    table.columns = {{m_view.in(k_value), {}},
                     {m_view.in(k_customers), Align::right},
                     {m_view.in(k_are_healthy), Align::right},
                     {m_view.in(k_against), Align::right}};
    for (const auto& [value, tally] : sorted(trait)) {
      const Fraction apart = against_all(tally) * Fraction(100);
      const auto points = Decimal::parse(apart.rounded(1));
      table.rows.push_back({m_view.word(value), m_view.number(tally.all),
                            m_view.share(tally.healthy, tally.all),
                            (apart > Fraction(0) ? "+" : "") +
                                (points ? said(*points, m_view.input.language) : apart.rounded(1)) +
                                m_view.in(k_percentage_points)});
    }
    if (!table.rows.empty()) {
      blocks.push_back(std::move(table));
    }
    const auto few =
        std::ranges::count_if(m_tallies.at(trait), [&](const auto& row) { return !is_shown(row.second); });
    if (few > 0) {
      blocks.push_back(Prose{m_view.in(k_profile_few, few)});
    }
  }

  ReportView m_view;
  metrics::Facts m_facts;
  metrics::HealthBook m_book;
  const model::Band* m_best = nullptr;
  GroupTally m_total;
  std::size_t m_unknown = 0;
  std::optional<std::int64_t> m_smallest;
  std::array<std::map<std::string, GroupTally>, k_traits.size()> m_tallies;
};

}  // namespace

Blocks success_profile(const ReportInput& input) {
  return Profile(input).blocks();
}

}  // namespace csx::report
