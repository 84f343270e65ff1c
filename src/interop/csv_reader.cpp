#include "csx/interop/csv.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "csx/base/text.hpp"
#include "csx/base/utf8.hpp"

namespace csx::interop {
namespace {

constexpr std::size_t k_block = std::size_t{1} << 18;
constexpr std::string_view k_mark = "\xEF\xBB\xBF";

/// Windows-1252 from 0x80 to 0x9F; 0: no character.
constexpr std::array<char16_t, 32> k_windows_1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The character of a byte above 0x7F; none where the encoding has none.
std::optional<char16_t> character_of(unsigned char byte, Encoding encoding) {
  if (encoding == Encoding::windows_1252 && byte < 0xA0) {
    const char16_t character = k_windows_1252[byte - 0x80U];
    return character == 0 ? std::nullopt : std::optional(character);
  }
  return static_cast<char16_t>(byte);
}

void append_utf8(std::string& out, char16_t character) {
  if (character < 0x800) {
    out += static_cast<char>(0xC0U | (character >> 6U));
  } else {
    out += static_cast<char>(0xE0U | (character >> 12U));
    out += static_cast<char>(0x80U | ((character >> 6U) & 0x3FU));
  }
  out += static_cast<char>(0x80U | (character & 0x3FU));
}

/// Not to be told from a reason by its text, but by being this.
constexpr std::string_view k_more = "more";

constexpr bool is_break(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace

ByteSource bytes_of(std::string_view text) {
  return [text](char* buffer, std::size_t size) mutable -> Result<std::size_t> {
    const std::size_t count = std::min(size, text.size());
    std::copy_n(text.data(), count, buffer);
    text.remove_prefix(count);
    return count;
  };
}

CsvReader::CsvReader(ByteSource source, const CsvOptions& options)
    : m_source(std::move(source)), m_options(options) {}

Status CsvReader::fill() {
  m_buffer.erase(0, m_at);
  m_offset += m_at;
  m_at = 0;
  const std::size_t held = m_buffer.size();
  m_buffer.resize(held + k_block);
  const Result<std::size_t> count = m_source(m_buffer.data() + held, k_block);
  m_buffer.resize(held + count.value_or(0));
  if (!count) {
    return fail(count.error());
  }
  m_ended = *count == 0;
  return {};
}

Status CsvReader::begin() {
  m_begun = true;
  while (!m_ended && m_buffer.size() < k_mark.size()) {
    if (Status filled = fill(); !filled) {
      return filled;
    }
  }
  const std::string_view start = m_buffer;
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
    return fail(ErrorKind::usage, "the file is in UTF-16, which is not read", {"save it as UTF-8"});
  }
  if (start.starts_with(k_mark)) {
    if (m_options.encoding != Encoding::utf_8) {
      return fail(ErrorKind::usage,
                  "the file begins with the mark of UTF-8, and the mapping says another encoding",
                  {"take `encoding:` out of the mapping"});
    }
    m_at = k_mark.size();
  }
  return {};
}

Result<bool> CsvReader::next(CsvRow& row) {
  if (!m_begun) {
    if (Status begun = begin(); !begun) {
      return fail(std::move(begun.error()));
    }
  }
  for (;;) {
    if (Status skipped = skip_line(); !skipped) {
      return fail(std::move(skipped.error()));
    }
    if (m_at == m_buffer.size() && m_ended) {
      return false;
    }
    switch (parse(row)) {
      case Parsed::row:
        return true;
      case Parsed::empty:
        break;
      case Parsed::more:
        if (Status filled = fill(); !filled) {
          return fail(std::move(filled.error()));
        }
        break;
    }
  }
}

/// Whether the first line of the row from m_at is held, or all of it that is looked at.
bool CsvReader::knows_line() const {
  if (m_ended || m_buffer.size() - m_at > m_options.max_row_bytes + 1) {
    return true;
  }
  const std::size_t end = m_buffer.find_first_of("\r\n", m_at);
  const bool half_a_break = end + 1 == m_buffer.size() && m_buffer[end] == '\r';
  return end != std::string::npos && !half_a_break;
}

/// Reads from m_at. `more`: the row may go on beyond what is held.
CsvReader::Parsed CsvReader::parse(CsvRow& row) {
  const std::string_view text = m_buffer;
  row.fault.reset();
  row.cells.clear();
  m_pieces.clear();
  m_text.clear();
  std::size_t at = m_at;
  const auto ends = [&] { return at == text.size(); };
  for (;;) {
    const Piece piece{m_text.size(), 0, at};
    std::size_t place = at;
    const std::string_view wrong = !ends() && text[at] == '"' ? read_quoted(at, place) : read_bare(at, place);
    if (wrong == k_more || (!wrong.empty() && !knows_line())) {
      return Parsed::more;
    }
    if (at - m_at > m_options.max_row_bytes) {
      if (!knows_line()) {
        return Parsed::more;
      }
      take_line(row, m_at, fmt::format("the row has more than {} bytes", m_options.max_row_bytes));
      return Parsed::row;
    }
    if (!wrong.empty()) {
      take_line(row, place, std::string(wrong));
      return Parsed::row;
    }
    m_pieces.push_back({piece.begin, m_text.size(), piece.raw});
    if (ends() || is_break(text[at])) {
      break;
    }
    ++at;
  }
  if (!ends() && text[at] == '\r' && at + 1 == text.size() && !m_ended) {
    return Parsed::more;
  }
  const bool is_empty = at == m_at;
  finish(row, at);
  if (is_empty) {
    return Parsed::empty;
  }
  decode(row);
  return Parsed::row;
}

/// Appends a value in quotes. Gives what is wrong and its place, or k_more. `at` moves behind it.
std::string_view CsvReader::read_quoted(std::size_t& at, std::size_t& place) {
  const std::string_view text = m_buffer;
  place = at++;
  for (;;) {
    const std::size_t quote = std::min(text.find('"', at), text.size());
    m_text.append(text, at, quote - at);
    at = quote;
    if (at - m_at > m_options.max_row_bytes) {
      return "the row is too long";
    }
    if (at + 1 >= text.size() && !m_ended) {
      return k_more;
    }
    if (at == text.size()) {
      return "the quote is never closed";
    }
    ++at;
    if (at == text.size() || text[at] != '"') {
      break;
    }
    m_text += text[at++];
  }
  if (at < text.size() && text[at] != m_options.delimiter && !is_break(text[at])) {
    place = at;
    return "text stands behind the closing quote";
  }
  return {};
}

std::string_view CsvReader::read_bare(std::size_t& at, std::size_t& place) {
  const std::string_view text = m_buffer;
  const std::size_t start = at;
  while (at < text.size() && text[at] != m_options.delimiter && !is_break(text[at]) && text[at] != '"') {
    ++at;
  }
  m_text.append(text, start, at - start);
  place = at;
  if (at < text.size() && text[at] == '"') {
    return "a quote stands in a value that does not begin with one";
  }
  return at == text.size() && !m_ended && at - m_at <= m_options.max_row_bytes ? k_more : std::string_view();
}

/// A row that is not well formed is its first line, or as much of it as is looked at; the rest of that is
/// passed over.
void CsvReader::take_line(CsvRow& row, std::size_t place, std::string reason) {
  const std::size_t most = std::min(m_buffer.size(), m_at + m_options.max_row_bytes + 1);
  const std::size_t end = std::min(m_buffer.find_first_of("\r\n", m_at), most);
  m_row_begin = m_at;
  m_row_line = m_line;
  row.fault = CsvFault{position_at(std::min(place, most)), m_pieces.size(), std::move(reason)};
  std::erase_if(m_pieces, [end](const Piece& piece) { return piece.raw > end; });
  m_skips = end < m_buffer.size() ? !is_break(m_buffer[end]) : !m_ended;
  finish(row, end);
  decode(row);
}

/// Drops what is left of a line that was too long.
Status CsvReader::skip_line() {
  while (m_skips) {
    const std::size_t end = m_buffer.find_first_of("\r\n", m_at);
    m_at = std::min(end, m_buffer.size());
    if (m_at == m_buffer.size() || (m_buffer[m_at] == '\r' && m_at + 1 == m_buffer.size())) {
      if (!m_ended) {
        if (Status filled = fill(); !filled) {
          return filled;
        }
        continue;
      }
    }
    m_skips = false;
    pass_break();
  }
  return {};
}

void CsvReader::pass_break() {
  if (m_at < m_buffer.size() && is_break(m_buffer[m_at])) {
    const bool two = m_buffer[m_at] == '\r' && m_at + 1 < m_buffer.size() && m_buffer[m_at + 1] == '\n';
    m_at += two ? 2 : 1;
    ++m_line;
  }
}

void CsvReader::finish(CsvRow& row, std::size_t end) {
  m_row_begin = m_at;
  m_row_end = end;
  m_row_line = m_line;
  row.line = m_line;
  row.offset = m_offset + m_at;
  row.raw = std::string_view(m_buffer).substr(m_at, end - m_at);
  for (std::size_t i = m_at; i < end; ++i) {
    const bool counts =
        m_buffer[i] == '\n' || (m_buffer[i] == '\r' && (i + 1 == end || m_buffer[i + 1] != '\n'));
    m_line += counts ? 1 : 0;
  }
  m_at = end;
  if (!m_skips) {
    pass_break();
  }
}

/// Makes UTF-8 of the cells, and a fault of what is none.
void CsvReader::decode(CsvRow& row) {
  const std::size_t nul = row.raw.find('\0');
  if (nul != std::string_view::npos && !row.fault) {
    row.fault = fault_at(m_row_begin + nul, "a NUL byte");
  }
  std::string_view text = m_text;
  if (m_options.encoding != Encoding::utf_8 && utf8::skip_ascii(m_text, 0) < m_text.size()) {
    m_decoded.clear();
    for (Piece& piece : m_pieces) {
      const std::size_t begin = m_decoded.size();
      m_decoded +=
          decoded(std::string_view(m_text).substr(piece.begin, piece.end - piece.begin), m_options.encoding);
      piece.begin = begin;
      piece.end = m_decoded.size();
    }
    text = m_decoded;
  }
  for (const Piece& piece : m_pieces) {
    row.cells.push_back(text.substr(piece.begin, piece.end - piece.begin));
  }
  if (row.fault) {
    return;
  }
  std::optional<std::size_t> wrong;
  if (m_options.encoding == Encoding::utf_8) {
    wrong = first_invalid_utf8(row.raw);
  } else if (m_options.encoding == Encoding::windows_1252) {
    const auto found = std::ranges::find_if(row.raw, [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte >= 0x80 && !character_of(byte, Encoding::windows_1252);
    });
    wrong = found == row.raw.end() ? std::nullopt
                                   : std::optional(static_cast<std::size_t>(found - row.raw.begin()));
  }
  if (wrong) {
    row.fault =
        fault_at(m_row_begin + *wrong,
                 fmt::format("the byte 0x{:02X} is no {}", static_cast<unsigned char>(row.raw[*wrong]),
                             m_options.encoding == Encoding::utf_8 ? "UTF-8" : "character of windows-1252"));
  }
}

CsvFault CsvReader::fault_at(std::size_t at, std::string reason) const {
  std::size_t cell = 0;
  while (cell + 1 < m_pieces.size() && m_pieces[cell + 1].raw <= at) {
    ++cell;
  }
  return {position_at(at), cell, std::move(reason)};
}

Position CsvReader::position_of(std::size_t cell) const {
  return position_at(cell < m_pieces.size() ? m_pieces[cell].raw : m_row_end);
}

/// Of a place in the last row.
Position CsvReader::position_at(std::size_t at) const {
  Position position{m_row_line, 1};
  std::size_t line_begin = m_row_begin;
  for (std::size_t i = m_row_begin; i < at; ++i) {
    const char c = m_buffer[i];
    if (c == '\n' || (c == '\r' && (i + 1 == m_buffer.size() || m_buffer[i + 1] != '\n'))) {
      ++position.line;
      line_begin = i + 1;
    }
  }
  const std::string_view before = std::string_view(m_buffer).substr(line_begin, at - line_begin);
  const std::size_t characters =
      m_options.encoding == Encoding::utf_8 ? count_characters(before) : before.size();
  position.column = static_cast<std::uint32_t>(characters) + 1;
  return position;
}

std::string decoded(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::utf_8) {
    return std::string(bytes);
  }
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      append_utf8(out, character_of(byte, encoding).value_or(u'\uFFFD'));
    }
  }
  return out;
}

