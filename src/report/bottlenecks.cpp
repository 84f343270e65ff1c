#include "csx/report/bottlenecks.hpp"

#include <nlohmann/json.hpp>

#include "common_words.hpp"
#include "csx/report/metrics.hpp"
#include "metric_words.hpp"
#include "report_view.hpp"

namespace csx::report {
namespace {

using metrics::Bottlenecks;
using metrics::Loss;
using metrics::Losses;
using metrics::Unit;

constexpr Phrase k_bottlenecks_title{"Bottlenecks", "Gargalos"};
constexpr Phrase k_bottlenecks_stages{"Where handoffs take their time", "Onde as passagens gastam o tempo"};
constexpr Phrase k_bottlenecks_commitments{"What is missed", "O que fica fora do prazo"};
constexpr Phrase k_bottlenecks_owners{"Who misses it", "De quem é"};
constexpr Phrase k_bottlenecks_reasons{"Why handoffs come back", "Por que as passagens voltam"};
constexpr Phrase k_bottlenecks_fields{"What the returned lacked", "O que faltava nas devolvidas"};
constexpr Phrase k_time{"Time", "Tempo"};
constexpr Phrase k_clear{"Nothing was held up in the period", "Nada ficou parado no período"};
constexpr Phrase k_clear_text{"No step of a handoff, no missed deadline and no return lies in it.",
                              "Não há nele passo de passagem, prazo estourado nem devolução."};
constexpr Phrase k_most{"{}: {} of the time between steps of handoffs",
                        "{}: {} do tempo entre os passos das passagens"};
constexpr Phrase k_most_missed{"{}: {} of what was missed", "{}: {} do que ficou fora do prazo"};

/// One table: what its parts are called, and what they are counted in.
struct Section {
  const Losses* losses;
  std::string_view id;  ///< in JSON
  Phrase heading;
  Phrase name;
  Phrase amount;
  enum class Counted : std::uint8_t { time, clocks, times } counted;
};

std::vector<Section> sections_of(const Bottlenecks& found) {
  using Counted = Section::Counted;
  return {
      {&found.stages, "stages", k_bottlenecks_stages, k_stage, k_time, Counted::time},
      {&found.commitments, "commitments", k_bottlenecks_commitments, k_commitment, k_missed, Counted::clocks},
      {&found.owners, "owners", k_bottlenecks_owners, k_owner, k_missed, Counted::clocks},
      {&found.reasons, "reasons", k_bottlenecks_reasons, k_reason, k_times, Counted::times},
      {&found.fields, "fields", k_bottlenecks_fields, k_field, k_times, Counted::times}};
}

/// Of no time at all each step took nothing.
Fraction share_of(const Loss& loss, const Losses& all) {
  return all.whole.is_zero() ? Fraction() : Fraction(loss.amount, all.whole);
}

class Story {
 public:
  Story(const ReportInput& input, const BottlenecksAnswer& answer) : m_view(input), m_answer(answer) {}

  Blocks write() {
    m_out.emplace_back(Heading{1, m_view.in(k_bottlenecks_title)});
    m_out.emplace_back(Facts{{{m_view.in(k_period), m_view.period(m_answer.period)}}});
    return parts(2);
  }

  Blocks parts(std::uint8_t level) {
    worst();
    for (const Section& section : sections_of(m_answer.found)) {
      if (!section.losses->parts.empty()) {
        m_out.emplace_back(Heading{level, m_view.in(section.heading)});
        m_out.emplace_back(table_of(section));
      }
    }
    return std::move(m_out);
  }

 private:
  void worst() {
    std::string text;
    const auto add = [&](const Section& section, const Phrase& phrase) {
      if (!section.losses->parts.empty()) {
        const Loss& loss = section.losses->parts.front();
        text += (text.empty() ? "" : "\n") + m_view.in(phrase, name(section, loss), share(loss, section));
      }
    };
    const std::vector<Section> sections = sections_of(m_answer.found);
    add(sections[0], k_most);
    add(sections[1], k_most_missed);
    if (text.empty()) {
      m_out.emplace_back(Callout{Callout::Tone::good, m_view.in(k_clear), m_view.in(k_clear_text)});
    } else {
      m_out.emplace_back(Prose{text});
    }
  }

