#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/report/diagnostics.hpp"
#include "session.hpp"

namespace csx::cli {

/// What one run of check reports, in whatever format.
class CheckReport {
 public:
  /// `findings` are those in scope; only those of at least `shown_from` are shown, all are counted.
  CheckReport(const Session& session, std::vector<Finding> findings, const std::vector<std::string>& scope,
              Severity shown_from, Severity fail_on);

  /// Adds what only formats for programs say, and what takes asking git: where the records come from and
  /// where they lie in the repository.
  void add_origin(const Context& context, const Session& session);

  std::string text(const report::DiagnosticsFormat& format, report::Color color) const;
  const report::CheckSummary& summary() const { return m_summary; }
  /// Whether some finding is at least as severe as --fail-on asks; never when that is `off`.
  bool fails() const { return m_fails; }

 private:
  report::Header m_header;
  report::CheckSummary m_summary;
  std::vector<Finding> m_shown;
  std::vector<report::RuleDescriptor> m_rules;
  Severity m_fail_on;
  std::string m_prefix;
  bool m_fails = false;
};

/// Whether a file lies in one of the files and folders of `scope`, or that is empty.
bool in_scope(std::string_view file, const std::vector<std::string>& scope);

}  // namespace csx::cli
