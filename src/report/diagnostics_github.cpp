#include "writers.hpp"

#include "csx/base/text.hpp"

#include <fmt/format.h>

#include <string_view>

// Source: "Workflow commands for GitHub Actions" (GitHub's documentation) and the escaping of its toolkit.
namespace csx::report {
namespace {

enum class Part { property, message };

/// Percent-encodes what would end the part or the line; then what a terminal would obey is escaped.
std::string encoded(std::string_view text, Part part) {
  std::string out;
  for (const char c : text) {
    const bool ends_part =
        c == '%' || c == '\r' || c == '\n' || (part == Part::property && (c == ':' || c == ','));
    if (ends_part) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return escape_controls(out);
}

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
    case Severity::off:
      break;
  }
  return "notice";
}

/// The runner drops all columns when an annotation spans lines: they are left out then.
std::string properties_of(const Location& location, const std::string& prefix) {
  if (location.file.empty()) {
    return {};
  }
  std::string out = "file=" + encoded(prefix + location.file, Part::property) + ",";
  if (!location.begin) {
    return out;
  }
  const bool one_line = !location.end || location.end->line == location.begin->line;
  out += fmt::format("line={},", location.begin->line);
  if (one_line) {
    out += fmt::format("col={},", location.begin->column);
  }
  if (location.end) {
    out += fmt::format("endLine={},", location.end->line);
  }
  if (location.end && one_line) {
    out += fmt::format("endColumn={},", location.end->column);
  }
  return out;
}

}  // namespace

std::string write_github(const DiagnosticsReport& report) {
  std::string out;
  for (const auto& finding : report.findings) {
    const auto& diagnostic = finding.diagnostic;
    const std::string help = diagnostic.help.empty() ? "" : "\nhelp: " + diagnostic.help;
    out += fmt::format("::{} {}title={}::{}\n", command_of(diagnostic.severity),
                       properties_of(finding.location, report.repository_prefix),
                       encoded(diagnostic.rule, Part::property),
                       encoded(diagnostic.message + help, Part::message));
  }
  return out;
}

}  // namespace csx::report
