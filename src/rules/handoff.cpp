#include <set>

#include "families.hpp"
#include "handoff_rules.hpp"
#include "join.hpp"
#include "moments.hpp"

namespace csx::rules {

namespace handoff {

time::Date opened_on(const Input& input, const model::Handoff& handoff) {
  return day_of(input.data.zone(), handoff.timeline.front().at);
}

time::Date judged_on(const Input& input, const model::Handoff& handoff) {
  const auto* submitted = last_event(handoff, model::HandoffEvent::submitted);
  return submitted != nullptr ? day_of(input.data.zone(), submitted->at) : input.today;
}

InForce::InForce(const store::Dataset& data) {
  std::set<std::string_view> ids;
  for (const model::AnyRecord& record : data.all<model::Agreement>()) {
    ids.insert(record.as<model::Agreement>().id.value);
  }
  for (std::string_view id : ids) {
    m_agreements.emplace_back(data, id);
  }
}

std::vector<const model::Agreement*> InForce::on(time::Date day) const {
  std::vector<const model::Agreement*> found;
  for (const Versions& versions : m_agreements) {
    if (const model::Agreement* agreement = versions.on(day)) {
      found.push_back(agreement);
    }
  }
  return found;
}

std::vector<InformationGrade> asked_of(const Input& input, const InForce& in_force,
                                       const model::Handoff& handoff, Flow flow) {
  const time::Date day = judged_on(input, handoff);
  const auto* account = input.data.get<model::Account>(handoff.account.value);
  std::vector<InformationGrade> rows;
  for (const model::Agreement* agreement : in_force.on(day)) {
    const Completeness graded = grade_handoff(*agreement, handoff, account, day, flow);
    rows.insert(rows.end(), graded.rows.begin(), graded.rows.end());
  }
  return rows;
}

std::string missing_fields(const std::vector<InformationGrade>& rows) {
  std::vector<std::string> fields;
  for (const InformationGrade& row : rows) {
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
