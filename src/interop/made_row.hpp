#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plan.hpp"
#include "row_sorter.hpp"

namespace csx::interop {

/// Stands between the parts of a key.
inline constexpr char k_unit = '\x1f';

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

}  // namespace csx::interop
