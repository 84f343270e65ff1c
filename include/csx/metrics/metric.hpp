#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "csx/base/exact.hpp"

/// The catalogue: one row and one pure function a metric. *Source*: metrics.md of the design.
namespace csx::metrics {

struct Input;
struct Totals;
class Sink;

enum class Unit : std::uint8_t {
  money,  ///< in the reporting currency
  share,  ///< a fraction, `%` for people
  count,
  score,  ///< points of a scale, such as those of NPS
  ratio,  ///< times
  months,
  days,
  elapsed_time,   ///< seconds
  business_time,  ///< seconds inside the hours of a calendar
  minutes,
};
std::string_view word(Unit unit);  ///< `business-time`

/// How the records make the value.
enum class Shape : std::uint8_t {
  sum,           ///< of the numerators
  quotient,      ///< sum of numerators / sum of denominators
  distribution,  ///< median, p90, min and max of the samples
  computed,      ///< by a function of the sums
};

enum class Direction : std::uint8_t { higher, lower, neither };
std::string_view word(Direction direction);  ///< `higher is better`

/// Choices of the workspace that shape a metric; shown beside it.
enum class Definition : std::uint8_t { none, joined_and_left, margin, time_to_value_from, csat_scale };

/// What a metric measures: how good something is, or only how much of it there is. Volume is never a goal.
enum class Nature : std::uint8_t { result, volume };

/// A computed value, or why there is none.
struct Answer {
  std::optional<Fraction> value;
  std::string why;
  std::optional<double> margin;  ///< see Value
};

/// One of the sums that a value is made of, as people read it.
struct Part {
  std::string_view name;
  Unit unit = Unit::count;
};

struct Metric {
  std::string_view id;  ///< `revenue.nrr`: family and name
  std::string_view title;
  Unit unit = Unit::count;
  Shape shape = Shape::quotient;
  Direction direction = Direction::higher;
  std::string_view area;  ///< that answers for it
  std::string_view formula;
  std::string_view scope;   ///< which records
  std::string_view anchor;  ///< the date that places a record in a period
  std::string_view inputs;  ///< fields that are read
  std::string_view source;  ///< of the definition
  std::string_view empty;   ///< why there is no value where no record counts
  void (*measure)(const Input&, Sink&) = nullptr;
  Answer (*compute)(const Input&, const Totals&) = nullptr;  ///< of Shape::computed
  Definition definition = Definition::none;
  Unit parts = Unit::count;  ///< of a quotient: what numerator and denominator are counted in
  Nature nature = Nature::result;
  /// Of Shape::computed: what is shown of its sums, in their order; the rest has no name.
  std::array<Part, 4> sums = {};

  /// `revenue` of `revenue.nrr`.
  std::string_view family() const { return id.substr(0, id.find('.')); }
};

/// Every metric, family by family.
std::span<const Metric> table();
/// Null for none.
const Metric* find(std::string_view id);
std::span<const std::string_view> metric_ids();

struct Family {
  std::string_view name;   ///< `revenue`
  std::string_view title;  ///< `Revenue`
};
/// In the order of the table.
std::span<const Family> families();

}  // namespace csx::metrics
