#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "compiler.hpp"
#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"

namespace csx::interop {

using model::ColumnRule;
using model::Mapping;

Result<CsvOptions> csv_options(const Mapping& mapping) {
  CsvOptions options;
  if (mapping.delimiter) {
    const std::string& delimiter = *mapping.delimiter;
    const bool is_tab = delimiter == "tab" || delimiter == "\\t" || delimiter == "\t";
    const bool fits =
        is_tab || (delimiter.size() == 1 && delimiter.find_first_of("\"\r\n ") == std::string::npos);
    if (!fits) {
      return fail(
          ErrorKind::usage,
          fmt::format("the delimiter {} is not one character other than a quote or space", quoted(delimiter)),
          {"write delimiter: \",\", \";\", \"|\" or tab"});
    }
    options.delimiter = is_tab ? '\t' : delimiter.front();
  }
  options.encoding = static_cast<Encoding>(mapping.encoding.value_or(model::CsvEncoding::utf_8));
  return options;
}

Compiled compile(const Mapping& mapping, const store::Dataset& data, const std::vector<CsvHeader>& headers,
                 Records records) {
  return Compiler(mapping, data, headers, records).run();
}

Compiler::Compiler(const Mapping& mapping, const store::Dataset& data, const std::vector<CsvHeader>& headers,
                   Records records)
    : m_mapping(mapping), m_data(data), m_headers(headers), m_records(records) {
  m_plan.data = &data;
  m_plan.mapping = mapping.id.value;
  m_plan.csv = csv_options(mapping).value_or(CsvOptions{});
  for (const CsvHeader& header : headers) {
    m_plan.files.push_back(header.file);
    m_plan.headers.push_back(header.columns);
  }
}

void Compiler::fault(std::string pointer, std::string message, Aspect aspect) {
  Diagnostic diagnostic;
  diagnostic.message = std::move(message);
  diagnostic.place.pointer = std::move(pointer);
  diagnostic.place.aspect = aspect;
  diagnostic.record = "mapping/" + m_mapping.id.value;
  m_faults.push_back(std::move(diagnostic));
}

Compiled Compiler::run() {
  if (!fits_delimiter()) {
    return {nullptr, std::move(m_faults)};
  }
  if (!find_target()) {
    return {nullptr, std::move(m_faults)};
  }
  for (std::size_t i = 0; i < m_mapping.key.size(); ++i) {
    if (const auto column = column_named(m_mapping.key[i], fmt::format("/key/{}", i))) {
      m_plan.key.push_back(*column);
    }
  }
  find_fields();
  find_record();
  find_filters();
  find_group();
  find_path();
  if (m_faults.empty()) {
    find_positions();
  }
  if (!m_faults.empty()) {
    return {nullptr, std::move(m_faults)};
  }
  return {std::make_shared<const Plan>(std::move(m_plan)), {}};
}

/// A header that is one column, in which another delimiter sets the key apart: all columns would be missing.
bool Compiler::fits_delimiter() {
  for (const CsvHeader& header : m_headers) {
    if (header.columns.size() != 1) {
      continue;
    }
    const std::string& only = header.columns.front();
    for (const char other : {';', ',', '\t', '|'}) {
      const std::vector<std::string_view> columns = split(only, other);
      const bool has_key =
          columns.size() > 1 && std::ranges::any_of(m_mapping.key, [&](const std::string& key) {
            return std::ranges::find(columns, key) != columns.end();
          });
      if (has_key) {
        const std::string sign = other == '\t' ? "tab" : fmt::format("\"{}\"", other);
        fault(m_mapping.delimiter ? "/delimiter" : "",
              fmt::format("{} has one column, {}: its delimiter is {}", quoted_path(header.file),
                          quoted(only), sign),
              m_mapping.delimiter ? Aspect::value : Aspect::key);
        m_faults.back().help = fmt::format("write `delimiter: {}` in the mapping", sign);
        return false;
      }
    }
  }
  return true;
}

bool Compiler::find_target() {
  const model::MappingTarget& target = m_mapping.target;
  const auto view = [](const auto& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
  };
  const std::optional<std::string_view> list =
      target.list ? std::optional<std::string_view>(target.list->value) : std::nullopt;
  Result<TargetThing> thing = TargetThing::find(target.kind, view(target.type), list);
  if (!thing) {
    fault("/target/" + thing.error().causes.front(), thing.error().message);
    return false;
  }
  m_plan.thing = std::move(*thing);
  return true;
}

/// The index of a column among those used; says which file does not have it.
std::optional<std::size_t> Compiler::column_named(const std::string& name, std::string pointer,
                                                  Aspect aspect) {
  for (const CsvHeader& header : m_headers) {
    const auto count = std::ranges::count(header.columns, name);
    if (count == 1) {
      continue;
    }
    const std::vector<std::string_view> names(header.columns.begin(), header.columns.end());
    fault(std::move(pointer),
          count == 0 ? fmt::format("{} has no column {}{}", quoted_path(header.file), quoted(name),
                                   did_you_mean(name, names))
                     : fmt::format("{} has {} columns {}: it is not known which is meant",
                                   quoted_path(header.file), count, quoted(name)),
          aspect);
    return std::nullopt;
  }
  const auto found = std::ranges::find(m_plan.columns, name);
  if (found != m_plan.columns.end()) {
    return static_cast<std::size_t>(found - m_plan.columns.begin());
  }
  m_plan.columns.push_back(name);
  return m_plan.columns.size() - 1;
}

void Compiler::find_fields() {
  for (const auto& [path, rule] : m_mapping.fields) {
    const std::string pointer = "/fields/" + escape_pointer_token(path.value);
    if (path.value == "kind" || (m_plan.thing.is_entry() && path.value == "type")) {
      fault(pointer, fmt::format("{} is said by the target", path.value), Aspect::key);
      continue;
    }
    Result<TargetField> target = m_plan.thing.field(path.value);
    if (!target) {
      fault(pointer, target.error().message, Aspect::key);
      continue;
    }
    PlannedField field{path.value, std::move(*target), {}, PlannedField::InGroup::agrees};
    field.from = conversion_of(rule, m_plan.thing, field.target, pointer);
    m_plan.fields.push_back(std::move(field));
  }
  std::ranges::stable_sort(m_plan.fields, {}, [](const PlannedField& field) { return field.target.order; });
  const auto index_of = [&](std::string_view path) -> std::optional<std::size_t> {
    const auto found = std::ranges::find(m_plan.fields, path, &PlannedField::path);
    return found == m_plan.fields.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - m_plan.fields.begin()));
  };
  m_plan.id = index_of(m_plan.thing.id_row().key);
  if (m_plan.thing.is_entry()) {
    m_plan.at = index_of("at");
    m_plan.account = index_of("account");
    for (const std::string_view needed : {"at", "account"}) {
      if (m_mapping.fields.find(model::FieldPath{std::string(needed)}) == nullptr) {
        fault("/fields", fmt::format("entries of a journal need {}, and no field gives it", needed),
              Aspect::key);
      }
    }
  }
  find_order();
  for (const std::string& path : m_plan.thing.required()) {
    const bool given = std::ranges::any_of(m_plan.fields, [&](const PlannedField& field) {
      return field.path == path || field.path.starts_with(path + '.');
    });
    if (!given) {
      m_plan.missing.push_back(path);
    }
  }
}

