#include "importing.hpp"

#include <algorithm>
#include <filesystem>
#include <ranges>
#include <set>
#include <system_error>
#include <utility>

#include "csx/base/text.hpp"
#include "files.hpp"
#include "set_field.hpp"

namespace csx::cli {

using interop::Imported;
using interop::RejectedRow;

Result<std::vector<ImportPart>> import_parts(const std::string& first,
                                             const std::vector<std::string>& others) {
  if (first.find('=') == std::string::npos) {
    if (others.empty()) {
      return fail(ErrorKind::usage, fmt::format("the mapping {} has no file to read", csx::quoted(first)),
                  {"name its CSV files behind it: csx import MAPPING FILE…"});
    }
    return std::vector{ImportPart{first, others}};
  }
  std::vector<std::string> words{first};
  words.insert(words.end(), others.begin(), others.end());
  std::vector<ImportPart> parts;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    const bool has_mapping = equals != std::string::npos && equals > 0;
    if (!has_mapping || equals + 1 == word.size()) {
      return fail(ErrorKind::usage,
                  fmt::format("{} names no {}", csx::quoted(word), has_mapping ? "file" : "mapping"),
                  {"with several mappings each file is written as MAPPING=FILE"});
    }
    std::string mapping = word.substr(0, equals);
    auto part = std::ranges::find(parts, mapping, &ImportPart::mapping);
    if (part == parts.end()) {
      part = parts.insert(part, {std::move(mapping), {}});
    }
    part->files.push_back(word.substr(equals + 1));
  }
  return parts;
}

ImportStep::ImportStep(Context& context, Writing& writing, const ImportingOptions& options,
                       const ImportPart& part)
    : m_context(context), m_writing(writing), m_options(options), m_name(part.mapping) {
  for (const std::string& file : part.files) {
    m_files.emplace_back(file, context.absolute(file));
  }
}

Status ImportStep::prepare(interop::Records records) {
  m_records = records;
  Result<NamedMapping> named = find_mapping(m_context, m_writing.session(), m_name);
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
  interop::Compiled compiled = interop::compile(*m_named.mapping, m_writing.data(), m_headers, records);
  if (compiled.plan == nullptr) {
    return fail(refuse_mapping(m_context, m_writing.session(), m_named, std::move(compiled.faults),
                               "no row was read"));
  }
  m_plan = std::move(compiled.plan);
  return {};
}

void ImportStep::reject_to(std::string path) {
  const interop::CsvOptions csv = interop::csv_options(*m_named.mapping).value_or(interop::CsvOptions{});
  m_rejected_file.emplace(std::move(path), m_files, m_headers, csv);
}

Status ImportStep::run(const store::Dataset& data) {
  m_imported = {};
  m_rejected.clear();
  if (m_records == interop::Records::may_come) {
    interop::Compiled compiled = interop::compile(*m_named.mapping, data, m_headers);
    if (compiled.plan == nullptr) {
      return fail(refuse_mapping(m_context, m_writing.session(), m_named, std::move(compiled.faults),
                                 "nothing was imported"));
    }
    m_plan = std::move(compiled.plan);
  }
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
  world.first_known_day = [&data](const model::AnyRecord& record, time::Date before) {
    return first_known_day(data, record, before);
  };
  interop::ImportOptions options;
  options.day = m_writing.when_on();
  options.history = m_options.history;
  options.refused = m_refused;
  Result<Imported> imported = interop::import(*m_plan, world, options);
  if (!imported) {
    return fail(std::move(imported.error()));
  }
  m_imported = std::move(*imported);
  return {};
}

Status ImportStep::reject(const RejectedRow& row) {
  if (m_rejected.size() < k_most_listed) {
    m_rejected.push_back(row);
  }
  return m_rejected_file ? m_rejected_file->add(row) : Status();
}

std::optional<std::string> ImportStep::thing_at(const Place& place) const {
  const auto text = m_writing.texts().find(place.file);
  return text == m_writing.texts().end() || !text->second
             ? std::nullopt
             : interop::thing_at(*m_plan, *text->second, place.document, place.pointer);
}

bool ImportStep::refuse(const std::string& thing, const Diagnostic& why) {
  return m_refused.emplace(thing, fmt::format("{} [{}]", why.message, why.rule)).second;
}

