#include "alert_texts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

#include "csx/base/text.hpp"
#include "judging.hpp"
#include "mail_header.hpp"

namespace csx::cli {
namespace {

using metrics::Alert;

std::string playbook_of(const Alert& alert) {
  return alert.playbook != nullptr ? alert.playbook->id.value : std::string();
}

std::string when_of(const metrics::Facts& facts, const Alert& alert) {
  return fmt::format("{}{}", alert.is_overdue ? "since " : "", due_said(facts, alert.due));
}

}  // namespace

std::size_t OwnedAlerts::overdue() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(alerts, [](const Alert* each) { return each->is_overdue; }));
}

std::vector<OwnedAlerts> by_owner(std::span<const Alert* const> alerts, const metrics::Facts& facts) {
  std::map<std::string_view, OwnedAlerts> owners;
  for (const Alert* alert : alerts) {
    owners[alert->owner].alerts.push_back(alert);
  }
  std::vector<OwnedAlerts> all;
  OwnedAlerts nobody;
  for (auto& [owner, owned] : owners) {
    owned.owner = owner;
    owned.person = facts.data().get<model::Person>(owner);
    owner.empty() ? void(nobody = std::move(owned)) : all.push_back(std::move(owned));
  }
  if (!nobody.alerts.empty()) {
    all.push_back(std::move(nobody));
  }
  return all;
}

std::string due_said(const metrics::Facts& facts, time::Instant due) {
  const time::Date day = facts.zone().date_of(due);
  if (due == facts.zone().end_of(day)) {
    return day.to_string();
  }
  const std::string text = facts.zone().format(due);
  return fmt::format("{} {}", text.substr(0, 10), text.substr(11, 5));
}

std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(
      line,
      [](char character) {
        const auto byte = static_cast<unsigned char>(character);
        return byte < 0x20 || byte == 0x7F;
      },
      ' ');
  return escape_controls(line);
}

std::string owner_line(const OwnedAlerts& owned) {
  const std::size_t overdue = owned.overdue();
  return fmt::format("{}: {}{}", owned.owner.empty() ? std::string_view("without an owner") : owned.owner,
                     counted(owned.alerts.size(), "alert"),
                     overdue > 0 ? fmt::format(", {} overdue", overdue) : std::string());
}

report::Table alert_table(const metrics::Facts& facts, std::span<const Alert* const> alerts,
                          bool with_evidence) {
  report::Table table;
  table.columns = {{"for", {}}, {"due", {}}, {"alert", {}}, {"subject", {}}, {"what", {}}};
  const bool has_playbook =
      std::ranges::any_of(alerts, [](const Alert* each) { return each->playbook != nullptr; });
  if (has_playbook) {
    table.columns.push_back({"playbook", {}});
  }
  if (with_evidence) {
    table.columns.push_back({"evidence", {}});
  }
  for (const Alert* alert : alerts) {
    auto& row = table.rows.emplace_back(
        std::vector<std::string>{std::string(metrics::word(alert->aim)), when_of(facts, *alert),
                                 std::string(model::word(alert->kind)), alert->subject, alert->text});
    if (has_playbook) {
      row.push_back(playbook_of(*alert));
    }
    if (with_evidence) {
      row.push_back(fmt::format("{}", fmt::join(alert->evidence, ", ")));
    }
  }
  return table;
}

report::Table alert_rows(const metrics::Facts& facts, std::span<const Alert* const> alerts) {
  report::Table table;
  for (const std::string_view heading : {"for", "alert", "owner", "due", "overdue", "subject", "account",
                                         "what", "evidence", "commitment", "playbook"}) {
    table.columns.push_back({std::string(heading), {}});
  }
  for (const Alert* alert : alerts) {
    table.rows.push_back(
        {std::string(metrics::word(alert->aim)), std::string(model::word(alert->kind)),
         std::string(alert->owner), facts.zone().format(alert->due), alert->is_overdue ? "true" : "false",
         alert->subject, alert->account != nullptr ? alert->account->account->id.value : std::string(),
         alert->text, fmt::format("{}", fmt::join(alert->evidence, " ")),
         alert->clock != nullptr ? alert->clock->path() : std::string(), playbook_of(*alert)});
  }
  return table;
}

Json alert_json(const metrics::Facts& facts, const Alert& alert) {
  return {{"for", metrics::word(alert.aim)},
          {"alert", model::word(alert.kind)},
          {"owner", text_json(alert.owner)},
          {"due", facts.zone().format(alert.due)},
          {"overdue", alert.is_overdue},
          {"subject", alert.subject},
          {"account", alert.account != nullptr ? Json(alert.account->account->id.value) : Json(nullptr)},
          {"text", alert.text},
          {"evidence", alert.evidence},
          {"commitment", alert.clock != nullptr ? Json(alert.clock->path()) : Json(nullptr)},
          {"playbook", text_json(playbook_of(alert))}};
}

std::string letters(const metrics::Facts& facts, std::span<const OwnedAlerts> owned) {
  std::string out;
  for (const OwnedAlerts& each : owned) {
    const auto* person = each.person;
    out += out.empty() ? "" : "\n--\n\n";
    if (person != nullptr && person->email) {
      out += fmt::format("To: {} <{}>\n", mail_phrase(person->name), person->email->value);
    }
    out += fmt::format("Subject: {}\n\n", owner_line(each));
    std::string_view aim;
    for (const Alert* alert : each.alerts) {
      if (metrics::word(alert->aim) != aim) {
        out += fmt::format("{}{}:\n", aim.empty() ? "" : "\n", metrics::word(alert->aim));
        aim = metrics::word(alert->aim);
      }
      out += fmt::format("- {} ({}), {}: {}\n", on_one_line(alert->subject), model::word(alert->kind),
                         when_of(facts, *alert), on_one_line(alert->text));
      if (alert->playbook != nullptr) {
        out += fmt::format("  playbook {}: {}\n", alert->playbook->id.value,
                           on_one_line(alert->playbook->title));
      }
    }
  }
  return out;
}

}  // namespace csx::cli
