#include "clock.hpp"
#include "csx/base/text.hpp"
#include "csx/report/table.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <vector>

namespace csx::cli {
namespace {

using WindowFate = time::WindowPart::Fate;

constexpr std::array<std::string_view, 5> k_fates{"counted", "before-start", "after-end", "overlapped",
                                                  "lost"};
constexpr std::array<std::string_view, 3> k_sources{"weekday", "holiday", "exception"};

std::optional<std::int64_t> number_of(const time::ExplainedDay& day,
                                      const std::optional<DayNumbers>& numbers) {
  if (!numbers || !day.business_day || numbers->first + *day.business_day > numbers->last) {
    return std::nullopt;
  }
  return numbers->first + *day.business_day;
}

/// Where a day's hours come from, as far as it is worth a word.
std::string source_note(const time::DayHours& hours) {
  if (hours.source == time::DayHours::Source::weekday) {
    return hours.windows.empty() ? "closed" : "";
  }
  std::string note(k_sources.at(static_cast<std::size_t>(hours.source)));
  return hours.reasons.empty() ? note : fmt::format("{}: {}", note, fmt::join(hours.reasons, ", "));
}

std::string offset_text(std::chrono::seconds offset) {
  const auto minutes = std::chrono::abs(std::chrono::floor<std::chrono::minutes>(offset)).count();
  return fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string fate_note(const time::WindowPart& part, const time::Zone& zone, const SpanEnds& ends) {
  switch (part.fate) {
    case WindowFate::before_start:
      return fmt::format("before the {}", ends.from);
    case WindowFate::after_end:
      return fmt::format("after the {}", ends.to);
    case WindowFate::overlapped:
      return "in the window of the day before";
    case WindowFate::lost:
      return "clocks go forward over it";
    case WindowFate::counted:
      break;
  }
  const auto before = zone.offset_at(part.from);
  const auto after = zone.offset_at(part.to);
  return before == after
             ? std::string()
             : fmt::format("clocks change from {} to {}", offset_text(before), offset_text(after));
}

/// `09:00-12:00`; of a piece that begins after midnight with its weekday.
std::string window_text(const time::WindowPart& part, const time::Zone& zone, time::Date date) {
  if (part.fate == WindowFate::lost) {
    return part.window.to_string();
  }
  const std::string from = instant_text(zone, part.from);
  const std::string to = instant_text(zone, part.to);
  // `Mon 2026-11-23 15:00 -03:00`
  const auto clock = [](std::string_view text) { return text.substr(15, text.rfind(' ') - 15); };
  const std::string_view close = clock(to) == "00:00" ? "24:00" : clock(to);
  const bool is_next_day = std::string_view(from).substr(4, 10) != date.to_string();
  return fmt::format("{}-{}{}", clock(from), close, is_next_day ? " " + from.substr(0, 3) : std::string());
}

void append_note(std::string& notes, std::string_view note) {
  if (!note.empty()) {
    notes.append(notes.empty() ? "" : "; ").append(note);
  }
}

/// Lays the days out, row by row.
class Rows {
 public:
  Rows(const time::Zone& zone, const SpanEnds& ends) : m_zone(zone), m_ends(ends) {
    m_table.columns = {{"day", report::Align::left},
                       {"hours", report::Align::left},
                       {"counted", report::Align::right},
                       {"total", report::Align::right},
                       {"", report::Align::left}};
  }

  void add(const time::ExplainedDay& day, std::optional<std::int64_t> number) {
    std::string notes = number ? fmt::format("business day {}", *number) : std::string();
    append_note(notes, source_note(day.hours));
    std::string name = instant_text(m_zone, m_zone.start_of(day.date)).substr(0, 4) + day.date.to_string();
    if (day.parts.empty()) {
      m_table.rows.push_back({std::move(name), "", "", "", std::move(notes)});
    }
    for (const time::WindowPart& part : day.parts) {
      const bool is_counted = part.fate == WindowFate::counted;
      m_total += is_counted ? part.length() : std::chrono::seconds{0};
      append_note(notes, fate_note(part, m_zone, m_ends));
      m_table.rows.push_back({std::exchange(name, {}), window_text(part, m_zone, day.date),
                              is_counted ? length_text(part.length()) : std::string(),
                              is_counted ? length_text(m_total) : std::string(), std::exchange(notes, {})});
    }
  }

  const report::Table& table() const { return m_table; }

 private:
  const time::Zone& m_zone;
  const SpanEnds& m_ends;
  report::Table m_table;
  std::chrono::seconds m_total{0};
};

Json part_json(const time::WindowPart& part, const time::Zone& zone) {
  return {{"window", part.window.to_string()},
          {"from", zone.format(part.from)},
          {"to", zone.format(part.to)},
          {"seconds", part.length().count()},
          {"fate", k_fates.at(static_cast<std::size_t>(part.fate))}};
}

}  // namespace

std::string explanation_text(const time::Explanation& explanation, const time::Zone& zone,
                             const SpanEnds& ends, const std::optional<DayNumbers>& numbers,
                             std::optional<std::size_t> width) {
  Rows rows(zone, ends);
  for (const time::ExplainedDay& day : explanation.days) {
    rows.add(day, number_of(day, numbers));
  }
  return report::text_of(rows.table(), width);
}

Json explanation_json(const time::Explanation& explanation, const time::Zone& zone,
                      const std::optional<DayNumbers>& numbers) {
  Json days = Json::array();
  for (const time::ExplainedDay& day : explanation.days) {
    Json windows = Json::array();
    for (const time::WindowPart& part : day.parts) {
      windows.push_back(part_json(part, zone));
    }
    Json& json = days.emplace_back(Json{{"date", day.date.to_string()},
                                        {"source", k_sources.at(static_cast<std::size_t>(day.hours.source))},
                                        {"reasons", day.hours.reasons},
                                        {"windows", std::move(windows)},
                                        {"business_seconds", day.counted.counted.count()},
                                        {"total_seconds", day.total.counted.count()}});
    if (const auto number = number_of(day, numbers)) {
      json["business_day"] = *number;
    }
  }
  return {{"days", std::move(days)}};
}

}  // namespace csx::cli
