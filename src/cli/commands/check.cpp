#include "../check_report.hpp"
#include "../checking.hpp"
#include "../exit_code.hpp"
#include "../files.hpp"
#include "csx/base/text.hpp"
#include "csx/git/repository.hpp"
#include "csx/rules/selection.hpp"
#include "table.hpp"

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 3> k_severities{"note", "warning", "error"};
constexpr std::array<std::string_view, 4> k_fail_on{"error", "warning", "note", "never"};
constexpr std::array<std::string_view, 6> k_check_formats{"text",   "json",   "sarif",
                                                          "github", "gitlab", "junit"};

struct CheckOptions {
  std::vector<std::string> paths;
  std::vector<std::string> rules;
  std::optional<std::string> severity;
  std::optional<std::string> fail_on;
  bool staged = false;
  std::optional<std::string> against;
  std::optional<std::string> baseline;
  bool update_baseline = false;
  std::vector<std::string> reports;
};

void declare(CheckOptions& options, Options& out) {
  out.push_back({.names = "PATH",
                 .value = {},
                 .doc = "report only findings in these files and folders; all records are read all the same, "
                        "since they refer to one another",
                 .into = &options.paths,
                 .completes = Completes::file,
                 .place = Option::Place::argument});
  out.push_back({.names = "--rule",
                 .value = "RULE",
                 .doc = "run only this rule, or family/* for all of a family; may be repeated",
                 .into = &options.rules,
                 .completes = Completes::rule});
  out.push_back({.names = "--severity",
                 .value = "SEVERITY",
                 .doc = "show only findings at least this severe; all are counted",
                 .into = &options.severity,
                 .choices = k_severities});
  out.push_back({.names = "--fail-on",
                 .value = "SEVERITY",
                 .doc = "end with 1 from this severity on; error unless given",
                 .into = &options.fail_on,
                 .choices = k_fail_on});
  out.push_back({.names = "--staged",
                 .value = {},
                 .doc = "read what git has staged instead of the working files, for hooks",
                 .into = &options.staged});
  out.push_back({.names = "--against",
                 .value = "REV",
                 .doc = "report only findings that the change since REV adds; REV is the merge base with the "
                        "upstream branch unless given",
                 .into = &options.against,
                 .value_may = Option::Value::may_be_left_out});
  out.push_back({.names = "--baseline",
                 .value = "FILE",
                 .doc = "leave out the findings that FILE records",
                 .into = &options.baseline,
                 .completes = Completes::file});
  out.push_back({.names = "--update-baseline",
                 .value = {},
                 .doc = "record all findings of today in the file of --baseline",
                 .into = &options.update_baseline});
  out.push_back({.names = "--report",
                 .value = "FORMAT=FILE",
                 .doc = "write the findings to FILE in another format, too; may be repeated",
                 .into = &options.reports,
                 .completes = Completes::file});
}

/// One of --report.
struct ReportFile {
  const report::DiagnosticsFormat* format = nullptr;
  std::string path;
};

Result<std::vector<ReportFile>> parse_reports(const CheckOptions& options, const Context& context) {
  std::vector<ReportFile> files;
  for (const std::string& text : options.reports) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals + 1 == text.size()) {
      return fail(ErrorKind::usage, fmt::format("--report {} does not say where to", csx::quoted(text)),
                  {"write FORMAT=FILE, such as sarif=findings.sarif"});
    }
    const std::string format = text.substr(0, equals);
    files.push_back({report::find_diagnostics_format(format), context.absolute(text.substr(equals + 1))});
    const std::string& path = files.back().path;
    if (std::ranges::count(files, path, &ReportFile::path) > 1) {
      return fail(ErrorKind::usage, fmt::format("two reports would be written to {}", quoted_path(path)),
                  {"give each a file of its own"});
    }
    if (Status may = may_write_result(path); !may) {
      return fail(std::move(may.error()));
    }
    if (files.back().format == nullptr) {
      return fail(ErrorKind::usage,
                  fmt::format("--report knows no format {}{}", csx::quoted(format),
                              did_you_mean(format, k_check_formats)),
                  {fmt::format("give one of {}", fmt::join(k_check_formats, ", "))});
    }
  }
  return files;
}

