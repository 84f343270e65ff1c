#pragma once

#include <cstdint>
#include <optional>

#include "history_target.hpp"
#include "past.hpp"

namespace csx::cli {

/// What becomes of changes that are not committed.
enum class WorkingFiles : std::uint8_t {
  first,      ///< they are the first entry
  left_out,   ///< they only tell where a record stands in the last commit
  unrelated,  ///< an old revision is read
};

/// The history that is asked for: of one record, or of the whole folder. *Errors*: usage for a record that
/// never was.
Result<FieldHistory> history_of(const PastFolder& folder, const Session& session,
                                const std::optional<git::Oid>& tip,
                                const std::optional<HistoryTarget>& target, const HistoryQuery& query,
                                WorkingFiles working);

}  // namespace csx::cli
