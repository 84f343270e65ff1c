#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/base/result.hpp"
#include "csx/model/kinds.hpp"
#include "session.hpp"

/// Records, and parts of them, as rows of a table.
namespace csx::cli {

/// What can be listed: a kind of record, or a part that has ids, such as segments and journal entries.
struct Subject {
  std::string_view name;    ///< `account`, `segment`
  std::string_view plural;  ///< `accounts`, `segments`
  const model::Type* type = nullptr;
  const model::Kind* kind = nullptr;  ///< null for parts
};

/// Every subject: the kinds, then the parts in the order of their descriptions.
const std::vector<Subject>& subjects();
/// By name or plural; suggests the nearest. *Errors*: usage.
Result<Subject> find_subject(std::string_view word);
/// Names and plurals.
std::vector<std::string_view> subject_words();

/// One record or part.
struct Item {
  const model::AnyRecord* record = nullptr;
  const void* value = nullptr;
};
/// All of a subject, usable ones only, in order of path and document.
std::vector<Item> items_of(const Subject& subject, const store::Dataset& data);

/// A column: a field by its dotted name, or something derived from the record.
struct ColumnSpec {
  using Derive = std::optional<std::string> (*)(const Subject&, const Item&, const Session&);
  enum class Holds : unsigned char { text, number, sum };
  std::string name;
  Derive derive = nullptr;  ///< null for fields
  /// Of a field, and of what is derived but printed like a field: what its values are.
  const model::Type* type = nullptr;
  Holds holds = Holds::text;  ///< of what is derived
};

/// *Errors*: usage, with the nearest column.
Result<ColumnSpec> find_column(const Subject& subject, std::string_view name);
std::vector<std::string> default_columns(const Subject& subject);
/// The derived columns of a subject, `ref` and `file` among them.
std::vector<std::string_view> derived_columns(const Subject& subject);

/// A cell as it stands in text; several values are joined by commas.
std::string cell_text(const ColumnSpec& column, const Subject& subject, const Item& item,
                      const Session& session);
/// A cell as JSON: null when absent, a list where there are several values.
Json cell_json(const ColumnSpec& column, const Subject& subject, const Item& item, const Session& session);
/// Whether its values are numbers, to be aligned by their end.
bool is_numeric(const ColumnSpec& column);

/// `--where FIELD=VALUE`, also != < <= > >= and ~ (holds the text, capitals aside). Several values of a
/// field: one that matches is enough; for != none may be equal.
struct Condition {
  enum class Operator : unsigned char { equal, unequal, less, at_most, greater, at_least, holds };
  ColumnSpec column;
  Operator op = Operator::equal;
  std::string value;
};
/// *Errors*: usage, also for a word that the field does not know.
Result<Condition> parse_condition(const Subject& subject, std::string_view text);
/// Whether the field can ever have the value, and the value be compared with those it has. *Errors*: usage,
/// with the nearest word or id.
Status check_value(const Condition& condition, const Subject& subject, const Session& session);
bool matches(const Condition& condition, const Subject& subject, const Item& item, const Session& session);

/// Orders printed values of a column: numbers and sums by size, words of a vocabulary by their order,
/// instants by time, all else as text. Absent ones come last.
std::strong_ordering compare_printed(const ColumnSpec& column, const std::string& a, const std::string& b,
                                     const time::Zone& zone);

/// What a value that is typed must look like to be compared with those of a column (`a date such as …`);
/// empty where `text` does, or anything does.
std::string_view wanted_form(const ColumnSpec& column, std::string_view text);
/// Whether two printed values of a column have an order: sums of different currencies have none.
bool have_order(const ColumnSpec& column, std::string_view a, std::string_view b);

}  // namespace csx::cli
