#include "../exit_code.hpp"
#include "../files.hpp"
#include "../help.hpp"
#include "../prose.hpp"
#include "../schemas.hpp"
#include "../session.hpp"
#include "../version.hpp"
#include "csx/base/text.hpp"
#include "csx/git/repository.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_doctor_formats{"text", "json"};

struct DoctorOptions {};

void declare(DoctorOptions&, Options&) {}

enum class Grade : unsigned char { ok, warn, fail };
constexpr std::array<std::string_view, 3> k_grades{"ok", "warn", "fail"};

struct Verdict {
  std::string topic;
  Grade health = Grade::ok;
  std::string fact;
  std::string remedy;
};
using Verdicts = std::vector<Verdict>;

/// What a program prints; empty when there is no such program.
std::string output_of(const char* command) {
  std::string text;
  if (std::FILE* pipe = ::popen(command, "r")) {
    std::array<char, 256> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
      text.append(buffer.data(), got);
    }
    ::pclose(pipe);
  }
  return std::string(trim(text));
}

void look_at_environment(const Context& context, Verdicts& lines) {
  lines.push_back({"csx", Grade::ok, fmt::format("{}, data format {}", k_version, k_data_format), {}});
  const std::string git = output_of("git --version 2>/dev/null");
  lines.push_back(git.empty()
                      ? Verdict{"git", Grade::warn, "there is no program git",
                                "install git: csx reads repositories without it, people and hooks do not"}
                      : Verdict{"git", Grade::ok, git, {}});
  const std::size_t zones = time::zone_names().size();
  lines.push_back(zones > 1 ? Verdict{"time zones", Grade::ok, counted(zones, "zone"), {}}
                            : Verdict{"time zones", Grade::fail, "the system has no time zone database",
                                      "install the package tzdata"});
  std::string locale;
  for (const std::string_view name : {"LANG", "LC_CTYPE", "LC_ALL"}) {
    locale = context.environment().variable(name).value_or(locale);
  }
  const std::string lower = to_lower_ascii(locale);
  const bool utf8 = lower.find("utf-8") != lower.npos || lower.find("utf8") != lower.npos;
  lines.push_back(utf8 ? Verdict{"locale", Grade::ok, locale, {}}
                       : Verdict{"locale", Grade::warn,
                                 locale.empty() ? "no locale is set" : fmt::format("{} is not UTF-8", locale),
                                 "set LANG to a UTF-8 locale, such as C.UTF-8, if accents look wrong"});
}

void look_at_repository(const Session& session, Verdicts& lines) {
  const Result<std::optional<git::Repository>> found = git::Repository::find(session.folder);
  if (!found) {
    lines.push_back({"repository", Grade::fail, found.error().message,
                     found.error().hints.empty() ? std::string() : found.error().hints.front()});
    return;
  }
  if (!*found) {
    lines.push_back({"repository", Grade::warn, "the folder lies in no git repository",
                     "run `git init`: without history nothing can be audited"});
    return;
  }
  const git::Repository& repository = **found;
  if (repository.is_shallow()) {
    lines.push_back({"repository", Grade::warn, "the clone is shallow, its history is cut off",
                     "run `git fetch --unshallow`; in CI set fetch-depth: 0"});
    return;
  }
  const Result<std::optional<git::Commit>> head = repository.head();
  if (!head || !*head) {
    lines.push_back({"repository", Grade::warn, "nothing has been committed yet",
                     "run `git add --all` and `git commit`"});
    return;
  }
  const std::optional<std::string> branch = repository.branch();
  lines.push_back({"repository", branch ? Grade::ok : Grade::warn,
                   fmt::format("{} at {}", branch.value_or("detached head"), (*head)->id.hex.substr(0, 10)),
                   branch ? "" : "run `git switch main` before writing records"});
}

void look_at_editor(const Session& session, Verdicts& lines) {
  const auto schema = read_file(session.folder + "/.vscode/csx.schema.json");
  const bool there = schema && *schema;
  const bool current = there && **schema == schema_of_any_record();
  lines.push_back(
      {"editor", current ? Grade::ok : Grade::warn,
       current ? ".vscode/csx.schema.json is up to date"
       : there ? ".vscode/csx.schema.json is of another csx"
               : "there is no .vscode/csx.schema.json",
       current ? "" : "run `csx schema write .vscode` to let editors complete and check records"});
}

