#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "csx/base/decimal.hpp"
#include "csx/time/date.hpp"
#include "csx/time/duration.hpp"

/// The values that stand at the leaves of records, where no type of base or time serves. What is known of
/// them as scalars is in scalar.hpp.
namespace csx::model {

// ---- ids and references ----

/// The id that a record, or a part of one, gives itself.
template <class T>
struct Id {
  std::string value;
  friend auto operator<=>(const Id&, const Id&) = default;
};

/// The id of a record or part of type T.
template <class T>
struct Reference {
  std::string value;
  friend auto operator<=>(const Reference&, const Reference&) = default;
  friend bool operator==(const Reference& a, const Id<T>& b) { return a.value == b.value; }
};

// ---- texts with a form ----

/// An area of the company, a party of agreements: `sales`, `cs`, `support`. An open vocabulary.
struct Area {
  std::string value;
  friend auto operator<=>(const Area&, const Area&) = default;
};

/// `95%`.
struct Share {
  Decimal percent;
  double fraction() const { return percent.to_double() / 100.0; }
  friend std::strong_ordering operator<=>(const Share& a, const Share& b) { return a.percent <=> b.percent; }
  friend bool operator==(const Share&, const Share&) = default;
};

struct Email {
  std::string value;
  friend auto operator<=>(const Email&, const Email&) = default;
};

/// An IANA zone name known to the system.
struct ZoneName {
  std::string value;
  friend auto operator<=>(const ZoneName&, const ZoneName&) = default;
};

/// Names below a record, dots between: `context.objectives`. Whether it exists depends on the record it is
/// used on.
struct FieldPath {
  std::string value;
  friend auto operator<=>(const FieldPath&, const FieldPath&) = default;
};

/// The id of a metric of the catalogue, dots allowed: `fit.share-above-minimum`.
struct MetricId {
  std::string value;
  friend auto operator<=>(const MetricId&, const MetricId&) = default;
};

/// `agreement/commitment`.
struct CommitmentPath {
  std::string agreement;
  std::string commitment;
  friend auto operator<=>(const CommitmentPath&, const CommitmentPath&) = default;
};

/// `sha256:` and 64 hexadecimal digits.
struct Digest {
  std::string value;
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// The id of a rule of `csx check`, or `family/*`.
struct RuleId {
  std::string value;
  friend auto operator<=>(const RuleId&, const RuleId&) = default;
};

/// A value that may be a truth value, a number or text: what a filter or a table compares with, as it was
/// written.
struct AnyValue {
  std::string value;
  friend auto operator<=>(const AnyValue&, const AnyValue&) = default;
};

/// What a condition compares with.
struct Operand {
  enum class Kind : std::uint8_t { number, share, money, duration, word };
  Kind kind = Kind::number;
  Decimal number;           ///< of number, share (in percent) and money
  Currency currency;        ///< of money
  time::Duration duration;  ///< of duration
  std::string word;         ///< of word
  static std::optional<Operand> parse(std::string_view text);
  std::string to_string() const;
  friend bool operator==(const Operand&, const Operand&) = default;
};

/// `">= 90%"`, `"between 3 and 8"` (both ends included), `"= high"`.
struct Condition {
  enum class Operator : std::uint8_t { less, at_most, equal, not_equal, at_least, greater, between };
  Operator op = Operator::equal;
  Operand low;   ///< the operand; of between, the lower end
  Operand high;  ///< of between only

  static time::Parsed<Condition> parse(std::string_view text);
  std::string to_string() const;
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// How often a commitment recurs: a duration, or the touch model's cadence.
struct Recurrence {
  std::optional<time::Duration> every;  ///< none: `cadence`
  friend bool operator==(const Recurrence&, const Recurrence&) = default;
};

}  // namespace csx::model
