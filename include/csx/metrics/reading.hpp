#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "csx/base/exact.hpp"
#include "csx/metrics/facts.hpp"
#include "csx/model/agreement_scores.hpp"

/// What a record or the journal says, to be scored or held against a condition of the agreement.
namespace csx::metrics {

struct Reading {
  enum class Kind : std::uint8_t { number, share, money, span, word };
  Kind kind = Kind::word;
  Fraction number;   ///< a share in percent, money in the reporting currency, a span of time in days
  std::string text;  ///< as people read it; of a word the word

  static Reading of_number(const Fraction& number);
  static Reading of_days(const Fraction& days);
  static Reading of_word(std::string word);
  static Reading of_money(const Fraction& sum, const Currency& currency);
  static Reading of_percent(const Fraction& percent);
};

/// A value as it is typed in a record: `12`, `95%`, `8000.00 BRL`, `45d`, else a word. Sums are converted
/// with the rate of a day. *Errors*: phrases, as of Rates::convert.
tl::expected<Reading, std::string> reading_of(std::string text, const Rates& rates, time::Date day);

/// Whether a condition holds. Shares are compared in percent, spans of time in days; a bare number compares
/// with each of them. *Errors*: phrases: `a word cannot be compared with 12`, or as of Rates::convert.
tl::expected<bool, std::string> holds(const model::Condition& condition, const Reading& reading,
                                      const Rates& rates, time::Date day);

/// The value of a field of an account on a day: of `mrr` its recurring revenue, of dated fields the value of
/// the day, of the touch model also its tier's. *Errors*: why nobody knows it: `not answered`.
tl::expected<Reading, std::string> field_reading(const Facts& facts, const model::Account& account,
                                                 std::string_view field, time::Date day);

}  // namespace csx::metrics
