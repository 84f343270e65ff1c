#include "../alert_texts.hpp"
#include "../checking.hpp"
#include "../clock.hpp"
#include "../judging.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

using metrics::Alert;
using sla::ClockState;

constexpr std::array<std::string_view, 2> k_status_formats{"text", "json"};

struct StatusOptions {};

void declare(StatusOptions&, Options&) {}

/// The day in figures.
struct Day {
  std::array<std::size_t, 4> findings{};  ///< by severity
  std::size_t due_today = 0;              ///< clocks that run and end today
  std::size_t due_week = 0;               ///< in the six days after
  std::size_t breached = 0;
  std::size_t accounts = 0;
  std::size_t alerts = 0;
};

Day figures_of(const Session& session, const metrics::Facts& facts, const metrics::Alerts& alerts) {
  Day day;
  for (const Finding& finding : find_all(session)) {
    ++day.findings.at(static_cast<std::size_t>(finding.diagnostic.severity));
  }
  constexpr int k_week = 6;
  for (const sla::Clock& clock : facts.clocks().clocks) {
    const bool runs = clock.state == ClockState::running || clock.state == ClockState::warning;
    if (clock.is_overdue()) {
      ++day.breached;
    } else if (runs && clock.deadline) {
      const time::Date due = facts.zone().date_of(*clock.deadline);
      day.due_today += due == session.today ? 1U : 0U;
      day.due_week += session.today < due && due <= session.today.plus_days(k_week) ? 1U : 0U;
    }
  }
  day.accounts = facts.accounts().size();
  day.alerts = alerts.alerts.size();
  return day;
}

/// How many alerts each owner has, by aim.
report::Table owners_table(const std::vector<OwnedAlerts>& owned) {
  constexpr auto k_right = report::Align::right;
  report::Table table;
  table.columns = {{"owner", {}}, {"alerts", k_right}, {"overdue", k_right}};
  for (std::size_t aim = 0; aim < metrics::k_aims; ++aim) {
    table.columns.push_back({std::string(metrics::word(static_cast<metrics::Aim>(aim))), k_right});
  }
  table.columns.push_back({"first", {}});
  for (const OwnedAlerts& each : owned) {
    auto& row = table.rows.emplace_back(
        std::vector<std::string>{each.owner.empty() ? std::string("nobody") : std::string(each.owner),
                                 std::to_string(each.alerts.size()), std::to_string(each.overdue())});
    for (std::size_t aim = 0; aim < metrics::k_aims; ++aim) {
      row.push_back(std::to_string(std::ranges::count_if(
          each.alerts, [&](const Alert* alert) { return static_cast<std::size_t>(alert->aim) == aim; })));
    }
    const Alert& first = *each.alerts.front();
    row.push_back(fmt::format("{} {}", model::word(first.kind), first.subject));
  }
  return table;
}

std::string text_of(const Context& context, const Session& session, const metrics::Facts& facts,
                    const Day& day, const std::vector<OwnedAlerts>& owned, const report::Header& header) {
  std::string text = fmt::format("{}, as of {}\n\n", session.data.workspace().name,
                                 instant_text(session.data.zone(), session.as_of));
  const auto found = [&](Severity severity) { return day.findings.at(static_cast<std::size_t>(severity)); };
  text += fmt::format("check    {}, {}, {}\n", counted(found(Severity::error), "error"),
                      counted(found(Severity::warning), "warning"), counted(found(Severity::note), "note"));
  text += fmt::format("clocks   {} due today, {} in the six days after, {} breached\n", day.due_today,
                      day.due_week, day.breached);
  text += fmt::format("alerts   {} over {}\n", day.alerts, counted(owned.size(), "owner"));
  text += fmt::format("records  {}, {}\n", counted(day.accounts, "account"),
                      header.dirty      ? "some differ from the last commit"
                      : header.revision ? "all as committed"
                                        : "not under version control");
  if (!owned.empty()) {
    text += "\n" + report::text_of(owners_table(owned), context.width());
  }
  report::Table table;
  table.columns = {
      {"agreement", {}}, {"version", report::Align::right}, {"next review", {}}, {"next audit", {}}};
  const auto said = [](const std::optional<time::Date>& date) {
    return date ? date->to_string() : std::string("not stated");
  };
  for (const metrics::Upkeep& each : metrics::upkeep_of(facts)) {
    table.rows.push_back({each.agreement->id.value, std::to_string(each.agreement->version),
                          said(each.next_review), said(each.next_audit)});
  }
  if (!table.rows.empty()) {
    text += "\n" + report::text_of(table, context.width());
  }
  return text;
}

Json json_of(const metrics::Facts& facts, const Day& day, const std::vector<OwnedAlerts>& owned) {
  const auto found = [&](Severity severity) { return day.findings.at(static_cast<std::size_t>(severity)); };
  Json owners = Json::array();
  for (const OwnedAlerts& each : owned) {
    owners.push_back(
        {{"owner", text_json(each.owner)}, {"alerts", each.alerts.size()}, {"overdue", each.overdue()}});
  }
  Json agreements = Json::array();
  const auto date = [](const std::optional<time::Date>& day_of) {
    return day_of ? Json(day_of->to_string()) : Json(nullptr);
  };
  for (const metrics::Upkeep& each : metrics::upkeep_of(facts)) {
    agreements.push_back({{"agreement", each.agreement->id.value},
                          {"version", each.agreement->version},
                          {"next_review", date(each.next_review)},
                          {"next_audit", date(each.next_audit)}});
  }
  return {{"check",
           {{"errors", found(Severity::error)},
            {"warnings", found(Severity::warning)},
            {"notes", found(Severity::note)}}},
          {"clocks",
           {{"due_today", day.due_today}, {"due_six_days_after", day.due_week}, {"breached", day.breached}}},
          {"accounts", day.accounts},
          {"alerts", day.alerts},
          {"owners", std::move(owners)},
          {"agreements", std::move(agreements)}};
}

Result<int> run(const StatusOptions&, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const auto facts = std::make_shared<const metrics::Facts>(session.data, session.as_of);
  context.keep(facts);
  const metrics::Alerts alerts = metrics::alerts_at(*facts);
  std::vector<const Alert*> all;
  for (const Alert& alert : alerts.alerts) {
    all.push_back(&alert);
  }
  const std::vector<OwnedAlerts> owned = by_owner(all, *facts);
  const Day day = figures_of(session, *facts, alerts);
  const report::Header header = header_of(context, session);
  if (context.format() == "json") {
    context.out = report::to_text(report::envelope(header, json_of(*facts, day, owned)));
  } else {
    context.out = text_of(context, session, *facts, day, owned, header);
  }
  return 0;
}

constexpr std::array<Example, 2> k_status_examples{
    {{"csx status", "the day at a glance"},
     {"csx status --as-of 2026-11-23T09:00", "how Monday will begin"}}};

}  // namespace

const Command k_status{
    .name = "status",
    .group = Group::look,
    .summary = "the day at a glance: findings, clocks, alerts by owner, agreements in force",
    .effect = Effect::reads,
    .about =
        "What csx check finds, which clocks end today and in the days after, how many alerts each "
        "person has and the first of them, and which agreements judge.",
    .formats = k_status_formats,
    .examples = k_status_examples,
    .prepare = prepare<StatusOptions, declare, run>};

}  // namespace csx::cli
