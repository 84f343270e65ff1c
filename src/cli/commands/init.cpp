#include "../checking.hpp"
#include "../files.hpp"
#include "../scaffold.hpp"
#include "csx/base/shell.hpp"
#include "csx/base/text.hpp"
#include "csx/git/repository.hpp"
#include "table.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_templates{"minimal", "full"};
constexpr std::array<std::string_view, 2> k_services{"github", "gitlab"};

struct InitOptions {
  std::optional<std::string> folder;
  std::optional<std::string> kind;
  std::optional<std::string> ci;
  bool pre_commit = false;
  std::optional<std::string> name;
  std::optional<std::string> currency;
  std::optional<std::string> timezone;
};

void declare(InitOptions& options, Options& out) {
  out.push_back({.names = "DIR",
                 .value = {},
                 .doc = "the folder to be; the current one unless given",
                 .into = &options.folder,
                 .completes = Completes::folder,
                 .place = Option::Place::argument});
  out.push_back({.names = "--template",
                 .value = "NAME",
                 .doc = "minimal (the least that works) or full (an agreement that asks every question, "
                        "calendar, playbook, blueprint); full unless given",
                 .into = &options.kind,
                 .choices = k_templates});
  out.push_back({.names = "--ci",
                 .value = "SERVICE",
                 .doc = "add a job that checks every change",
                 .into = &options.ci,
                 .choices = k_services});
  out.push_back({.names = "--pre-commit",
                 .value = {},
                 .doc = "add a configuration of pre-commit that checks what is staged",
                 .into = &options.pre_commit});
  out.push_back({.names = "--name",
                 .value = "NAME",
                 .doc = "name of the company or team; that of the folder unless given",
                 .into = &options.name});
  out.push_back({.names = "--currency",
                 .value = "CODE",
                 .doc = "reporting currency; BRL with --lang pt-BR, else USD",
                 .into = &options.currency});
  out.push_back(
      {.names = "--timezone",
       .value = "ZONE",
       .doc = "zone of dates, such as America/Sao_Paulo; the system's unless given, or America/Sao_Paulo "
              "where that is UTC and the language pt-BR",
       .into = &options.timezone});
}

/// Empty where the machine names none.
std::string zone_of_system(const Environment& environment) {
  std::string name(environment.variable("TZ").value_or(""));
  if (name.empty()) {
    std::error_code none;
    const std::string link = std::filesystem::read_symlink("/etc/localtime", none).string();
    constexpr std::string_view k_folder = "zoneinfo/";
    const std::size_t at = link.find(k_folder);
    name = at == link.npos ? std::string() : link.substr(at + k_folder.size());
  }
  return time::Zone::find(name) ? name : std::string();
}

bool is_utc(std::string_view zone) {
  constexpr auto k_names =
      std::to_array<std::string_view>({"UTC", "Etc/UTC", "UCT", "Etc/UCT", "Zulu", "Etc/Zulu", "Universal",
                                       "Etc/Universal", "GMT", "Etc/GMT"});
  return std::ranges::find(k_names, zone) != k_names.end();
}

/// A server is mostly set to UTC, which says nothing of where its people work: in Portuguese they are in
/// Brazil, as the calendar and the currency of the template are.
std::string likely_zone(const std::string& of_system, std::string_view language) {
  if (language == "pt-BR" && (of_system.empty() || is_utc(of_system))) {
    return "America/Sao_Paulo";
  }
  return of_system.empty() ? "UTC" : of_system;
}

Result<TemplateAnswers> answers_of(const InitOptions& options, const Context& context,
                                   const std::string& folder, std::string_view language) {
  TemplateAnswers answers;
  answers.name = options.name.value_or(std::filesystem::path(folder).filename().string());
  answers.currency = options.currency.value_or(language == "pt-BR" ? "BRL" : "USD");
  answers.timezone = options.timezone.value_or(likely_zone(zone_of_system(context.environment()), language));
  if (first_invalid_utf8(answers.name) || escape_controls(answers.name) != answers.name ||
      trim(answers.name).empty()) {
    return fail(ErrorKind::usage, fmt::format("{} is no name for a company", csx::quoted(answers.name)),
                {"give one with --name"});
  }
  if (!Currency::parse(answers.currency)) {
    std::vector<std::string_view> codes = split(currency_codes(), ' ');
    return fail(ErrorKind::usage,
                fmt::format("{} is no currency{}", csx::quoted(answers.currency),
                            did_you_mean(answers.currency, codes)),
                {"give a code of ISO 4217, such as BRL"});
  }
  const time::Parsed<time::Zone> zone = time::Zone::find(answers.timezone);
  if (!zone) {
    return fail(ErrorKind::usage,
                fmt::format("{} is not a time zone: {}", csx::quoted(answers.timezone), zone.error()));
  }
  const Result<time::Instant> as_of = instant_in(context, *zone);
  if (!as_of) {
    return fail(as_of.error());
  }
  answers.date = zone->date_of(*as_of).to_string();
  return answers;
}

