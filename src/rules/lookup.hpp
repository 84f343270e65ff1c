#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "csx/model/agreement.hpp"
#include "csx/rules/rule.hpp"
#include "csx/sla/in_force.hpp"
#include "csx/sla/people.hpp"

/// What rules of several families ask of the data.
namespace csx::rules {

/// Whether this is (a version of) the workspace's main agreement.
bool is_main(const store::Dataset& data, const model::Agreement& agreement);

/// Whether a version can no longer be mended: it ended, or a later one that all parties signed took effect.
/// What such a version lacks is history.
bool is_past(const Input& input, const model::Agreement& agreement);

bool is_party(const model::Agreement& agreement, const model::Area& area);

/// Whether some record that does not count may be the one that is missed: one of the kind that `may_be`
/// admits, or one of a kind that nobody knows.
template <class T, class MayBe>
bool may_be_unread(const store::Dataset& data, MayBe may_be) {
  const store::Records<T> unread = data.unread<T>();
  return data.has_unknown_record() ||
         std::any_of(unread.begin(), unread.end(),
                     [&](const model::AnyRecord& record) { return may_be(record.as<T>()); });
}
/// The same for a handoff of an account, and a version of an agreement.
bool may_have_unread_handoff(const store::Dataset& data, std::string_view account);
bool may_have_unread_version(const store::Dataset& data, std::string_view agreement);

/// The day a calendar duration later (`d`, `w`, `mo`, `q`, `y`); none for hours and business time.
std::optional<time::Date> later(time::Date day, const time::Duration& duration);

/// The ids of parts, such as tiers, to choose from.
template <class Items>
std::vector<std::string_view> ids_of(const Items& items) {
  std::vector<std::string_view> ids;
  ids.reserve(items.size());
  for (const auto& item : items) {
    ids.push_back(item.id.value);
  }
  return ids;
}

}  // namespace csx::rules
