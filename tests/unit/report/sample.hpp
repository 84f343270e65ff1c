#pragma once

#include <string>
#include <utility>
#include <vector>

#include "csx/report/diagnostics.hpp"

namespace csx::report::sample {

inline Finding plain() {
  Finding finding;
  auto& diagnostic = finding.diagnostic;
  diagnostic.rule = "schema/unknown-value";
  diagnostic.severity = Severity::error;
  diagnostic.message = "unknown touch model \"hightouch\", did you mean \"high-touch\"?";
  diagnostic.place = {"accounts/padaria-aurora/account.yaml", 0, "/touch_model", Aspect::value, std::nullopt};
  diagnostic.record = "account/padaria-aurora";
  finding.location = {diagnostic.place.file, Position{14, 14}, Position{14, 23}, "touch_model: hightouch"};
  finding.fingerprint = "f1";
  return finding;
}

/// With help and a related place; over several lines.
inline Finding related() {
  Finding finding;
  auto& diagnostic = finding.diagnostic;
  diagnostic.rule = "handoff/promise-dropped";
  diagnostic.severity = Severity::warning;
  diagnostic.message = "2 promises are not in the plan";
  diagnostic.place = {"handoffs/2026-03 aurora.yaml", 0, "/plan", Aspect::value, std::nullopt};
  diagnostic.record = "handoff/2026-03-aurora";
  diagnostic.help = "add them, or say why not";
  diagnostic.related = {{"promised here", {"accounts/a.yaml", 0, "/promises/0", Aspect::value, std::nullopt}},
                        {"known only as a file", {"notes.md", 0, "", Aspect::value, std::nullopt}}};
  finding.location = {diagnostic.place.file, Position{3, 1}, Position{5, 9}, "plan:"};
  finding.related = {{"accounts/a.yaml", Position{104, 5}, Position{104, 8}, "  - São João"},
                     {"notes.md", std::nullopt, std::nullopt, ""}};
  finding.fingerprint = "f2";
  return finding;
}

/// Names and text that try to get out of every format; no position.
inline Finding hostile() {
  Finding finding;
  auto& diagnostic = finding.diagnostic;
  diagnostic.rule = "yaml/syntax";
  diagnostic.severity = Severity::note;
  diagnostic.message =
      "found \"<b>&\x1b[31m\u202e%0A\", [x](http://y)\r\n::error::z ##[add-path]/ \xFF \uFFFE ]]>";
  diagnostic.place.file = "::set,a:b%\n<i>\"ç\xFF.yaml";
  finding.location.file = diagnostic.place.file;
  finding.fingerprint = "f3";
  return finding;
}

struct Sample {
  std::vector<Finding> findings = {plain(), related(), hostile()};
  std::vector<RuleDescriptor> rules = {
      {"schema/unknown-value", Severity::error, "Values are of the vocabulary.", "Reports count by them.",
       "Pick one."},
      {"handoff/promise-dropped", Severity::warning, "Promises are planned.", "", ""},
  };

  DiagnosticsReport report(std::string repository_prefix = {}) const {
    DiagnosticsReport out;
    out.header = {"0.1.0", "check", "2026-03-10T12:00:00-03:00", "0123abc", true};
    out.summary = {1, 1, 1, 43, 57};
    out.findings = findings;
    out.rules = rules;
    out.repository_prefix = std::move(repository_prefix);
    return out;
  }
};

inline DiagnosticsReport empty_report() {
  DiagnosticsReport out;
  out.header = {"0.1.0", "check", "2026-03-10T12:00:00Z", std::nullopt, false};
  out.summary = {0, 0, 0, 1, 0};
  return out;
}

inline std::string written(std::string_view format, const DiagnosticsReport& report) {
  const auto* const found = find_diagnostics_format(format);
  return found != nullptr ? found->write(report) : "no such format";
}

}  // namespace csx::report::sample
