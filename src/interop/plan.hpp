#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csx/interop/mapping.hpp"
#include "csx/time/zone.hpp"
#include "target_field.hpp"

/// What a mapping comes to when its names are looked up.
namespace csx::interop {

/// Text with columns in it.
struct TextPart {
  std::string literal;
  std::optional<std::size_t> column;  ///< index into Plan::columns
  bool is_month = false;              ///< of the row's `at`
};

/// Which record a value belongs to: by text, the ids of the records that hold it.
using Lookup = std::unordered_map<std::string, std::vector<std::string>>;

/// How a value is made of a row.
struct Conversion {
  enum class Source : std::uint8_t { column, constant, text };
  Source source = Source::column;
  std::size_t column = 0;  ///< index into Plan::columns
  std::vector<TextPart> parts;
  std::string constant;
  model::ColumnFormat format = model::ColumnFormat::text;  ///< of one value, never list
  std::string separator;                                   ///< between the values of a list; empty: one value
  std::string pattern;
  std::optional<time::Zone> zone;
  std::optional<Currency> currency;
  bool currency_is_said = false;  ///< by the mapping: another one in a sum is a slip
  std::optional<std::size_t> currency_column;
  char decimal_mark = '.';
  std::string thousands_mark;
  std::optional<std::size_t> times_column;
  std::int64_t divide_by = 1;
  std::optional<model::ColumnUnit> unit;
  std::optional<std::size_t> after;  ///< index into Plan::fields
  std::optional<std::size_t> key_column;
  std::unordered_map<std::string, std::string> values;
  std::optional<std::string> otherwise;
  std::shared_ptr<const Lookup> lookup;
  std::string lookup_name;  ///< for messages: `account by subscriptions.id`
  bool must_exist = false;  ///< the id is looked for in the folder
  bool keeps_when_empty = false;
  bool once = false;
};

struct PlannedField {
  enum class InGroup : std::uint8_t { agrees, earliest, summed, counted };
  std::string path;
  TargetField target;
  Conversion from;
  InGroup in_group = InGroup::agrees;
};

struct PlannedFilter {
  std::size_t column = 0;
  std::optional<std::vector<std::string>> is;
  std::optional<std::vector<std::string>> is_not;
  std::optional<bool> empty;
};

/// One part of the pattern of files.
struct PathPart {
  enum class What : std::uint8_t { literal, month, year, type, mapping, field, record };
  What what = What::literal;
  std::string literal;
  std::size_t field = 0;  ///< index into Plan::fields
};

struct Plan {
  const store::Dataset* data = nullptr;
  CsvOptions csv;
  std::string mapping;
  TargetThing thing;
  std::vector<std::string> columns;                 ///< that are used, by name
  std::vector<std::string> files;                   ///< as typed
  std::vector<std::vector<std::string>> headers;    ///< of the files
  std::vector<std::vector<std::size_t>> positions;  ///< of a file, by index into columns: where in its rows
  std::vector<PlannedField> fields;                 ///< in the order of the description
  std::vector<std::size_t> reading_order;  ///< indices of fields: those that others count from come first
  std::optional<std::size_t> id;           ///< index into fields; none: made of the key
  std::optional<std::size_t> at;           ///< likewise, of entries
  std::optional<std::size_t> account;      ///< likewise, of entries
  std::optional<PlannedField> record;      ///< of items of lists: which record
  TargetThing record_thing;                ///< what it belongs to
  std::vector<std::size_t> key;            ///< indices into columns
  std::vector<PlannedFilter> filters;
  bool groups = false;
  std::vector<std::size_t> by;  ///< indices into fields
  bool by_month = false;
  std::vector<PathPart> path;
  bool journal_of_account = false;  ///< the pattern has {account}: the file says it, the entries do not
  std::vector<std::string>
      missing;  ///< required fields that it does not give: only things that are there change
};

/// The values that a row gives a field: none (empty), one, several of a list, key and value in turn of a
/// table.
using Cell = std::vector<std::string>;

/// Reads one value as its format says: what the field's type parses. The error is a phrase.
tl::expected<std::string, std::string> read_value(const Conversion& from, std::string_view text,
                                                  std::string_view currency, const time::Zone& zone,
                                                  const model::Type& scalar);

}  // namespace csx::interop
