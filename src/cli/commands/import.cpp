#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "../exit_code.hpp"
#include "../importing.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using interop::ImportCounts;
using interop::Imported;
using interop::ImportedFile;
using interop::RejectedRow;

constexpr std::size_t k_most_rejected_lines = 20;  ///< of rejected rows, for people
constexpr std::size_t k_most_listed_files = 12;

struct ImportCommand {
  std::optional<std::string> mapping;
  std::vector<std::string> files;
  std::optional<std::string> rejected;
  bool correct = false;
  WriteOptions write;
};

void declare(ImportCommand& options, Options& out) {
  out.push_back(
      {.names = "MAPPING",
       .value = {},
       .doc = "the mapping: its id, or a YAML file; with `=FILE` the first of several, each with its file",
       .into = &options.mapping,
       .completes = Completes::mapping,
       .place = Option::Place::argument,
       .need = Option::Need::required});
  out.push_back({.names = "FILE",
                 .value = {},
                 .doc = "CSV files with a header; of rows with the same key the one of the later file holds",
                 .into = &options.files,
                 .completes = Completes::file,
                 .place = Option::Place::argument});
  out.push_back({.names = "--rejected",
                 .value = "FILE",
                 .doc = "write the rows that are not taken to a CSV file, each with the reason; of several "
                        "mappings to one each",
                 .into = &options.rejected,
                 .completes = Completes::file});
  out.push_back(
      {.names = "--correct",
       .value = {},
       .doc =
           "values that change over time, prices among them, were always so: replace them, keep no history",
       .into = &options.correct});
  declare(options.write, out);
}

using Steps = std::vector<std::unique_ptr<ImportStep>>;

/// What became of rows, in words that add up.
std::vector<std::pair<std::string_view, std::uint64_t>> parts_of(const ImportCounts& counts) {
  std::vector<std::pair<std::string_view, std::uint64_t>> parts{
      {"created", counts.created},  {"changed", counts.changed}, {"unchanged", counts.unchanged},
      {"grouped", counts.grouped},  {"merged", counts.merged},   {"filtered out", counts.filtered},
      {"rejected", counts.rejected}};
  std::erase_if(parts, [](const auto& part) { return part.second == 0; });
  return parts;
}

std::string listed(const std::vector<std::pair<std::string_view, std::uint64_t>>& parts,
                   std::string_view between) {
  std::string out;
  for (const auto& [name, count] : parts) {
    out += fmt::format("{}{} {}", out.empty() ? std::string_view() : between, count, name);
  }
  return out;
}

std::string equation(const ImportCounts& counts) {
  const std::string parts = listed(parts_of(counts), " + ");
  return fmt::format("{} read{}{}", counted(counts.read, "row"), parts.empty() ? "" : " = ", parts);
}

/// What all mappings came to.
Imported sum_of(const Steps& steps) {
  Imported sum;
  for (const std::unique_ptr<ImportStep>& step : steps) {
    sum.counts += step->imported().counts;
    for (const auto& [path, file] : step->imported().files) {
      ImportedFile& of_file = sum.files[path];
      of_file.created += file.created;
      of_file.changed += file.changed;
      of_file.unchanged += file.unchanged;
    }
  }
  return sum;
}

/// The equation of each mapping, with its name where there are several.
std::vector<std::string> equations(const Steps& steps) {
  std::vector<std::string> out;
  for (const std::unique_ptr<ImportStep>& step : steps) {
    const std::string each = equation(step->imported().counts);
    out.push_back(steps.size() == 1 ? each : fmt::format("{}: {}", step->mapping(), each));
  }
  return out;
}

std::string summary_of(const Steps& steps, const Imported& sum) {
  std::string out;
  for (const std::string& line : equations(steps)) {
    out += line + '\n';
  }
  std::size_t shown = 0;
  std::size_t changed = 0;
  for (const auto& [path, file] : sum.files) {
    if (file.created + file.changed == 0) {
      continue;
    }
    ++changed;
    if (shown < k_most_listed_files) {
      ++shown;
      const ImportCounts counts{.created = file.created, .changed = file.changed};
      out += fmt::format("  {}: {}\n", escape_controls(path), listed(parts_of(counts), ", "));
    }
  }
  return out +
         (changed > shown ? fmt::format("  and {} more\n", counted(changed - shown, "file")) : std::string());
}

void say_rejected(Context& context, const Steps& steps, std::uint64_t all, bool to_file) {
  std::size_t left = k_most_rejected_lines;
  for (const std::unique_ptr<ImportStep>& step : steps) {
    for (std::size_t i = 0; i < step->rejected().size() && left > 0; ++i, --left) {
      const RejectedRow& row = step->rejected()[i];
      context.note(fmt::format("{}:{}:{}: rejected: {}{}", escape_controls(step->file_of(row)),
                               row.position.line, row.position.column,
                               row.column.empty() ? std::string() : escape_controls(row.column) + ": ",
                               escape_controls(row.reason)));
    }
  }
  if (all > k_most_rejected_lines) {
    context.note(fmt::format("and {} more rejected", all - k_most_rejected_lines));
  }
  if (all > 0 && !to_file) {
    context.note("hint: add --rejected FILE for all of these rows with their reasons");
  }
}

