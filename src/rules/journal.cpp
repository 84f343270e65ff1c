#include "families.hpp"
#include "join.hpp"
#include "journal_rules.hpp"

namespace csx::rules {

std::span<const Rule> journal_rules() {
  using namespace journal;
  static const std::vector<Rule> rules =
      joined({file_rules(), contact_rules(), ticket_rules(), ticket_people_rules(), survey_rules(),
              money_rules(), voice_rules()});
  return rules;
}

}  // namespace csx::rules
