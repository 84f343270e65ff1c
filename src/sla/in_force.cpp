#include "csx/sla/in_force.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "csx/model/write.hpp"

namespace csx::sla {

bool is_signed_by_all(const model::Agreement& agreement) {
  return std::all_of(agreement.between.begin(), agreement.between.end(), [&](const model::Area& party) {
    return std::any_of(agreement.approvals.begin(), agreement.approvals.end(),
                       [&](const model::Approval& approval) { return approval.area == party; });
  });
}

bool is_approved(const model::Agreement& agreement) {
  if (!is_signed_by_all(agreement)) {
    return false;
  }
  const std::string digest = model::content_digest(&agreement);
  return std::all_of(agreement.between.begin(), agreement.between.end(), [&](const model::Area& party) {
    return std::any_of(agreement.approvals.begin(), agreement.approvals.end(),
                       [&](const model::Approval& approval) {
                         return approval.area == party && approval.of.value == digest;
                       });
  });
}

Versions::Versions(const store::Dataset& data, std::string_view agreement) {
  for (const model::AnyRecord* record : data.versions(agreement)) {
    if (is_approved(record->as<model::Agreement>())) {
      m_approved.push_back(record);
    }
  }
}

const model::AnyRecord* Versions::record_on(time::Date day) const {
  for (auto at = m_approved.rbegin(); at != m_approved.rend(); ++at) {
    const auto& version = (*at)->as<model::Agreement>();
    if (version.effective_from <= day) {
      const bool ended = version.effective_to && *version.effective_to < day;
      return ended ? nullptr : *at;
    }
  }
  return nullptr;
}

const model::Agreement* Versions::on(time::Date day) const {
  const model::AnyRecord* record = record_on(day);
  return record != nullptr ? &record->as<model::Agreement>() : nullptr;
}

Versions main_versions(const store::Dataset& data) {
  const auto& main = data.workspace().main_agreement;
  return Versions(data, main ? std::string_view(main->value) : std::string_view());
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

}  // namespace csx::sla
