#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/metrics/subject.hpp"
#include "options.hpp"

/// What the commands that measure share.
namespace csx::cli {

/// What is split and filtered: figures over a period, or accounts as they are now, which neither months nor
/// areas split.
enum class Splits : unsigned char { figures, accounts };

/// The option --by.
Option by_option(std::vector<std::string>& words, Splits what);
/// `segment,tier`, each once. *Errors*: usage.
Result<std::vector<metrics::Dimension>> read_dimensions(const std::vector<std::string>& words, Splits what);

/// The option --trend.
Option trend_option(std::optional<std::string>& text);
/// A number of periods, `least` or more; `otherwise` where nothing is said. *Errors*: usage.
Result<unsigned> read_trend(const std::optional<std::string>& text, unsigned otherwise, unsigned least = 1);

/// The option --where.
Option where_option(std::vector<std::string>& words, Splits what);

}  // namespace csx::cli