Json json_of(const ImportCounts& counts) {
  return {{"read", counts.read},           {"created", counts.created},  {"changed", counts.changed},
          {"unchanged", counts.unchanged}, {"grouped", counts.grouped},  {"merged", counts.merged},
          {"filtered", counts.filtered},   {"rejected", counts.rejected}};
}

Json json_of(const Steps& steps, const Imported& sum) {
  Json mappings = Json::array();
  Json rejected = Json::array();
  for (const std::unique_ptr<ImportStep>& step : steps) {
    mappings.push_back({{"mapping", step->mapping()}, {"rows", json_of(step->imported().counts)}});
    for (const RejectedRow& row : step->rejected()) {
      if (rejected.size() < ImportStep::k_most_listed) {
        rejected.push_back({{"file", step->file_of(row)},
                            {"line", row.position.line},
                            {"column", row.position.column},
                            {"source_column", row.column.empty() ? Json(nullptr) : Json(row.column)},
                            {"reason", row.reason}});
      }
    }
  }
  Json files = Json::array();
  for (const auto& [path, file] : sum.files) {
    files.push_back({{"path", path},
                     {"created", file.created},
                     {"changed", file.changed},
                     {"unchanged", file.unchanged}});
  }
  const std::uint64_t left_out = sum.counts.rejected - rejected.size();
  return {{"import",
           {{"mappings", std::move(mappings)},
            {"rows", json_of(sum.counts)},
            {"files", std::move(files)},
            {"rejected", std::move(rejected)},
            {"rejected_left_out", left_out}}}};
}

/// The mappings in few words.
std::string names_of(const Steps& steps) {
  constexpr std::size_t k_most_names = 3;
  std::string out;
  const std::size_t shown = steps.size() > k_most_names ? k_most_names - 1 : steps.size();
  for (std::size_t i = 0; i < shown; ++i) {
    out += (i == 0 ? "" : ", ") + steps[i]->mapping();
  }
  return out + (shown < steps.size() ? fmt::format(" and {} more", steps.size() - shown) : std::string());
}

Result<int> run(const ImportCommand& options, Context& context) {
  const Result<std::vector<ImportPart>> parts = import_parts(*options.mapping, options.files);
  if (!parts) {
    return fail(parts.error());
  }
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, options.write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  const ImportingOptions importing{.rejected = options.rejected,
                                   .history = options.correct ? interop::ImportOptions::History::correct
                                                              : interop::ImportOptions::History::keep,
                                   .forced = options.write.force.has_value()};
  const Result<Steps> steps = prepare_import(context, writing, importing, *parts);
  const Status done = steps ? run_import(writing, importing, *steps) : Status(fail(steps.error()));
  if (!done) {
    return fail(done.error());
  }
  const Imported sum = sum_of(*steps);
  say_rejected(context, *steps, sum.counts.rejected, options.rejected.has_value());
  writing.summarise(summary_of(*steps, sum));
  writing.tell(std::make_shared<const Json>(json_of(*steps, sum)));
  std::vector<std::string> trailers = equations(*steps);
  for (std::string& each : trailers) {
    each.insert(0, "Csx-Rows: ");
  }
  const ImportCounts of_records{.created = sum.counts.created, .changed = sum.counts.changed};
  const Result<int> code =
      writing.finish(fmt::format("import {}: {}", names_of(*steps), listed(parts_of(of_records), ", ")),
                     std::move(trailers));
  return code && *code == k_exit_done && sum.counts.rejected > 0 ? k_exit_findings : code;
}

constexpr std::array<Example, 5> k_import_examples{
    {{"csx import chamados-csv chamados-2026-10.csv", "the rows of a month, by the mapping chamados-csv"},
     {"csx import chamados-csv chamados.csv --dry-run --rejected wrong.csv",
      "see what would change, and what is wrong"},
     {"csx import stripe-subscriptions.yaml subscriptions.csv", "by a mapping that is not among the records"},
     {"csx import crm-accounts a.csv b.csv", "two files as one; where both have a row, the later holds"},
     {"csx import crm-accounts=accounts.csv billing=subscriptions.csv chamados-csv=chamados.csv",
      "three mappings in this order as one change: what follows may refer to what came before"}}};

}  // namespace

const Command k_import{
    .name = "import",
    .group = Group::change,
    .summary = "make records of the rows of CSV files, as a mapping says",
    .effect = Effect::writes,
    .about =
        "A mapping is checked against the columns of the files and the fields of records before any row is "
        "read. Each row "
        "then makes a record, an entry of a journal or an item of a list, or changes the one it made before: "
        "a row that "
        "says nothing new changes nothing, and one that does changes its own lines only. Fields that the "
        "mapping does not "
        "name are left alone. What cannot be taken is rejected with line, column and reason, and does not "
        "stop the rest. "
        "All that is read is accounted for.",
    .formats = write_formats(),
    .examples = k_import_examples,
    .exit_one = "rows were rejected, or the change would add errors and nothing is written",
    .prepare = prepare<ImportCommand, declare, run>};

}  // namespace csx::cli
