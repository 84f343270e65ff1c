#include <fmt/format.h>

#include "csx/sla/submission.hpp"
#include "families.hpp"
#include "handoff_rules.hpp"
#include "join.hpp"
#include "moments.hpp"

namespace csx::rules {

namespace handoff {

time::Date opened_on(const Input& input, const model::Handoff& handoff) {
  return sla::day_of(input.data.zone(), handoff.timeline.front().at);
}

time::Date judged_on(const Input& input, const model::Handoff& handoff) {
  return sla::judged_on(handoff, input.data.zone(), input.today);
}

std::vector<sla::InformationGrade> asked_of(const Input& input, const sla::InForce& in_force,
                                            const model::Handoff& handoff, sla::Flow flow) {
  const time::Date day = judged_on(input, handoff);
  const auto* account = input.data.get<model::Account>(handoff.account.value);
  return sla::grade_for_all(in_force.on(day), handoff, account, day, flow).rows;
}

std::string missing_fields(const std::vector<sla::InformationGrade>& rows) {
  std::vector<std::string> fields;
  for (const sla::InformationGrade& row : rows) {
    if (!row.present()) {
      const auto min = row.information->min.value_or(1);
      fields.push_back(row.information->field.value + (min > 1 ? fmt::format(" (at least {})", min) : ""));
    }
  }
  return fmt::format("{}", fmt::join(fields, ", "));
}

}  // namespace handoff

std::span<const Rule> handoff_rules() {
  using namespace handoff;
  static const std::vector<Rule> rules =
      joined({timeline_rules(), actor_rules(), party_rules(), exclusion_rules(), content_rules(),
              agreed_rules(), follow_up_rules()});
  return rules;
}

}  // namespace csx::rules
