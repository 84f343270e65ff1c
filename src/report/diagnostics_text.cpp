#include "writers.hpp"

#include "csx/base/text.hpp"
#include "excerpt.hpp"
#include "inert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace csx::report {
namespace {

constexpr std::size_t k_gutter = 5;

// Sequences of ECMA-48 (select graphic rendition).
constexpr std::string_view k_bold = "\x1b[1m";
constexpr std::string_view k_dim = "\x1b[2m";
constexpr std::string_view k_bold_red = "\x1b[1;31m";
constexpr std::string_view k_bold_yellow = "\x1b[1;33m";
constexpr std::string_view k_bold_cyan = "\x1b[1;36m";
constexpr std::string_view k_unpainted = "\x1b[0m";

std::string_view paint_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return k_bold_red;
    case Severity::warning:
      return k_bold_yellow;
    case Severity::note:
    case Severity::off:
      break;
  }
  return k_bold_cyan;
}

std::string painted(std::string_view text, std::string_view paint, Color color) {
  return color == Color::always ? fmt::format("{}{}{}", paint, text, k_unpainted) : std::string(text);
}

/// `file:line:column`, as much of it as is known.
std::string place_of(const Location& location) {
  std::string place = inert(location.file);
  // At the start of a line a CI job's log would take it for a command.
  const std::size_t start = place.find_first_not_of(' ');
  if (start != place.npos && place.compare(start, 2, "::") == 0) {
    place.replace(start, 1, "\\x3a");
  }
  if (location.begin && !place.empty()) {
    place += fmt::format(":{}:{}", location.begin->line, location.begin->column);
  }
  return place;
}

void append_block(std::string& out, const Location& location, Severity severity, std::string_view message,
                  Color color) {
  if (const auto place = place_of(location); !place.empty()) {
    out += painted(place + ":", k_bold, color) + " ";
  }
  const auto paint = paint_of(severity);
  out += painted(fmt::format("{}:", to_string(severity)), paint, color);
  out.append(" ").append(message).append("\n");
  const auto excerpt = excerpt_of(location);
  if (!excerpt) {
    return;
  }
  const std::string number = std::to_string(location.begin->line);
  const std::size_t width = std::max(number.size(), k_gutter);
  out += painted(fmt::format("{:>{}} |", number, width), k_dim, color);
  out.append(" ").append(excerpt->text).append("\n");
  out += painted(fmt::format("{:>{}} |", "", width), k_dim, color);
  out.append(excerpt->mark_column + 1, ' ');
  out += painted(std::string(excerpt->mark_width, '^'), paint, color) + "\n";
}

}  // namespace

std::string text_of(const Finding& finding, Color color) {
  const auto& diagnostic = finding.diagnostic;
  std::string out;
  const std::string rule = painted(fmt::format("[{}]", inert(diagnostic.rule)), k_dim, color);
  append_block(out, finding.location, diagnostic.severity, inert(diagnostic.message) + " " + rule, color);
  if (!diagnostic.help.empty()) {
    out += fmt::format("  {} {}\n", painted("help:", k_bold, color), inert(diagnostic.help));
  }
  const std::size_t related = std::min(diagnostic.related.size(), finding.related.size());
  for (std::size_t i = 0; i < related; ++i) {
    append_block(out, finding.related[i], Severity::note, inert(diagnostic.related[i].message), color);
  }
  return out;
}

std::string text_of(const CheckSummary& summary) {
  std::vector<std::string> counts;
  const auto count = [&](std::size_t n, std::string_view noun) {
    if (n > 0) {
      counts.push_back(counted(n, noun));
    }
  };
  count(summary.errors, "error");
  count(summary.warnings, "warning");
  count(summary.notes, "note");
  const std::string found = counts.empty() ? "no findings" : fmt::format("{}", fmt::join(counts, ", "));
  return fmt::format("{} in {} ({})", found, counted(summary.files, "file"),
                     counted(summary.records, "record"));
}

std::string write_text(const DiagnosticsReport& report) {
  std::string out;
  for (const auto& finding : report.findings) {
    out += text_of(finding, report.color);
  }
  out += text_of(report.summary) + "\n";
  return out;
}

}  // namespace csx::report
