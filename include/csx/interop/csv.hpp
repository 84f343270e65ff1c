#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/base/result.hpp"

/// Comma separated values, a row at a time.
namespace csx::interop {

enum class Encoding : std::uint8_t { utf_8, latin1, windows_1252 };

struct CsvOptions {
  char delimiter = ',';
  Encoding encoding = Encoding::utf_8;
  std::size_t max_row_bytes = std::size_t{1} << 20;
};

/// What is wrong with a row, and where.
struct CsvFault {
  Position position;     ///< in the file
  std::size_t cell = 0;  ///< index of the cell
  std::string reason;    ///< one phrase
};

/// One row. Its texts are UTF-8 and hold until the next is read.
struct CsvRow {
  std::vector<std::string_view> cells;  ///< without quotes; of a row with a fault as far as it was understood
  std::uint32_t line = 0;               ///< where it begins, from 1
  std::uint64_t offset = 0;             ///< in the file, of its first byte
  std::string_view raw;                 ///< its bytes, without the line break at its end
  std::optional<CsvFault> fault;
};

/// Gives the next bytes into a buffer, and how many; 0 at the end.
using ByteSource = std::function<Result<std::size_t>(char* buffer, std::size_t size)>;
/// Bytes in memory, which must outlive it.
ByteSource bytes_of(std::string_view text);

/// Reads RFC 4180, strictly, however long the file: at most one row and a block are held. Rows end in LF,
/// CRLF or CR; empty lines are passed over; a byte order mark is dropped. A row that is not well formed has a
/// fault (a quote in a bare value, text behind a closing quote, a quote that is never closed, bytes that the
/// encoding does not have, NUL, more than `max_row_bytes`) and reading goes on with the next line. *Source*:
/// RFC 4180, but for rows of different length, which are the caller's to judge.
class CsvReader {
 public:
  CsvReader(ByteSource source, const CsvOptions& options);

  /// The next row into `row`; false at the end. *Errors*: io of the source; usage for a file in UTF-16 or
  /// with a byte order mark that belies its encoding.
  Result<bool> next(CsvRow& row);
  /// Where the n-th cell of the last row begins.
  Position position_of(std::size_t cell) const;

 private:
  enum class Parsed : std::uint8_t { row, empty, more };
  Status begin();
  Status fill();
  Parsed parse(CsvRow& row);
  bool knows_line() const;
  std::string_view read_quoted(std::size_t& at, std::size_t& place);
  std::string_view read_bare(std::size_t& at, std::size_t& place);
  void take_line(CsvRow& row, std::size_t place, std::string reason);
  Status skip_line();
  void pass_break();
  void finish(CsvRow& row, std::size_t end);
  void decode(CsvRow& row);
  Position position_at(std::size_t at) const;
  CsvFault fault_at(std::size_t at, std::string reason) const;

  ByteSource m_source;
  CsvOptions m_options;
  std::string m_buffer;
  std::size_t m_at = 0;        ///< in the buffer: begin of the next row
  std::uint64_t m_offset = 0;  ///< in the file, of the buffer's first byte
  std::uint32_t m_line = 1;    ///< of the next row
  bool m_begun = false;
  bool m_skips = false;         ///< the rest of a line is still to be dropped
  bool m_ended = false;         ///< the source has no more
  std::size_t m_row_begin = 0;  ///< of the last row
  std::size_t m_row_end = 0;
  std::uint32_t m_row_line = 1;
  struct Piece {
    std::size_t begin = 0;  ///< in m_text
    std::size_t end = 0;
    std::size_t raw = 0;  ///< in the buffer: where the cell begins
  };
  std::vector<Piece> m_pieces;
  std::string m_text;     ///< of the cells, one behind the other
  std::string m_decoded;  ///< the same in UTF-8, where it is not
};

/// A row as a line of CSV with its line break: quoted where needed. A cell that a spreadsheet would run gets
/// an apostrophe in front.
std::string csv_line(const std::vector<std::string>& cells, char delimiter = ',');

/// Bytes as UTF-8; one that is no character of the encoding becomes U+FFFD. UTF-8 stays as it is.
std::string decoded(std::string_view bytes, Encoding encoding);
/// UTF-8 in another encoding; a character that it has not becomes `?`.
std::string encoded(std::string_view text, Encoding encoding);

}  // namespace csx::interop
