#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "csx/interop/import.hpp"
#include "csx/model/read.hpp"
#include "csx/store/dataset.hpp"

/// A folder in memory that rows are imported into.
namespace csx::interop {

class Imports {
 public:
  Imports(std::initializer_list<std::pair<std::string, std::string>> files = {})
      : m_files(files.begin(), files.end()) {
    m_files.try_emplace(
        "csx.yaml", "kind: workspace\nname: Test\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\n");
    load();
  }

  static Imports of(std::map<std::string, std::string> files) {
    Imports imports;
    imports.m_files.merge(files);
    imports.load();
    return imports;
  }

  /// What does not fit, `/pointer: message`.
  std::vector<std::string> faults(std::string_view mapping, std::string_view csv) {
    const model::AnyRecord record = read(mapping);
    const Compiled compiled =
        compile(record.as<model::Mapping>(), *m_data,
                {header(csv, csv_options(record.as<model::Mapping>()).value_or(CsvOptions{}))});
    std::vector<std::string> out;
    for (const Diagnostic& fault : compiled.faults) {
      out.push_back(fmt::format("{}: {}", fault.place.pointer, fault.message));
    }
    return out;
  }

  /// Runs a mapping over texts; the folder afterwards has what it made. Rejected rows are `FILE:LINE:COLUMN
  /// source: reason`.
  Imported run(std::string_view mapping, const std::vector<std::string>& csvs, ImportOptions options = {}) {
    const model::AnyRecord record = read(mapping);
    std::vector<CsvHeader> headers;
    for (const std::string& csv : csvs) {
      headers.push_back(header(csv));
    }
    const Compiled compiled = compile(record.as<model::Mapping>(), *m_data, headers);
    for (const Diagnostic& fault : compiled.faults) {
      FAIL((fault.place.pointer + ": " + fault.message));
    }
    rejected.clear();
    put.clear();
    ImportWorld world;
    world.open = [&](std::size_t file) { return Result<ByteSource>(bytes_of(csvs[file])); };
    world.text = [&](const std::string& path) {
      const auto found = m_files.find(path);
      return Result<std::optional<std::string>>(found == m_files.end() ? std::nullopt
                                                                       : std::optional(found->second));
    };
    world.put = [&](const std::string& path, std::string text) { put[path] = std::move(text); };
    world.reject = [&](const RejectedRow& row) {
      rejected.push_back(fmt::format("{}:{}:{} {}: {}", row.file, row.position.line, row.position.column,
                                     row.column, row.reason));
      return Status();
    };
    world.first_known_day = [](const model::AnyRecord&, time::Date) { return *time::Date::of(2020, 1, 1); };
    if (options.day == time::Date{}) {
      options.day = *time::Date::of(2026, 6, 1);
    }
    const Result<Imported> imported = import(*compiled.plan, world, options);
    REQUIRE_MESSAGE(imported.has_value(), imported.error().message);
    for (const auto& [path, text] : put) {
      m_files[path] = text;
    }
    load();
    return *imported;
  }

  const std::string& text(const std::string& path) const { return m_files.at(path); }

  std::vector<std::string> rejected;
  std::map<std::string, std::string> put;  ///< of the last run

 private:
  static CsvHeader header(std::string_view csv, const CsvOptions& options = {}) {
    CsvReader reader(bytes_of(csv), options);
    CsvRow row;
    REQUIRE(reader.next(row).value_or(false));
    return {"rows.csv", {row.cells.begin(), row.cells.end()}};
  }

  static model::AnyRecord read(std::string_view mapping) {
    const std::string text = fmt::format("kind: mapping\nid: rows\n{}", mapping);
    const yaml::Stream stream = yaml::read(text);
    std::vector<Diagnostic> findings;
    std::optional<model::AnyRecord> record =
        model::read_record(stream.documents.front(), "m.yaml", {}, findings);
    for (const Diagnostic& finding : findings) {
      FAIL((finding.place.pointer + ": " + finding.message));
    }
    return std::move(*record);
  }

  void load() {
    const auto tree = store::memory_tree({m_files.begin(), m_files.end()});
    Result<store::Dataset> data = store::load(*tree);
    REQUIRE(data.has_value());
    m_data = std::make_unique<store::Dataset>(std::move(*data));
    for (const Diagnostic& finding : m_data->findings()) {
      CHECK_MESSAGE(finding.severity != Severity::error,
                    (finding.place.file + finding.place.pointer + ": " + finding.message));
    }
  }

  std::map<std::string, std::string> m_files;
  std::unique_ptr<store::Dataset> m_data;
};

}  // namespace csx::interop