/// Fields that count from another come behind it.
void Compiler::find_order() {
  for (std::size_t i = 0; i < m_plan.fields.size(); ++i) {
    PlannedField& field = m_plan.fields[i];
    const ColumnRule* rule = m_mapping.fields.find(model::FieldPath{field.path});
    const bool says_month = std::ranges::any_of(field.from.parts, &TextPart::is_month);
    if (!rule->after && !says_month) {
      m_plan.reading_order.insert(
          m_plan.reading_order.begin() + static_cast<std::ptrdiff_t>(m_plain_fields++), i);
      continue;
    }
    m_plan.reading_order.push_back(i);
    if (!rule->after) {
      continue;
    }
    const auto base = std::ranges::find(m_plan.fields, rule->after->value, &PlannedField::path);
    const std::string pointer = fmt::format("/fields/{}/after", escape_pointer_token(field.path));
    if (base == m_plan.fields.end()) {
      std::vector<std::string_view> names;
      std::ranges::transform(m_plan.fields, std::back_inserter(names), &PlannedField::path);
      fault(pointer, fmt::format("the mapping gives no field {}{}", quoted(rule->after->value),
                                 did_you_mean(rule->after->value, names)));
      continue;
    }
    const model::Type* type = base->target.scalar;
    const bool is_moment = base->target.shape == Shape::one &&
                           (type == &model::type_of<time::Timestamp> || type == &model::type_of<time::Date>);
    const ColumnRule* base_rule = m_mapping.fields.find(model::FieldPath{base->path});
    if (!is_moment || base_rule->after) {
      fault(pointer, fmt::format("{} is no date or instant of a column", base->path));
      continue;
    }
    field.from.after = static_cast<std::size_t>(base - m_plan.fields.begin());
  }
}

