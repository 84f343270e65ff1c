#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/store/dataset.hpp"
#include "csx/time/date.hpp"

namespace csx::cli {

/// What the program was started with. Read once, in main; everything below is given it.
struct Environment {
  std::vector<std::string> arguments;  ///< without the name of the program
  std::string folder;                  ///< the current one
  std::map<std::string, std::string, std::less<>> variables;
  time::Instant now{};
  std::int16_t offset_minutes = 0;  ///< of the local zone, east of Greenwich
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::optional<std::size_t> columns;  ///< of the terminal, or as COLUMNS says
  std::optional<std::size_t> lines;    ///< of the terminal
  /// From now on freed memory goes back soon, which costs time and saves the peak. Null where there is no
  /// such choice.
  void (*return_memory)() = nullptr;
  /// From now on memory comes in pages of two megabytes: a large folder is read in two thirds of the time, a
  /// large file in one third, with a tenth more memory at the peak. For what passes there are 96 megabytes of
  /// them: more would stay at the peak. Several threads may call it, as often as they like. Null where there
  /// is no such choice.
  void (*use_huge_pages)(store::MemoryNeed need) = nullptr;

  /// The value of a variable; none when it is unset or empty.
  std::optional<std::string_view> variable(std::string_view name) const;
};

Environment read_environment(int argc, const char* const* argv);

}  // namespace csx::cli
