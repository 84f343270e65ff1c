#include <fmt/format.h>

#include <algorithm>

#include "alert_rows.hpp"
#include "csx/base/text.hpp"
#include "csx/model/exchange.hpp"
#include "csx/model/governance.hpp"
#include "spans.hpp"

namespace csx::metrics {

namespace {

/// Who answers for an agreement: the owner for its first area that has one.
std::string_view owner_of(const model::Agreement& agreement) {
  for (const model::Area& area : agreement.between) {
    if (const auto* owner = agreement.owners.find(area)) {
      return owner->value;
    }
  }
  return {};
}

/// When the agreement was last reviewed; a new version is the fruit of a review.
time::Date last_review(const Facts& facts, const model::Agreement& agreement,
                       std::vector<std::string>& evidence) {
  time::Date last = agreement.effective_from;
  for (const model::AnyRecord& record : facts.data().all<model::Review>()) {
    const auto& review = record.as<model::Review>();
    if (review.agreement.value == agreement.id.value && review.date <= facts.today() && review.date >= last) {
      last = review.date;
      evidence = {record.reference()};
    }
  }
  return last;
}

/// When it was last audited, counted from its first version, so that a new version does not excuse.
time::Date last_audit(const Facts& facts, const model::Agreement& agreement,
                      std::vector<std::string>& evidence) {
  const auto versions = facts.data().versions(agreement.id.value);
  time::Date last =
      versions.empty() ? agreement.effective_from : versions.front()->as<model::Agreement>().effective_from;
  for (const model::AnyRecord& record : facts.data().all<model::Audit>()) {
    const auto& audit = record.as<model::Audit>();
    const time::Date date = facts.zone().date_of(facts.zone().resolve(audit.as_of));
    const bool is_judged = std::ranges::any_of(
        audit.agreements, [&](const auto& each) { return each.agreement.value == agreement.id.value; });
    if (is_judged && date <= facts.today() && date >= last) {
      last = date;
      evidence = {record.reference()};
    }
  }
  return last;
}

time::Date next_audit(const Facts& facts, const model::Agreement& agreement,
                      std::vector<std::string>& evidence, time::Date& last) {
  last = last_audit(facts, agreement, evidence);
  return evidence.empty() ? first_audit_due(last, *agreement.audit_every, facts.today())
                          : days_after(last, *agreement.audit_every);
}

time::Date next_review(const Facts& facts, const model::Agreement& agreement,
                       std::vector<std::string>& evidence, time::Date& last) {
  last = last_review(facts, agreement, evidence);
  return days_after(last, *agreement.review_every);
}

Alert alert_of(AlertKind kind, std::string subject, std::string_view owner, time::Instant due,
               std::string text) {
  Alert alert;
  alert.kind = kind;
  alert.aim = Aim::agreement;
  alert.subject = std::move(subject);
  alert.owner = owner;
  alert.due = due;
  alert.text = std::move(text);
  alert.evidence = {alert.subject};
  return alert;
}

void upkeep(const AlertInput& input, const model::Agreement& agreement, Alerts& out) {
  struct Row {
    AlertKind kind;
    const std::optional<time::Duration>& every;
    time::Date (*next)(const Facts&, const model::Agreement&, std::vector<std::string>&, time::Date& last);
    std::string_view noun;
  };
  for (const Row& row : {Row{AlertKind::review_overdue, agreement.review_every, next_review, "review"},
                         Row{AlertKind::audit_overdue, agreement.audit_every, next_audit, "audit"}}) {
    if (!row.every || row.every->count <= 0) {
      continue;
    }
    std::vector<std::string> evidence;
    time::Date last;
    const time::Date due = row.next(input.facts, agreement, evidence, last);
    if (due >= input.facts.today()) {
      continue;
    }
    Alert alert = alert_of(row.kind, fmt::format("agreement/{}", agreement.id.value), owner_of(agreement),
                           input.end_of(due),
                           fmt::format("{} due every {}, {} {}", row.noun, row.every->to_string(),
                                       evidence.empty() ? "none since" : "the last on", last.to_string()));
    if (!evidence.empty()) {
      alert.evidence = std::move(evidence);
    }
    out.alerts.push_back(std::move(alert));
  }
}

/// An opinion is to be answered by the next review of its agreement; where none is planned, at once.
void opinions(const AlertInput& input, Alerts& out) {
  for (const model::AnyRecord& record : input.facts.data().all<model::Opinion>()) {
    const auto& opinion = record.as<model::Opinion>();
    if (opinion.status != model::OpinionStatus::open || opinion.date > input.facts.today()) {
      continue;
    }
    const sla::Versions versions(input.facts.data(), opinion.agreement.value);
    const model::Agreement* agreement = versions.on(input.facts.today());
    time::Date due = input.facts.today();
    if (agreement != nullptr && agreement->review_every && agreement->review_every->count > 0) {
      std::vector<std::string> evidence;
      due = days_after(last_review(input.facts, *agreement, evidence), *agreement->review_every);
    }
    out.alerts.push_back(alert_of(AlertKind::opinion_open, record.reference(),
                                  agreement != nullptr ? owner_of(*agreement) : std::string_view(),
                                  input.end_of(due),
                                  fmt::format("open since {}, on {}, by {}", opinion.date.to_string(),
                                              opinion.agreement.value, opinion.author.value)));
  }
}

void actions(const AlertInput& input, Alerts& out) {
  for (const model::AnyRecord& record : input.facts.data().all<model::Action>()) {
    const auto& action = record.as<model::Action>();
    const bool is_done = action.done_on && *action.done_on <= input.facts.today();
    if (!is_done && action.due_on && *action.due_on < input.facts.today()) {
      out.alerts.push_back(alert_of(AlertKind::action_overdue, record.reference(), action.owner.value,
                                    input.end_of(*action.due_on), action.title));
    }
  }
}

}  // namespace

time::Date first_audit_due(time::Date since, const time::Duration& every, time::Date today) {
  // Each counted from the first day, as months are of different lengths.
  const auto due = [&](std::int32_t times) {
    time::Duration interval = every;
    interval.count *= times;
    return days_after(since, interval);
  };
  std::int32_t times = 1;
  while (due(times) < due(times + 1) && due(times + 1) < today) {
    ++times;
  }
  return due(times);
}

void agreement_alerts(const AlertInput& input, Alerts& out) {
  for (const model::Agreement* agreement : input.facts.in_force().on(input.facts.today())) {
    upkeep(input, *agreement, out);
  }
  opinions(input, out);
  actions(input, out);
}

std::vector<Upkeep> upkeep_of(const Facts& facts) {
  std::vector<Upkeep> all;
  for (const model::Agreement* agreement : facts.in_force().on(facts.today())) {
    Upkeep& upkeep = all.emplace_back();
    upkeep.agreement = agreement;
    std::vector<std::string> evidence;
    time::Date last;
    if (agreement->review_every && agreement->review_every->count > 0) {
      upkeep.next_review = next_review(facts, *agreement, evidence, last);
      evidence.clear();
    }
    if (agreement->audit_every && agreement->audit_every->count > 0) {
      upkeep.next_audit = next_audit(facts, *agreement, evidence, last);
    }
  }
  return all;
}

}  // namespace csx::metrics
