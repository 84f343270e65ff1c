#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/agreement.hpp"

/// What one text of an agreement asks for more or less than another.
namespace csx::sla {

/// What a difference does to what the areas owe each other.
enum class Effect : std::uint8_t {
  weaker,    ///< less is owed
  stronger,  ///< more is owed
  unclear,   ///< one or the other, depending on what happens: a reader has to judge
  neutral,   ///< nothing owed changes
};
std::string_view word_of(Effect effect);

struct AgreementDifference {
  enum class What : std::uint8_t { added, removed, changed };
  What what = What::changed;
  std::string part;  ///< the field of the agreement that it is below: `commitments`
  std::string name;  ///< `handoff-submitted.target`, below the part; empty for the part itself
  std::optional<std::string> before;  ///< on one line
  std::optional<std::string> after;
  Effect effect = Effect::neutral;
  std::string why;                     ///< of any other effect than neutral, one phrase
  std::optional<model::Area> owed_by;  ///< whose duty it is, where it is one
};
std::string_view word_of(AgreementDifference::What what);

/// All that differs but approvals and changes, down to the smallest parts. Items are told by what names them
/// (id, area and field of an information row, conditions of a time limit), wherever they stand. *Order*: of
/// the description.
std::vector<AgreementDifference> differences(const model::Agreement& before, const model::Agreement& after);

}  // namespace csx::sla
