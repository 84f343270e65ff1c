#include "csx/metrics/alerts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <tuple>

#include "alert_rows.hpp"
#include "csx/base/parallel.hpp"
#include "csx/sla/agreement_standing.hpp"
#include "csx/sla/service.hpp"

namespace csx::metrics {

namespace {

constexpr std::array<std::string_view, k_aims> k_aim_words{"retention", "expansion", "referral", "agreement"};

bool is_for(const Facts& facts, const model::Playbook& playbook, const AccountFacts* account) {
  if (account == nullptr) {
    return playbook.touch_models.empty() && playbook.segments.empty();
  }
  const time::Date day = facts.today();
  if (!playbook.touch_models.empty()) {
    const auto touch = sla::touch_model_on(*account->account, facts.agreement_on(day), day);
    if (!touch || std::ranges::find(playbook.touch_models, *touch) == playbook.touch_models.end()) {
      return false;
    }
  }
  if (playbook.segments.empty()) {
    return true;
  }
  const auto& dated = account->account->segment;
  const auto* segment = dated ? dated->on(day) : nullptr;
  return segment != nullptr && std::ranges::any_of(playbook.segments, [&](const auto& each) {
           return each.value == segment->value;
         });
}

}  // namespace

std::string_view word(Aim aim) {
  return k_aim_words[static_cast<std::size_t>(aim)];
}

std::string AlertInput::not_stated(std::string_view what) const {
  return agreement != nullptr ? fmt::format("the agreement in force does not state {}", what)
                              : sla::why_none_judges(facts.data(), facts.today());
}

std::string_view AlertInput::csm_of(const AccountFacts& account) const {
  if (const std::string* csm = sla::csm_on(*account.account, facts.today())) {
    return *csm;
  }
  static const model::Area k_cs{"cs"};
  const auto* head = agreement != nullptr ? agreement->owners.find(k_cs) : nullptr;
  return head != nullptr ? std::string_view(head->value) : std::string_view();
}

const model::Playbook* playbook_for(const Facts& facts, AlertKind kind, const AccountFacts* account) {
  for (const model::AnyRecord& record : facts.data().all<model::Playbook>()) {
    const auto& playbook = record.as<model::Playbook>();
    if (std::ranges::find(playbook.alerts, kind) != playbook.alerts.end() &&
        is_for(facts, playbook, account)) {
      return &playbook;
    }
  }
  return nullptr;
}

Alerts alerts_at(const Facts& facts, const AlertOptions& options) {
  Alerts found;
  const AlertInput input{facts, options, facts.agreement_on(facts.today())};
  constexpr std::array k_parts{clock_alerts, customer_alerts, health_alerts, agreement_alerts};
  std::array<Alerts, k_parts.size()> parts;
  for_each_index(k_parts.size(), [&](std::size_t i) { k_parts.at(i)(input, parts.at(i)); });
  for (Alerts& part : parts) {
    std::ranges::move(part.alerts, std::back_inserter(found.alerts));
    std::ranges::move(part.unjudged, std::back_inserter(found.unjudged));
  }
  for (Alert& alert : found.alerts) {
    // What is known by its date alone is in time until the end of the day.
    alert.is_overdue = alert.due < facts.as_of() && (alert.clock == nullptr || alert.clock->is_overdue());
    alert.playbook = playbook_for(facts, alert.kind, alert.account);
  }
  // Places are sorted, not alerts: those are large.
  std::vector<std::size_t> order(found.alerts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t left, std::size_t right) {
    const Alert& a = found.alerts[left];
    const Alert& b = found.alerts[right];
    return std::tie(a.aim, a.due, a.subject, a.kind, left) < std::tie(b.aim, b.due, b.subject, b.kind, right);
  });
  std::vector<Alert> sorted;
  sorted.reserve(order.size());
  for (const std::size_t place : order) {
    sorted.push_back(std::move(found.alerts[place]));
  }
  found.alerts = std::move(sorted);
  return found;
}

}  // namespace csx::metrics
