#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

/// Mappings from CSV to records, and stored audits.
namespace csx::model {

enum class ColumnFormat : std::uint8_t {
  text,
  integer,
  number,
  money,
  share,
  boolean,
  date,
  instant,
  id,
  list
};
template <>
struct Words<ColumnFormat> {
  static constexpr std::string_view name = "column format";
  static constexpr std::array<Word, 10> words{{{"text", "As it stands"},
                                               {"integer", "Whole number"},
                                               {"number", "Decimal number"},
                                               {"money", "Sum of money"},
                                               {"share", "Share"},
                                               {"boolean", "Truth value"},
                                               {"date", "Date"},
                                               {"instant", "Date and time"},
                                               {"id", "Made into an id: lower case, hyphens"},
                                               {"list", "Several values with a separator"}}};
};

enum class ColumnUnit : std::uint8_t { seconds, minutes, hours, days, percent, fraction };
template <>
struct Words<ColumnUnit> {
  static constexpr std::string_view name = "column unit";
  static constexpr std::array<Word, 6> words{{{"seconds", "Seconds after another instant"},
                                              {"minutes", "Minutes after another instant"},
                                              {"hours", "Hours after another instant"},
                                              {"days", "Days after another instant or date"},
                                              {"percent", "A share as 95"},
                                              {"fraction", "A share as 0.95"}}};
};

enum class WhenEmpty : std::uint8_t { erase, keep };
template <>
struct Words<WhenEmpty> {
  static constexpr std::string_view name = "treatment of empty cells";
  static constexpr std::array<Word, 2> words{
      {{"erase", "The field goes from the record"}, {"keep", "What the record says stays"}}};
};

enum class CsvEncoding : std::uint8_t { utf_8, latin1, windows_1252 };
template <>
struct Words<CsvEncoding> {
  static constexpr std::string_view name = "encoding";
  static constexpr std::array<Word, 3> words{{{"utf-8", "UTF-8, with or without a byte order mark"},
                                              {"latin1", "ISO 8859-1"},
                                              {"windows-1252", "Western Windows, as Excel writes it"}}};
};

struct ColumnRule {
  std::optional<std::string> column;
  std::optional<ColumnFormat> format;
  std::optional<std::string> pattern;
  std::optional<ZoneName> timezone;
  std::optional<Currency> currency;
  std::optional<std::string> currency_column;
  std::optional<std::string> separator;
  std::optional<std::string> decimal_mark;
  std::optional<std::string> thousands_mark;
  std::optional<std::string> times_column;
  std::optional<std::int64_t> divide_by;
  std::optional<ColumnUnit> unit;
  std::optional<FieldPath> after;
  std::optional<FieldPath> lookup;
  std::optional<std::string> key_column;
  Map<AnyValue, AnyValue> values;
  std::optional<AnyValue> otherwise;
  std::optional<AnyValue> constant;
  std::optional<std::string> template_text;
  std::optional<WhenEmpty> when_empty;
  std::optional<bool> once;
};
template <>
inline constexpr auto description<ColumnRule> =
    describe<ColumnRule>(
        "column rule", "Where the value of a field comes from.",
        field<&ColumnRule::column>("column", "Name of a source column."),
        field<&ColumnRule::format>("format", "How its text is read; as the field asks for unless said."),
        field<&ColumnRule::pattern>(
            "pattern", "Pattern of dates and times, such as %d/%m/%Y %H:%M; ISO 8601 unless said."),
        field<&ColumnRule::timezone>("timezone",
                                     "Zone of times without offset; the workspace's unless said."),
        field<&ColumnRule::currency>("currency", "Currency of sums; the workspace's unless said."),
        field<&ColumnRule::currency_column>("currency_column", "Column that has the currency of sums."),
        field<&ColumnRule::separator>("separator", "What stands between the values of a list."),
        field<&ColumnRule::decimal_mark>("decimal_mark", "Point or comma; point unless said."),
        field<&ColumnRule::thousands_mark>("thousands_mark",
                                           "What stands between thousands; nothing unless said."),
        field<&ColumnRule::times_column>(
            "times_column",
            "Column with a number that a sum or number is taken times, such as a "
            "quantity."),
        field<&ColumnRule::divide_by>(
            "divide_by",
            "What a sum or number is divided by, such as 12 for a price by year; sums are "
            "rounded to cents.",
            {.min = 1, .max = 1000000}),
        field<&ColumnRule::unit>("unit",
                                 "What a number counts: time after another field, or a share's unit."),
        field<&ColumnRule::after>("after", "Field with the date or instant from which the number counts."),
        field<&ColumnRule::lookup>("lookup",
                                   "Field of the record referred to that holds the value, such as name or "
                                   "subscriptions.id; its id unless said."),
        field<&ColumnRule::key_column>("key_column", "Column with the key, for fields that are tables."),
        field<&ColumnRule::values>("values", "Table from source value to record value."),
        field<&ColumnRule::otherwise>(
            "otherwise", "Value for what the table does not have; the row is rejected unless said."),
        field<&ColumnRule::constant>("constant", "The same value for every row."),
        field<&ColumnRule::template_text>("template", "Text with {column} in it."),
        field<&ColumnRule::when_empty>(
            "when_empty", "What becomes of the field when its cell is empty; erase unless said."),
        field<&ColumnRule::once>("once",
                                 "Set when the thing is new, then left to people; false unless said."))
        .one_of("column", "constant", "template");

struct RowFilter {
  std::string column;
  std::optional<OneOrMany<AnyValue>> is;
  std::optional<OneOrMany<AnyValue>> is_not;
  std::optional<bool> empty;
};
template <>
inline constexpr auto description<RowFilter> = describe<RowFilter>(
    "row filter", "Which rows are taken.", field<&RowFilter::column>("column", "Source column."),
    field<&RowFilter::is>("is", "Only rows with one of these values."),
    field<&RowFilter::is_not>("is_not", "Not rows with one of these values."),
    field<&RowFilter::empty>("empty", "Only rows where it is empty (true) or filled (false)."));

struct RowGroup {
  NonEmpty<std::string> by;
  std::vector<std::string> sum;
  std::optional<std::string> count;
};
template <>
inline constexpr auto description<RowGroup> =
    describe<RowGroup>("row group", "Rows that become one.",
                       field<&RowGroup::by>("by", "Target fields, or month, that rows have in common."),
                       field<&RowGroup::sum>("sum", "Target fields that are added up."),
                       field<&RowGroup::count>("count", "Target field that takes the number of rows."));

struct MappingTarget {
  std::string kind;
  std::optional<std::string> type;
  std::optional<FieldPath> list;
  std::optional<std::string> file;
};
template <>
inline constexpr auto description<MappingTarget> = describe<MappingTarget>(
    "mapping target", "What rows become.",
    field<&MappingTarget::kind>("kind", "Kind of record: account, journal, …."),
    field<&MappingTarget::type>("type", "Type of journal entry."),
    field<&MappingTarget::list>("list",
                                "List inside the record whose items rows become, such as subscriptions."),
    field<&MappingTarget::file>("file",
                                "Pattern of the file written, such as journal/{month}/tickets.yaml."));

struct Mapping {
  Id<Mapping> id;
  std::optional<std::string> title;
  MappingTarget target;
  NonEmpty<std::string> key;
  std::optional<ColumnRule> record;
  Map<FieldPath, ColumnRule> fields;
  std::vector<RowFilter> filters;
  std::optional<RowGroup> group;
  std::optional<std::string> delimiter;
  std::optional<CsvEncoding> encoding;
};
template <>
inline constexpr auto description<Mapping> = describe<Mapping>(
    "mapping", "How the rows of a CSV file become records.",
    field<&Mapping::id>("id", "Name of the mapping, unique in the folder."),
    field<&Mapping::title>("title", "What it is for."),
    field<&Mapping::target>("target", "What rows become."),
    field<&Mapping::key>("key", "Source columns that name a row for good."),
    field<&Mapping::record>("record",
                            "The record whose list gets the item, where rows become items of a list."),
    field<&Mapping::fields>("fields", "Target field to where its value comes from."),
    field<&Mapping::filters>("filters", "Which rows are taken; all of them must hold."),
    field<&Mapping::group>("group", "Rows that become one."),
    field<&Mapping::delimiter>("delimiter",
                               "What stands between columns, one character or tab; a comma unless said."),
    field<&Mapping::encoding>("encoding", "Encoding of the file; UTF-8 unless said."));

struct AuditResult {
  std::string id;
  std::optional<Area> area;
  std::optional<std::string> value;
  std::optional<std::string> target;
  std::optional<bool> met;
  std::optional<std::int64_t> cases;
  std::optional<std::string> reason;
};
template <>
inline constexpr auto description<AuditResult> =
    describe<AuditResult>("audit result", "One number of an audit.",
                          field<&AuditResult::id>("id", "Commitment, metric or bottleneck."),
                          field<&AuditResult::area>("area", "Area that answers for it."),
                          field<&AuditResult::value>("value", "Value as computed, exact."),
                          field<&AuditResult::target>("target", "Target in force."),
                          field<&AuditResult::met>("met", "Whether it was reached."),
                          field<&AuditResult::cases>("cases", "How many cases it rests on.", {.min = 0}),
                          field<&AuditResult::reason>("reason", "Why there is no value."));

struct AuditFinding {
  RuleId rule;
  std::optional<std::string> record;
  std::string message;
};
template <>
inline constexpr auto description<AuditFinding> = describe<AuditFinding>(
    "audit finding", "A finding of the period.", field<&AuditFinding::rule>("rule", "The rule."),
    field<&AuditFinding::record>("record", "The record, kind/id."),
    field<&AuditFinding::message>("message", "What was found."));

struct AuditedAgreement {
  Reference<Agreement> agreement;
  std::int64_t version = 1;
};
template <>
inline constexpr auto description<AuditedAgreement> =
    describe<AuditedAgreement>("audited agreement", "A version that judged in the period.",
                               field<&AuditedAgreement::agreement>("agreement", "The agreement."),
                               field<&AuditedAgreement::version>("version", "The version.", {.min = 1}));

struct Audit {
  Id<Audit> id;
  time::Period period;
  time::Timestamp as_of;
  std::string commit;
  std::string tree;
  std::string csx_version;
  std::vector<AuditedAgreement> agreements;
  std::optional<Reference<Audit>> previous;
  std::vector<AuditResult> commitments;
  std::vector<AuditResult> metrics;
  std::vector<AuditResult> bottlenecks;
  std::vector<AuditFinding> findings;
  std::vector<Reference<Action>> actions;
};
template <>
inline constexpr auto description<Audit> =
    describe<Audit>("audit", "The results of a period, as they were; written only by `csx audit run`.",
                    field<&Audit::id>("id", "Name of the audit: its period."),
                    field<&Audit::period>("period", "The period audited."),
                    field<&Audit::as_of>("as_of", "Instant as of which it was computed."),
                    field<&Audit::commit>("commit", "Commit that was read."),
                    field<&Audit::tree>("tree", "Tree of the data folder in that commit."),
                    field<&Audit::csx_version>("csx_version", "Version of csx that computed it."),
                    field<&Audit::agreements>("agreements", "Versions that judged."),
                    field<&Audit::previous>("previous", "The audit before."),
                    field<&Audit::commitments>("commitments", "Every commitment with target and value."),
                    field<&Audit::metrics>("metrics", "Every metric."),
                    field<&Audit::bottlenecks>("bottlenecks", "Where time and breaches are."),
                    field<&Audit::findings>("findings", "Findings of the period."),
                    field<&Audit::actions>("actions", "Actions that the previous audit asked for."));

}  // namespace csx::model
