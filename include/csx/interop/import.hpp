#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/interop/csv.hpp"
#include "csx/interop/mapping.hpp"
#include "csx/time/date.hpp"

/// Runs a mapping over files.
namespace csx::interop {

/// A row that was not taken.
struct RejectedRow {
  std::size_t file = 0;  ///< index of the file
  Position position;
  std::string column;        ///< by name; empty when the whole row is meant
  std::string reason;        ///< one phrase
  std::uint64_t offset = 0;  ///< of the row in its file
  std::uint64_t bytes = 0;
};

/// What became of the rows. Of a group the first row counts by what became of the group, the others as
/// grouped.
struct ImportCounts {
  std::uint64_t read = 0;      ///< rows below the header
  std::uint64_t filtered = 0;  ///< not taken, by the mapping's filters
  std::uint64_t created = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t grouped = 0;
  std::uint64_t merged = 0;  ///< said the same as another row, or were replaced by a later file's
  std::uint64_t rejected = 0;
  bool adds_up() const {
    return read == filtered + created + changed + unchanged + grouped + merged + rejected;
  }
  ImportCounts& operator+=(const ImportCounts& other) {
    for (const auto part :
         {&ImportCounts::read, &ImportCounts::filtered, &ImportCounts::created, &ImportCounts::changed,
          &ImportCounts::unchanged, &ImportCounts::grouped, &ImportCounts::merged, &ImportCounts::rejected}) {
      this->*part += other.*part;
    }
    return *this;
  }
};

struct ImportWorld {
  /// A file from its beginning.
  std::function<Result<ByteSource>(std::size_t file)> open;
  /// The text of a record file; none when there is no such file.
  std::function<Result<std::optional<std::string>>(const std::string& path)> text;
  /// Puts a new text in place.
  std::function<void(const std::string& path, std::string text)> put;
  /// Told of each row that is not taken, in the order of files and lines.
  std::function<Status(const RejectedRow&)> reject;
  /// The first day on which anything is known of a record, before another.
  std::function<time::Date(const model::AnyRecord&, time::Date before)> first_known_day;
};

struct ImportOptions {
  time::Date day;  ///< from which values that change over time hold
  enum class History : std::uint8_t { keep, correct } history = History::keep;
  /// Things (see thing_at) whose rows are rejected, and why.
  std::map<std::string, std::string> refused;
  std::size_t sort_bytes = std::size_t{32}
                           << 20;  ///< held of the rows; what is beyond waits in temporary files
};

/// What became of one record file.
struct ImportedFile {
  std::uint64_t created = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
};
struct Imported {
  ImportCounts counts;
  std::map<std::string, ImportedFile> files;
};

/// Reads all files of the plan and puts the texts of record files that change. Two rows of one file with the
/// same key must say the same; a later file's row replaces an earlier one's. Held in memory: `sort_bytes` of
/// rows, the rows of one record file, and what `put` keeps. *Errors*: io; usage for a file that cannot be
/// read as CSV at all or a record file in which something else lies; defect when the counts do not add up.
Result<Imported> import(const Plan& plan, const ImportWorld& world, const ImportOptions& options);

/// The thing of a mapping that a pointer into a document of a record file lies in, as `refused` names it;
/// none: in none.
std::optional<std::string> thing_at(const Plan& plan, std::string_view text, std::uint32_t document,
                                    std::string_view pointer);

/// Columns of the key, for messages.
std::string key_columns(const Plan& plan);

}  // namespace csx::interop
