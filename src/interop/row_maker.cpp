#include "row_maker.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"

namespace csx::interop {
namespace {

constexpr char k_unit = '\x1f';

std::vector<std::string_view> split_by(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    const std::string_view part = trim(text.substr(0, at));
    if (!part.empty()) {
      parts.push_back(part);
    }
    if (at == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(at + separator.size());
  }
}

std::int64_t seconds_of(model::ColumnUnit unit) {
  switch (unit) {
    case model::ColumnUnit::minutes:
      return 60;
    case model::ColumnUnit::hours:
      return 3600;
    case model::ColumnUnit::days:
      return 86400;
    default:
      return 1;
  }
}

/// Whole seconds in a number of units; none beyond ten thousand years.
std::optional<std::chrono::seconds> span_of(const Decimal& number, model::ColumnUnit unit) {
  __extension__ using Wide = __int128;
  Wide seconds = Wide{number.units()} * seconds_of(unit);
  for (int i = 0; i < number.scale(); ++i) {
    seconds /= 10;
  }
  constexpr Wide k_most = Wide{86400} * 366 * 1000;
  if (seconds > k_most || seconds < -k_most) {
    return std::nullopt;
  }
  return std::chrono::seconds{static_cast<std::int64_t>(seconds)};
}

std::string path_word(const std::string& text) {
  const bool plain = !text.empty() && text.front() != '.' && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
  std::string word = plain ? text : slug(text);
  return word.empty() ? "other" : word;
}

}  // namespace

std::string MadeRow::thing() const {
  return record.empty() ? id : record + k_unit + id;
}

void MadeRow::write(ByteWriter& out) const {
  for (const std::uint64_t number : {file, line, offset, bytes}) {
    out.put(number);
  }
  for (const std::string* text : {&key, &record, &id, &month, &path}) {
    out.put(*text);
  }
  out.put(static_cast<std::uint64_t>(cells.size()));
  for (const Cell& cell : cells) {
    out.put(static_cast<std::uint64_t>(cell.size()));
    for (const std::string& text : cell) {
      out.put(text);
    }
  }
}

MadeRow MadeRow::read(std::string_view bytes) {
  ByteReader in(bytes);
  MadeRow row;
  for (std::uint64_t* number : {&row.file, &row.line, &row.offset, &row.bytes}) {
    *number = in.number();
  }
  for (std::string* text : {&row.key, &row.record, &row.id, &row.month, &row.path}) {
    *text = in.text();
  }
  row.cells.resize(in.number());
  for (Cell& cell : row.cells) {
    cell.resize(in.number());
    for (std::string& text : cell) {
      text = in.text();
    }
  }
  return row;
}

std::string MadeRow::place_of(std::string_view bytes) {
  ByteReader in(bytes);
  const std::uint64_t file = in.number();
  const std::uint64_t line = in.number();
  in.number();
  in.number();
  in.text();
  const std::string_view record = in.text();
  const std::string_view id = in.text();
  in.text();
  std::string place(in.text());
  place += '\0';
  place += record;
  if (!record.empty()) {
    place += k_unit;
  }
  place += id;
  place += '\0';
  return place + sortable(file) + sortable(line);
}

Places::Places(const Plan& plan) : m_plan(plan) {
  if (!plan.thing.is_entry()) {
    return;
  }
  for (const model::AnyRecord& record : plan.data->all<model::Journal>()) {
    for (const model::Entry& entry : record.as<model::Journal>().entries) {
      m_entries.emplace(entry.id.value, &record);
    }
  }
}

const model::AnyRecord* Places::find(const std::string& record, const std::string& id) const {
  if (m_plan.thing.is_entry()) {
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : found->second;
  }
  return m_plan.data->find(m_plan.thing.kind().name, record.empty() ? id : record);
}

RowMaker::RowMaker(const Plan& plan, const Places& places, const ImportOptions& options, std::size_t file)
    : m_plan(plan), m_places(places), m_options(options), m_positions(plan.positions[file]), m_file(file) {}

std::string_view RowMaker::cell(std::size_t column) const {
  return trim(m_row->cells[m_positions[column]]);
}

RowMaker::Outcome RowMaker::reject(const CsvReader& reader, const Wrong& wrong) {
  m_rejected = {m_file, {m_row->line, 1}, {}, wrong.reason, m_row->offset, m_row->raw.size()};
  if (wrong.column) {
    m_rejected.column = m_plan.columns[*wrong.column];
    m_rejected.position = reader.position_of(m_positions[*wrong.column]);
  }
  return Outcome::rejected;
}

RowMaker::Outcome RowMaker::make(const CsvRow& row, const CsvReader& reader) {
  m_row = &row;
  const std::vector<std::string>& header = m_plan.headers[m_file];
  if (row.fault) {
    m_rejected = {m_file,
                  row.fault->position,
                  row.fault->cell < header.size() ? header[row.fault->cell] : std::string(),
                  row.fault->reason,
                  row.offset,
                  row.raw.size()};
    return Outcome::rejected;
  }
  if (row.cells.size() != header.size()) {
    const std::size_t place = std::min(row.cells.size(), header.size());
    m_rejected = {m_file,
                  reader.position_of(place),
                  {},
                  fmt::format("the row has {}, the header {}", counted(row.cells.size(), "value"),
                              counted(header.size(), "column")),
                  row.offset,
                  row.raw.size()};
    return Outcome::rejected;
  }
  if (!passes_filters()) {
    return Outcome::filtered;
  }
  m_made.file = m_file;
  m_made.line = row.line;
  m_made.offset = row.offset;
  m_made.bytes = row.raw.size();
  if (const tl::expected<void, Wrong> filled = fill(); !filled) {
    return reject(reader, filled.error());
  }
  return Outcome::taken;
}

bool RowMaker::passes_filters() const {
  return std::ranges::all_of(m_plan.filters, [&](const PlannedFilter& filter) {
    const std::string_view text = cell(filter.column);
    const auto among = [&](const std::vector<std::string>& texts) {
      return std::ranges::find(texts, text) != texts.end();
    };
    return !(filter.is && !among(*filter.is)) && !(filter.is_not && among(*filter.is_not)) &&
           !(filter.empty && *filter.empty != text.empty());
  });
}

tl::expected<void, RowMaker::Wrong> RowMaker::fill() {
  m_made.month.clear();
  m_made.cells.resize(m_plan.fields.size());
  bool knows_month = !m_plan.at;
  for (const std::size_t index : m_plan.reading_order) {
    const PlannedField& field = m_plan.fields[index];
    const bool waits = std::ranges::any_of(field.from.parts, &TextPart::is_month);
    if (waits && !knows_month) {
      if (const auto found = find_month(); !found) {
        return found;
      }
      knows_month = true;
    }
    Or<Cell> cell = cell_of(field);
    if (!cell) {
      return tl::unexpected(std::move(cell.error()));
    }
    if (cell->empty() && field.target.required) {
      const bool of_column = field.from.source == Conversion::Source::column;
      return tl::unexpected(Wrong{of_column ? std::optional(field.from.column) : std::nullopt,
                                  fmt::format("it is empty, and {} must be there", field.path)});
    }
    m_made.cells[index] = std::move(*cell);
  }
  if (!knows_month) {
    if (const auto found = find_month(); !found) {
      return found;
    }
  }
  return find_identity();
}

tl::expected<void, RowMaker::Wrong> RowMaker::find_month() {
  const Cell& at = m_made.cells[*m_plan.at];
  const time::Parsed<time::Timestamp> timestamp =
      time::Timestamp::parse(at.empty() ? std::string() : at.front());
  if (!timestamp) {
    return tl::unexpected(Wrong{std::nullopt, "it has no month"});
  }
  const time::Zone& zone = m_plan.data->zone();
  m_made.month = zone.date_of(zone.resolve(*timestamp)).to_string().substr(0, 7);
  return {};
}

tl::expected<void, RowMaker::Wrong> RowMaker::find_identity() {
  m_made.key.clear();
  bool has_key = false;
  for (const std::size_t column : m_plan.key) {
    has_key = has_key || !cell(column).empty();
    m_made.key += m_made.key.empty() ? "" : std::string(1, k_unit);
    m_made.key += cell(column);
  }
  if (!has_key) {
    return tl::unexpected(Wrong{m_plan.key.front(), "the key of the row is empty"});
  }
  m_made.record.clear();
  if (m_plan.record) {
    Or<Cell> record = cell_of(*m_plan.record);
    if (!record) {
      return tl::unexpected(std::move(record.error()));
    }
    const bool of_column = m_plan.record->from.source == Conversion::Source::column;
    const std::optional<std::size_t> column =
        of_column ? std::optional(m_plan.record->from.column) : std::nullopt;
    const std::string_view kind = m_plan.thing.kind().name;
    if (record->empty()) {
      return tl::unexpected(Wrong{column, fmt::format("it is empty, and the {} must be there", kind)});
    }
    m_made.record = record->front();
    const model::AnyRecord* there = m_plan.data->find(kind, m_made.record);
    if (there == nullptr) {
      const std::string nearest = m_suggestions > 0
                                      ? (--m_suggestions, did_you_mean(m_made.record, m_plan.data->ids(kind)))
                                      : std::string();
      return tl::unexpected(
          Wrong{column, fmt::format("there is no {} {}{}", kind, quoted(m_made.record), nearest)});
    }
  }
  if (m_plan.id) {
    m_made.id = m_made.cells[*m_plan.id].front();
  } else if (m_plan.groups) {
    std::string text;
    for (const std::size_t field : m_plan.by) {
      text += fmt::format("{} ", fmt::join(m_made.cells[field], " "));
    }
    m_made.id =
        slug(fmt::format("{} {}{}", m_plan.mapping, text, m_plan.by_month ? m_made.month : std::string()));
  } else {
    std::string text = m_made.key;
    std::ranges::replace(text, k_unit, ' ');
    m_made.id = slug(text);
  }
  if (m_made.id.empty()) {
    return tl::unexpected(
        Wrong{m_plan.key.front(), "the key has no letters or digits that an id could be made of"});
  }
  const model::AnyRecord* there = m_places.find(m_made.record, m_made.id);
  if (there == nullptr && !m_plan.missing.empty()) {
    const std::vector<std::string_view> names(m_plan.missing.begin(), m_plan.missing.end());
    return tl::unexpected(
        Wrong{m_plan.key.front(),
              fmt::format("there is no {} {}, and the mapping cannot make one: it gives no {}",
                          m_plan.thing.type().name, quoted(m_made.id), enumerate(names, "and no"))});
  }
  m_made.path = there != nullptr ? m_plan.data->file_of(*there) : path_of();
  if (const auto refused = m_options.refused.find(m_made.thing()); refused != m_options.refused.end()) {
    return tl::unexpected(Wrong{std::nullopt, refused->second});
  }
  return {};
}

std::string RowMaker::path_of() const {
  std::string path;
  for (const PathPart& part : m_plan.path) {
    switch (part.what) {
      case PathPart::What::literal:
        path += part.literal;
        break;
      case PathPart::What::month:
        path += m_made.month;
        break;
      case PathPart::What::year:
        path += m_made.month.substr(0, 4);
        break;
      case PathPart::What::type:
        path += m_plan.thing.entry_type();
        break;
      case PathPart::What::mapping:
        path += m_plan.mapping;
        break;
      case PathPart::What::record:
        path += m_made.id;
        break;
      case PathPart::What::field: {
        const Cell& cell = m_made.cells[part.field];
        path += path_word(cell.empty() ? std::string() : cell.front());
        break;
      }
    }
  }
  return path;
}

std::string RowMaker::text_of(const Conversion& from) const {
  std::string text;
  bool has_value = from.parts.empty();
  for (const TextPart& part : from.parts) {
    const std::string_view value = part.is_month ? std::string_view(m_made.month)
                                   : part.column ? cell(*part.column)
                                                 : std::string_view();
    has_value = has_value || !value.empty();
    text += part.literal;
    text += value;
  }
  const bool only_literal =
      std::ranges::none_of(from.parts, [](const TextPart& part) { return part.is_month || part.column; });
  return has_value || only_literal ? text : std::string();
}

RowMaker::Or<Cell> RowMaker::cell_of(const PlannedField& field) {
  const Conversion& from = field.from;
  if (from.source == Conversion::Source::constant) {
    return Cell{from.constant};
  }
  const std::string text =
      from.source == Conversion::Source::text ? text_of(from) : std::string(cell(from.column));
  if (text.empty() && !from.values.contains("")) {
    return Cell{};
  }
  Cell out;
  if (from.key_column) {
    const std::string_view key = cell(*from.key_column);
    std::string wrong;
    std::string name(key);
    void* value =
        key.empty() ? nullptr : field.target.container->map->add_parsed(field.target.fresh, name, wrong);
    if (value == nullptr) {
      name = slug(key);
      std::ranges::replace(name, '-', '_');
      value =
          name.empty() ? nullptr : field.target.container->map->add_parsed(field.target.fresh, name, wrong);
    }
    if (value == nullptr) {
      return tl::unexpected(
          Wrong{from.key_column, key.empty() ? fmt::format("it is empty, and {} needs a key", field.path)
                                             : fmt::format("{} is no key: {}", quoted(key), wrong)});
    }
    field.target.container->map->drop_last(field.target.fresh);
    out.push_back(std::move(name));
  }
  const bool is_list = !from.separator.empty();
  for (const std::string_view part :
       is_list ? split_by(text, from.separator) : std::vector<std::string_view>{text}) {
    Or<std::string> value = value_of(field, part, from.column);
    if (!value) {
      if (from.source == Conversion::Source::text) {
        value.error().column.reset();
      }
      return tl::unexpected(std::move(value.error()));
    }
    if (!value->empty()) {
      out.push_back(std::move(*value));
    }
  }
  return out;
}

/// One value as its field prints it.
RowMaker::Or<std::string> RowMaker::value_of(const PlannedField& field, std::string_view text,
                                             std::size_t column) {
  const Conversion& from = field.from;
  if (!from.values.empty()) {
    if (const auto found = from.values.find(std::string(text)); found != from.values.end()) {
      return found->second;
    }
    if (from.otherwise) {
      return *from.otherwise;
    }
    std::vector<std::string_view> names;
    std::ranges::transform(from.values, std::back_inserter(names),
                           [](const auto& pair) { return std::string_view(pair.first); });
    std::ranges::sort(names);
    return tl::unexpected(Wrong{
        column, fmt::format("{} is not in the table of values: it has {}", quoted(text), enumerate(names))});
  }
  if (from.after) {
    return counted_from(field, text, column);
  }
  const std::string_view currency = from.currency_column ? cell(*from.currency_column) : std::string_view();
  tl::expected<std::string, std::string> read =
      read_value(from, text, currency, m_plan.data->zone(), *field.target.scalar);
  if (!read) {
    return tl::unexpected(Wrong{column, std::move(read.error())});
  }
  if (from.lookup) {
    return looked_up(field, *read, column);
  }
  if (from.times_column || from.divide_by != 1) {
    Or<std::string> amount = times_and_divided(field, std::move(*read));
    if (!amount) {
      return amount;
    }
    read = std::move(*amount);
  }
  // A table's value is parsed where a pair of it is.
  void* storage = field.target.fresh;
  std::string unused;
  if (field.target.shape == Shape::table) {
    storage = field.target.container->map->add_parsed(field.target.fresh, "key", unused);
  }
  const std::optional<std::string> wrong = parse_into(field.target, *read, storage);
  std::string value = wrong ? std::string() : printed(field.target, storage);
  if (field.target.shape == Shape::table) {
    field.target.container->map->drop_last(field.target.fresh);
  }
  const model::ScalarOps& ops = *field.target.scalar->scalar;
  if (wrong) {
    return tl::unexpected(Wrong{column, refusal_of(field.target, text, *wrong)});
  }
  if (from.must_exist && !m_plan.data->has_id(ops.target.name, value)) {
    const std::string nearest =
        m_suggestions > 0 ? (--m_suggestions, did_you_mean(value, m_plan.data->ids(ops.target.name)))
                          : std::string();
    return tl::unexpected(
        Wrong{column, fmt::format("there is no {} {}{}", ops.target.name, quoted(value), nearest)});
  }
  return value;
}

/// Rounds half away from zero, sums to cents and numbers to six digits behind the point.
RowMaker::Or<std::string> RowMaker::times_and_divided(const PlannedField& field, std::string text) const {
  __extension__ using Wide = __int128;
  const Conversion& from = field.from;
  const std::size_t space = std::min(text.find(' '), text.size());
  const std::optional<Decimal> amount = Decimal::parse(std::string_view(text).substr(0, space));
  Decimal times(1, 0);
  if (from.times_column) {
    Conversion number = from;
    number.format = model::ColumnFormat::number;
    const tl::expected<std::string, std::string> read =
        read_value(number, cell(*from.times_column), {}, m_plan.data->zone(), *field.target.scalar);
    if (!read) {
      return tl::unexpected(Wrong{from.times_column, read.error()});
    }
    times = Decimal::parse(*read).value_or(times);
  }
  Wide units = Wide{amount.value_or(Decimal()).units()} * times.units();
  int scale = amount.value_or(Decimal()).scale() + times.scale();
  const int wanted =
      from.divide_by == 1 ? scale : std::max(scale, from.format == model::ColumnFormat::money ? 2 : 6);
  const int kept = std::min(wanted, from.format == model::ColumnFormat::money
                                        ? std::max(2, amount.value_or(Decimal()).scale())
                                        : 6);
  Wide divisor = from.divide_by;
  for (; scale < kept; ++scale) {
    units *= 10;
  }
  for (; scale > kept; --scale) {
    divisor *= 10;
  }
  const Wide half = divisor / 2;
  units = (units + (units < 0 ? -half : half)) / divisor;
  constexpr Wide k_most = 1'000'000'000'000'000;
  if (units >= k_most || units <= -k_most) {
    return tl::unexpected(
        Wrong{from.column, fmt::format("the amount has more than {} digits", Decimal::k_max_digits)});
  }
  return Decimal(static_cast<std::int64_t>(units), kept).to_string() + text.substr(space);
}

RowMaker::Or<std::string> RowMaker::counted_from(const PlannedField& field, std::string_view text,
                                                 std::size_t column) {
  const Conversion& from = field.from;
  Conversion number = from;
  number.format = model::ColumnFormat::number;
  const tl::expected<std::string, std::string> read =
      read_value(number, text, {}, m_plan.data->zone(), *field.target.scalar);
  const std::optional<Decimal> count = read ? Decimal::parse(*read) : std::nullopt;
  if (!count) {
    return tl::unexpected(Wrong{column, read ? fmt::format("{} is no number", quoted(text)) : read.error()});
  }
  const PlannedField& base = m_plan.fields[*from.after];
  const Cell& since = m_made.cells[*from.after];
  const time::Parsed<time::Timestamp> start =
      time::Timestamp::parse(since.empty() ? std::string() : since.front());
  if (!start) {
    return tl::unexpected(Wrong{column, fmt::format("it counts from {}, which is empty", base.path)});
  }
  const std::optional<std::chrono::seconds> span = span_of(*count, *from.unit);
  const time::Zone& zone = m_plan.data->zone();
  std::string value;
  if (span) {
    const time::Instant instant = zone.resolve(*start) + *span;
    time::Timestamp local;
    local.local = zone.to_local(instant);
    const bool is_date = field.target.scalar == &model::type_of<time::Date>;
    if (is_date) {
      value = zone.date_of(instant).to_string();
    } else if (start->offset_minutes) {
      local.local = start->local + *span;
      local.offset_minutes = start->offset_minutes;
      value = local.to_string();
    } else if (zone.to_instant(local.local) != instant) {
      value = zone.format(instant);
    } else {
      value = local.to_string();
    }
  }
  if (!span || parse_into(field.target, value, field.target.fresh)) {
    return tl::unexpected(Wrong{column, fmt::format("{} {} after {} is out of range", text,
                                                    model::word(*from.unit), start->to_string())});
  }
  return value;
}

RowMaker::Or<std::string> RowMaker::looked_up(const PlannedField& field, const std::string& text,
                                              std::size_t column) const {
  const auto found = field.from.lookup->find(text);
  if (found == field.from.lookup->end()) {
    return tl::unexpected(
        Wrong{column, fmt::format("there is no {}{}", field.from.lookup_name, quoted(text))});
  }
  if (found->second.size() > 1) {
    const std::vector<std::string_view> ids(found->second.begin(), found->second.end());
    return tl::unexpected(
        Wrong{column, fmt::format("{} is not told apart: it is that of {}", quoted(text),
                                  enumerate(std::span(ids).first(std::min<std::size_t>(ids.size(), 5))))});
  }
  return found->second.front();
}

}  // namespace csx::interop
