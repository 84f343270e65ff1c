#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <string>

#include "csx/base/text.hpp"

namespace doctest {
template <>
struct StringMaker<csx::Position> {
  static String convert(const csx::Position& p) {
    return (std::to_string(p.line) + ":" + std::to_string(p.column)).c_str();
  }
};
}  // namespace doctest

namespace csx {
namespace {

TEST_CASE("offsets become lines and columns") {
  struct Row {
    std::string text;
    std::uint32_t offset;
    Position position;
  };
  const Row rows[] = {
      {"", 0, {1, 1}},
      {"", 7, {1, 1}},
      {"abc", 2, {1, 3}},
      {"abc", 3, {1, 4}},
      {"abc", std::numeric_limits<std::uint32_t>::max(), {1, 4}},
      {"a\nb", 1, {1, 2}},  // the break itself
      {"a\nb", 2, {2, 1}},
      {"a\n", 2, {2, 1}},
      {"a\r\nb", 1, {1, 2}},
      {"a\r\nb", 2, {1, 2}},  // between CR and LF
      {"a\r\nb", 3, {2, 1}},
      {"a\rb", 2, {2, 1}},
      {"a\r\rb", 2, {2, 1}},
      {"a\n\rb", 3, {3, 1}},
      {"a\r", 2, {2, 1}},
      {"ação: x", 8, {1, 7}},  // characters, not bytes
      {"ação", 2, {1, 2}},     // inside a character: that character
      {"😀x", 3, {1, 1}},
      {"😀x", 4, {1, 2}},
      {"\xFF\xFFx", 2, {1, 3}},           // malformed bytes count one each
      {"a\u2028b\u0085c", 7, {1, 5}},     // not breaks in YAML 1.2
      {"\xEF\xBB\xBFkey: x", 3, {1, 1}},  // the byte order mark is not a column
      {"\xEF\xBB\xBFkey: x", 0, {1, 1}},
      {"\xEF\xBB\xBFkey: x", 8, {1, 6}},
      {"a\n\xEF\xBB\xBFkey", 5, {2, 2}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.offset);
    CHECK(LineIndex(row.text).position(row.offset) == row.position);
  }
}

TEST_CASE("lines come without their breaks") {
  const LineIndex index("\xEF\xBB\xBFone\r\n\rthree\n\nfive");
  CHECK(index.count() == 5);
  CHECK(index.line(1) == "one");
  CHECK(index.line(2) == "");
  CHECK(index.line(3) == "three");
  CHECK(index.line(4) == "");
  CHECK(index.line(5) == "five");
  CHECK(index.line(0) == "");
  CHECK(index.line(6) == "");
  CHECK(LineIndex("").count() == 1);
  CHECK(LineIndex("a\n").count() == 2);
  CHECK(LineIndex("a\n").line(2) == "");
}

}  // namespace
TEST_CASE("long texts, short and long lines alike, are found again from every offset") {
  std::mt19937 random(7);
  std::string text;
  for (int line = 0; line < 600; ++line) {
    const std::size_t length = line % 50 == 0 ? 9000 : random() % 40;
    text += std::string(length, 'x') + (random() % 3 == 0 ? "\r\n" : random() % 3 == 0 ? "\r" : "\n");
  }
  text += "end";
  const LineIndex index(text);
  Position wanted{1, 1};
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_break = text[i] == '\n' || text[i] == '\r';
    if (i % 7 == 0 || is_break) {
      const bool inside = text[i] == '\n' && i > start && text[i - 1] == '\r';
      REQUIRE(index.position(static_cast<std::uint32_t>(i)) ==
              Position{wanted.line, wanted.column - (inside ? 1U : 0U)});
    }
    if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')) {
      const std::string_view line = std::string_view(text).substr(start, i - start);
      REQUIRE(index.line(wanted.line) == line.substr(0, line.find('\r')));
      wanted = {wanted.line + 1, 1};
      start = i + 1;
    } else {
      ++wanted.column;
    }
  }
  CHECK(index.count() == wanted.line);
  CHECK(index.line(wanted.line) == "end");
}

}  // namespace csx
