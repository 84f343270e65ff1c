#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "csx/model/journal.hpp"
#include "csx/model/kinds.hpp"
#include "csx/time/date.hpp"

/// What a figure is made of: one record, seen on the day that places it in a period.
namespace csx::metrics {

struct AccountFacts;
struct Win;

/// By what figures can be split.
enum class Dimension : std::uint8_t {
  segment,
  tier,
  touch_model,
  csm,  ///< the account's Customer Success manager
  rep,  ///< who sold the account
  lead_source,
  area,     ///< that answers for the record, else for the metric
  product,  ///< product, or product area of a ticket; of an account all that it has, `erp + pdv`
  month,
  account,
  fit_band,  ///< of the account's fit, as the agreement names it
  handoff,   ///< how Sales handed the account over, as Handover says: `first-pass`, `bought-alone`
};
inline constexpr std::size_t k_dimensions = 12;
/// `touch-model`.
std::string_view word(Dimension dimension);
std::optional<Dimension> parse_dimension(std::string_view word);
/// All words, in the order of the enumerators.
std::span<const std::string_view> dimension_words();

/// Of a record for which nobody knows the value of a dimension.
inline constexpr std::string_view k_unknown_key = "unknown";

/// A record, or a part of one, that a metric looks at.
struct Subject {
  /// Where it enters.
  enum class Into : std::uint8_t { all, total_only, groups_only };
  /// What only measures others, such as a goal, is not among n.
  enum class Role : std::uint8_t { counted, yardstick };

  const model::AnyRecord* record = nullptr;
  const AccountFacts* account = nullptr;  ///< null when unknown
  const model::Entry* entry = nullptr;    ///< of a journal
  time::Date anchor;                      ///< dated values of the account are read on this day
  std::string_view part;                  ///< id of a part of the record: `s1`
  std::string_view area;                  ///< where the record says one
  std::string_view product;               ///< likewise
  std::string_view segment;               ///< of what is no account's, such as a goal
  std::optional<time::Date> products_on;  ///< the day whose products count, where it is not the anchor
  const Win* win = nullptr;               ///< whose products count instead: of what was won
  Into into = Into::all;
  Role role = Role::counted;

  /// `account/padaria-aurora#s1`, `ticket/tk-1`.
  std::string ref() const;
};

}  // namespace csx::metrics
