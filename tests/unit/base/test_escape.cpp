#include <doctest/doctest.h>

#include <string>

#include "csx/base/text.hpp"

namespace csx {
namespace {

using std::string_literals::operator""s;

TEST_CASE("what a terminal would obey is shown instead") {
  struct Row {
    std::string text;
    std::string shown;
  };
  const Row rows[] = {
      {"", ""},
      {"plain \\ text", "plain \\ text"},
      {"São Paulo 日本 😀", "São Paulo 日本 😀"},
      {"\x1b[31mred", "\\x1b[31mred"},
      {"a\0b"s, "a\\x00b"},
      {"a\tb\nc\rd", "a\\tb\\nc\\rd"},
      {"\x7f", "\\x7f"},
      {"\x1f\x20", "\\x1f "},
      {"\u0080\u009b1m\u009f", "\\u0080\\u009b1m\\u009f"},
      {"\u00a0", "\u00a0"},
      {"\u061c", "\\u061c"},
      {"\u200e\u200f", "\\u200e\\u200f"},
      {"\u200d", "\u200d"},  // the joiner in the middle of emoji stays
      {"\u2028\u2029", "\\u2028\\u2029"},
      {"\u202a\u202b\u202c\u202d\u202e", "\\u202a\\u202b\\u202c\\u202d\\u202e"},
      {"\u2027\u202f", "\u2027\u202f"},
      {"\u2066\u2067\u2068\u2069", "\\u2066\\u2067\\u2068\\u2069"},
      {"\u2065\u206a", "\u2065\u206a"},
      {"\ufeff", "\\ufeff"},
      {"a\xFF\xC3", "a\\xff\\xc3"},
      {"\x9b", "\\x9b"},  // a malformed byte, not U+009B
      {"\xED\xA0\x80", "\\xed\\xa0\\x80"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.shown);
    CHECK(escape_controls(row.text) == row.shown);
    CHECK(escape_controls(row.shown) == row.shown);
  }
  CHECK(escape_controls("a\tb\n\x1b", Tabs::keep) == "a\tb\\n\\x1b");
}

TEST_CASE("a quoted word is short and inert") {
  CHECK(quoted("") == "\"\"");
  CHECK(quoted("hightouch") == "\"hightouch\"");
  CHECK(quoted("a\nb") == "\"a\\nb\"");
  CHECK(quoted("a\", did you mean \"b") == "\"a\\\", did you mean \\\"b\"");
  CHECK(quoted(std::string(60, 'x')) == '"' + std::string(60, 'x') + '"');
  CHECK(quoted(std::string(61, 'x')) == '"' + std::string(59, 'x') + "…\"");
  CHECK(quoted(std::string(1'000'000, '\x01')).size() < 80);
}

TEST_CASE("a quoted path is inert and whole") {
  CHECK(quoted_path(std::string(200, 'x')) == '"' + std::string(200, 'x') + '"');
  CHECK(quoted_path("a\nb") == "\"a\\nb\"");
  CHECK(quoted_path("a\"b") == "\"a\\\"b\"");
}

TEST_CASE("letters under a heap of combining marks are shortened too") {
  std::string stacked = "a";
  for (int i = 0; i < 10'000; ++i) {
    stacked += "\u0301";
  }
  const auto shown = quoted(stacked);
  CHECK(shown.size() < 600);
  CHECK(shown.ends_with("…\""));
}

}  // namespace
}  // namespace csx
