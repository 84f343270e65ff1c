#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/metrics/alerts.hpp"
#include "csx/report/table.hpp"

/// How alerts are told: to people in a terminal, to programs, and as messages that a script posts.
namespace csx::cli {

/// The alerts of one person; of nobody the owner is empty.
struct OwnedAlerts {
  std::string_view owner;
  const model::Person* person = nullptr;
  std::vector<const metrics::Alert*> alerts;  ///< in the order of the list
  std::size_t overdue() const;
};
/// *Order*: by owner, nobody last.
std::vector<OwnedAlerts> by_owner(std::span<const metrics::Alert* const> alerts, const metrics::Facts& facts);

/// `2026-11-18 12:00`; what is due by the end of a day, its date.
std::string due_said(const metrics::Facts& facts, time::Instant due);
/// Text of a record as a part of one line: control characters end no line and begin no command, and of others
/// that are not seen it is said which they are.
std::string on_one_line(std::string_view text);
/// `carla: 12 alerts, 9 overdue`; for nobody `without an owner: …`.
std::string owner_line(const OwnedAlerts& owned);

report::Table alert_table(const metrics::Facts& facts, std::span<const metrics::Alert* const> alerts,
                          bool with_evidence);
/// All that is known of each alert, for spreadsheets.
report::Table alert_rows(const metrics::Facts& facts, std::span<const metrics::Alert* const> alerts);
Json alert_json(const metrics::Facts& facts, const metrics::Alert& alert);

/// What a chat takes in one message.
enum class Chat : unsigned char { slack, telegram };
/// A JSON document a line, each the payload of one message: of Slack for an incoming webhook or
/// chat.postMessage, of Telegram for sendMessage without its chat_id. An owner who has more than a message
/// holds gets several. Text of records cannot make mentions or markup.
std::string chat_messages(Chat chat, const metrics::Facts& facts, std::span<const OwnedAlerts> owned);

/// Plain text for e-mail, a letter an owner, each behind `To:` and `Subject:`, `--` between. Text of records
/// adds neither headers nor lines.
std::string letters(const metrics::Facts& facts, std::span<const OwnedAlerts> owned);

}  // namespace csx::cli
