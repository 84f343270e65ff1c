#include "writers.hpp"

#include "csx/base/utf8.hpp"
#include "inert.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <vector>

// Nobody has standardised this format; the elements and attributes here are those that Jenkins, GitLab and
// Maven agree on. A suite is a file, a case is a finding.
namespace csx::report {
namespace {

constexpr std::string_view k_suite_name = "csx check";

/// Characters and attribute values of XML 1.0; what it cannot hold becomes U+FFFD.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto step = utf8::decode(text, at);
    const bool allowed = step.valid && step.value != 0xFFFE && step.value != 0xFFFF &&
                         (step.value >= 0x20 || step.value == '\n' || step.value == '\t');
    switch (allowed ? step.value : 0) {
      case 0:
        out += "\uFFFD";
        break;
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out.append(text, at, step.length);
    }
    at += step.length;
  }
  return out;
}

struct SuiteCounts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
};

struct Suite {
  std::string_view file;
  std::vector<const Finding*> findings;
};

/// By file, in the order in which the files come.
std::vector<Suite> suites_of(std::span<const Finding> findings) {
  std::vector<Suite> suites;
  std::map<std::string_view, std::size_t> index;
  for (const auto& finding : findings) {
    const auto [entry, is_new] = index.try_emplace(finding.location.file, suites.size());
    if (is_new) {
      suites.push_back({finding.location.file, {}});
    }
    suites[entry->second].findings.push_back(&finding);
  }
  return suites;
}

bool fails(const Finding& finding, Severity fail_on) {
  return finding.diagnostic.severity >= fail_on;
}

SuiteCounts count(const std::vector<const Finding*>& findings, Severity fail_on) {
  SuiteCounts counts;
  for (const auto* finding : findings) {
    ++counts.tests;
    ++(fails(*finding, fail_on) ? counts.failures : counts.skipped);
  }
  return counts;
}

/// Without line numbers, so that a case keeps its name while its file is edited above it; unique in its
/// suite, because readers of the format drop the second case of a name.
std::string case_name(const Diagnostic& diagnostic, std::map<std::string, std::size_t>& seen) {
  std::string name = diagnostic.rule;
  if (!diagnostic.place.pointer.empty()) {
    name += " " + diagnostic.place.pointer;
  }
  const std::size_t ordinal = ++seen[name];
  return ordinal > 1 ? fmt::format("{} ({})", name, ordinal) : name;
}

std::string case_of(const Finding& finding, const std::string& path, const std::string& name,
                    Severity fail_on) {
  const auto& diagnostic = finding.diagnostic;
  const std::string file = finding.location.file.empty() ? "" : fmt::format(" file=\"{}\"", path);
  std::string out =
      fmt::format("    <testcase name=\"{}\" classname=\"{}\"{}>\n", escaped(inert(name)), path, file);
  const std::string message = escaped(inert(diagnostic.message));
  const std::string details = escaped(text_of(finding, Color::never));
  if (fails(finding, fail_on)) {
    out += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
                       to_string(diagnostic.severity), message, details);
  } else {
    // Seen, but not red: a finding below the threshold does not make the run fail.
    out += fmt::format("      <skipped message=\"{}: {}\"/>\n      <system-out>{}</system-out>\n",
                       to_string(diagnostic.severity), message, details);
  }
  return out + "    </testcase>\n";
}

std::string suite_of(const Suite& suite, const DiagnosticsReport& report) {
  const std::string path = suite.file.empty()
                               ? std::string(k_suite_name)
                               : escaped(inert(report.repository_prefix + std::string(suite.file)));
  const SuiteCounts counts = count(suite.findings, report.fail_on);
  std::string out =
      fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
                  path, counts.tests, counts.failures, counts.skipped);
  std::map<std::string, std::size_t> seen;
  for (const auto* finding : suite.findings) {
    out += case_of(*finding, path, case_name(finding->diagnostic, seen), report.fail_on);
  }
  return out + "  </testsuite>\n";
}

}  // namespace

std::string write_junit(const DiagnosticsReport& report) {
  std::string body;
  SuiteCounts total;
  for (const auto& suite : suites_of(report.findings)) {
    const SuiteCounts counts = count(suite.findings, report.fail_on);
    total.tests += counts.tests;
    total.failures += counts.failures;
    body += suite_of(suite, report);
  }
  if (body.empty()) {
    // A report without a single case counts as a broken run with most readers.
    total.tests = 1;
    body = fmt::format(
        "  <testsuite name=\"{0}\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
        "    <testcase name=\"{1}\" classname=\"{0}\"/>\n  </testsuite>\n",
        k_suite_name, text_of(report.summary));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\" "
      "errors=\"0\">\n{}</testsuites>\n",
      k_suite_name, total.tests, total.failures, body);
}

}  // namespace csx::report
