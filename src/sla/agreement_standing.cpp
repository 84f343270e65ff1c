#include "csx/sla/agreement_standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/shell.hpp"
#include "csx/base/text.hpp"
#include "csx/model/write.hpp"
#include "csx/sla/in_force.hpp"

namespace csx::sla {

std::string_view word_of(Standing standing) {
  constexpr std::array<std::string_view, 4> k_words{"proposal", "waiting", "in force", "past"};
  return k_words[static_cast<std::size_t>(standing)];
}

bool is_party(const model::Agreement& agreement, const model::Area& area) {
  return std::ranges::find(agreement.between, area) != agreement.between.end();
}

std::vector<model::Area> missing_approvals(const model::Agreement& agreement, std::string_view digest) {
  std::vector<model::Area> missing;
  for (const model::Area& party : agreement.between) {
    const bool has_approved = std::ranges::any_of(agreement.approvals, [&](const model::Approval& approval) {
      return approval.area == party && approval.of.value == digest;
    });
    if (!has_approved) {
      missing.push_back(party);
    }
  }
  return missing;
}

std::vector<model::Area> missing_approvals(const model::Agreement& agreement) {
  return missing_approvals(agreement, model::content_digest(&agreement));
}

std::vector<VersionStanding> standings(const store::Dataset& data, std::string_view agreement,
                                       time::Date day) {
  std::vector<VersionStanding> found;
  for (const model::AnyRecord* record : data.versions(agreement)) {
    found.push_back({record, Standing::proposal, missing_approvals(record->as<model::Agreement>()), {}});
  }
  const model::AnyRecord* judge = Versions(data, agreement).record_on(day);
  std::optional<time::Date> next;  // first day of the approved version above
  for (auto at = found.rbegin(); at != found.rend(); ++at) {
    if (!at->missing.empty()) {
      continue;
    }
    const model::Agreement& version = at->version();
    at->until = version.effective_to;
    if (next && (!at->until || *next <= *at->until)) {
      at->until = next->plus_days(-1);
    }
    next = version.effective_from;
    at->standing = at->record == judge            ? Standing::in_force
                   : version.effective_from > day ? Standing::waiting
                                                  : Standing::past;
  }
  return found;
}

std::string why_none_judges(const store::Dataset& data, time::Date day) {
  const auto& main = data.workspace().main_agreement;
  if (!main) {
    return "no agreement judges: csx.yaml names no main_agreement";
  }
  if (const model::AnyRecord* unreadable = Versions(data, main->value).unreadable_on(day)) {
    return fmt::format("no agreement judges: {} cannot be read (`csx check {}`)", unreadable->identity(),
                       shell_word(data.file_of(*unreadable)));
  }
  const std::vector<VersionStanding> found = standings(data, main->value, day);
  const auto has = [&](Standing standing) {
    return std::ranges::find(found, standing, &VersionStanding::standing);
  };
  if (has(Standing::in_force) != found.end()) {
    return {};
  }
  if (const auto waiting = has(Standing::waiting); waiting != found.end()) {
    return fmt::format("no agreement judges yet: {}@{} takes effect on {}", main->value,
                       waiting->version().version, waiting->version().effective_from.to_string());
  }
  if (found.empty() || found.back().standing != Standing::proposal) {
    return fmt::format("no version of {} judges on {}", main->value, day.to_string());
  }
  std::vector<std::string_view> areas;
  std::ranges::transform(found.back().missing, std::back_inserter(areas), &model::Area::value);
  return fmt::format(
      "no agreement judges yet: {} {} not approved {}@{} (`csx agreement approve {} --area {}`)",
      enumerate(areas), areas.size() == 1 ? "has" : "have", main->value, found.back().version().version,
      main->value, areas.front());
}

}  // namespace csx::sla
