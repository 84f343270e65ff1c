#include "record_blocks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "csx/report/words.hpp"
#include "field_words.hpp"

namespace csx::report {
namespace {

using model::Form;
using model::Row;
using model::Type;

/// From this level on what is below a record is told among its own facts.
constexpr std::uint8_t k_merging_level = 4;

bool is_flat(const Type& type) {
  switch (type.form) {
    case Form::scalar:
      return true;
    case Form::optional:
    case Form::or_none:
      return is_flat(*type.element);
    case Form::list:
      return type.element->form == Form::scalar;
    case Form::dated:
      return is_flat(*type.element->rows[1].type);
    case Form::map:
      return is_flat(*type.element);
    case Form::record:
    case Form::cases:
      return false;
  }
  return false;
}

/// A record whose fields all are.
bool is_flat_record(const Type& type) {
  return type.form == Form::record &&
         std::ranges::all_of(type.rows, [](const Row& row) { return is_flat(*row.type); });
}

const Type& under_options(const Type& type, const void*& value) {
  const Type* at = &type;
  while (value != nullptr && (at->form == Form::optional || at->form == Form::or_none)) {
    value = at->form == Form::optional ? at->optional->get(value) : at->or_none->value(value);
    at = at->element;
  }
  return *at;
}

/// What an item of a list is headed with, and the key that says it.
std::pair<std::string, std::string_view> title_of(const Teller& teller, const Type& record,
                                                  const void* value) {
  for (const std::string_view key : title_keys()) {
    if (const Row* row = record.find(key)) {
      if (std::string text = teller.text(*row->type, row->of(value)); !text.empty()) {
        return {std::move(text), key};
      }
    }
  }
  const Row& first = record.rows.front();
  std::string text = teller.text(*first.type, first.of(value));
  const bool names_it = first.type->form == Form::scalar && first.type->scalar->role == model::Role::declares;
  return {names_it ? std::string(said(text, teller.language)) : std::move(text), first.key};
}

Table table_of(const Teller& teller, const Type& list, const void* value) {
  const Type& record = *list.element;
  const bool has_title = std::ranges::any_of(record.rows, [](const Row& row) { return is_title(row.key); });
  const std::size_t size = list.list->size(value);
  Table table;
  table.rows.resize(size);
  for (const Row& row : record.rows) {
    if (row.key == "id" && has_title) {
      continue;
    }
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < size; ++i) {
      cells.push_back(teller.text(*row.type, row.of(list.list->at(value, i))));
    }
    if (std::ranges::all_of(cells, [](const std::string& cell) { return cell.empty(); })) {
      continue;
    }
    const Type& bare = model::bare(*row.type);
    const bool is_number = bare.form == Form::scalar && bare.scalar->number != nullptr;
    table.columns.push_back({field_word(row.key, teller.language), is_number ? Align::right : Align::left});
    for (std::size_t i = 0; i < size; ++i) {
      table.rows[i].push_back(std::move(cells[i]));
    }
  }
  return table;
}

class RecordWriter {
 public:
  RecordWriter(const Teller& teller, std::uint8_t level) : m_teller(teller), m_level(level) {}

  void record(const Type& type, const void* value, const std::vector<std::string_view>& skip) {
    for (const Row& row : type.rows) {
      if (row.type->form == Form::cases) {
        const model::CasesOps& cases = *row.type->cases;
        if (const void* body = cases.get(row.of(value))) {
          record(*cases.types[cases.tag(row.of(value))], body, skip);
        }
      } else if (std::ranges::find(skip, row.key) == skip.end()) {
        field(row, row.of(value));
      }
    }
  }

  Blocks take() {
    Blocks all;
    if (!m_facts.rows.empty()) {
      all.emplace_back(std::move(m_facts));
    }
    std::ranges::move(m_below, std::back_inserter(all));
    return all;
  }

 private:
  void fact(std::string_view key, std::string text) {
    if (!text.empty()) {
      m_facts.rows.emplace_back(field_word(key, m_teller.language), std::move(text));
    }
  }
  void heading(std::string text) { m_below.emplace_back(Heading{m_level, std::move(text)}); }

