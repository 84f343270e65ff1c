#include "lookup.hpp"

#include <algorithm>

#include "csx/model/handoff.hpp"

namespace csx::rules {

namespace {

/// Days beyond which a date would leave the years that dates have.
constexpr int k_longest_days = 100'000;
constexpr int k_longest_months = 3'000;

}  // namespace

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
           sla::is_signed_by_all(other);
  });
}

bool is_party(const model::Agreement& agreement, const model::Area& area) {
  return std::find(agreement.between.begin(), agreement.between.end(), area) != agreement.between.end();
}

bool may_have_unread_handoff(const store::Dataset& data, std::string_view account) {
  return may_be_unread<model::Handoff>(data, [&](const model::Handoff& handoff) {
    return handoff.account.value.empty() || handoff.account.value == account;
  });
}

bool may_have_unread_version(const store::Dataset& data, std::string_view agreement) {
  return may_be_unread<model::Agreement>(data, [&](const model::Agreement& version) {
    return version.id.value.empty() || version.id.value == agreement;
  });
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
