#include "import_files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "csx/base/text.hpp"
#include "csx/base/utf8.hpp"

namespace csx::cli {
namespace {

using Stream = std::shared_ptr<std::FILE>;

constexpr std::array<std::string_view, 4> k_added_columns{"csx_file", "csx_line", "csx_column", "csx_reason"};
constexpr std::size_t k_none = static_cast<std::size_t>(-1);

tl::unexpected<Error> io_error(std::string_view what, std::string_view path, int number) {
  return fail(ErrorKind::io, fmt::format("cannot {} {}: {}", what, quoted_path(path),
                                         std::generic_category().message(number)));
}

Result<Stream> open_stream(const std::string& path, const std::string& name) {
  std::error_code wrong;
  const std::filesystem::file_status status = std::filesystem::status(path, wrong);
  if (!std::filesystem::exists(status)) {
    Error error{ErrorKind::usage, fmt::format("there is no file {}", quoted_path(name)), {}, {}};
    if (name.find('=') != std::string::npos) {
      error.hints.emplace_back(
          "with several mappings each file is written as MAPPING=FILE, the first one, too");
    }
    return fail(std::move(error));
  }
  if (!std::filesystem::is_regular_file(status)) {
    return fail(ErrorKind::usage,
                fmt::format("{} is no regular file, and rows are read more than once", quoted_path(name)),
                {"save it as a file first"});
  }
  Stream stream(std::fopen(path.c_str(), "rb"), [](std::FILE* file) {
    if (file != nullptr) {
      std::fclose(file);
    }
  });
  if (stream == nullptr) {
    return io_error("read", name, errno);
  }
  return stream;
}

/// Bytes that are no UTF-8 as the sign for that.
std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step step = utf8::decode(text, at);
    out += step.valid ? text.substr(at, step.length) : std::string_view("\uFFFD");
    at += step.length;
  }
  return out;
}

}  // namespace

Result<interop::ByteSource> ImportFile::open() const {
  Result<Stream> stream = open_stream(m_path, m_name);
  if (!stream) {
    return fail(std::move(stream.error()));
  }
  return [stream = *stream, name = m_name](char* buffer, std::size_t size) -> Result<std::size_t> {
    const std::size_t count = std::fread(buffer, 1, size, stream.get());
    if (count == 0 && std::ferror(stream.get()) != 0) {
      return io_error("read", name, errno);
    }
    return count;
  };
}

Result<interop::CsvHeader> ImportFile::header(const interop::CsvOptions& options) const {
  Result<interop::ByteSource> source = open();
  if (!source) {
    return fail(std::move(source.error()));
  }
  interop::CsvReader reader(std::move(*source), options);
  interop::CsvRow row;
  const Result<bool> more = reader.next(row);
  if (!more) {
    Error error = more.error();
    error.message = fmt::format("{}: {}", quoted_path(m_name), error.message);
    return fail(std::move(error));
  }
  if (!*more) {
    return fail(ErrorKind::usage, fmt::format("{} is empty: a header with the names of its columns is wanted",
                                              quoted_path(m_name)));
  }
  if (row.fault) {
    return fail(ErrorKind::usage,
                fmt::format("{}:{}:{}: the header cannot be read: {}", escape_controls(m_name),
                            row.fault->position.line, row.fault->position.column, row.fault->reason));
  }
  interop::CsvHeader header{m_name, {}};
  for (const std::string_view cell : row.cells) {
    header.columns.emplace_back(trim(cell));
  }
  return header;
}

Result<std::string> ImportFile::row(std::uint64_t offset, std::uint64_t bytes) const {
  const Result<Stream> stream = open_stream(m_path, m_name);
  if (!stream) {
    return fail(stream.error());
  }
  std::string text(bytes, '\0');
  if (::fseeko(stream->get(), static_cast<off_t>(offset), SEEK_SET) != 0 ||
      std::fread(text.data(), 1, text.size(), stream->get()) != text.size()) {
    return io_error("read", m_name, errno);
  }
  return text;
}

RejectedFile::RejectedFile(std::string path, const std::vector<ImportFile>& files,
                           const std::vector<interop::CsvHeader>& headers, const interop::CsvOptions& options)
    : m_path(std::move(path)), m_beside(m_path + ".csx-tmp"), m_files(files), m_options(options) {
  for (const interop::CsvHeader& header : headers) {
    std::vector<std::size_t> positions;
    for (const std::string& column : header.columns) {
      if (std::ranges::find(k_added_columns, column) != k_added_columns.end()) {
        positions.push_back(k_none);  // of rows that were rejected before: said anew
        continue;
      }
      const auto found = std::ranges::find(m_columns, column);
      positions.push_back(static_cast<std::size_t>(found - m_columns.begin()));
      if (found == m_columns.end()) {
        m_columns.push_back(column);
      }
    }
    m_positions.push_back(std::move(positions));
  }
}

RejectedFile::~RejectedFile() {
  if (m_file != nullptr) {
    m_file.reset();
    std::error_code unknown;
    std::filesystem::remove(m_beside, unknown);
  }
}

Status RejectedFile::put(const std::vector<std::string>& cells) {
  // What was rejected is mended and imported with the same mapping.
  const std::string line =
      interop::encoded(interop::csv_line(cells, m_options.delimiter), m_options.encoding);
  if (std::fwrite(line.data(), 1, line.size(), m_file.get()) != line.size()) {
    return io_error("write", m_path, errno);
  }
  return {};
}

Status RejectedFile::begin() {
  m_file.reset(std::fopen(m_beside.c_str(), "wb"));
  if (m_file == nullptr) {
    return io_error("write", m_path, errno);
  }
  std::vector<std::string> cells(k_added_columns.begin(), k_added_columns.end());
  cells.insert(cells.end(), m_columns.begin(), m_columns.end());
  return put(cells);
}

Status RejectedFile::add(const interop::RejectedRow& row) {
  const Result<std::string> bytes = m_files[row.file].row(row.offset, row.bytes);
  if (!bytes) {
    return fail(bytes.error());
  }
  std::vector<std::string> cells{m_files[row.file].name(), std::to_string(row.position.line),
                                 std::to_string(row.position.column), row.reason};
  const std::size_t ahead = cells.size();
  cells.resize(ahead + m_columns.size());
  interop::CsvReader reader(interop::bytes_of(*bytes), m_options);
  interop::CsvRow read;
  const Result<bool> more = reader.next(read);
  const bool whole = more && *more && !read.fault;
  const std::vector<std::size_t>& positions = m_positions[row.file];
  for (std::size_t i = 0; whole && i < read.cells.size(); ++i) {
    if (i >= positions.size()) {
      cells.push_back(clean(read.cells[i]));
    } else if (positions[i] != k_none) {
      cells[ahead + positions[i]] = clean(read.cells[i]);
    }
  }
  if (!whole) {
    // What cannot be taken apart is kept as it is.
    cells[ahead] = clean(interop::decoded(*bytes, m_options.encoding));
  }
  return put(cells);
}

Status RejectedFile::finish() {
  if (std::fclose(m_file.release()) != 0 || std::rename(m_beside.c_str(), m_path.c_str()) != 0) {
    const int number = errno;
    std::error_code unknown;
    std::filesystem::remove(m_beside, unknown);
    return io_error("write", m_path, number);
  }
  return {};
}

}  // namespace csx::cli
