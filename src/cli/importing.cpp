#include "importing.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "csx/base/text.hpp"
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

Status ImportStep::prepare(std::optional<std::string> rejected_path) {
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
  interop::Compiled compiled = interop::compile(*m_named.mapping, m_writing.data(), m_headers);
  if (compiled.plan == nullptr) {
    return fail(refuse_mapping(m_context, m_writing.session(), m_named, std::move(compiled.faults)));
  }
  m_plan = std::move(compiled.plan);
  if (rejected_path) {
    m_rejected_file.emplace(std::move(*rejected_path), m_files, m_headers, *csv);
  }
  return {};
}

Status ImportStep::run(const store::Dataset& data) {
  m_imported = {};
  m_rejected.clear();
  if (&data != &m_writing.data()) {
    // The steps before made records that this one may refer to.
    m_plan = interop::compile(*m_named.mapping, data, m_headers).plan;
    if (m_plan == nullptr) {
      return fail(ErrorKind::defect, fmt::format("the mapping {} no longer fits", csx::quoted(mapping())));
    }
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

Result<std::vector<std::unique_ptr<ImportStep>>> prepare_import(Context& context, Writing& writing,
                                                                const ImportingOptions& options,
                                                                const std::vector<ImportPart>& parts) {
  std::vector<std::unique_ptr<ImportStep>> steps;
  for (const ImportPart& part : parts) {
    steps.push_back(std::make_unique<ImportStep>(context, writing, options, part));
    std::optional<std::string> rejected = options.rejected;
    if (rejected && parts.size() > 1) {
      // Rows of one mapping stay together, so that they can be mended and imported by it.
      const std::filesystem::path path = *rejected;
      const std::string of_part = std::filesystem::path(part.mapping).stem().string();
      rejected = (path.parent_path() /
                  fmt::format("{}-{}{}", path.stem().string(), of_part, path.extension().string()))
                     .string();
    }
    if (rejected) {
      rejected = context.absolute(*rejected);
    }
    if (Status prepared = steps.back()->prepare(std::move(rejected)); !prepared) {
      return fail(std::move(prepared.error()));
    }
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

/// Leaves out what rows made where errors lie: of a record and a part of it the part. False when there is
/// nothing more to leave out.
bool refuse_things(const std::vector<std::unique_ptr<ImportStep>>& steps,
                   const std::vector<Finding>& errors) {
  bool any = false;
  for (const Finding& finding : errors) {
    const Diagnostic& why = finding.diagnostic;
    for (const bool parts : {true, false}) {
      bool found = false;
      for (const std::unique_ptr<ImportStep>& step : steps) {
        const std::optional<std::string> thing =
            step->makes_parts() == parts ? step->thing_at(why.place) : std::nullopt;
        any = (thing && step->refuse(*thing, why)) || any;
        found = found || thing;
      }
      if (found) {
        break;
      }
    }
  }
  return any;
}

}  // namespace

Status run_import(Writing& writing, const ImportingOptions& options,
                  const std::vector<std::unique_ptr<ImportStep>>& steps) {
  constexpr int k_most_rounds = 10;
  for (int round = 0; round < k_most_rounds; ++round) {
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
