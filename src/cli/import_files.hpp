#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "context.hpp"
#include "csx/interop/import.hpp"

/// The CSV files of an import, and the file of its rejected rows.
namespace csx::cli {

/// A file that is read from its beginning, and more than once.
class ImportFile {
 public:
  ImportFile(std::string name, std::string path) : m_name(std::move(name)), m_path(std::move(path)) {}

  /// As people typed it.
  const std::string& name() const { return m_name; }
  /// *Errors*: usage when there is no such file, or none that can be read twice; io.
  Result<interop::ByteSource> open() const;
  /// The header. *Errors*: as open; usage for a file without one.
  Result<interop::CsvHeader> header(const interop::CsvOptions& options) const;
  /// The bytes of a row. *Errors*: io.
  Result<std::string> row(std::uint64_t offset, std::uint64_t bytes) const;

 private:
  std::string m_name;
  std::string m_path;
};

/// Rows that were not taken, as CSV: where and why, then the values as they were. Written beside, then put in
/// place.
class RejectedFile {
 public:
  RejectedFile(std::string path, const std::vector<ImportFile>& files,
               const std::vector<interop::CsvHeader>& headers, const interop::CsvOptions& options);
  ~RejectedFile();
  RejectedFile(const RejectedFile&) = delete;
  RejectedFile& operator=(const RejectedFile&) = delete;

  /// Begins anew. *Errors*: io.
  Status begin();
  Status add(const interop::RejectedRow& row);
  Status finish();

 private:
  Status put(const std::vector<std::string>& cells);

  std::string m_path;
  std::string m_beside;
  const std::vector<ImportFile>& m_files;
  interop::CsvOptions m_options;
  std::vector<std::string> m_columns;                 ///< of all files
  std::vector<std::vector<std::size_t>> m_positions;  ///< of a file's columns among them
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> m_file{nullptr, &std::fclose};
};

}  // namespace csx::cli
