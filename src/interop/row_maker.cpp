#include "row_maker.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"

namespace csx::interop {
namespace {

std::string path_word(const std::string& text) {
  const bool plain = !text.empty() && text.front() != '.' && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
  std::string word = plain ? text : slug(text);
  return word.empty() ? "other" : word;
}

}  // namespace

RowMaker::RowMaker(const Plan& plan, const Places& places, const ImportOptions& options, std::size_t file)
    : m_plan(plan), m_places(places), m_options(options), m_positions(plan.positions[file]), m_file(file) {
  m_scratch.reserve(plan.fields.size());
  for (const PlannedField& field : plan.fields) {
    m_scratch.emplace_back(plan.thing, field.target);
  }
  if (plan.record) {
    m_record_scratch.emplace(plan.record_thing, plan.record->target);
  }
}

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
    // What is there already may keep its value, but not what it is found by; of what is new the file says so.
    const bool may_be_empty = !field.target.required || (field.from.keeps_when_empty && index != m_plan.id);
    if (cell->empty() && !may_be_empty) {
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

}  // namespace csx::interop