  void field(const Row& row, const void* member) {
    const void* value = member;
    const Type& type = under_options(*row.type, value);
    if (value == nullptr) {
      return;
    }
    if (row.type->form == Form::or_none && row.type->or_none->none(member) != nullptr) {
      fact(row.key, m_teller.text(*row.type, member));
    } else if (is_list_of_texts(type)) {
      prose_list(row.key, type, value);
    } else if (is_flat(type)) {
      fact(row.key, m_teller.text(type, value));
    } else if (type.form == Form::record) {
      below(row.key, type, value);
    } else if (type.form == Form::list && type.list->size(value) > 0) {
      records(row.key, type, value);
    }
  }

  void prose_list(std::string_view key, const Type& type, const void* value) {
    Bullets bullets;
    for (std::size_t i = 0; i < type.list->size(value); ++i) {
      bullets.items.push_back(*static_cast<const std::string*>(type.list->at(value, i)));
    }
    if (bullets.items.empty()) {
      return;
    }
    if (m_level > k_merging_level) {
      fact(key, fmt::format("{}", fmt::join(bullets.items, "\n")));
      return;
    }
    heading(field_word(key, m_teller.language));
    m_below.emplace_back(std::move(bullets));
  }

  void below(std::string_view key, const Type& type, const void* value) {
    if (m_level >= k_merging_level) {
      RecordWriter inner(m_teller, m_level + 1);
      inner.record(type, value, {});
      // A record that is one fact is said under its own name.
      if (inner.m_facts.rows.size() == 1 && inner.m_below.empty()) {
        fact(key, inner.m_facts.rows.front().second);
        return;
      }
      std::ranges::move(inner.m_facts.rows, std::back_inserter(m_facts.rows));
      std::ranges::move(inner.m_below, std::back_inserter(m_below));
      return;
    }
    RecordWriter inner(m_teller, m_level + 1);
    inner.record(type, value, {});
    Blocks blocks = inner.take();
    if (!blocks.empty()) {
      heading(field_word(key, m_teller.language));
      std::ranges::move(blocks, std::back_inserter(m_below));
    }
  }

  void records(std::string_view key, const Type& list, const void* value) {
    if (list.element->form != Form::record) {
      return;
    }
    const std::size_t size = list.list->size(value);
    if (m_level > k_merging_level) {
      std::vector<std::string> lines;
      for (std::size_t i = 0; i < size; ++i) {
        lines.push_back(m_teller.line(*list.element, list.list->at(value, i)));
      }
      fact(key, fmt::format("{}", fmt::join(lines, "\n")));
      return;
    }
    heading(field_word(key, m_teller.language));
    if (is_flat_record(*list.element)) {
      m_below.emplace_back(table_of(m_teller, list, value));
      return;
    }
    const auto deeper = static_cast<std::uint8_t>(m_level + 1);
    for (std::size_t i = 0; i < size; ++i) {
      const void* item = list.list->at(value, i);
      auto [title, from] = title_of(m_teller, *list.element, item);
      m_below.emplace_back(Heading{deeper, std::move(title)});
      std::ranges::move(
          record_blocks(m_teller, *list.element, item, static_cast<std::uint8_t>(deeper + 1), {from}),
          std::back_inserter(m_below));
    }
  }

  const Teller& m_teller;
  std::uint8_t m_level;
  Facts m_facts;
  Blocks m_below;
};

}  // namespace

Blocks record_blocks(const Teller& teller, const Type& record, const void* value, std::uint8_t level,
                     const std::vector<std::string_view>& skip) {
  RecordWriter writer(teller, level);
  writer.record(record, value, skip);
  return writer.take();
}

void add_field(Blocks& out, const Teller& teller, const Type& record, const void* value, std::string_view key,
               std::uint8_t level) {
  std::vector<std::string_view> others;
  for (const Row& row : record.rows) {
    if (row.key != key) {
      others.push_back(row.key);
    }
  }
  std::ranges::move(record_blocks(teller, record, value, level, others), std::back_inserter(out));
}

}  // namespace csx::report
