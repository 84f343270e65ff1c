#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"

namespace csx::model {

struct Exclusion {
  CommitmentPath commitment;
  time::Date from;
  std::optional<time::Date> until;
  std::string why;
  Reference<Person> by;
  std::optional<Reference<Person>> approved_by;
};
template <>
inline constexpr auto description<Exclusion> = describe<Exclusion>(
    "exclusion", "Clocks that both parties agreed not to count; written by `csx clock exclude`.",
    field<&Exclusion::commitment>("commitment", "The commitment, agreement/commitment."),
    field<&Exclusion::from>("from", "First day whose deadlines it takes out of the count."),
    field<&Exclusion::until>("until", "Last such day; all later ones unless said."),
    field<&Exclusion::why>("why", "Why it is not counted."), field<&Exclusion::by>("by", "Who asked for it."),
    field<&Exclusion::approved_by>("approved_by",
                                   "Who agreed, of the other party; nothing is excluded before."));

}  // namespace csx::model