namespace {

/// The file for the rejected rows of one of several mappings: those of one stay together, so that they can be
/// mended and imported by it.
std::string rejected_path_of(const std::string& path, const std::string& mapping) {
  const std::filesystem::path whole = path;
  const std::string name = fmt::format("{}-{}{}", whole.stem().string(), mapping, whole.extension().string());
  return (whole.parent_path() / name).string();
}

/// Whether rejected rows may be written there: what is read, or is no table, is not to be lost.
Status check_rejected_path(const Context& context, const std::string& path,
                           const std::vector<ImportPart>& parts) {
  const std::string whole = context.absolute(path);
  const auto refuse = [&](std::string_view why) {
    return fail(ErrorKind::usage, fmt::format("--rejected {}: {}", quoted_path(path), why),
                {"give the name of a new CSV file"});
  };
  std::error_code unknown;
  if (path.ends_with(".yaml") || path.ends_with(".yml")) {
    return refuse("rows are written as CSV, not as records");
  }
  if (std::filesystem::exists(whole, unknown) && !std::filesystem::is_regular_file(whole, unknown)) {
    return refuse("it is no regular file");
  }
  for (const ImportPart& part : parts) {
    for (const std::string& file : part.files) {
      if (std::filesystem::equivalent(whole, context.absolute(file), unknown)) {
        return refuse("it would be overwritten while it is imported");
      }
    }
  }
  return may_write_result(whole);
}

}  // namespace

Result<std::vector<std::unique_ptr<ImportStep>>> prepare_import(Context& context, Writing& writing,
                                                                const ImportingOptions& options,
                                                                const std::vector<ImportPart>& parts) {
  if (options.rejected && (trim(*options.rejected).empty() || options.rejected->ends_with('/'))) {
    return fail(ErrorKind::usage, fmt::format("--rejected {} names no file", csx::quoted(*options.rejected)),
                {"give the name of a new CSV file"});
  }
  std::vector<std::unique_ptr<ImportStep>> steps;
  for (const ImportPart& part : parts) {
    auto step = std::make_unique<ImportStep>(context, writing, options, part);
    const interop::Records records = steps.empty() ? interop::Records::are_there : interop::Records::may_come;
    if (Status prepared = step->prepare(records); !prepared) {
      return fail(std::move(prepared.error()));
    }
    if (std::ranges::find(steps, step->mapping(), &ImportStep::mapping) != steps.end()) {
      return fail(ErrorKind::usage,
                  fmt::format("the mapping {} is named in two ways", csx::quoted(step->mapping())),
                  {"name it the same way for all of its files"});
    }
    if (options.rejected) {
      const std::string path =
          parts.size() == 1 ? *options.rejected : rejected_path_of(*options.rejected, step->mapping());
      if (Status may = check_rejected_path(context, path, parts); !may) {
        return fail(std::move(may.error()));
      }
      step->reject_to(context.absolute(path));
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

namespace {

Status run_once(Writing& writing, const std::vector<std::unique_ptr<ImportStep>>& steps) {
  writing.clear();
  for (const std::unique_ptr<ImportStep>& step : steps) {
    const Result<const store::Dataset*> data = writing.data_so_far();
    if (!data) {
      return fail(data.error());
    }
    if (Status done = step->run(**data); !done) {
      return done;
    }
  }
  return {};
}

/// Leaves out what rows made where errors lie. Of several steps that may have made it the last is to blame:
/// what it found was good, as far as it was judged; of a record and a part of it, the part. What is still
/// wrong without it is blamed on the one before, in the next run. False when there is nothing more to leave
/// out.
bool refuse_things(const std::vector<std::unique_ptr<ImportStep>>& steps,
                   const std::vector<Finding>& errors) {
  std::vector<ImportStep*> suspects;
  suspects.reserve(steps.size());
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    suspects.push_back(step->get());
  }
  std::ranges::stable_partition(suspects, &ImportStep::makes_parts);
  std::set<std::string> refused;
  for (const Finding& finding : errors) {
    for (ImportStep* step : suspects) {
      const std::optional<std::string> thing = step->thing_at(finding.diagnostic.place);
      if (thing && (refused.contains(*thing) || step->refuse(*thing, finding.diagnostic))) {
        refused.insert(*thing);
        break;
      }
    }
  }
  return !refused.empty();
}

}  // namespace

Status run_import(Writing& writing, const ImportingOptions& options,
                  const std::vector<std::unique_ptr<ImportStep>>& steps) {
  const std::size_t most_rounds = 10 * steps.size();
  for (std::size_t round = 0; round < most_rounds; ++round) {
    if (Status once = run_once(writing, steps); !once) {
      return once;
    }
    if (writing.is_empty() || options.forced) {
      break;
    }
    const Result<std::vector<Finding>> errors = writing.added_errors();
    if (!errors) {
      return fail(errors.error());
    }
    if (!refuse_things(steps, *errors)) {
      break;
    }
  }
  for (const std::unique_ptr<ImportStep>& step : steps) {
    if (Status finished = step->finish(); !finished) {
      return finished;
    }
  }
  return {};
}

}  // namespace csx::cli