/// Everything to be written, and where.
struct Plan {
  std::string folder;  ///< the data folder
  std::string root;    ///< of the repository, existing or to be made
  bool makes_repository = false;
  std::vector<NewFile> records;  ///< relative to the data folder
  std::vector<NewFile> all;      ///< with their whole paths
};

/// The folder itself, or the nearest above it that is there.
std::string nearest_existing(const std::string& folder) {
  std::string above = folder;
  for (std::error_code ignored; above != "/" && !std::filesystem::is_directory(above, ignored);) {
    above = std::filesystem::path(above).parent_path().string();
  }
  return above;
}

Status refuse_nested(const std::string& folder) {
  const Result<std::string> outer = store::find_data_folder(nearest_existing(folder));
  if (outer && *outer != folder) {
    return fail(ErrorKind::usage,
                fmt::format("{} lies in the data folder {}", csx::quoted(folder), csx::quoted(*outer)),
                {"choose a folder outside of it"});
  }
  std::error_code none;
  if (!std::filesystem::is_directory(folder, none)) {
    return {};
  }
  const auto tree = store::disk_tree(folder);
  if (!tree) {
    return fail(tree.error());
  }
  const Result<store::FileTree::Listing> below = (*tree)->list();
  if (!below) {
    return fail(below.error());
  }
  const auto inner =
      std::ranges::find_if(below->files, [](const std::string& file) { return file.ends_with("/csx.yaml"); });
  if (inner == below->files.end()) {
    return {};
  }
  const std::string name = std::filesystem::path(folder) / std::filesystem::path(*inner).parent_path();
  return fail(
      ErrorKind::usage,
      fmt::format("{} is a data folder already: its records would belong to two", csx::quoted(name)),
      {fmt::format("work in that one (`csx -C {}`), or choose a folder beside it", shell_word(name))});
}

Result<Plan> plan_of(const InitOptions& options, const TemplateAnswers& answers, const std::string& folder,
                     std::string_view language) {
  Plan plan{folder, folder, true, {}, {}};
  std::string prefix;
  const std::string above = nearest_existing(folder);
  const Result<std::optional<git::Repository>> repository = git::Repository::find(above);
  if (!repository) {
    return fail(repository.error());
  }
  if (*repository && (*repository)->work_folder()) {
    const Result<std::string> inner = (*repository)->path_of(above);
    if (!inner) {
      return fail(inner.error());
    }
    plan.makes_repository = false;
    prefix = (std::filesystem::path(*inner) / std::filesystem::path(folder).lexically_relative(above))
                 .lexically_normal()
                 .string();
    while (prefix.ends_with('/') || prefix == ".") {
      prefix.pop_back();
    }
    plan.root = prefix.empty() ? folder : folder.substr(0, folder.size() - prefix.size() - 1);
  }
  Result<std::vector<NewFile>> records =
      records_of_template(options.kind.value_or("full"), language, answers);
  if (!records) {
    return fail(std::move(records.error()));
  }
  plan.records = std::move(*records);
  const auto add = [&](const std::string& base, NewFile file) {
    plan.all.push_back({fmt::format("{}/{}", base, file.path), std::move(file.bytes)});
  };
  for (const NewFile& file : plan.records) {
    add(folder, file);
  }
  for (NewFile& file : editor_files()) {
    add(folder, std::move(file));
  }
  if (options.ci) {
    add(plan.root, ci_file(*options.ci, prefix));
  }
  if (options.pre_commit) {
    add(plan.root, pre_commit_file(prefix));
  }
  return plan;
}

/// As seen from the folder that the command runs in.
std::string shown(const std::string& path, const Context& context) {
  return std::filesystem::path(path).lexically_relative(context.folder()).string();
}

Status refuse_to_overwrite(const Plan& plan, const Context& context) {
  std::vector<std::string> in_the_way;
  for (const NewFile& file : plan.all) {
    if (exists(file.path)) {
      in_the_way.push_back(shown(file.path, context));
    }
  }
  if (in_the_way.empty()) {
    return {};
  }
  return fail(ErrorKind::usage,
              fmt::format("{} in the way: {}", in_the_way.size() == 1 ? "a file is" : "files are",
                          fmt::join(in_the_way, ", ")),
              {"move what is there, or choose another folder: csx init overwrites nothing"});
}

