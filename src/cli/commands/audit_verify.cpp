#include "../audits.hpp"
#include "../exit_code.hpp"
#include "../version.hpp"
#include "csx/audit/trail.hpp"
#include "csx/base/text.hpp"
#include "csx/report/table.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_audit_verify_formats{"text", "json"};
constexpr std::size_t k_short = 10;

struct AuditVerifyOptions {
  std::vector<std::string> audits;
  bool strict = false;
};

void declare(AuditVerifyOptions& options, Options& out) {
  out.push_back({.names = "AUDIT",
                 .value = {},
                 .doc = "ids of audits, such as 2026-10; all unless given",
                 .into = &options.audits,
                 .completes = Completes::record,
                 .place = Option::Place::argument});
  out.push_back({.names = "--strict",
                 .value = {},
                 .doc = "end with 1 also for restated results, missing periods and differences by version",
                 .into = &options.strict});
}

/// Adds what only the working files show.
void add_uncommitted(audit::Report& report, const Committed& committed) {
  const Result<std::vector<std::string>> changed =
      committed.past.repository.changed_paths(committed.past.prefix + "audits");
  if (!changed) {
    return;
  }
  for (const std::string& name : *changed) {
    const std::string path = "audits/" + name;
    const auto found = std::ranges::find(report.audits, audit::audit_of(path), &audit::Verdict::id);
    if (found != report.audits.end() && !found->commit.empty()) {
      found->tampered.push_back(
          {audit::Tampering::uncommitted, path, "the working files differ from what was committed"});
    }
  }
}

std::string verdict_of(const audit::Verdict& verdict) {
  if (!verdict.tampered.empty()) {
    return "tampered";
  }
  return verdict.restated.empty() ? "ok" : "restated";
}

std::string moved(const audit::Difference& difference) {
  const auto shown = [](const std::string& value) {
    return value.empty() ? "nothing" : escape_controls(value);
  };
  return fmt::format("{}: {} -> {}", escape_controls(difference.what), shown(difference.before),
                     shown(difference.after));
}

std::string text_of(const audit::Report& report) {
  if (report.audits.empty()) {
    return "no audits\n";
  }
  report::Table table{{{"audit"}, {"verdict"}, {"committed"}, {"by csx"}, {"signed"}}, {}};
  for (const audit::Verdict& verdict : report.audits) {
    table.rows.push_back({verdict.id, verdict_of(verdict), verdict.commit.substr(0, k_short), verdict.version,
                          verdict.is_signed ? "yes" : "no"});
  }
  std::string out = report::text_of(table, std::nullopt);
  for (const audit::Verdict& verdict : report.audits) {
    if (!verdict.tampered.empty()) {
      out += fmt::format("\n{} was tampered with:\n", escape_controls(verdict.id));
    }
    for (const audit::Tampered& each : verdict.tampered) {
      out += fmt::format("  {}: {}: {}\n", audit::word(each.kind), escape_controls(each.where),
                         escape_controls(each.text));
    }
    if (!verdict.restated.empty()) {
      out += fmt::format("\n{} is restated by later commits:\n", escape_controls(verdict.id));
    }
    for (const audit::Restated& each : verdict.restated) {
      out += fmt::format("  {}\n    by {}  {}\n", moved(each.difference), each.commit.substr(0, k_short),
                         escape_controls(each.subject));
    }
    if (!verdict.by_version.empty()) {
      out += fmt::format("\n{} was written by csx {}; csx {} computes otherwise:\n",
                         escape_controls(verdict.id), escape_controls(verdict.version), k_version);
    }
    for (const audit::Difference& each : verdict.by_version) {
      out += fmt::format("  by-version: {}\n", moved(each));
    }
  }
  if (!report.missing.empty()) {
    out += fmt::format("\nno audit of: {}\n", fmt::join(report.missing, ", "));
  }
  return out;
}

Json json_of(const audit::Difference& difference) {
  const auto value = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  return {
      {"what", difference.what}, {"before", value(difference.before)}, {"after", value(difference.after)}};
}

