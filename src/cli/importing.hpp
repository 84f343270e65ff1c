#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "import_files.hpp"
#include "import_mapping.hpp"
#include "writing.hpp"

/// Mappings over CSV files, one after the other, as one change.
namespace csx::cli {

/// A mapping and the files that it is for, as typed.
struct ImportPart {
  std::string mapping;
  std::vector<std::string> files;
};

/// The parts of `MAPPING FILE…` or `MAPPING=FILE…`; files of one mapping belong together, where it comes
/// first. *Errors*: usage for a mapping without a file, and the other way round.
Result<std::vector<ImportPart>> import_parts(const std::string& first,
                                             const std::vector<std::string>& others);

struct ImportingOptions {
  std::optional<std::string>
      rejected;  ///< file for the rows that are not taken; each of several mappings has its own
  interop::ImportOptions::History history = interop::ImportOptions::History::keep;
  bool forced = false;  ///< rows whose records would be wrong are taken
};

/// One mapping on its way from its name to the texts of record files.
class ImportStep {
 public:
  ImportStep(Context& context, Writing& writing, const ImportingOptions& options, const ImportPart& part);

  /// Finds the mapping and looks all its names up; those of records where no step before can make them.
  /// *Errors*: usage; io.
  Status prepare(interop::Records records);
  /// Writes the rows that are not taken to a file, too; after prepare.
  void reject_to(std::string path);
  /// Imports, without the things that are refused, into the folder as the steps before leave it. *Errors*: as
  /// interop::import.
  Status run(const store::Dataset& data);
  Status finish() { return m_rejected_file ? m_rejected_file->finish() : Status(); }
  /// Whether rows become parts of records, not records.
  bool makes_parts() const { return m_named.mapping->target.list || m_named.mapping->target.type; }
  /// What rows may have made of the place that an error lies in; none: nothing.
  std::optional<std::string> thing_at(const Place& place) const;
  /// Leaves a thing out of the next run. False when it is left out already.
  bool refuse(const std::string& thing, const Diagnostic& why);

  const std::string& mapping() const { return m_named.mapping->id.value; }
  const interop::Imported& imported() const { return m_imported; }
  /// The first of the rows that were not taken.
  const std::vector<interop::RejectedRow>& rejected() const { return m_rejected; }
  const std::string& file_of(const interop::RejectedRow& row) const { return m_files[row.file].name(); }

  static constexpr std::size_t k_most_listed = 1000;  ///< of rejected rows

 private:
  Status reject(const interop::RejectedRow& row);

  Context& m_context;
  Writing& m_writing;
  const ImportingOptions& m_options;
  std::string m_name;
  std::vector<ImportFile> m_files;
  NamedMapping m_named;
  std::vector<interop::CsvHeader> m_headers;
  interop::Records m_records = interop::Records::are_there;
  std::shared_ptr<const interop::Plan> m_plan;
  std::optional<RejectedFile> m_rejected_file;
  std::map<std::string, std::string> m_refused;
  interop::Imported m_imported;
  std::vector<interop::RejectedRow> m_rejected;
};

/// All mappings are looked up before any row is read. *Errors*: as the steps.
Result<std::vector<std::unique_ptr<ImportStep>>> prepare_import(Context& context, Writing& writing,
                                                                const ImportingOptions& options,
                                                                const std::vector<ImportPart>& parts);
/// Imports, and imports again without the rows whose things would be wrong in the folder. *Errors*: as the
/// steps.
Status run_import(Writing& writing, const ImportingOptions& options,
                  const std::vector<std::unique_ptr<ImportStep>>& steps);

}  // namespace csx::cli
