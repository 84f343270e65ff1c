#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "common_words.hpp"
#include "csx/base/text.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/write.hpp"
#include "csx/report/agreement.hpp"
#include "csx/report/words.hpp"
#include "field_words.hpp"
#include "record_blocks.hpp"

namespace csx::report {
namespace {

using model::Agreement;
using model::Language;
using sla::Standing;
using sla::VersionStanding;

constexpr Phrase k_standing{"Standing", "Situação"};
constexpr Phrase k_proposed{"This version is a proposal", "Esta versão é uma proposta"};
constexpr Phrase k_proposed_text{"It judges nothing until {} approve it.",
                                 "Ela não vale para nenhum prazo até ser aprovada por {}."};
constexpr Phrase k_waiting{"This version is approved and does not hold yet",
                           "Esta versão está aprovada e ainda não está em vigor"};
constexpr Phrase k_standing_past{"This version does not hold any more", "Esta versão não está mais em vigor"};
constexpr Phrase k_by{"By", "Por"};
constexpr Phrase k_this_text{"this text", "este texto"};
constexpr Phrase k_another_text{"another text", "outro texto"};
constexpr Phrase k_not_yet{"not yet", "ainda não"};
constexpr Phrase k_approved{"Approved", "Aprovou"};
constexpr Phrase k_versions{"Versions", "Versões"};
constexpr Phrase k_pages_opinion{"{}, {}: {}", "{}, {}: {}"};

constexpr std::array<std::string_view, 11> k_parts{"strategy",     "what",      "how",         "tiers",
                                                   "touch_models", "portfolio", "commitments", "fit",
                                                   "health",       "difficult", "thresholds"};

std::string areas(const std::vector<model::Area>& list, Language language) {
  std::vector<std::string_view> words;
  for (const model::Area& area : list) {
    words.push_back(said(area.value, language));
  }
  return enumerate(words, language == Language::en ? "and" : "e");
}

class Pages {
 public:
  Pages(const Teller& teller, const Agreement& version) : m_teller(teller), m_version(version) {}

  void head(const VersionStanding& shown) {
    m_out.emplace_back(Heading{1, m_version.title});
    Facts facts;
    facts.rows = {{in(k_agreement), fmt::format("{} {}", m_version.id.value, m_version.version)},
                  {in(k_standing), said(shown, m_teller.language)},
                  {word("between"), areas(m_version.between, m_teller.language)}};
    for (const std::string_view key : {"owners", "shared_objective", "review_every", "audit_every"}) {
      const model::Row& row = *type().find(key);
      if (std::string text = m_teller.text(*row.type, row.of(&m_version)); !text.empty()) {
        facts.rows.emplace_back(word(key), std::move(text));
      }
    }
    m_out.emplace_back(std::move(facts));
    if (shown.standing == Standing::proposal) {
      m_out.emplace_back(Callout{Callout::Tone::warning, in(k_proposed),
                                 fmt::format(fmt::runtime(k_proposed_text.in(m_teller.language)),
                                             areas(shown.missing, m_teller.language))});
    } else if (shown.standing != Standing::in_force) {
      m_out.emplace_back(Callout{Callout::Tone::note,
                                 in(shown.standing == Standing::past ? k_standing_past : k_waiting),
                                 said(shown, m_teller.language)});
    }
  }

  void approvals() {
    Table table{{{word("area")}, {in(k_by)}, {word("date")}, {in(k_approved)}}, {}};
    const std::string digest = model::content_digest(&m_version);
    for (const model::Area& party : m_version.between) {
      const std::string name(said(party.value, m_teller.language));
      bool has_row = false;
      for (const model::Approval& approval : m_version.approvals) {
        if (approval.area == party) {
          const bool same = approval.of.value == digest;
          table.rows.push_back({name, m_teller.names.person(approval.by.value),
                                said(approval.date, m_teller.language),
                                in(same ? k_this_text : k_another_text)});
          has_row = true;
        }
      }
      if (!has_row) {
        table.rows.push_back({name, "", "", in(k_not_yet)});
      }
    }
    add(word("approvals"), std::move(table));
  }

  void parts() {
    for (const std::string_view part : k_parts) {
      Blocks blocks;
      add_field(blocks, m_teller, type(), &m_version, part, 2);
      if (part == "commitments" && !blocks.empty()) {
        blocks.insert(blocks.begin() + 1, overview());
      }
      std::ranges::move(blocks, std::back_inserter(m_out));
    }
  }

