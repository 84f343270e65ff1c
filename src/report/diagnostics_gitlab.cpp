#include "writers.hpp"

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

// Source: "Code Quality report format" (GitLab's documentation).
namespace csx::report {
namespace {

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "major";
    case Severity::warning:
      return "minor";
    case Severity::note:
    case Severity::off:
      break;
  }
  return "info";
}

Json issue_of(const Finding& finding, const std::string& prefix) {
  const auto& diagnostic = finding.diagnostic;
  Json issue;
  issue["description"] = diagnostic.message;
  issue["check_name"] = diagnostic.rule;
  issue["fingerprint"] = finding.fingerprint;
  issue["severity"] = severity_of(diagnostic.severity);
  issue["location"]["path"] = prefix + finding.location.file;
  // The format requires a line, so a finding about a file as a whole stands at its first.
  issue["location"]["lines"]["begin"] = finding.location.begin ? finding.location.begin->line : 1;
  return issue;
}

}  // namespace

std::string write_gitlab(const DiagnosticsReport& report) {
  Json issues = Json::array();
  for (const auto& finding : report.findings) {
    issues.push_back(issue_of(finding, report.repository_prefix));
  }
  return to_text(issues);
}

}  // namespace csx::report
