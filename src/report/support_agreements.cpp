#include <algorithm>
#include <array>

#include "csx/metrics/bottlenecks.hpp"
#include "csx/report/bottlenecks.hpp"
#include "csx/report/metrics.hpp"
#include "csx/report/scorecard.hpp"
#include "support_tickets.hpp"

namespace csx::report {
namespace {

constexpr Phrase k_agreements_missed{"{}: missed, {} where {} is agreed",
                                     "{}: perdido, {} onde o acordo é {}"};
constexpr Phrase k_agreements_commitments{"Commitments between the areas", "Compromissos entre as áreas"};
constexpr Phrase k_bottlenecks{"Bottlenecks between the areas", "Gargalos entre as áreas"};
constexpr Phrase k_no_agreement{"No agreement between Support and Customer Success judges in the period",
                                "Nenhum acordo entre Suporte e Sucesso do Cliente julga no período"};
constexpr Phrase k_no_agreement_text{"Write one with `csx new agreement` and `between: [cs, support]`.",
                                     "Escreva um com `csx new agreement` e `between: [cs, support]`."};

const std::array<std::string, 1> k_passages{"type=cs-to-support"};

/// A document as a section of another: its title gives way to a heading, the others go one deeper.
void append(Blocks& out, std::string heading, Blocks section) {
  out.emplace_back(Heading{2, std::move(heading)});
  for (std::size_t i = 1; i < section.size(); ++i) {
    if (auto* inner = std::get_if<Heading>(&section[i])) {
      ++inner->level;
    }
    if (auto* facts = std::get_if<Facts>(&section[i]); facts != nullptr && !facts->rows.empty()) {
      facts->rows.erase(facts->rows.begin());  // the period, which was said
    }
    out.emplace_back(std::move(section[i]));
  }
}

class Agreements {
 public:
  Agreements(const ReportView& view, const metrics::Facts& facts, const time::Period& period,
             Bullets& discuss)
      : m_view(view), m_facts(facts), m_period(period), m_discuss(discuss) {}

  Blocks write() {
    agreements();
    return std::move(m_out);
  }

 private:
  static bool is_between(const model::Agreement& agreement) {
    const auto has = [&](std::string_view area) {
      return std::ranges::find(agreement.between, area, &model::Area::value) != agreement.between.end();
    };
    return has("cs") && has("support");
  }

  /// Whether an agreement that makes a commitment is one of both areas.
  bool is_ours(std::string_view path) const {
    const auto versions = m_facts.data().versions(path.substr(0, path.find('/')));
    return !versions.empty() && is_between(versions.back()->as<model::Agreement>());
  }

  void agreements() {
    constexpr unsigned k_trend = 2;
    Scorecard card = scorecard_of(m_facts, m_period, k_trend);
    const auto is_others = [&](const metrics::Score& score) { return !is_ours(score.path); };
    std::erase_if(card.scores, is_others);
    for (auto& scores : card.before) {
      std::erase_if(scores, is_others);
    }
    if (card.scores.empty()) {
      m_out.emplace_back(
          Callout{Callout::Tone::warning, m_view.in(k_no_agreement), m_view.in(k_no_agreement_text)});
      return;
    }
    for (const metrics::Score& score : card.scores) {
      if (score.met == false) {
        m_discuss.items.push_back(
            m_view.in(k_agreements_missed, score.path,
                      said(score.unit(), *score.value, card.currency, m_view.input.language),
                      said(*score.commitment->target, m_view.input.language)));
      }
    }
    append(m_out, m_view.in(k_agreements_commitments), scorecard(m_view.input, card));

    // Stages and returns of what passes between the areas; of clocks those that their agreements set going.
    metrics::Where where;
    if (const auto parsed = metrics::parse_where(k_passages, m_facts.data())) {
      where = *parsed;
    }
    BottlenecksAnswer answer{
        m_period, m_facts.rates().currency(), {}, metrics::bottlenecks_of(m_facts, m_period, {}, where)};
    answer.found.owners = {};
    answer.found.commitments = {};
    for (const metrics::Loss& loss : metrics::bottlenecks_of(m_facts, m_period, {}, {}).commitments.parts) {
      if (is_ours(loss.what)) {
        answer.found.commitments.parts.push_back(loss);
        answer.found.commitments.whole += loss.amount;
      }
    }
    append(m_out, m_view.in(k_bottlenecks), bottlenecks(m_view.input, answer));
  }

  const ReportView& m_view;
  const metrics::Facts& m_facts;
  time::Period m_period;
  Bullets& m_discuss;
  Blocks m_out;
};

}  // namespace

Blocks between_support_and_cs(const ReportView& view, const metrics::Facts& facts, const time::Period& period,
                              Bullets& discuss) {
  return Agreements(view, facts, period, discuss).write();
}

}  // namespace csx::report
