#include "../audits.hpp"
#include "../exit_code.hpp"
#include "../period_option.hpp"
#include "../version.hpp"
#include "../writing.hpp"
#include "csx/audit/compute.hpp"
#include "csx/audit/text.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

struct AuditRunOptions {
  std::optional<std::string> period;
  bool allow_errors = false;
  WriteOptions write;
};

void declare(AuditRunOptions& options, Options& out) {
  out.push_back({.names = "--period",
                 .value = "PERIOD",
                 .doc = "what is audited: 2026-10, 2026-Q3, 2026, A..B; last-month unless given",
                 .into = &options.period});
  out.push_back({.names = "--allow-errors",
                 .value = {},
                 .doc = "audit although csx check finds errors; the result says so",
                 .into = &options.allow_errors});
  declare(options.write, out);
}

/// Says what is wrong with the records.
int refuse_errors(Context& context, const std::vector<model::AuditFinding>& errors) {
  constexpr std::size_t k_shown = 5;
  for (std::size_t i = 0; i < std::min(errors.size(), k_shown); ++i) {
    context.notes +=
        fmt::format("{}: error: {} [{}]\n", escape_controls(errors[i].record.value_or("csx.yaml")),
                    escape_controls(errors[i].message), errors[i].rule.value);
  }
  if (errors.size() > k_shown) {
    context.notes += fmt::format("and {} more\n", errors.size() - k_shown);
  }
  context.notes += fmt::format("csx: nothing was written: csx check finds {} in what is committed\n",
                               counted(errors.size(), "error"));
  context.note("hint: mend and commit them, or add --allow-errors; the audit then says so");
  return k_exit_findings;
}

Result<audit::Computed> audit_of_head(const AuditRunOptions& options, const Session& session,
                                      const Committed& committed) {
  const Result<time::Period> period = read_period(options.period, "last-month", session.today);
  if (!period) {
    return fail(period.error());
  }
  if (Status can_be_judged = audit::check_period(committed.data, *period, session.as_of); !can_be_judged) {
    return fail(std::move(can_be_judged.error()));
  }
  const std::string id = audit::id_of(*period);
  if (committed.data.has_id("audit", id)) {
    return fail(
        ErrorKind::usage,
        fmt::format("{} was audited before: audits are not made twice", period->to_string()),
        {fmt::format("`csx audit verify {}` computes it again and lists what later commits restate", id)});
  }
  const Result<std::optional<git::Oid>> folder =
      committed.past.history.folder_at(committed.tip, committed.past.prefix);
  if (!folder) {
    return fail(folder.error());
  }
  return audit::compute(
      *committed.tree, committed.data,
      {*period, session.as_of, committed.tip.hex, *folder ? (*folder)->hex : "", std::string(k_version)});
}

Result<int> run(const AuditRunOptions& options, Context& context) {
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, options.write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  Result<Committed> opened = open_committed(context, writing.session());
  if (!opened) {
    return fail(std::move(opened.error()));
  }
  const auto committed = std::make_shared<Committed>(std::move(*opened));
  context.keep(committed);
  const Result<audit::Computed> made = audit_of_head(options, writing.session(), *committed);
  if (!made) {
    return fail(made.error());
  }
  if (!made->errors.empty() && !options.allow_errors) {
    return refuse_errors(context, made->errors);
  }
  const Result<std::vector<std::string>> changed =
      committed->past.repository.changed_paths(committed->past.prefix);
  if (changed && !changed->empty()) {
    context.note(fmt::format("note: {} not committed and not audited",
                             counted(changed->size(), "changed file is", "changed files are")));
  }
  const audit::Files files = audit::files_of(committed->data, *made);
  const std::string& id = made->audit.id.value;
  for (const auto& [ending, text] : {std::pair<std::string_view, const std::string&>("yaml", files.yaml),
                                     {"md", files.markdown},
                                     {"html", files.html}}) {
    const std::string path = audit::path_of(id, ending);
    const Result<std::optional<std::string>> there = writing.text(path);
    if (!there) {
      return fail(there.error());
    }
    if (*there) {
      return fail(ErrorKind::usage,
                  fmt::format("{} lies there already and is not committed", quoted_path(path)),
                  {"commit it or take it away"});
    }
    writing.put(path, text);
  }
  const Result<int> code = writing.finish(fmt::format("audit run {}", id));
  if (code && *code == k_exit_done && context.format() == "text" && !options.write.dry_run) {
    context.out += fmt::format("{} commitments reached their target; read {}\n", met_of(made->audit),
                               audit::path_of(id, "md"));
  }
  return code;
}

constexpr std::array<Example, 4> k_audit_run_examples{
    {{"csx audit run", "the month that ended last, as it is known now"},
     {"csx audit run --period 2026-10 --as-of 2026-11-03", "the same results whenever and wherever it runs"},
     {"csx audit run --period 2026-Q3", "a quarter"},
     {"csx audit run --period 2026-10 --dry-run", "see what would be written"}}};

}  // namespace

const Command k_audit_run{
    .name = "audit run",
    .group = Group::change,
    .summary = "the results of a period, written down with the commit they were computed from",
    .effect = Effect::writes,
    .about =
        "Judges every commitment over the clocks that were due in the period, takes the findings of csx "
        "check, and "
        "compares with the audit before and the actions it asked for. Reads what HEAD holds, never the "
        "working "
        "files. Writes audits/PERIOD.yaml, and beside it .md and .html for people, and commits them. The "
        "same commit "
        "and --as-of give the same bytes on every machine.",
    .formats = write_formats(),
    .examples = k_audit_run_examples,
    .exit_one =
        "csx check finds errors in what is committed and --allow-errors is not given; nothing is written",
    .prepare = prepare<AuditRunOptions, declare, run>};

}  // namespace csx::cli
