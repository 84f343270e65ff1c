#include "history_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>

#include "csx/base/text.hpp"

namespace csx::cli {
namespace {

using What = RecordChange::What;

constexpr std::size_t k_id_digits = 10;
constexpr std::string_view k_arrow = " -> ";
/// A value is not cut shorter than this, however narrow the terminal.
constexpr std::size_t k_narrowest = 8;

std::string either_side(const std::optional<yaml::Value>& value) {
  return value ? escape_controls(yaml::one_line(*value)) : "(absent)";
}

/// Both values of a change in what is left of a line: the longer one gives way first.
std::string both(std::string before, std::string after, std::optional<std::size_t> columns) {
  if (columns) {
    const std::size_t room = std::max(*columns, 2 * k_narrowest + k_arrow.size()) - k_arrow.size();
    const std::size_t left = display_width(before);
    const std::size_t right = display_width(after);
    if (left + right > room) {
      const std::size_t half = room / 2;
      before = ellipsize(before, right < half ? room - right : half);
      after = ellipsize(after, room - std::min(display_width(before), half));
    }
  }
  return before + std::string(k_arrow) + after;
}

class HistoryText {
 public:
  HistoryText(const HistoryView& view, std::optional<std::size_t> width, report::Color color)
      : m_view(view), m_width(width), m_bold(color == report::Color::always) {}

  void add(const HistoryEntry& entry) {
    out += out.empty() ? "" : "\n";
    out += m_bold ? "\x1b[1m" : "";
    out += heading_of(entry);
    out += m_bold ? "\x1b[0m\n" : "\n";
    for (const PastChange& change : entry.changes) {
      add(change);
    }
    for (const UnreadableFile& file : entry.unreadable) {
      line(2, fmt::format("{} could not be read{}: {}", escape_controls(file.file),
                          file.when == UnreadableFile::When::before ? " before" : "",
                          escape_controls(file.reason)));
    }
  }

  std::string out;

 private:
  std::string heading_of(const HistoryEntry& entry) const {
    if (!entry.commit) {
      return "not committed";
    }
    return fmt::format("{}  {}  {}  {}", m_view.zone.format(entry.commit->authored_at),
                       entry.commit->commit.id.hex.substr(0, k_id_digits),
                       escape_controls(entry.commit->author_name),
                       escape_controls(command_of(*entry.commit).value_or("by hand")));
  }

  void add(const PastChange& past) {
    const RecordChange& change = past.change;
    const std::string_view what = change.what == What::made      ? "new"
                                  : change.what == What::removed ? "removed"
                                                                 : "";
    std::size_t indent = 2;
    if (change.ref != m_view.ref) {
      line(indent, escape_controls(change.ref) + (what.empty() ? "" : fmt::format(": {}", what)));
      indent += 2;
    } else if (!what.empty()) {
      line(indent, what);
    }
    if (!past.moved_from.empty()) {
      line(indent, "moved from " + escape_controls(past.moved_from));
    }
    if (!what.empty() && m_view.whole == HistoryView::Whole::by_name) {
      return;
    }
    for (const yaml::Difference& difference : change.differences) {
      const std::string name = escape_controls(difference.name) + ": ";
      const std::size_t used = indent + display_width(name);
      const auto columns = m_width ? std::optional(*m_width > used ? *m_width - used : 0) : std::nullopt;
      line(indent, name + both(either_side(difference.before), either_side(difference.after), columns));
    }
  }

  /// At the start of a line the log of a CI job would take `::` for a command.
  void line(std::size_t indent, std::string_view text) {
    out.append(indent, ' ').append(text.starts_with("::") ? "\\x3a" : "");
    out.append(text.substr(text.starts_with("::") ? 1 : 0)).append("\n");
  }

