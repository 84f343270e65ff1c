#pragma once

#include <string_view>
#include <vector>

#include "csx/model/agreement.hpp"
#include "csx/store/dataset.hpp"

/// Which version of an agreement holds on a day. *Source*: clocks.md of the design, "In force".
namespace csx::sla {

/// Every party has signed, whatever text.
bool is_signed_by_all(const model::Agreement& agreement);

/// Every party has signed, and signed exactly this text. Computes a digest: not for loops over accounts.
bool is_approved(const model::Agreement& agreement);

/// The approved versions of one agreement. Making it computes a digest for each version: once for a rule.
class Versions {
 public:
  Versions(const store::Dataset& data, std::string_view agreement);
  /// The version that judges what happens on a day: the highest with effective_from <= day, unless it ended
  /// before; null for none, and where one that cannot be read may judge: no other stands in for it.
  const model::AnyRecord* record_on(time::Date day) const;
  const model::Agreement* on(time::Date day) const;
  /// The version that cannot be read and may judge on a day; null for none.
  const model::AnyRecord* unreadable_on(time::Date day) const;
  /// All of those.
  const std::vector<const model::AnyRecord*>& unreadable() const { return m_unreadable; }

 private:
  const model::AnyRecord* highest_on(time::Date day) const;

  std::vector<const model::AnyRecord*> m_approved;
  std::vector<const model::AnyRecord*> m_unreadable;
};

/// The versions of the workspace's main agreement; none where it names no agreement.
Versions main_versions(const store::Dataset& data);

/// Every agreement in force, by day. Computes digests: once for a rule.
class InForce {
 public:
  explicit InForce(const store::Dataset& data);
  /// *Order*: by id.
  std::vector<const model::Agreement*> on(time::Date day) const;
  /// Whether one that cannot be read may be in force besides.
  bool may_lack_one_on(time::Date day) const;

 private:
  std::vector<Versions> m_agreements;
};

}  // namespace csx::sla