void Compiler::find_record() {
  const bool wanted = !m_plan.thing.is_record() && !m_plan.thing.is_entry();
  if (wanted != m_mapping.record.has_value()) {
    if (wanted) {
      fault("/target/list", fmt::format("it is not said which {} gets an item: add record: {{column: …}}",
                                        m_plan.thing.kind().name));
    } else {
      fault("/record", "only items of lists are put into a record; this target has no list");
    }
    return;
  }
  if (!wanted) {
    return;
  }
  Result<TargetThing> owner = TargetThing::find(m_plan.thing.kind().name, std::nullopt, std::nullopt);
  if (!owner) {
    fault("/target/kind", owner.error().message);
    return;
  }
  m_owner = std::move(*owner);
  if (Result<TargetField> target = m_owner.field(m_owner.id_row().key)) {
    PlannedField field{"record", std::move(*target), {}, PlannedField::InGroup::agrees};
    field.from = conversion_of(*m_mapping.record, m_owner, field.target, "/record");
    m_plan.record = std::move(field);
    m_plan.record_thing = m_owner;
  }
}

void Compiler::find_filters() {
  for (std::size_t i = 0; i < m_mapping.filters.size(); ++i) {
    const model::RowFilter& filter = m_mapping.filters[i];
    const std::string pointer = fmt::format("/filters/{}", i);
    if (!filter.is && !filter.is_not && !filter.empty) {
      fault(pointer, "the filter says neither is, is_not nor empty");
    }
    const auto column = column_named(filter.column, pointer + "/column");
    const auto texts = [](const auto& values) -> std::optional<std::vector<std::string>> {
      if (!values) {
        return std::nullopt;
      }
      std::vector<std::string> out;
      for (const model::AnyValue& value : *values) {
        out.push_back(value.value);
      }
      return out;
    };
    m_plan.filters.push_back({column.value_or(0), texts(filter.is), texts(filter.is_not), filter.empty});
  }
}

void Compiler::find_group() {
  if (!m_mapping.group) {
    return;
  }
  m_plan.groups = true;
  const model::RowGroup& group = *m_mapping.group;
  std::vector<std::string_view> names;
  std::ranges::transform(m_plan.fields, std::back_inserter(names), &PlannedField::path);
  const auto find = [&](const std::string& name, const std::string& pointer) -> PlannedField* {
    const auto field = std::ranges::find(m_plan.fields, name, &PlannedField::path);
    if (field != m_plan.fields.end()) {
      return &*field;
    }
    fault(pointer, fmt::format("the mapping gives no field {}{}", quoted(name), did_you_mean(name, names)));
    return nullptr;
  };
  for (std::size_t i = 0; i < group.by.size(); ++i) {
    const std::string pointer = fmt::format("/group/by/{}", i);
    if (group.by[i] == "month") {
      m_plan.by_month = true;
      if (!m_plan.at) {
        fault(pointer, "month is that of `at`, which only entries of journals have");
      }
    } else if (group.by[i] == "record" && m_plan.record) {
      continue;  // items of one record are told by it anyway
    } else if (const PlannedField* field = find(group.by[i], pointer)) {
      m_plan.by.push_back(static_cast<std::size_t>(field - m_plan.fields.data()));
    }
  }
  if (m_plan.at && std::ranges::find(m_plan.by, *m_plan.at) == m_plan.by.end()) {
    m_plan.fields[*m_plan.at].in_group = PlannedField::InGroup::earliest;
  }
  for (std::size_t i = 0; i < group.sum.size(); ++i) {
    const std::string pointer = fmt::format("/group/sum/{}", i);
    PlannedField* field = find(group.sum[i], pointer);
    if (field == nullptr) {
      continue;
    }
    const model::Type* type = field->target.scalar;
    const bool adds_up = type == &model::type_of<std::int64_t> || type == &model::type_of<Decimal> ||
                         type == &model::type_of<Money>;
    if (!adds_up || (field->target.shape != Shape::one && field->target.shape != Shape::table)) {
      fault(pointer, fmt::format("{} does not add up: it is {}", group.sum[i], type->name));
    }
    field->in_group = PlannedField::InGroup::summed;
  }
  find_count();
}