  const HistoryView& m_view;
  std::optional<std::size_t> m_width;
  bool m_bold;
};

constexpr std::string_view k_what[] = {"changed", "new", "removed"};

constexpr std::array<std::string_view, 10> k_headings{"at",   "commit", "author", "command", "record",
                                                      "file", "what",   "field",  "before",  "after"};

std::vector<std::string> cells_of(const std::optional<git::LoggedCommit>& commit, const time::Zone& zone) {
  if (!commit) {
    return {"", "", "", ""};
  }
  return {zone.format(commit->authored_at), commit->commit.id.hex.substr(0, k_id_digits),
          commit->commit.author, command_of(*commit).value_or("by hand")};
}

/// The cells behind those of the commit.
std::vector<std::array<std::string, 6>> printed_rows(const HistoryEntry& entry, HistoryView::Whole whole) {
  std::vector<std::array<std::string, 6>> rows;
  const auto text = [](const std::optional<yaml::Value>& value) {
    return value ? yaml::one_line(*value) : "";
  };
  for (const auto& [change, moved_from] : entry.changes) {
    const std::string what(k_what[static_cast<std::size_t>(change.what)]);
    if (!moved_from.empty()) {
      rows.push_back({change.ref, change.file, "moved", "", moved_from, change.file});
    }
    if (change.what != What::changed && whole == HistoryView::Whole::by_name) {
      rows.push_back({change.ref, change.file, what, "", "", ""});
      continue;
    }
    for (const yaml::Difference& difference : change.differences) {
      rows.push_back(
          {change.ref, change.file, what, difference.name, text(difference.before), text(difference.after)});
    }
  }
  for (const UnreadableFile& file : entry.unreadable) {
    rows.push_back({"", file.file, "unreadable", "", "", ""});
  }
  return rows;
}

Json entry_json(const HistoryEntry& entry, const time::Zone& zone) {
  Json json = {
      {"commit", nullptr}, {"at", nullptr}, {"author", nullptr}, {"command", nullptr}, {"subject", nullptr}};
  if (entry.commit) {
    json["commit"] = entry.commit->commit.id.hex;
    json["at"] = zone.format(entry.commit->authored_at);
    json["author"] = {{"name", entry.commit->author_name}, {"email", entry.commit->author_email}};
    if (const auto command = command_of(*entry.commit)) {
      json["command"] = *command;
    }
    json["subject"] = entry.commit->commit.subject;
  }
  std::vector<RecordChange> changes;
  std::ranges::transform(entry.changes, std::back_inserter(changes), &PastChange::change);
  json["records"] = json_of(changes);
  for (std::size_t i = 0; i < entry.changes.size(); ++i) {
    const std::string& from = entry.changes[i].moved_from;
    json["records"][i]["moved_from"] = from.empty() ? Json(nullptr) : Json(from);
  }
  json["unreadable"] = Json::array();
  for (const UnreadableFile& file : entry.unreadable) {
    json["unreadable"].push_back({{"file", file.file},
                                  {"when", file.when == UnreadableFile::When::before ? "before" : "after"},
                                  {"reason", file.reason}});
  }
  return json;
}

}  // namespace

bool has_subject_of_csx(const git::LoggedCommit& commit) {
  return commit.commit.subject.starts_with("csx: ");
}

std::vector<std::string> csx_trailers(const git::LoggedCommit& commit, std::string_view name) {
  // Hooks add a paragraph or two; a message may have thousands.
  constexpr int k_most_paragraphs = 8;
  std::string message = commit.message;
  for (int i = 0; i < k_most_paragraphs; ++i) {
    if (!git::trailer_values(message, k_command_trailer).empty()) {
      return git::trailer_values(message, name);
    }
    const std::size_t paragraph = message.rfind("\n\n", message.find_last_not_of("\n "));
    if (!has_subject_of_csx(commit) || paragraph == message.npos) {
      break;
    }
    message.resize(paragraph + 1);
  }
  return {};
}

std::optional<std::string> command_of(const git::LoggedCommit& commit) {
  std::vector<std::string> values = csx_trailers(commit, k_command_trailer);
  return values.empty() ? std::nullopt : std::optional(std::move(values.front()));
}

std::string text_of(const std::vector<HistoryEntry>& entries, const HistoryView& view,
                    std::optional<std::size_t> width, report::Color color) {
  HistoryText text(view, width, color);
  for (const HistoryEntry& entry : entries) {
    text.add(entry);
  }
  return std::move(text.out);
}

report::Table table_of(const std::vector<HistoryEntry>& entries, const HistoryView& view) {
  report::Table table;
  for (const std::string_view heading : k_headings) {
    table.columns.push_back({std::string(heading), report::Align::left});
  }
  for (const HistoryEntry& entry : entries) {
    const std::vector<std::string> start = cells_of(entry.commit, view.zone);
    for (const std::array<std::string, 6>& rest : printed_rows(entry, view.whole)) {
      table.rows.push_back(start);
      table.rows.back().insert(table.rows.back().end(), rest.begin(), rest.end());
    }
  }
  return table;
}

Json json_of(const std::vector<HistoryEntry>& entries, const time::Zone& zone) {
  Json json = Json::array();
  for (const HistoryEntry& entry : entries) {
    json.push_back(entry_json(entry, zone));
  }
  return json;
}

}  // namespace csx::cli
