#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csx/interop/import.hpp"
#include "plan.hpp"
#include "row_sorter.hpp"

namespace csx::interop {

/// A row that was understood.
struct MadeRow {
  std::uint64_t file = 0;
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
  std::string key;     ///< of the source: texts of the key's columns
  std::string record;  ///< of items of lists: the record's id
  std::string id;
  std::string month;        ///< of entries: 2026-10
  std::string path;         ///< of the record file
  std::vector<Cell> cells;  ///< by index into Plan::fields

  /// Names the thing in the folder.
  std::string thing() const;
  void write(ByteWriter& out) const;
  static MadeRow read(std::string_view bytes);
  /// What sorts written rows by record file, thing, file and line.
  static std::string place_of(std::string_view bytes);
};

/// Where things are that the folder has already.
class Places {
 public:
  explicit Places(const Plan& plan);
  /// The record that a thing is, or lies in; null: it is new. `journal` of entries.
  const model::AnyRecord* find(const std::string& record, const std::string& id) const;

 private:
  const Plan& m_plan;
  std::unordered_map<std::string_view, const model::AnyRecord*> m_entries;
};

/// Makes things of the rows of one file.
class RowMaker {
 public:
  enum class Outcome : std::uint8_t { taken, filtered, rejected };
  RowMaker(const Plan& plan, const Places& places, const ImportOptions& options, std::size_t file);

  Outcome make(const CsvRow& row, const CsvReader& reader);
  const MadeRow& made() const { return m_made; }
  const RejectedRow& rejected() const { return m_rejected; }

 private:
  struct Wrong {
    std::optional<std::size_t> column;  ///< index into Plan::columns
    std::string reason;
  };
  template <class T>
  using Or = tl::expected<T, Wrong>;

  std::string_view cell(std::size_t column) const;
  Outcome reject(const CsvReader& reader, const Wrong& wrong);
  bool passes_filters() const;
  tl::expected<void, Wrong> fill();
  tl::expected<void, Wrong> find_identity();
  tl::expected<void, Wrong> find_month();
  Or<Cell> cell_of(const PlannedField& field);
  Or<std::string> value_of(const PlannedField& field, std::string_view text, std::size_t column);
  Or<std::string> times_and_divided(const PlannedField& field, std::string text) const;
  Or<std::string> counted_from(const PlannedField& field, std::string_view text, std::size_t column);
  Or<std::string> looked_up(const PlannedField& field, const std::string& text, std::size_t column) const;
  std::string text_of(const Conversion& from) const;
  std::string path_of() const;

  const Plan& m_plan;
  const Places& m_places;
  const ImportOptions& m_options;
  const std::vector<std::size_t>& m_positions;
  std::size_t m_file;
  mutable std::size_t m_suggestions = 100;  ///< left: looking for the nearest of many names takes time
  const CsvRow* m_row = nullptr;
  MadeRow m_made;
  RejectedRow m_rejected;
};

}  // namespace csx::interop
