#include "check_report.hpp"

#include "csx/git/repository.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

std::string prefix_in_repository(const std::string& folder) {
  const Result<std::optional<git::Repository>> repository = git::Repository::find(folder);
  if (!repository || !*repository) {
    return {};
  }
  const Result<std::string> path = (*repository)->path_of(folder);
  return path && !path->empty() ? *path + '/' : std::string();
}

std::vector<report::RuleDescriptor> descriptors() {
  std::vector<report::RuleDescriptor> rows;
  for (const rules::Rule& rule : rules::table()) {
    rows.push_back({std::string(rule.id), rule.severity, std::string(rule.purpose), std::string(rule.why),
                    std::string(rule.remedy)});
  }
  return rows;
}

}  // namespace

bool in_scope(std::string_view file, const std::vector<std::string>& scope) {
  return scope.empty() || std::ranges::any_of(scope, [&](const std::string& path) {
           return path.empty() || file == path || (file.starts_with(path) && file[path.size()] == '/');
         });
}

CheckReport::CheckReport(const Session& session, std::vector<Finding> findings,
                         const std::vector<std::string>& scope, Severity shown_from, Severity fail_on)
    : m_rules(descriptors()), m_fail_on(fail_on) {
  for (const std::string& file : session.data.files()) {
    m_summary.files += in_scope(file, scope) ? 1U : 0U;
  }
  for (const model::AnyRecord* record : session.data.records()) {
    m_summary.records += in_scope(session.data.file_of(*record), scope) ? 1U : 0U;
  }
  for (Finding& finding : findings) {
    const Severity severity = finding.diagnostic.severity;
    m_summary.errors += severity == Severity::error ? 1U : 0U;
    m_summary.warnings += severity == Severity::warning ? 1U : 0U;
    m_summary.notes += severity == Severity::note ? 1U : 0U;
    m_fails = m_fails || (fail_on != Severity::off && severity >= fail_on);
    if (severity >= shown_from) {
      m_shown.push_back(std::move(finding));
    }
  }
}

void CheckReport::add_origin(const Context& context, const Session& session) {
  m_header = header_of(context, session);
  m_prefix = prefix_in_repository(session.folder);
}

std::string CheckReport::text(const report::DiagnosticsFormat& format, report::Color color) const {
  return format.write({.header = m_header,
                       .summary = m_summary,
                       .findings = m_shown,
                       .rules = m_rules,
                       .fail_on = m_fail_on,
                       .repository_prefix = m_prefix,
                       .color = color});
}

}  // namespace csx::cli
