#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "csx/base/diagnostic.hpp"
#include "csx/report/envelope.hpp"

namespace csx::report {

/// What was read and what was found in it.
struct CheckSummary {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t files = 0;
  std::size_t records = 0;
};

/// A rule as the formats that carry a rule list describe it.
struct RuleDescriptor {
  std::string id;  ///< `family/name`
  Severity severity = Severity::error;
  std::string purpose;  ///< one sentence
  std::string why;
  std::string help;
};

enum class Color : std::uint8_t { never, always };

/// Everything a diagnostics writer may say. The spans must outlive the call of the writer, no longer.
struct DiagnosticsReport {
  Header header;
  CheckSummary summary;
  std::span<const Finding> findings;      ///< in the order of output
  std::span<const RuleDescriptor> rules;  ///< for SARIF
  Severity fail_on = Severity::error;     ///< findings from here on make the run fail; for JUnit
  std::string repository_prefix;  ///< folder of the records in the repository, `ops/` or empty; for CI
  Color color = Color::never;     ///< for text
};

/// A pure function from a report to the whole of its output, which ends in a line break unless it is empty.
using DiagnosticsWriter = std::string (*)(const DiagnosticsReport&);

struct DiagnosticsFormat {
  std::string_view name;
  DiagnosticsWriter write = nullptr;
};

/// `text`, `json`, `sarif`, `github`, `gitlab`, `junit`.
std::span<const DiagnosticsFormat> diagnostics_formats();

/// None (null) when there is no format of that name.
const DiagnosticsFormat* find_diagnostics_format(std::string_view name);

/// One finding as people read it: heading, excerpt with carets, help, related places.
std::string text_of(const Finding& finding, Color color);

/// `2 errors, 1 warning in 43 files (57 records)` or `no findings in …`, without a line break.
std::string text_of(const CheckSummary& summary);

}  // namespace csx::report
