#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/interop/import.hpp"
#include "made_row.hpp"

namespace csx::interop {

/// What rows want of one thing, and what becomes of it.
struct Wanted {
  enum class Outcome : std::uint8_t { unchanged, changed, created, rejected };
  MadeRow row;
  struct Place {
    std::uint64_t file = 0;
    std::uint64_t line = 0;
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
  };
  std::vector<Place> others;  ///< of the same group
  Outcome outcome = Outcome::unchanged;
  std::string reason;  ///< of a rejection
};

/// The text of one record file once all things wanted in it say what their rows say; none: nothing changes.
/// *Errors*: usage when something else lies there, or the file cannot be edited.
Result<std::optional<std::string>> change_file(const Plan& plan, const ImportWorld& world,
                                               const ImportOptions& options, const std::string& path,
                                               const std::optional<std::string>& text,
                                               std::vector<Wanted>& wanted);

}  // namespace csx::interop
