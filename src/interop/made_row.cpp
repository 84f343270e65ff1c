#include "made_row.hpp"

#include "csx/model/journal.hpp"

namespace csx::interop {

namespace {

std::string thing_of(std::string_view record, std::string_view id) {
  std::string thing(record);
  if (!record.empty()) {
    thing += k_unit;
  }
  return thing += id;
}

}  // namespace

std::string MadeRow::thing() const {
  return thing_of(record, id);
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
  place += thing_of(record, id);
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

}  // namespace csx::interop