void Compiler::find_count() {
  const model::RowGroup& group = *m_mapping.group;
  if (!group.count) {
    return;
  }
  if (m_mapping.fields.find(model::FieldPath{*group.count}) != nullptr) {
    fault("/group/count", fmt::format("{} has a column already", *group.count));
    return;
  }
  Result<TargetField> target = m_plan.thing.field(*group.count);
  if (!target) {
    fault("/group/count", target.error().message);
    return;
  }
  const model::Type* type = target->scalar;
  if (target->shape != Shape::one ||
      (type != &model::type_of<std::int64_t> && type != &model::type_of<Decimal>)) {
    fault("/group/count", fmt::format("{} takes no number", *group.count));
    return;
  }
  PlannedField field{*group.count, std::move(*target), {}, PlannedField::InGroup::counted};
  field.from.source = Conversion::Source::constant;
  field.from.constant = "1";
  // Behind all others: indices that are known stay.
  m_plan.reading_order.push_back(m_plan.fields.size());
  m_plan.fields.push_back(std::move(field));
}

void Compiler::find_path() {
  const std::string& kind = std::string(m_plan.thing.kind().name);
  std::string pattern =
      m_plan.thing.is_entry() ? "journal/{month}/{mapping}.yaml" : std::string(m_plan.thing.kind().layout);
  if (m_mapping.target.file) {
    pattern = *m_mapping.target.file;
    if (!m_plan.thing.is_record() && !m_plan.thing.is_entry()) {
      fault("/target/file", fmt::format("items go into the file of their {}: leave the file out", kind));
      return;
    }
  }
  const bool yaml = pattern.ends_with(".yaml") || pattern.ends_with(".yml");
  const bool inside = !pattern.starts_with('/') && !pattern.starts_with('.') &&
                      pattern.find("/.") == std::string::npos && pattern.find('\\') == std::string::npos;
  if (!yaml || !inside || pattern == "csx.yaml") {
    fault("/target/file", fmt::format("{} is no file of records: a path below the folder that ends in .yaml",
                                      quoted(pattern)));
    return;
  }
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = std::min(pattern.find('{', at), pattern.size());
    if (open > at) {
      m_plan.path.push_back({PathPart::What::literal, pattern.substr(at, open - at), 0});
    }
    if (open == pattern.size()) {
      break;
    }
    const std::size_t close = std::min(pattern.find('}', open), pattern.size());
    add_path_part(pattern.substr(open + 1, close - open - 1));
    at = close + 1;
  }
}

void Compiler::add_path_part(const std::string& name) {
  using What = PathPart::What;
  const bool of_month = name == "month" || name == "year";
  if (of_month && !m_plan.at) {
    fault("/target/file", fmt::format("{{{}}} is that of `at`, which only entries of journals have", name));
  } else if (of_month) {
    m_plan.path.push_back({name == "month" ? What::month : What::year, {}, 0});
    if (m_plan.groups && !m_plan.by_month) {
      fault(
          "/group/by",
          fmt::format("files are told by {}, so the rows of a group must have the month in common: add month",
                      name));
    }
  } else if (name == "type" && m_plan.thing.is_entry()) {
    m_plan.path.push_back({What::type, {}, 0});
  } else if (name == "mapping") {
    m_plan.path.push_back({What::mapping, {}, 0});
  } else if (name == m_plan.thing.id_row().key && !m_plan.id) {
    m_plan.path.push_back({What::record, {}, 0});
  } else {
    const auto field = std::ranges::find(m_plan.fields, name, &PlannedField::path);
    std::vector<std::string_view> names{"month", "mapping"};
    std::ranges::transform(m_plan.fields, std::back_inserter(names), &PlannedField::path);
    if (field == m_plan.fields.end() || field->target.shape == Shape::list ||
        field->target.shape == Shape::table) {
      fault("/target/file",
            fmt::format("{{{}}} is nothing that a row has{}", name, did_you_mean(name, names)));
      return;
    }
    m_plan.path.push_back({What::field, {}, static_cast<std::size_t>(field - m_plan.fields.begin())});
    m_plan.journal_of_account = m_plan.journal_of_account || (m_plan.thing.is_entry() && name == "account");
  }
}

void Compiler::find_positions() {
  for (const CsvHeader& header : m_headers) {
    std::vector<std::size_t> positions;
    for (const std::string& column : m_plan.columns) {
      positions.push_back(
          static_cast<std::size_t>(std::ranges::find(header.columns, column) - header.columns.begin()));
    }
    m_plan.positions.push_back(std::move(positions));
  }
}

}  // namespace csx::interop
