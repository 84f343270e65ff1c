#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "alert_texts.hpp"

namespace csx::cli {
namespace {

using metrics::Alert;

/// What one message of a chat may hold; a little less than its maker says, since characters are counted there
/// and bytes here. *Sources*: Slack, "Block Kit": 3,000 characters a section, 150 a header, 50 blocks.
/// Telegram, "sendMessage": 4,096 characters after entities.
constexpr std::size_t k_slack_section = 2'900;
constexpr std::size_t k_slack_sections = 48;
constexpr std::size_t k_slack_header = 150;
constexpr std::size_t k_telegram_text = 3'900;
constexpr std::size_t k_longest_line = 700;

/// `<`, `>` and `&` as both chats want them: nothing from a record becomes a mention or markup.
std::string chat_escaped(std::string_view text) {
  std::string out;
  for (const char character : on_one_line(text)) {
    switch (character) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out.push_back(character);
    }
  }
  return out;
}

/// Cut between characters of UTF-8.
std::string shortened(std::string text, std::size_t longest) {
  if (text.size() <= longest) {
    return text;
  }
  std::size_t end = longest - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  text.resize(end);
  return text + "…";
}

/// Neither chat has a way to quote its marks (of Telegram those of mentions); a zero-width space behind them
/// leaves them text.
std::string without_marks(Chat chat, std::string_view text) {
  const std::string_view marks = chat == Chat::slack ? "*_~`" : "@";
  std::string out;
  for (const char character : text) {
    out.push_back(character);
    if (marks.find(character) != marks.npos) {
      out += "\xE2\x80\x8B";
    }
  }
  return out;
}

std::string line_of(Chat chat, const metrics::Facts& facts, const Alert& alert) {
  const std::string_view open = chat == Chat::slack ? "*" : "<b>";
  const std::string_view close = chat == Chat::slack ? "*" : "</b>";
  const auto said = [&](std::string_view text) {
    return without_marks(chat, chat_escaped(shortened(std::string(text), k_longest_line / 2)));
  };
  std::string line =
      fmt::format("• {}{}{} {} {}: {}", open, model::word(alert.kind), close, said(alert.subject),
                  alert.is_overdue ? fmt::format("(overdue since {})", due_said(facts, alert.due))
                                   : fmt::format("(due {})", due_said(facts, alert.due)),
                  said(alert.text));
  if (alert.playbook != nullptr) {
    line += fmt::format(" → {}", said(alert.playbook->title));
  }
  return line;
}

/// Lines under a heading for each aim, in pieces that are not longer than a limit.
std::vector<std::string> pieces_of(Chat chat, const metrics::Facts& facts, const OwnedAlerts& owned,
                                   std::size_t longest) {
  std::vector<std::string> pieces;
  std::string piece;
  std::string_view aim;
  for (const Alert* alert : owned.alerts) {
    std::string line;
    if (metrics::word(alert->aim) != aim) {
      aim = metrics::word(alert->aim);
      line =
          fmt::format("{}{}{}\n", chat == Chat::slack ? "_" : "<i>", aim, chat == Chat::slack ? "_" : "</i>");
    }
    line += line_of(chat, facts, *alert) + "\n";
    if (!piece.empty() && piece.size() + line.size() > longest) {
      pieces.push_back(std::move(piece));
      piece.clear();
    }
    piece += line;
  }
  pieces.push_back(std::move(piece));
  return pieces;
}

Json slack_message(std::string_view title, std::span<const std::string> sections) {
  Json blocks = Json::array();
  blocks.push_back({{"type", "header"},
                    {"text",
                     {{"type", "plain_text"},
                      {"text", shortened(on_one_line(title), k_slack_header)},
                      {"emoji", false}}}});
  for (const std::string& section : sections) {
    blocks.push_back(
        {{"type", "section"}, {"text", {{"type", "mrkdwn"}, {"text", section}, {"verbatim", true}}}});
  }
  return {{"text", chat_escaped(title)}, {"blocks", std::move(blocks)}, {"unfurl_links", false}};
}

Json telegram_message(std::string_view title, std::string_view text) {
  return {{"text", fmt::format("<b>{}</b>\n{}", chat_escaped(title), text)},
          {"parse_mode", "HTML"},
          {"link_preview_options", {{"is_disabled", true}}}};
}

}  // namespace

std::string chat_messages(Chat chat, const metrics::Facts& facts, std::span<const OwnedAlerts> owned) {
  std::string out;
  for (const OwnedAlerts& each : owned) {
    const std::string title = owner_line(each);
    const std::vector<std::string> pieces =
        pieces_of(chat, facts, each, chat == Chat::slack ? k_slack_section : k_telegram_text);
    const std::size_t step = chat == Chat::slack ? k_slack_sections : 1;
    for (std::size_t at = 0; at < pieces.size(); at += step) {
      const std::span part = std::span(pieces).subspan(at, std::min(step, pieces.size() - at));
      const Json message =
          chat == Chat::slack ? slack_message(title, part) : telegram_message(title, part.front());
      out += message.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    }
  }
  return out;
}

}  // namespace csx::cli
