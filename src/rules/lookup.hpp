#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "csx/model/agreement.hpp"
#include "csx/model/person.hpp"
#include "csx/rules/rule.hpp"

/// What rules of several families ask of the data.
namespace csx::rules {

/// Every party has signed, and signed exactly this text. Computes a digest: not for loops over accounts.
bool is_approved(const model::Agreement& agreement);

/// The approved versions of one agreement. Making it computes a digest for each version: once for a rule.
class Versions {
 public:
  Versions(const store::Dataset& data, std::string_view agreement);
  /// The version that judges what happens on a day: the highest with effective_from <= day, unless it ended
  /// before; null for none.
  const model::AnyRecord* record_on(time::Date day) const;
  const model::Agreement* on(time::Date day) const;

 private:
  std::vector<const model::AnyRecord*> m_approved;
};

/// The versions of the workspace's main agreement; none where it names no agreement.
Versions main_versions(const store::Dataset& data);

/// Whether this is (a version of) the workspace's main agreement.
bool is_main(const store::Dataset& data, const model::Agreement& agreement);

/// Whether a version can no longer be mended: it ended, or a later one that all parties signed took effect.
/// What such a version lacks is history.
bool is_past(const Input& input, const model::Agreement& agreement);

bool is_party(const model::Agreement& agreement, const model::Area& area);

/// The area of a person on a day; null where the person or the day is unknown.
const model::Area* area_of(const store::Dataset& data, std::string_view person, time::Date day);

/// Whether a person works here on a day; true where nothing is said.
bool works_on(const model::Person& person, time::Date day);

/// The day a calendar duration later (`d`, `w`, `mo`, `q`, `y`); none for hours and business time.
std::optional<time::Date> later(time::Date day, const time::Duration& duration);

}  // namespace csx::rules
