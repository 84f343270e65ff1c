#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "csx/interop/csv.hpp"

using namespace csx::interop;

namespace {

/// `LINE: a|b`, and of rows with a fault `LINE: !LINE:COLUMN #CELL reason`.
std::vector<std::string> read(std::string_view text, const CsvOptions& options = {}) {
  CsvReader reader(bytes_of(text), options);
  std::vector<std::string> rows;
  CsvRow row;
  for (auto more = reader.next(row); more && *more; more = reader.next(row)) {
    if (row.fault) {
      rows.push_back(fmt::format("{}: !{}:{} #{} {}", row.line, row.fault->position.line,
                                 row.fault->position.column, row.fault->cell, row.fault->reason));
    } else {
      rows.push_back(fmt::format("{}: {}", row.line, fmt::join(row.cells, "|")));
    }
  }
  return rows;
}

struct CsvCase {
  const char* title;
  std::string_view text;
  std::vector<std::string> rows;
};

}  // namespace

TEST_CASE("csv: what is well formed") {
  using namespace std::string_view_literals;
  const std::vector<CsvCase> cases{
      {"plain", "a,b\n1,2\n"sv, {"1: a|b", "2: 1|2"}},
      {"without a break at the end", "a,b\n1,2"sv, {"1: a|b", "2: 1|2"}},
      {"byte order mark and CRLF",
       "\xEF\xBB\xBF"
       "a,b\r\n1,2\r\n"sv,
       {"1: a|b", "2: 1|2"}},
      {"lone CR", "a,b\r1,2\r"sv, {"1: a|b", "2: 1|2"}},
      {"quotes, doubled quotes, delimiters", "\"x, y\",\"say \"\"hi\"\"\"\n"sv, {"1: x, y|say \"hi\""}},
      {"breaks in quotes count as lines", "\"two\nlines\",2\n3,4\n"sv, {"1: two\nlines|2", "3: 3|4"}},
      {"empty values", ",\n\"\",\n"sv, {"1: |", "2: |"}},
      {"empty lines are passed over", "a\n\n\r\nb\n"sv, {"1: a", "4: b"}},
      {"rows of different length are the caller's", "a,b\n1\n1,2,3\n"sv, {"1: a|b", "2: 1", "3: 1|2|3"}},
      {"spaces are kept", " a , b \n"sv, {"1:  a | b "}},
      {"nothing", ""sv, {}},
  };
  for (const CsvCase& each : cases) {
    CAPTURE(each.title);
    CHECK(read(each.text) == each.rows);
  }
}

TEST_CASE("csv: what is not well formed is a fault of its line, and reading goes on behind it") {
  using namespace std::string_view_literals;
  const std::vector<CsvCase> cases{
      {"quote in a bare value",
       "a,b\nx,y\"z\n3,4\n"sv,
       {"1: a|b", "2: !2:4 #1 a quote stands in a value that does not begin with one", "3: 3|4"}},
      {"text behind a quote",
       "\"a\"b,c\n3,4\n"sv,
       {"1: !1:4 #0 text stands behind the closing quote", "2: 3|4"}},
      {"never closed",
       "a,b\n1,\"open\n3,4\n"sv,
       {"1: a|b", "2: !2:3 #1 the quote is never closed", "3: 3|4"}},
      {"columns are characters", "é,\"a\"b\n"sv, {"1: !1:6 #1 text stands behind the closing quote"}},
      {"no UTF-8", "a,caf\xE9\nb,c\n"sv, {"1: !1:6 #1 the byte 0xE9 is no UTF-8", "2: b|c"}},
      {"NUL", "a\0b\nc\n"sv, {"1: !1:2 #0 a NUL byte", "2: c"}},
      {"NUL further on", "a,\"b\",c\0\nd\n"sv, {"1: !1:8 #2 a NUL byte", "2: d"}},
  };
  for (const CsvCase& each : cases) {
    CAPTURE(each.title);
    CHECK(read(each.text) == each.rows);
  }
}

TEST_CASE("csv: encodings and delimiters") {
  CHECK(read("caf\xE9;\x80 5\n", {';', Encoding::windows_1252}) == std::vector<std::string>{"1: café|€ 5"});
  CHECK(read("caf\xE9\tb\n", {'\t', Encoding::latin1}) == std::vector<std::string>{"1: café|b"});
  CHECK(read("a,\x81\nb\n", {',', Encoding::windows_1252}) ==
        std::vector<std::string>{"1: !1:3 #1 the byte 0x81 is no character of windows-1252", "2: b"});
  CHECK(encoded("café € \u2192", Encoding::windows_1252) == "caf\xE9 \x80 ?");
  CHECK(encoded("café €", Encoding::latin1) == "caf\xE9 ?");
  CHECK(encoded("café €", Encoding::utf_8) == "café €");
  CHECK(decoded("caf\xE9 \x80\x81", Encoding::windows_1252) == "café €\uFFFD");
  using namespace std::string_view_literals;
  const auto refusal = [](std::string_view text, const CsvOptions& options) {
    CsvReader reader(bytes_of(text), options);
    CsvRow row;
    const auto more = reader.next(row);
    return more ? std::string("read") : more.error().message;
  };
  CHECK(refusal("\xFF\xFE"
                "a\0"sv,
                {}) == "the file is in UTF-16, which is not read");
  CHECK(refusal("\xEF\xBB\xBF"
                "a\n"sv,
                {',', Encoding::latin1}) ==
        "the file begins with the mark of UTF-8, and the mapping says another encoding");
}

TEST_CASE("csv: a row has a longest length, and what is beyond it is passed over with its line") {
  const std::string text = "a\n" + std::string(300, 'x') + "\nb\n\"" + std::string(300, 'y') + "\nc\n";
  CHECK(read(text, {',', Encoding::utf_8, 100}) ==
        std::vector<std::string>{"1: a", "2: !2:1 #0 the row has more than 100 bytes", "3: b",
                                 "4: !4:1 #0 the row has more than 100 bytes", "5: c"});
}

TEST_CASE("csv: writing quotes what must be quoted, and disarms what a spreadsheet would run") {
  CHECK(csv_line({"a", "b c", "x,y", "say \"hi\"", "two\nlines", "", "-5.20", "=cmd()", "@x"}) ==
        "a,b c,\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\",,-5.20,\"'=cmd()\",\"'@x\"\n");
}