  std::string name(const Section& section, const Loss& loss) const {
    if (section.id == "stages") {
      const metrics::Metric* stage = metrics::find(loss.what);
      return stage != nullptr ? name_of(*stage, m_view.input.language) : loss.what;
    }
    if (section.id == "owners") {
      return loss.what == metrics::k_unknown_key ? m_view.in(k_nobody) : m_view.names.person(loss.what);
    }
    if (section.id == "commitments") {
      return loss.what;
    }
    return section.id == "fields" ? std::string(heading_of(loss.what, m_view.input.language))
                                  : m_view.word(loss.what);
  }

  std::string share(const Loss& loss, const Section& section) const {
    return said(Unit::share, share_of(loss, *section.losses), m_answer.currency, m_view.input.language);
  }

  std::string amount(const Loss& loss, const Section& section) const {
    switch (section.counted) {
      case Section::Counted::time:
        return said(Unit::elapsed_time, Fraction(loss.amount), m_answer.currency, m_view.input.language);
      case Section::Counted::clocks:
        return m_view.share(loss.cases, loss.due);
      case Section::Counted::times:
        break;
    }
    return m_view.number(loss.cases);
  }

  Table table_of(const Section& section) const {
    Table table{{{m_view.in(section.name)}}, {}};
    for (const metrics::Dimension dimension : m_answer.by) {
      table.columns.push_back({m_view.word(metrics::word(dimension))});
    }
    table.columns.push_back({m_view.in(k_area)});
    table.columns.push_back({m_view.in(k_share), Align::right});
    table.columns.push_back({m_view.in(section.amount), Align::right});
    if (section.counted == Section::Counted::time) {
      table.columns.push_back({m_view.in(k_cases), Align::right});
    }
    for (const Loss& loss : section.losses->parts) {
      auto& row = table.rows.emplace_back(std::vector{name(section, loss)});
      row.insert(row.end(), loss.keys.begin(), loss.keys.end());
      row.push_back(loss.area.empty() ? std::string() : m_view.word(loss.area));
      row.push_back(share(loss, section));
      row.push_back(amount(loss, section));
      if (section.counted == Section::Counted::time) {
        row.push_back(m_view.number(loss.cases));
      }
    }
    return table;
  }

  ReportView m_view;
  const BottlenecksAnswer& m_answer;
  Blocks m_out;
};

}  // namespace

Blocks bottlenecks(const ReportInput& input, const BottlenecksAnswer& answer) {
  return Story(input, answer).write();
}

Blocks bottleneck_parts(const store::Dataset& data, const BottlenecksAnswer& answer, model::Language language,
                        std::uint8_t level) {
  const sla::Clocks none;  // they were counted before
  const ReportInput input{data, none, {}, {}, language};
  return Story(input, answer).parts(level);
}

Json bottlenecks_json(const BottlenecksAnswer& answer) {
  Json json{{"period", answer.period.to_string()}};
  for (const Section& section : sections_of(answer.found)) {
    const bool is_time = section.counted == Section::Counted::time;
    Json parts = Json::array();
    for (const Loss& loss : section.losses->parts) {
      Json by = Json::object();
      for (std::size_t i = 0; i < loss.keys.size(); ++i) {
        by[std::string(metrics::word(answer.by[i]))] = loss.keys[i];
      }
      parts.push_back({{"what", loss.what},
                       {"by", std::move(by)},
                       {"area", loss.area.empty() ? Json() : Json(loss.area)},
                       {"share", share_of(loss, *section.losses).to_double()},
                       {is_time ? "seconds" : "count",
                        number_json(Unit::elapsed_time, Fraction(loss.amount), answer.currency)},
                       {"cases", loss.cases},
                       {"of", loss.due}});
    }
    json[std::string(section.id)] = std::move(parts);
  }
  return json;
}

}  // namespace csx::report