Result<rules::Selection> parse_selection(const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    const bool known = std::ranges::any_of(
        rules::table(), [&](const rules::Rule& rule) { return rules::names_rule(pattern, rule.id); });
    if (!known) {
      return fail(
          ErrorKind::usage,
          fmt::format("unknown rule {}{}", csx::quoted(pattern), did_you_mean(pattern, rules::rule_ids())),
          {"run `csx explain` for the list of rules"});
    }
  }
  return rules::Selection{patterns};
}

std::vector<std::string_view> files_and_folders(const std::vector<std::string>& files) {
  std::vector<std::string_view> names(files.begin(), files.end());
  for (const std::string_view file : files) {
    for (std::size_t at = file.find('/'); at != file.npos; at = file.find('/', at + 1)) {
      names.push_back(file.substr(0, at));
    }
  }
  return names;
}

/// The paths of the command line, relative to the data folder; empty for all of it.
Result<std::vector<std::string>> parse_scope(const CheckOptions& options, const Context& context,
                                             const Session& session) {
  std::vector<std::string> scope;
  for (const std::string& path : options.paths) {
    const std::string whole = context.absolute(path);
    if (whole == session.folder || session.folder.starts_with(whole + '/')) {
      return std::vector<std::string>();
    }
    const std::string prefix = session.folder == "/" ? "/" : session.folder + '/';
    const std::string inner = whole.starts_with(prefix) ? whole.substr(prefix.size()) : std::string();
    const std::vector<std::string>& files = session.data.files();
    const bool holds_records = !inner.empty() && std::ranges::any_of(files, [&](const std::string& file) {
      return in_scope(file, {inner});
    });
    if (!holds_records) {
      const std::vector<std::string_view> names = files_and_folders(files);
      return fail(ErrorKind::usage, fmt::format("there are no records at {}{}", csx::quoted(path),
                                                did_you_mean(inner.empty() ? path : inner, names)));
    }
    scope.push_back(inner);
  }
  return scope;
}

Status refuse_contradictions(const CheckOptions& options, const Context& context) {
  if (options.staged && context.globals().at) {
    return fail(ErrorKind::usage, "--staged and --at name two different states of the folder");
  }
  if (options.update_baseline && !options.baseline) {
    return fail(ErrorKind::usage, "--update-baseline does not say which file",
                {"add --baseline FILE, such as --baseline .csx/baseline.json"});
  }
  if (options.update_baseline && (options.against || !options.paths.empty() || !options.rules.empty())) {
    return fail(ErrorKind::usage,
                "a baseline records all findings; PATH, --rule and --against leave some out");
  }
  return {};
}

/// The folder as it was before the change that --against names.
Result<std::shared_ptr<const Session>> open_before(const Session& session, const std::string& revision,
                                                   Context& context) {
  std::string name = revision;
  if (name.empty()) {
    const Result<std::optional<git::Repository>> repository = git::Repository::find(session.folder);
    if (!repository) {
      return fail(repository.error());
    }
    if (!*repository) {
      return fail(ErrorKind::io, fmt::format("{} lies in no git repository", csx::quoted(session.folder)));
    }
    const Result<git::Commit> base = (*repository)->merge_base_with_upstream();
    if (!base) {
      return fail(base.error());
    }
    name = base->id.hex;
  }
  auto before = open_beside(context, session, name);
  if (before) {
    context.detail(fmt::format("compared with {}", name));
  }
  return before;
}

/// Everything but what is known already: --against and --baseline.
Result<std::vector<Finding>> new_findings(const CheckOptions& options, const Session& session,
                                          const rules::Selection& selection, Context& context) {
  std::vector<Finding> findings;
  if (options.against) {
    const auto before = open_before(session, *options.against, context);
    if (!before) {
      return fail(before.error());
    }
    findings = find_added(**before, session, selection);
  } else {
    findings = find_all(session, selection);
  }
  if (options.baseline && !options.update_baseline) {
    const Result<Baseline> baseline = read_baseline(context.absolute(*options.baseline), *options.baseline);
    if (!baseline) {
      return fail(baseline.error());
    }
    const std::size_t before = findings.size();
    std::erase_if(findings, [&](const Finding& finding) { return baseline->holds(finding.fingerprint); });
    context.detail(fmt::format("the baseline covers {}", counted(before - findings.size(), "finding")));
  }
  return findings;
}