void look_at_records(const Session& session, Verdicts& lines) {
  const std::vector<Diagnostic> findings = rules::check(session.input());
  const auto errors = std::ranges::count(findings, Severity::error, &Diagnostic::severity);
  const auto warnings = std::ranges::count(findings, Severity::warning, &Diagnostic::severity);
  lines.push_back({"records", errors > 0 ? Grade::fail : Grade::ok,
                   fmt::format("{} in {}: {}, {}", counted(session.data.records().size(), "record"),
                               counted(session.data.files().size(), "file"),
                               counted(static_cast<std::size_t>(errors), "error"),
                               counted(static_cast<std::size_t>(warnings), "warning")),
                   errors + warnings > 0 ? "run `csx check`" : ""});
  std::vector<std::string> missing;
  for (const Diagnostic& finding : findings) {
    if (finding.rule.starts_with("agreement/")) {
      missing.push_back(fmt::format("{}: {}", finding.record, finding.message));
    }
  }
  std::ranges::sort(missing);
  const bool has_agreement = !session.data.all<model::Agreement>().empty();
  if (!has_agreement) {
    missing.insert(missing.begin(), "there is no agreement");
  }
  if (missing.empty()) {
    lines.push_back({"agreement", Grade::ok, "every part is there", {}});
  }
  for (std::string& each : missing) {
    lines.push_back({"agreement", Grade::warn, std::move(each), {}});
  }
}

std::string text_of(const Verdicts& lines, std::size_t width, report::Color color) {
  constexpr std::array<std::string_view, 3> k_paints{"\x1b[32m", "\x1b[33m", "\x1b[31m"};
  constexpr std::size_t k_indent = 19;
  std::string out;
  for (const Verdict& line : lines) {
    const auto health = static_cast<std::size_t>(line.health);
    const bool colored = color == report::Color::always;
    out += fmt::format("{}{:<4}{}  {:<11}  ", colored ? k_paints.at(health) : "", k_grades.at(health),
                       colored ? "\x1b[0m" : "", line.topic);
    out += wrapped(escape_controls(line.fact), width, k_indent).substr(k_indent);
    if (!line.remedy.empty()) {
      out += wrapped(escape_controls(line.remedy), width, k_indent);
    }
  }
  return out;
}

Json json_of(const Verdicts& lines) {
  Json rows = Json::array();
  for (const Verdict& line : lines) {
    rows.push_back({{"topic", line.topic},
                    {"health", k_grades.at(static_cast<std::size_t>(line.health))},
                    {"fact", line.fact},
                    {"remedy", line.remedy}});
  }
  return Json{{"lines", std::move(rows)}};
}

Result<int> run(const DoctorOptions&, Context& context) {
  Verdicts lines;
  look_at_environment(context, lines);
  report::Header header = header_of(context);
  const auto opened = open_session(context, Unread::left);
  if (opened) {
    const Session& session = **opened;
    lines.push_back({"data folder", Grade::ok, session.tree->describe(), {}});
    look_at_repository(session, lines);
    look_at_editor(session, lines);
    look_at_records(session, lines);
    header = header_of(context, session);
  } else {
    const Error& error = opened.error();
    lines.push_back({"data folder", Grade::fail, error.message,
                     error.hints.empty() ? std::string() : error.hints.front()});
  }
  context.out = context.format() == "json" ? report::to_text(report::envelope(header, json_of(lines)))
                                           : text_of(lines, width_of_prose(context.width()), context.color());
  const bool failed = std::ranges::find(lines, Grade::fail, &Verdict::health) != lines.end();
  return failed ? k_exit_findings : k_exit_done;
}

constexpr std::array<Example, 1> k_doctor_examples{
    {{"csx doctor", "is everything there, and what does the agreement still lack?"}}};

}  // namespace

const Command k_doctor{
    .name = "doctor",
    .group = Group::judge,
    .summary = "look at the environment, the repository and what a complete agreement still lacks",
    .effect = Effect::reads,
    .about = "Each line says ok, warn or fail, and what to do. Runs `git --version` and nothing else.",
    .formats = k_doctor_formats,
    .examples = k_doctor_examples,
    .exit_one = "a line that says fail",
    .prepare = prepare<DoctorOptions, declare, run>};

}  // namespace csx::cli
