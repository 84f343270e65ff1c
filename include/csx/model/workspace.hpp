#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

namespace csx::model {

enum class Language : std::uint8_t { en, pt_br };
template <>
struct Words<Language> {
  static constexpr std::string_view name = "language";
  static constexpr std::array<Word, 2> words{{{"en", "English"}, {"pt-BR", "Portuguese of Brazil"}}};
};

enum class ValueStart : std::uint8_t { contract_signed, accepted, kickoff_held, activated };
template <>
struct Words<ValueStart> {
  static constexpr std::string_view name = "start of time to value";
  static constexpr std::array<Word, 4> words{{{"contract-signed", "When the contract was signed"},
                                              {"accepted", "When the handoff was accepted"},
                                              {"kickoff-held", "When the kickoff was held"},
                                              {"activated", "When the customer went live"}}};
};

enum class JoinedAndLeft : std::uint8_t { counted_apart, in_ratio };
template <>
struct Words<JoinedAndLeft> {
  static constexpr std::string_view name = "treatment of joined-and-left customers";
  static constexpr std::array<Word, 2> words{
      {{"counted-apart", "Outside the churn ratio, counted beside it"}, {"in-ratio", "Among the lost"}}};
};

struct ExchangeRate {
  Currency currency;
  time::Date date;
  Decimal rate;
};
template <>
inline constexpr auto description<ExchangeRate> = describe<ExchangeRate>(
    "exchange rate", "What one unit of a currency is worth in the reporting currency, from a day on.",
    field<&ExchangeRate::currency>("currency", "The foreign currency."),
    field<&ExchangeRate::date>("date", "The day of the rate; it holds until a later one."),
    field<&ExchangeRate::rate>("rate", "Units of the reporting currency for one of this currency.",
                               {.min = 0}));

struct CsatScale {
  std::int64_t min = 1;
  std::int64_t max = 5;
};
template <>
inline constexpr auto description<CsatScale> = describe<CsatScale>(
    "CSAT scale", "The scale of satisfaction answers; the top two count as satisfied.",
    field<&CsatScale::min>("min", "Lowest answer."), field<&CsatScale::max>("max", "Highest answer."));

struct Definitions {
  std::optional<ValueStart> time_to_value_from;
  std::optional<JoinedAndLeft> joined_and_left;
  std::optional<Share> margin;
  std::optional<CsatScale> csat_scale;
};
template <>
inline constexpr auto description<Definitions> = describe<Definitions>(
    "definitions", "Choices that the field leaves to each company; shown beside the numbers they shape.",
    field<&Definitions::time_to_value_from>("time_to_value_from", "Where time to value starts."),
    field<&Definitions::joined_and_left>("joined_and_left",
                                         "How customers that joined and left inside one period enter churn."),
    field<&Definitions::margin>("margin", "Gross margin, for lifetime value and CAC payback.",
                                {.min = 0, .max = 100}),
    field<&Definitions::csat_scale>("csat_scale", "Scale of a ticket's own csat."));

struct FolderSuppression {
  RuleId rule;
  std::optional<std::string> path;
  std::optional<std::string> record;
  std::string reason;
  std::optional<time::Date> until;
};
template <>
inline constexpr auto description<FolderSuppression> = describe<FolderSuppression>(
    "suppression", "A rule that stays silent in part of the folder, and why.",
    field<&FolderSuppression::rule>("rule", "The rule, or family/* for all of a family."),
    field<&FolderSuppression::path>("path",
                                    "Only in files that match this pattern; * and ** as in .gitignore."),
    field<&FolderSuppression::record>("record", "Only about this record, kind/id."),
    field<&FolderSuppression::reason>("reason", "Why this is right for now."),
    field<&FolderSuppression::until>("until", "Last day on which it holds."));

struct Checks {
  Map<RuleId, Severity> severity;
  std::vector<std::string> ignore_paths;
  std::vector<FolderSuppression> suppressions;
};
template <>
inline constexpr auto description<Checks> = describe<Checks>(
    "checks", "How csx check judges this folder.",
    field<&Checks::severity>("severity", "Severity by rule, where it differs from the rule's own."),
    field<&Checks::ignore_paths>("ignore_paths",
                                 "Files that hold no records: patterns with * and ** as in .gitignore."),
    field<&Checks::suppressions>("suppressions", "Rules that stay silent in part of the folder."));

struct Workspace {
  std::string name;
  std::int64_t format = 1;
  std::optional<Language> language;
  Currency currency;
  ZoneName timezone;
  std::optional<Reference<Calendar>> calendar;
  std::optional<Reference<Agreement>> main_agreement;
  std::optional<time::Date> history_from;
  std::vector<ExchangeRate> exchange_rates;
  Box<Definitions> definitions;
  Box<Checks> checks;
};
template <>
inline constexpr auto description<Workspace> = describe<Workspace>(
    "workspace", "The data folder itself: csx.yaml at its root.",
    field<&Workspace::name>("name", "Name of the company or team whose folder this is."),
    field<&Workspace::format>("format", "Version of the data format; this csx knows 1.",
                              {.min = 1, .max = 1}),
    field<&Workspace::language>("language", "Language of rendered documents; English unless said."),
    field<&Workspace::currency>("currency", "Reporting currency."),
    field<&Workspace::timezone>("timezone", "Zone of dates and of instants written without an offset."),
    field<&Workspace::calendar>("calendar", "Calendar used where nothing nearer says one."),
    field<&Workspace::main_agreement>("main_agreement", "The agreement between Sales and Customer Success."),
    field<&Workspace::history_from>("history_from",
                                    "Start of recorded history: earlier events give no clock."),
    field<&Workspace::exchange_rates>("exchange_rates", "Rates into the reporting currency."),
    field<&Workspace::definitions>("definitions", "What the numbers mean here."),
    field<&Workspace::checks>("checks", "Severities, ignored paths and suppressions of csx check."));

}  // namespace csx::model
