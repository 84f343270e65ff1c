#include "lookup.hpp"

#include <algorithm>
#include <string>

#include "csx/model/write.hpp"

namespace csx::rules {

namespace {

/// Days beyond which a date would leave the years that dates have.
constexpr int k_longest_days = 100'000;
constexpr int k_longest_months = 3'000;

bool is_signed_by_all(const model::Agreement& agreement) {
  return std::all_of(agreement.between.begin(), agreement.between.end(), [&](const model::Area& party) {
    return std::any_of(agreement.approvals.begin(), agreement.approvals.end(),
                       [&](const model::Approval& approval) { return approval.area == party; });
  });
}

}  // namespace

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

bool is_main(const store::Dataset& data, const model::Agreement& agreement) {
  const auto& main = data.workspace().main_agreement;
  return main && *main == agreement.id;
}

bool is_past(const Input& input, const model::Agreement& agreement) {
  if (agreement.effective_to && *agreement.effective_to < input.today) {
    return true;
  }
  const auto versions = input.data.versions(agreement.id.value);
  return std::any_of(versions.begin(), versions.end(), [&](const model::AnyRecord* record) {
    const auto& other = record->as<model::Agreement>();
    return other.version > agreement.version && other.effective_from <= input.today &&
           is_signed_by_all(other);
  });
}

bool is_party(const model::Agreement& agreement, const model::Area& area) {
  return std::find(agreement.between.begin(), agreement.between.end(), area) != agreement.between.end();
}

const model::Area* area_of(const store::Dataset& data, std::string_view person, time::Date day) {
  const auto* found = data.get<model::Person>(person);
  return found != nullptr ? found->area.on(day) : nullptr;
}

bool works_on(const model::Person& person, time::Date day) {
  if (!person.active) {
    return true;
  }
  const bool begun = !person.active->from || *person.active->from <= day;
  const bool left = person.active->to && *person.active->to < day;
  return begun && !left;
}

std::optional<time::Date> later(time::Date day, const time::Duration& duration) {
  using Unit = time::Duration::Unit;
  const auto days = [&](int each) -> std::optional<time::Date> {
    if (duration.count > k_longest_days / each) {
      return std::nullopt;
    }
    return day.plus_days(duration.count * each);
  };
  const auto months = [&](int each) -> std::optional<time::Date> {
    if (duration.count > k_longest_months / each) {
      return std::nullopt;
    }
    return day.plus_months(duration.count * each);
  };
  switch (duration.unit) {
    case Unit::days:
      return days(1);
    case Unit::weeks:
      return days(7);
    case Unit::months:
      return months(1);
    case Unit::quarters:
      return months(3);
    case Unit::years:
      return months(12);
    default:
      return std::nullopt;
  }
}

}  // namespace csx::rules
