#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/interop/csv.hpp"

// Any bytes are read as CSV, in each encoding and from sources that give many bytes at a time and few. Rows
// must be the same from both, lie one behind the other in the file, be UTF-8 or have a fault; what is read
// without faults must come back when it is written and read again.
namespace {

using namespace csx::interop;

void require(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "fuzz_csv: %s\n", what);
    std::abort();
  }
}

struct Seen {
  std::vector<std::string> cells;
  std::uint32_t line = 0;
  std::uint64_t offset = 0;
  std::string fault;
};

ByteSource drops_of(std::string_view text, std::size_t most) {
  return [text, most](char* buffer, std::size_t size) mutable -> csx::Result<std::size_t> {
    const std::size_t count = std::min({size, most, text.size()});
    text.copy(buffer, count);
    text.remove_prefix(count);
    return count;
  };
}

std::vector<Seen> read(std::string_view text, const CsvOptions& options, std::size_t most) {
  CsvReader reader(drops_of(text, most), options);
  std::vector<Seen> rows;
  CsvRow row;
  std::uint64_t end = 0;
  std::uint32_t line = 0;
  for (;;) {
    const auto more = reader.next(row);
    if (!more) {
      require(rows.empty() && !more.error().message.empty(),
              "a file is refused at its begin, with a message");
      return rows;
    }
    if (!*more) {
      return rows;
    }
    require(row.line > line, "rows stand on later and later lines");
    require(row.offset >= end && row.offset + row.raw.size() <= text.size(), "rows lie one behind the other");
    require(text.substr(row.offset, row.raw.size()) == row.raw, "a row is its bytes in the file");
    end = row.offset + row.raw.size();
    line = row.line;
    Seen seen{{row.cells.begin(), row.cells.end()}, row.line, row.offset, ""};
    if (row.fault) {
      require(!row.fault->reason.empty() && row.fault->position.line >= row.line &&
                  row.fault->position.column > 0,
              "a fault has a place and a reason");
      seen.fault = row.fault->reason;
    } else {
      require(!row.cells.empty(), "a row has cells");
      for (const std::string& cell : seen.cells) {
        require(!csx::first_invalid_utf8(cell), "cells are UTF-8");
      }
      const csx::Position place = reader.position_of(row.cells.size() - 1);
      require(place.line >= row.line && place.column > 0, "a cell has a place");
    }
    rows.push_back(std::move(seen));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Encoding encoding : {Encoding::utf_8, Encoding::latin1, Encoding::windows_1252}) {
    const CsvOptions options{',', encoding, 64};
    const std::vector<Seen> rows = read(text, options, 1 << 20);
    const std::vector<Seen> same = read(text, options, 3);
    require(rows.size() == same.size(), "how bytes arrive does not change the number of rows");
    std::string written;
    std::vector<std::vector<std::string>> good;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      require(rows[i].line == same[i].line && rows[i].fault == same[i].fault &&
                  (!rows[i].fault.empty() || rows[i].cells == same[i].cells),
              "how bytes arrive does not change the rows");
      const std::string line = csv_line(rows[i].cells);
      // An apostrophe in front of what a spreadsheet would run does not come back.
      if (rows[i].fault.empty() && line.find("\"'") == std::string::npos && line != "\n") {
        good.push_back(rows[i].cells);
        written += line;
      }
    }
    const std::vector<Seen> again = read(written, CsvOptions{}, 1 << 20);
    const bool has_mark = written.starts_with("\xEF\xBB\xBF");
    require(has_mark || again.size() == good.size(), "what is written is read again");
    for (std::size_t i = 0; i < again.size() && !has_mark; ++i) {
      require(again[i].cells == good[i], "what is written means the same");
    }
  }
  return 0;
}