  void versions(const std::vector<VersionStanding>& all) {
    Table table{{{word("version"), Align::right}, {in(k_standing)}, {word("why")}}, {}};
    for (auto at = all.rbegin(); at != all.rend(); ++at) {
      const auto& changes = at->version().changes;
      const auto change = std::ranges::find(changes, at->version().version, &model::AgreementChange::version);
      table.rows.push_back({std::to_string(at->version().version), said(*at, m_teller.language),
                            change != changes.end() ? change->why : std::string()});
    }
    add(in(k_versions), std::move(table));
  }

  void opinions() {
    Bullets bullets;
    for (const model::AnyRecord& record : m_teller.data.all<model::Opinion>()) {
      const auto& opinion = record.as<model::Opinion>();
      if (opinion.agreement == m_version.id && opinion.status == model::OpinionStatus::open) {
        bullets.items.push_back(fmt::format(fmt::runtime(k_pages_opinion.in(m_teller.language)),
                                            said(opinion.date, m_teller.language),
                                            m_teller.names.person(opinion.author.value), opinion.text));
      }
    }
    if (!bullets.items.empty()) {
      m_out.emplace_back(Heading{2, in(k_opinions)});
      m_out.emplace_back(std::move(bullets));
    }
  }

  Blocks take() { return std::move(m_out); }

 private:
  static const model::Type& type() { return model::type_of<Agreement>; }
  std::string in(const Phrase& phrase) const { return std::string(phrase.in(m_teller.language)); }
  std::string word(std::string_view key) const { return field_word(key, m_teller.language); }

  void add(std::string heading, Table table) {
    m_out.emplace_back(Heading{2, std::move(heading)});
    m_out.emplace_back(std::move(table));
  }

  Table overview() const {
    Table table{{{word("statement")}, {in(k_owed_by)}, {word("within")}, {word("target"), Align::right}}, {}};
    for (const model::Commitment& each : m_version.commitments) {
      table.rows.push_back({each.statement.value_or(each.id.value),
                            std::string(said(each.responsible.value, m_teller.language)), limit_of(each),
                            each.target ? said(*each.target, m_teller.language) : std::string()});
    }
    return table;
  }

  std::string limit_of(const model::Commitment& each) const {
    if (!each.clock) {
      return each.metric ? each.metric->value : std::string();
    }
    std::vector<std::string> lines;
    for (const model::WithinRow& row : each.clock->within) {
      lines.push_back(m_teller.line(model::type_of<model::WithinRow>, &row));
    }
    if (each.clock->every) {
      const model::Row& row = *model::type_of<model::Clock>.find("every");
      lines.push_back(fmt::format("{}: {}", word("every"), m_teller.text(*row.type, &each.clock->every)));
    }
    return fmt::format("{}", fmt::join(lines, "\n"));
  }

  const Teller& m_teller;
  const Agreement& m_version;
  Blocks m_out;
};

}  // namespace

std::string said(const VersionStanding& standing, Language language) {
  constexpr Phrase k_proposal{"proposal to hold from {}: waits for {}",
                              "proposta para valer desde {}: espera {}"};
  constexpr Phrase k_takes_effect{"approved, takes effect on {}", "aprovada, entra em vigor em {}"};
  constexpr Phrase k_from_to{"in force from {} to {}", "em vigor de {} a {}"};
  constexpr Phrase k_since{"in force since {}", "em vigor desde {}"};
  constexpr Phrase k_was_from_to{"past, from {} to {}", "encerrada, de {} a {}"};
  constexpr Phrase k_was_from{"past, from {}", "encerrada, desde {}"};
  const Agreement& version = standing.version();
  const std::string from = said(version.effective_from, language);
  const std::string until = standing.until ? said(*standing.until, language) : std::string();
  const auto filled = [&](const Phrase& phrase, const std::string& second) {
    return fmt::format(fmt::runtime(phrase.in(language)), from, second);
  };
  switch (standing.standing) {
    case Standing::proposal: {
      std::vector<std::string_view> missing;
      for (const model::Area& area : standing.missing) {
        missing.push_back(language == Language::en ? std::string_view(area.value)
                                                   : said(area.value, language));
      }
      return filled(k_proposal, enumerate(missing, language == Language::en ? "and" : "e"));
    }
    case Standing::waiting:
      return filled(k_takes_effect, until);
    case Standing::in_force:
      return filled(until.empty() ? k_since : k_from_to, until);
    case Standing::past:
      return filled(until.empty() ? k_was_from : k_was_from_to, until);
  }
  return {};
}

Blocks agreement_pages(const store::Dataset& data, const std::vector<VersionStanding>& versions,
                       const VersionStanding& shown, Language language) {
  const HandoffNames names(data, nullptr, {&shown.version()});
  const Teller teller{data, names, language};
  Pages pages(teller, shown.version());
  pages.head(shown);
  pages.approvals();
  pages.parts();
  pages.versions(versions);
  pages.opinions();
  return pages.take();
}

}  // namespace csx::report
