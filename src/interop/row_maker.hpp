#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/interop/import.hpp"
#include "made_row.hpp"
#include "plan.hpp"

namespace csx::interop {

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
  void* scratch_of(const PlannedField& field) const;

  const Plan& m_plan;
  const Places& m_places;
  const ImportOptions& m_options;
  const std::vector<std::size_t>& m_positions;
  std::size_t m_file;
  mutable std::size_t m_suggestions = 100;  ///< left: looking for the nearest of many names takes time
  std::vector<Scratch> m_scratch;           ///< by index into Plan::fields
  std::optional<Scratch> m_record_scratch;
  const CsvRow* m_row = nullptr;
  MadeRow m_made;
  RejectedRow m_rejected;
};

}  // namespace csx::interop
