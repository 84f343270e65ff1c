#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/decimal.hpp"
#include "csx/model/agreement_commitments.hpp"
#include "csx/model/workspace.hpp"
#include "csx/time/zone.hpp"

/// The languages that documents for people are written in.
namespace csx::report {

/// A phrase in each language.
struct Phrase {
  std::string_view en;
  std::string_view pt_br;
  std::string_view in(model::Language language) const { return language == model::Language::en ? en : pt_br; }
};

/// A word of a vocabulary (`kickoff-held`, `cs`) as documents say it; itself when it is not known.
std::string_view said(std::string_view word, model::Language language);

/// Whether a word of a vocabulary has its phrase in every language.
bool is_known_word(std::string_view word);

/// How documents call a field of a handoff, by its dotted name: `context.pains` gives `Pains`. The name
/// itself for fields that have none.
std::string_view heading_of(std::string_view field, model::Language language);
/// The question that a field of a handoff answers; empty for unknown ones.
std::string_view question_of(std::string_view field, model::Language language);

/// `2026-03-02`, `02/03/2026`.
std::string said(time::Date date, model::Language language);
/// In the workspace's zone, to the minute; a date alone where only that is known.
std::string said(const time::Timestamp& at, const time::Zone& zone, model::Language language);
/// `1,500.00`, `1.500,00`.
std::string said(const Decimal& number, model::Language language);
std::string said(const Money& money, model::Language language);
/// `92.5%`, `92,5%`.
std::string said(const model::Share& share, model::Language language);
/// `2 business days`, `2 dias úteis`.
std::string said(const time::Duration& duration, model::Language language);
/// `at least 90%`, `entre 3 e 8`.
std::string said(const model::Condition& condition, model::Language language);
/// `95%` where a bare share was written, which means at least; else the condition.
std::string said(const model::Goal& goal, model::Language language);
/// `October 2026`, `outubro de 2026`; other than a month, quarter or year: its first and last day.
std::string said(const time::Period& period, model::Language language);
/// Sums in several currencies.
std::string said(const std::vector<Money>& sums, model::Language language);

}  // namespace csx::report