std::string encoded(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::utf_8) {
    return std::string(text);
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step step = utf8::decode(text, at);
    at += step.length;
    char byte = step.value < 0x80 ? static_cast<char>(step.value) : '?';
    for (unsigned each = 0x80; step.value >= 0x80 && each <= 0xFF && byte == '?'; ++each) {
      if (character_of(static_cast<unsigned char>(each), encoding) == step.value) {
        byte = static_cast<char>(each);
      }
    }
    out += byte;
  }
  return out;
}

std::string csv_line(const std::vector<std::string>& cells, char delimiter) {
  std::string out;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) {
      out += delimiter;
    }
    const bool is_number = !cell.empty() && (cell.find_first_not_of("+-0123456789.,%") == std::string::npos);
    const bool runs = !cell.empty() && std::strchr("=+-@\t\r", cell.front()) != nullptr && !is_number;
    const bool quoted = cell.find_first_of(std::string("\"\r\n") + delimiter) != std::string::npos ||
                        cell.starts_with(' ') || cell.ends_with(' ');
    if (!quoted && !runs) {
      out += cell;
      continue;
    }
    out += '"';
    out += runs ? "'" : "";
    for (const char c : cell) {
      out += c;
      out += c == '"' ? "\"" : "";
    }
    out += '"';
  }
  return out + '\n';
}

}  // namespace csx::interop
