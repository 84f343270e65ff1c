#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "csx/base/exact.hpp"
#include "csx/metrics/subject.hpp"

/// What is known of a metric.
namespace csx::metrics {

/// Exact sums: the numerator, the denominator, and what else a formula needs.
using Parts = std::array<Exact, 4>;

/// *Units*: those of the metric.
struct Distribution {
  Exact median;  ///< of an even number the mean of the middle two
  Exact p90;     ///< nearest rank
  Exact min;
  Exact max;
};

/// Reasons, or what is counted beside, and how often.
using Counts = std::map<std::string, std::size_t, std::less<>>;

struct Value {
  std::optional<Fraction> value;  ///< of a distribution its median; none: n/a
  Parts parts{};
  bool has_denominator = false;
  std::size_t n = 0;  ///< records counted, each once
  std::optional<Distribution> distribution;
  /// Half the width of the interval that holds the true value in 95 of 100 cases, in the unit of the value.
  std::optional<double> margin;
  Counts excluded;  ///< records left out, by reason
  Counts aside;     ///< records that belong beside the value: unfinished, joined and left
  std::string why;  ///< of n/a
};

/// One record and what it gave.
struct Contribution {
  enum class Kind : std::uint8_t { counted, sample, excluded, aside };
  Subject subject;
  Kind kind = Kind::counted;
  Parts parts{};     ///< of a sample the first
  std::string word;  ///< reason or label
};

struct Group {
  std::vector<std::string> keys;  ///< a value for each dimension asked for
  Value value;
};

}  // namespace csx::metrics
