#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "../exit_code.hpp"
#include "../import_files.hpp"
#include "../import_mapping.hpp"
#include "../set_field.hpp"
#include "../writing.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using interop::ImportCounts;
using interop::Imported;
using interop::RejectedRow;

constexpr std::size_t k_most_lines = 20;     ///< of rejected rows, for people
constexpr std::size_t k_most_listed = 1000;  ///< likewise, for programs
constexpr std::size_t k_most_files = 12;

struct ImportCommand {
  std::optional<std::string> mapping;
  std::vector<std::string> files;
  std::optional<std::string> rejected;
  bool correct = false;
  WriteOptions write;
};

void declare(ImportCommand& options, Options& out) {
  out.push_back({.names = "MAPPING",
                 .value = {},
                 .doc = "the mapping: its id, or a YAML file",
                 .into = &options.mapping,
                 .completes = Completes::mapping,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "FILE",
                 .value = {},
                 .doc = "CSV files with a header; of rows with the same key the one of the later file holds",
                 .into = &options.files,
                 .completes = Completes::file,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "--rejected",
                 .value = "FILE",
                 .doc = "write the rows that are not taken to a CSV file, each with the reason",
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

/// What the run of a mapping came to.
struct Outcome {
  Imported imported;
  std::vector<RejectedRow> rejected;  ///< the first of them
};

/// One import from the mapping to the texts of the record files.
class Importing {
 public:
  Importing(Context& context, const ImportCommand& options, Writing& writing)
      : m_context(context), m_options(options), m_writing(writing) {
    for (const std::string& file : options.files) {
      m_files.emplace_back(file, context.absolute(file));
    }
  }

  Status prepare() {
    Result<NamedMapping> named = find_mapping(m_context, m_writing.session(), *m_options.mapping);
    if (!named) {
      return fail(std::move(named.error()));
    }
    m_named = std::move(*named);
    const Result<interop::CsvOptions> csv = interop::csv_options(*m_named.mapping);
    if (!csv) {
      return fail(csv.error());
    }
    for (const ImportFile& file : m_files) {
      Result<interop::CsvHeader> header = file.header(*csv);
      if (!header) {
        return fail(std::move(header.error()));
      }
      m_headers.push_back(std::move(*header));
    }
    interop::Compiled compiled = interop::compile(*m_named.mapping, m_writing.data(), m_headers);
    if (compiled.plan == nullptr) {
      return fail(refuse_mapping(m_context, m_writing.session(), m_named, std::move(compiled.faults)));
    }
    m_plan = std::move(compiled.plan);
    if (m_options.rejected) {
      m_rejected_file.emplace(m_context.absolute(*m_options.rejected), m_files, m_headers, *csv);
    }
    return {};
  }

  /// Imports, and imports again without the rows whose things would be wrong in the folder.
  Status run() {
    constexpr int k_most_rounds = 10;
    for (int round = 0; round < k_most_rounds; ++round) {
      if (Status once = run_once(); !once) {
        return once;
      }
      if (m_writing.is_empty() || m_options.write.force) {
        break;
      }
      const Result<std::vector<Finding>> errors = m_writing.added_errors();
      if (!errors) {
        return fail(errors.error());
      }
      if (!refuse_things(*errors)) {
        break;
      }
    }
    return m_rejected_file ? m_rejected_file->finish() : Status();
  }

  const std::string& mapping() const { return m_named.mapping->id.value; }
  const std::vector<ImportFile>& files() const { return m_files; }
  const Outcome& outcome() const { return m_outcome; }

 private:
  Status run_once() {
    m_writing.clear();
    m_outcome = {};
    if (m_rejected_file) {
      if (Status begun = m_rejected_file->begin(); !begun) {
        return begun;
      }
    }
    interop::ImportWorld world;
    world.open = [this](std::size_t file) { return m_files[file].open(); };
    world.text = [this](const std::string& path) { return m_writing.text(path); };
    world.put = [this](const std::string& path, std::string text) { m_writing.put(path, std::move(text)); };
    world.reject = [this](const RejectedRow& row) { return reject(row); };
    world.first_known_day = [this](const model::AnyRecord& record, time::Date before) {
      return first_known_day(m_writing.data(), record, before);
    };
    interop::ImportOptions options;
    options.day = m_writing.when_on();
    options.history =
        m_options.correct ? interop::ImportOptions::History::correct : interop::ImportOptions::History::keep;
    options.refused = m_refused;
    Result<Imported> imported = interop::import(*m_plan, world, options);
    if (!imported) {
      return fail(std::move(imported.error()));
    }
    m_outcome.imported = std::move(*imported);
    return {};
  }

  Status reject(const RejectedRow& row) {
    if (m_outcome.rejected.size() < k_most_listed) {
      m_outcome.rejected.push_back(row);
    }
    return m_rejected_file ? m_rejected_file->add(row) : Status();
  }

  /// Whether an error lies in something that a row made, which is then left out.
  bool refuse_things(const std::vector<Finding>& errors) {
    const std::size_t before = m_refused.size();
    for (const Finding& finding : errors) {
      const Place& place = finding.diagnostic.place;
      const auto text = m_writing.texts().find(place.file);
      if (text == m_writing.texts().end() || !text->second) {
        continue;
      }
      if (const auto thing = interop::thing_at(*m_plan, *text->second, place.document, place.pointer)) {
        m_refused.emplace(*thing,
                          fmt::format("{} [{}]", finding.diagnostic.message, finding.diagnostic.rule));
      }
    }
    return m_refused.size() > before;
  }

  Context& m_context;
  const ImportCommand& m_options;
  Writing& m_writing;
  std::vector<ImportFile> m_files;
  NamedMapping m_named;
  std::vector<interop::CsvHeader> m_headers;
  std::shared_ptr<const interop::Plan> m_plan;
  std::optional<RejectedFile> m_rejected_file;
  std::map<std::string, std::string> m_refused;
  Outcome m_outcome;
};

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

std::string summary_of(const Imported& imported) {
  std::string out = equation(imported.counts) + '\n';
  std::size_t shown = 0;
  std::size_t changed = 0;
  for (const auto& [path, file] : imported.files) {
    if (file.created + file.changed == 0) {
      continue;
    }
    ++changed;
    if (shown < k_most_files) {
      ++shown;
      const ImportCounts counts{.created = file.created, .changed = file.changed};
      out += fmt::format("  {}: {}\n", escape_controls(path), listed(parts_of(counts), ", "));
    }
  }
  return out +
         (changed > shown ? fmt::format("  and {} more\n", counted(changed - shown, "file")) : std::string());
}

std::string place_of(const RejectedRow& row, const std::vector<ImportFile>& files) {
  return fmt::format("{}:{}:{}", escape_controls(files[row.file].name()), row.position.line,
                     row.position.column);
}

void say_rejected(Context& context, const Importing& importing, bool to_file) {
  const Outcome& outcome = importing.outcome();
  const std::uint64_t all = outcome.imported.counts.rejected;
  for (std::size_t i = 0; i < std::min(outcome.rejected.size(), k_most_lines); ++i) {
    const RejectedRow& row = outcome.rejected[i];
    context.note(fmt::format("{}: rejected: {}{}", place_of(row, importing.files()),
                             row.column.empty() ? std::string() : escape_controls(row.column) + ": ",
                             escape_controls(row.reason)));
  }
  if (all > k_most_lines) {
    context.note(fmt::format("and {} more rejected", all - k_most_lines));
  }
  if (all > 0 && !to_file) {
    context.note("hint: add --rejected FILE for all of these rows with their reasons");
  }
}

Json json_of(const Importing& importing) {
  const Outcome& outcome = importing.outcome();
  const ImportCounts& counts = outcome.imported.counts;
  Json rejected = Json::array();
  for (const RejectedRow& row : outcome.rejected) {
    rejected.push_back({{"file", importing.files()[row.file].name()},
                        {"line", row.position.line},
                        {"column", row.position.column},
                        {"source_column", row.column.empty() ? Json(nullptr) : Json(row.column)},
                        {"reason", row.reason}});
  }
  Json files = Json::array();
  for (const auto& [path, file] : outcome.imported.files) {
    files.push_back({{"path", path},
                     {"created", file.created},
                     {"changed", file.changed},
                     {"unchanged", file.unchanged}});
  }
  return {{"import",
           {{"mapping", importing.mapping()},
            {"rows",
             {{"read", counts.read},
              {"created", counts.created},
              {"changed", counts.changed},
              {"unchanged", counts.unchanged},
              {"grouped", counts.grouped},
              {"merged", counts.merged},
              {"filtered", counts.filtered},
              {"rejected", counts.rejected}}},
            {"files", std::move(files)},
            {"rejected", std::move(rejected)},
            {"rejected_left_out", counts.rejected - outcome.rejected.size()}}}};
}

Result<int> run(const ImportCommand& options, Context& context) {
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, options.write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  Importing importing(context, options, writing);
  Status done = importing.prepare();
  done = done ? importing.run() : std::move(done);
  if (!done) {
    return fail(std::move(done.error()));
  }
  const Imported& imported = importing.outcome().imported;
  say_rejected(context, importing, options.rejected.has_value());
  writing.summarise(summary_of(imported));
  writing.tell(std::make_shared<const Json>(json_of(importing)));
  ImportCounts of_records = imported.counts;
  of_records.unchanged = of_records.grouped = of_records.merged = of_records.filtered = of_records.rejected =
      0;
  const Result<int> code =
      writing.finish(fmt::format("import {}: {}", importing.mapping(), listed(parts_of(of_records), ", ")),
                     {fmt::format("Csx-Rows: {}", equation(imported.counts))});
  return code && *code == k_exit_done && imported.counts.rejected > 0 ? k_exit_findings : code;
}

constexpr std::array<Example, 4> k_examples{
    {{"csx import chamados-csv chamados-2026-10.csv", "the rows of a month, by the mapping chamados-csv"},
     {"csx import chamados-csv chamados.csv --dry-run --rejected wrong.csv",
      "see what would change, and what is wrong"},
     {"csx import stripe-subscriptions.yaml subscriptions.csv", "by a mapping that is not among the records"},
     {"csx import crm-accounts a.csv b.csv", "two files as one; where both have a row, the later holds"}}};

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
    .examples = k_examples,
    .exit_one = "rows were rejected, or the change would add errors and nothing is written",
    .prepare = prepare<ImportCommand, declare, run>};

}  // namespace csx::cli
