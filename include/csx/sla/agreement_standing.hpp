#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/agreement.hpp"
#include "csx/store/dataset.hpp"

/// Where each version of an agreement stands on a day: who still has to sign it, from when to when it judges.
/// *Source*: records.md of the design, "agreement"; clocks.md, "In force".
namespace csx::sla {

enum class Standing : std::uint8_t {
  proposal,  ///< a party has not approved exactly this text: it judges nobody
  waiting,   ///< approved by all, its first day has not come
  in_force,  ///< judges what happens on that day
  past,      ///< judged once
};
/// `proposal`, `waiting`, `in force`, `past`.
std::string_view word_of(Standing standing);

/// Whether an area is a party of the agreement.
bool is_party(const model::Agreement& agreement, const model::Area& area);

/// The parties that have not approved exactly this text, in the order of `between`; `digest` is that of the
/// text.
std::vector<model::Area> missing_approvals(const model::Agreement& agreement, std::string_view digest);
/// The same; computes the digest.
std::vector<model::Area> missing_approvals(const model::Agreement& agreement);

struct VersionStanding {
  const model::AnyRecord* record = nullptr;
  Standing standing = Standing::proposal;
  std::vector<model::Area> missing;  ///< parties of a proposal that have not approved its text
  /// Its last day; none for a proposal, and where nothing follows it.
  std::optional<time::Date> until;

  const model::Agreement& version() const { return record->as<model::Agreement>(); }
};

/// Every usable version of an agreement. *Order*: lowest version first.
std::vector<VersionStanding> standings(const store::Dataset& data, std::string_view agreement,
                                       time::Date day);

/// Why no version of the workspace's main agreement judges on a day, with what helps: `no agreement judges
/// yet: sales and cs have not approved sales-cs@1 (…)`. Empty where one judges.
std::string why_none_judges(const store::Dataset& data, time::Date day);

}  // namespace csx::sla