/// Checks the records as they would be. *Errors*: defect: a template that does not pass.
Result<std::size_t> check_in_memory(const Plan& plan, const time::Instant now) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const NewFile& file : plan.records) {
    files.emplace_back(file.path, file.bytes);
  }
  Session session{plan.folder, store::memory_tree(std::move(files)), {}, now, {}};
  Result<store::Dataset> data = store::load(*session.tree);
  if (!data) {
    return fail(std::move(data.error()));
  }
  session.data = std::move(*data);
  session.today = session.data.zone().date_of(now);
  for (const Finding& finding : find_all(session)) {
    if (finding.diagnostic.severity == Severity::error) {
      return fail(ErrorKind::defect, fmt::format("the template does not pass its own check: {}: {}",
                                                 finding.location.file, finding.diagnostic.message));
    }
  }
  return session.data.records().size();
}

Status write_all(const Plan& plan) {
  for (const NewFile& file : plan.all) {
    Status good = make_folder(std::filesystem::path(file.path).parent_path().string());
    if (good) {
      good = write_file(file.path, file.bytes);
    }
    if (!good) {
      return good;
    }
  }
  return plan.makes_repository ? git::initialise(plan.folder) : Status();
}

std::string next_steps(const Plan& plan, const Context& context) {
  const std::string where = shown(plan.folder, context);
  std::string out = "\nNext\n";
  if (where != ".") {
    out += fmt::format("  cd {}\n", escape_controls(where));
  }
  out += "  csx doctor                what the agreement still lacks\n";
  out += "  csx check                 what is wrong, after every change\n";
  out += "  csx explain agreement     what each part is for\n";
  out += "  git add --all && git commit -m \"Begin the agreement\"    nothing has been committed yet\n";
  return out;
}

Result<int> run(const InitOptions& options, Context& context) {
  if (context.globals().at) {
    return fail(ErrorKind::usage, "csx init makes files, --at reads old ones");
  }
  const std::string folder = context.absolute(options.folder.value_or("."));
  const std::string language = context.globals().lang.value_or("en");
  if (Status good = refuse_nested(folder); !good) {
    return fail(std::move(good.error()));
  }
  const Result<TemplateAnswers> answers = answers_of(options, context, folder, language);
  if (!answers) {
    return fail(answers.error());
  }
  const Result<Plan> plan = plan_of(options, *answers, folder, language);
  if (!plan) {
    return fail(plan.error());
  }
  if (Status good = refuse_to_overwrite(*plan, context); !good) {
    return fail(std::move(good.error()));
  }
  const time::Zone zone = time::Zone::find(answers->timezone).value_or(time::Zone::utc());
  const Result<std::size_t> records =
      check_in_memory(*plan, zone.end_of(time::Date::parse(answers->date).value_or(time::Date{})));
  if (!records) {
    return fail(records.error());
  }
  if (Status written = write_all(*plan); !written) {
    return fail(std::move(written.error()));
  }
  for (const NewFile& file : plan->all) {
    context.out += fmt::format("{}\n", escape_controls(shown(file.path, context)));
  }
  context.out +=
      fmt::format("\n{} made{}; the {} in them pass the check\n", counted(plan->all.size(), "file"),
                  plan->makes_repository ? " in a new git repository" : "", counted(*records, "record"));
  if (const std::string machine = zone_of_system(context.environment());
      !options.timezone && is_utc(machine) && answers->timezone != machine) {
    context.note(fmt::format("the zone is {}, not {} as of this machine; --timezone gives another",
                             answers->timezone, machine));
  }
  context.out += next_steps(*plan, context);
  return 0;
}

constexpr std::array<Example, 3> k_init_examples{
    {{"csx init", "here, in English, with the full template"},
     {"csx init acordo --lang pt-BR --ci github --pre-commit",
      "in a new folder, in Portuguese, checked by GitHub"},
     {"csx init --template minimal --name \"Padaria Aurora\" --currency BRL --timezone America/Sao_Paulo",
      "the least that works"}}};

}  // namespace

const Command k_init{
    .name = "init",
    .group = Group::set_up,
    .summary = "make a data folder, with an agreement to fill in",
    .effect = Effect::writes,
    .about =
        "Writes records that pass their own check, settings that let an editor complete them, and a git "
        "repository where there is none. Overwrites nothing and commits nothing.",
    .examples = k_init_examples,
    .prepare = prepare<InitOptions, declare, run>};

}  // namespace csx::cli
