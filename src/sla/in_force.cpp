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

namespace {

/// A number that is not known has its default; of a text cut short it is known where more than it was read.
bool knows_version(const model::AnyRecord& record) {
  const bool goes_on = record.complete || record.as<model::Agreement>().effective_from != time::Date{};
  return goes_on && !record.written().is_unread("/version");
}

}  // namespace

Versions::Versions(const store::Dataset& data, std::string_view agreement) {
  for (const model::AnyRecord* record : data.versions(agreement)) {
    const auto& version = record->as<model::Agreement>();
    if (is_approved(version)) {
      m_approved.push_back(record);
    } else if (!record->clean && is_signed_by_all(version)) {
      m_unreadable.push_back(record);  // the text that they signed is not what could be read
    }
  }
  for (const model::AnyRecord& record : data.unread<model::Agreement>()) {
    if (record.as<model::Agreement>().id.value == agreement) {
      m_unreadable.push_back(&record);
    }
  }
}

const model::AnyRecord* Versions::highest_on(time::Date day) const {
  const auto highest = std::find_if(
      m_approved.rbegin(), m_approved.rend(),
      [&](const model::AnyRecord* record) { return record->as<model::Agreement>().effective_from <= day; });
  return highest == m_approved.rend() ? nullptr : *highest;
}

const model::AnyRecord* Versions::unreadable_on(time::Date day) const {
  if (m_unreadable.empty()) {
    return nullptr;
  }
  const model::AnyRecord* highest = highest_on(day);
  const auto found = std::ranges::find_if(m_unreadable, [&](const model::AnyRecord* record) {
    const auto& version = record->as<model::Agreement>();
    const bool is_higher = highest == nullptr || !knows_version(*record) ||
                           version.version > highest->as<model::Agreement>().version;
    // A day that is not known has its default, which is long ago.
    return is_higher && version.effective_from <= day;
  });
  return found == m_unreadable.end() ? nullptr : *found;
}

const model::AnyRecord* Versions::record_on(time::Date day) const {
  const model::AnyRecord* highest = highest_on(day);
  if (highest == nullptr || unreadable_on(day) != nullptr) {
    return nullptr;
  }
  const auto& effective_to = highest->as<model::Agreement>().effective_to;
  return effective_to && *effective_to < day ? nullptr : highest;
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

bool InForce::may_lack_one_on(time::Date day) const {
  return std::ranges::any_of(
      m_agreements, [&](const Versions& versions) { return versions.unreadable_on(day) != nullptr; });
}

}  // namespace csx::sla
