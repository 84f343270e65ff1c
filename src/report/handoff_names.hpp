#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/model/handoff.hpp"
#include "csx/store/dataset.hpp"

namespace csx::report {

/// What ids stand for, for people: names of persons and contacts, texts of the agreement. An id that nobody
/// knows stands for itself.
class HandoffNames {
 public:
  /// `in_force`: the agreements of the day; what they do not have is looked up in every version.
  HandoffNames(const store::Dataset& data, const model::Account* account,
               std::vector<const model::Agreement*> in_force);

  std::string person(std::string_view id) const;
  /// A step of the playbook by which the account is brought on board.
  std::string onboarding_step(std::string_view id) const;
  std::string contact(std::string_view id) const;
  std::string segment(std::string_view id) const;
  std::string tier(std::string_view id) const;
  std::string persona(std::string_view id) const;
  std::string objective(std::string_view id) const;
  std::string objection(std::string_view id) const;
  std::string differentiator(std::string_view id) const;
  /// Null when the account has none of that id.
  const model::Promise* promise(std::string_view id) const;

 private:
  const store::Dataset& m_data;
  const model::Account* m_account;
  std::vector<const model::Agreement*> m_agreements;
};

}  // namespace csx::report