Result<int> run(const CheckOptions& options, Context& context) {
  // The most memory of all commands: kept, what is free would be a twelfth of the peak.
  if (context.environment().return_memory != nullptr) {
    context.environment().return_memory();
  }
  if (Status good = refuse_contradictions(options, context); !good) {
    return fail(std::move(good.error()));
  }
  const Result<std::vector<ReportFile>> reports = parse_reports(options, context);
  if (!reports) {
    return fail(reports.error());
  }
  if (options.update_baseline) {
    if (Status may = may_write_result(context.absolute(*options.baseline)); !may) {
      return fail(std::move(may.error()));
    }
  }
  const Result<rules::Selection> selection = parse_selection(options.rules);
  if (!selection) {
    return fail(selection.error());
  }
  const auto opened = open_session(context, Unread::left, options.staged ? Staged::yes : Staged::no);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<std::vector<std::string>> scope = parse_scope(options, context, session);
  if (!scope) {
    return fail(scope.error());
  }
  Result<std::vector<Finding>> findings = new_findings(options, session, *selection, context);
  if (!findings) {
    return fail(std::move(findings.error()));
  }
  std::erase_if(*findings, [&](const Finding& finding) { return !in_scope(finding.location.file, *scope); });
  if (options.update_baseline) {
    const std::string path = context.absolute(*options.baseline);
    if (Status written = write_file(path, baseline_text(*findings)); !written) {
      return fail(std::move(written.error()));
    }
    context.note(fmt::format("recorded {} in {}", counted(findings->size(), "finding"), *options.baseline));
    if (std::ranges::any_of(*findings, [](const Finding& finding) {
          return finding.diagnostic.rule.starts_with("yaml/") &&
                 finding.diagnostic.severity == Severity::error;
        })) {
      context.note(
          "hint: mend what is no YAML and record it again: what else is wrong there is not in it yet");
    }
    return k_exit_done;
  }
  const auto severity = [](const std::optional<std::string>& word, Severity otherwise) {
    return word ? parse_severity(*word).value_or(Severity::off) : otherwise;
  };
  CheckReport report(session, std::move(*findings), *scope, severity(options.severity, Severity::note),
                     severity(options.fail_on, Severity::error));
  if (context.format() != "text" || !reports->empty()) {
    report.add_origin(context, session);
  }
  for (const ReportFile& file : *reports) {
    if (Status written = write_file(file.path, report.text(*file.format, report::Color::never)); !written) {
      return fail(std::move(written.error()));
    }
  }
  context.out = report.text(*report::find_diagnostics_format(context.format()), context.color());
  return report.fails() ? k_exit_findings : k_exit_done;
}

constexpr std::array<Example, 5> k_check_examples{
    {{"csx check", "check the whole folder"},
     {"csx check accounts/padaria-aurora --severity warning", "what is wrong with one account, notes aside"},
     {"csx check --staged", "check what is about to be committed"},
     {"csx check --against origin/main --format github", "in a CI job: only what the change adds"},
     {"csx check --report sarif=findings.sarif --fail-on warning", "write SARIF besides, be strict"}}};

}  // namespace

const Command k_check{
    .name = "check",
    .group = Group::judge,
    .summary = "check every record: text, fields, references, agreement, coherence, pitfalls",
    .effect = Effect::reads,
    .about =
        "Reads the folder and says all that is wrong with it, each finding with its place, the rule it "
        "comes from and what to do. Findings that depend on the day are warnings at most.\n\n"
        "A line `# csx:ignore RULE until=2026-12-31 reason=\"…\"` silences a rule on its own line or the "
        "next.",
    .formats = k_check_formats,
    .examples = k_check_examples,
    .exit_one = "findings at or above --fail-on",
    .prepare = prepare<CheckOptions, declare, run>};

}  // namespace csx::cli