Json json_of(const audit::Report& report) {
  Json audits = Json::array();
  for (const audit::Verdict& verdict : report.audits) {
    Json tampered = Json::array();
    for (const audit::Tampered& each : verdict.tampered) {
      tampered.push_back({{"kind", audit::word(each.kind)}, {"where", each.where}, {"text", each.text}});
    }
    Json restated = Json::array();
    for (const audit::Restated& each : verdict.restated) {
      Json row = json_of(each.difference);
      row["commit"] = each.commit;
      row["subject"] = each.subject;
      restated.push_back(std::move(row));
    }
    Json by_version = Json::array();
    for (const audit::Difference& each : verdict.by_version) {
      by_version.push_back(json_of(each));
    }
    audits.push_back({{"id", verdict.id},
                      {"verdict", verdict_of(verdict)},
                      {"commit", verdict.commit.empty() ? Json(nullptr) : Json(verdict.commit)},
                      {"csx_version", verdict.version},
                      {"signed", verdict.is_signed},
                      {"tampered", std::move(tampered)},
                      {"restated", std::move(restated)},
                      {"by_version", std::move(by_version)}});
  }
  return {{"audits", std::move(audits)}, {"missing", report.missing}};
}

Result<int> run(const AuditVerifyOptions& options, Context& context) {
  const auto session = open_part(context, [](const model::Workspace&) { return std::vector<std::string>(); });
  if (!session) {
    return fail(session.error());
  }
  Result<Committed> opened = open_committed(context, **session);
  if (!opened) {
    return fail(std::move(opened.error()));
  }
  const auto committed = std::make_shared<Committed>(std::move(*opened));
  context.keep(committed);
  const audit::Archive archive{committed->past.repository, committed->past.history, committed->tip,
                               committed->past.prefix,     (*session)->folder,      std::string(k_version)};
  Result<audit::Report> report = audit::verify(archive, committed->data, options.audits, (*session)->today);
  if (!report) {
    return fail(std::move(report.error()));
  }
  if (!context.globals().at) {
    add_uncommitted(*report, *committed);
  }
  context.out = context.format() == "json"
                    ? report::to_text(report::envelope(header_of(context, **session), json_of(*report)))
                    : text_of(*report);
  const bool tampered =
      std::ranges::any_of(report->audits, [](const audit::Verdict& each) { return !each.tampered.empty(); });
  const bool moved_on =
      !report->missing.empty() || std::ranges::any_of(report->audits, [](const audit::Verdict& each) {
        return !each.restated.empty() || !each.by_version.empty();
      });
  return tampered || (options.strict && moved_on) ? k_exit_findings : k_exit_done;
}

constexpr std::array<Example, 4> k_audit_verify_examples{
    {{"csx audit verify", "every audit, computed again from git"},
     {"csx audit verify 2026-10", "one"},
     {"csx audit verify --strict", "fail also for what later commits restate"},
     {"csx audit verify --format json", "for a CI job"}}};

}  // namespace

const Command k_audit_verify{
    .name = "audit verify",
    .group = Group::judge,
    .summary = "whether audits still say what their commits give, and were left as they were",
    .effect = Effect::reads,
    .about =
        "Reads the recorded commit from git, computes the audit again and compares: byte for byte with the "
        "csx that "
        "wrote it, else by value. Tampering is a file of an audit that was changed or taken away after its "
        "commit, "
        "an audited commit that history lost, and a recorded tree that does not give the recorded result. "
        "What later "
        "commits change about the period (a late entry, a correction) is ordinary life and listed as "
        "restated. "
        "Needs all of history.",
    .formats = k_audit_verify_formats,
    .examples = k_audit_verify_examples,
    .exit_one =
        "an audit was tampered with; with --strict also when one is restated, missing or computed otherwise",
    .prepare = prepare<AuditVerifyOptions, declare, run>};

}  // namespace csx::cli
